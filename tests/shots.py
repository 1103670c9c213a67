"""Takes pictures of the main pages, wide and on a phone, in both languages, by day and by night: `make shots`."""

import os
import shutil
import sys
from itertools import product
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
OUT = ROOT / "build" / "shots"
DATA = ROOT / "build" / "shots-data"
TALLEST = 12_000  # pixels; a picture of a longer page ends here
PAGES = {
    "home": "/{}/",
    "voices": "/{}/voices/",
    "activities": "/{}/activities/",
    "echoes": "/{}/echoes/",
    "help": "/{}/help/",
    "door": "/{}/signin/",
    "signin": "/accounts/login/",
    "signup": "/accounts/signup/",
}


def main() -> int:
    shutil.rmtree(DATA, ignore_errors=True)  # the demo as it is planted today
    os.environ |= {"DJANGO_SETTINGS_MODULE": "portal.settings.dev", "DATA_DIR": str(DATA), "CLOCK_SECONDS": "0"}
    import django

    django.setup()
    from django.core.management import call_command

    from tests import browsing, serving

    call_command("serve", prepare=True)
    shutil.rmtree(OUT, ignore_errors=True)
    OUT.mkdir(parents=True)
    with serving.serving(1) as site, browsing.launched() as chromium:
        theirs = inside()
        for language, phone, dark in product(("zh-hans", "en"), (False, True), (False, True)):
            visits = browsing.Visits(chromium)
            page = visits(site.url, phone=phone, language=language, dark=dark)
            kind = f"{language}-{'phone' if phone else 'wide'}-{'night' if dark else 'day'}"
            for name, path in (PAGES | one_of_each()).items():
                take(page, name, path.format(language), kind)
            for name, (path, cookie) in theirs.items():
                page.context.add_cookies([cookie | {"url": site.url}])
                take(page, name, path.format(language), kind)
            visits.close()
    sys.stdout.write(f"{len(list(OUT.glob('*.png')))} pictures in {OUT}\n")
    return 0


def take(page, name, path, kind):
    """The window grows to the page, so that the bar at the bottom stands at the bottom of the picture."""
    shown = page.viewport_size
    page.goto(path)
    tall = page.evaluate("document.documentElement.scrollHeight")
    page.set_viewport_size(shown | {"height": min(max(tall, shown["height"]), TALLEST)})
    page.screenshot(path=OUT / f"{name}-{kind}.png")
    page.set_viewport_size(shown)


def one_of_each() -> dict[str, str]:
    """One activity, one voice, one brief."""
    from activities.models import Activity
    from voices.advocacy.models import Brief
    from voices.models import Voice

    voice = Voice.objects.filter(showing=True).order_by("released_at").first()
    brief = Brief.objects.exclude(delivery=None).order_by("released_at").first()
    return {
        "activity": f"/{{}}/activities/{Activity.objects.order_by('starts_at').first().pk}/",
        "voice": f"/{{}}/voices/{voice.pk}/",
        "brief": f"/{{}}/briefs/{brief.pk}/",
    }


def inside() -> dict[str, tuple]:
    """Pages of a guardian, a child, a facilitator and a supervisor, and the cookie that opens each."""
    from portal.accounts.models import User
    from portal.pages.management.demo import people

    guardian = User.objects.get(email=people.GUARDIAN_EMAIL)
    child = User.objects.get(pseudonym=people.CHILDREN[0][3])
    pages = {"family": ("/family/", signed_in(guardian)), "me": ("/{}/me/", signed_in(child))}
    return pages | of_a_group(child) | of_a_facilitator()


def of_a_group(child) -> dict[str, tuple]:
    """What a child finds in its group, and a council there."""
    from activities.councils.models import Council
    from activities.models import Activity

    cookie, group = signed_in(child), Activity.objects.held_by(child).first()
    member = next(each for each in Council.objects.all() if each.terms.exists())
    theirs = signed_in(member.terms.exclude(accepted_at=None).first().person)
    return {
        "group": (f"/{{}}/activities/{group.pk}/group/", cookie),
        "made": (f"/{{}}/voices/made/{group.pk}/", cookie),
        "council": (f"/{{}}/councils/{member.pk}/", theirs),
    }


def of_a_facilitator() -> dict[str, tuple]:
    """The desk: what is due, a day, a plan, an evaluation, a report, the year."""
    from activities.desk.models import Evaluation, TermReport
    from activities.models import Lead

    report = TermReport.objects.first()
    over = Evaluation.objects.exclude(done_at=None).first().activity
    leads = signed_in(Lead.objects.filter(activity=over).first().person)
    day = over.sessions.order_by("number").last()
    pages = {
        "work": "/desk/work/",
        "sessions": "/desk/sessions/",
        "day": f"/desk/sessions/{day.pk}/",
        "plan": f"/desk/plans/{over.pk}/",
        "evaluation": f"/desk/evaluations/{over.pk}/",
        "report": f"/desk/reports/{report.pk}/",
        "year": "/desk/year/",
    }
    return {name: (path, leads) for name, path in pages.items()}


def signed_in(person) -> dict[str, str]:
    from django.conf import settings
    from django.test import Client

    from tests.making.accounts import sign_in

    client = Client()
    sign_in(client, person)
    return {"name": settings.SESSION_COOKIE_NAME, "value": client.cookies[settings.SESSION_COOKIE_NAME].value}


if __name__ == "__main__":
    sys.exit(main())
