"""Pages in production."""

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings.production")
application = get_wsgi_application()

# What is loaded stays to the end. Looking through it for rubbish, and so often, is one twentieth of a page.
gc.freeze()
gc.set_threshold(50_000, 20, 50)
