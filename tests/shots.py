"""Pictures of the main pages: both languages, day and night, desktop and phone; needs a running site.

python tests/shots.py http://127.0.0.1:8000 [build/shots] [only these names]
"""

import sys
from itertools import product
from pathlib import Path

from playwright.sync_api import sync_playwright

CHROMIUM = "/usr/bin/chromium"
QUIET = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
# name -> address; {lang} is filled with both languages. Pages anybody may open; the demo's people are in `tests/story`.
PAGES = {
    "home": "/{lang}/",
    "voices": "/{lang}/voices/",
    "activities": "/{lang}/activities/",
    "echoes": "/{lang}/echoes/",
    "help": "/{lang}/help/",
    "search": "/{lang}/search/?q=%E7%BB%BF%E7%81%AF",
    "about": "/{lang}/about/",
    "signin": "/{lang}/signin/",
    "login": "/accounts/login/",
    "signup": "/accounts/signup/",
    "code": "/accounts/login/code/",
    "missing": "/{lang}/no-such-page/",
    "gallery": "/dev/gallery/",
}
LANGUAGES = ("zh-hans", "en")
THEMES = ("day", "night")
WIDTHS = (1280, 360)


def take(base: str, folder: Path, only: tuple = ()) -> int:
    folder.mkdir(parents=True, exist_ok=True)
    taken = 0
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        for language, theme, width in product(LANGUAGES, THEMES, WIDTHS):
            context = browser.new_context(viewport={"width": width, "height": 800}, reduced_motion="reduce")
            context.add_cookies(
                [
                    {"name": "look", "value": f"{theme}.normal.normal.auto", "url": base},
                    {"name": "django_language", "value": language, "url": base},
                ]
            )
            page = context.new_page()
            for name, address in PAGES.items():
                if only and name not in only:
                    continue
                page.goto(base + address.format(lang=language))
                page.screenshot(path=folder / f"{name}-{language}-{theme}-{width}.png", full_page=True)
                taken += 1
            context.close()
        browser.close()
    return taken


if __name__ == "__main__":
    address, *rest = sys.argv[1:]
    where = Path(rest[0] if rest else "build/shots")
    print(f"{take(address.rstrip('/'), where, tuple(rest[1:]))} pictures in {where}")
