"""Takes pictures of the main pages, wide and on a phone, in both languages, by day and by night: `make shots`."""

import os
import sys
from itertools import product
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
OUT = ROOT / "build" / "shots"
DATA = ROOT / "build" / "shots-data"
PAGES = {
    "home": "/{}/",
    "voices": "/{}/voices/",
    "activities": "/{}/activities/",
    "echoes": "/{}/echoes/",
    "help": "/{}/help/",
    "signin": "/accounts/login/",
}


def main() -> int:
    os.environ |= {"DJANGO_SETTINGS_MODULE": "portal.settings.dev", "DATA_DIR": str(DATA), "CLOCK_SECONDS": "0"}
    import django

    django.setup()
    from django.core.management import call_command

    from tests import browsing, serving

    call_command("serve", prepare=True)
    OUT.mkdir(parents=True, exist_ok=True)
    with serving.serving(1) as site, browsing.launched() as chromium:
        for language, phone, dark in product(("zh-hans", "en"), (False, True), (False, True)):
            visits = browsing.Visits(chromium)
            page = visits(site.url, phone=phone, language=language, dark=dark)
            for name, path in PAGES.items():
                page.goto(path.format(language))
                kind = f"{'phone' if phone else 'wide'}-{'night' if dark else 'day'}"
                page.screenshot(path=OUT / f"{name}-{language}-{kind}.png", full_page=True)
            visits.close()
    sys.stdout.write(f"{len(list(OUT.glob('*.png')))} pictures in {OUT}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
