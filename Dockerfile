# The site for compose.yaml: locked packages, compiled words, named static files, nobody's root.
FROM python:3.11-slim
# Words read aloud are rebuilt by ffmpeg; without it the desk takes no recordings in and says so.
RUN apt-get update && apt-get install -y --no-install-recommends ffmpeg && rm -rf /var/lib/apt/lists/*
RUN useradd --create-home tongyan
WORKDIR /site
COPY requirements.lock .
RUN pip install --no-cache-dir --require-hashes -r requirements.lock
COPY --chown=tongyan . .
RUN mkdir -p var && chown tongyan var
USER tongyan
ENV PYTHONUNBUFFERED=1
# Building needs no secret: the embedded settings compile words and name static files just as production does.
RUN DJANGO_SETTINGS_MODULE=portal.settings.dev python manage.py catalogues \
 && DJANGO_SETTINGS_MODULE=portal.settings.dev python manage.py collectstatic --noinput -v0
