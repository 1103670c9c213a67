"""Who can sign in to the demo, and how: told at every start."""

from datetime import datetime

from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.conf import settings
from django.urls import reverse
from django.utils.translation import override

from portal.accounts import actions as accounts
from portal.accounts.models import User
from portal.pages.management.demo import people

ROLES = {
    "facilitator1": "facilitator, and social worker at the centre (papers, G2)",
    "facilitator2": "facilitator",
    "moderator1": "moderator",
    "moderator2": "moderator",
    "curator1": "curator",
    "curator2": "curator",
    "supervisor": "supervisor, and second worker for papers (G3)",
    "lead": "safeguarding lead",
    "dataofficer": "data officer",
    "editor": "editor",
    "traffic": "partner office",
}


def tell(*, at: datetime) -> str:
    """Plain lines for the terminal; says so when this database holds no demo."""
    adult = User.objects.filter(email=people.GUARDIAN_EMAIL).first()
    if adult is None:
        return "No demo people in this database."
    base = settings.BASE_URL.rstrip("/")
    lines = ["", "Demo people (all invented; demonstration data, 演示数据)", ""]
    lines += [
        f"  guardian     {base}/accounts/login/code/   e-mail {people.GUARDIAN_EMAIL}",
        f"               the code arrives at {base}/dev/mail/",
    ]
    for _key, _name, age, pseudonym, _avatar in people.CHILDREN:
        lines.append(
            f"  child, {age:>2}    {_card(pseudonym, base, at)}   {pseudonym}: a door-plate card, once, 72 hours"
        )
    lines += [
        "",
        f"  staff        {base}/accounts/login/   password {people.PASSWORD}",
        f"               second factor: key {people.TOTP_SECRET}, now {code(people.TOTP_SECRET)}",
        f"               later codes at {base}/dev/mail/",
    ]
    for name, _shown, _email, _roles, _office in (*people.STAFF, people.PARTNER):
        lines.append(f"    {name:<13}{ROLES[name]}")
    return "\n".join([*lines, ""])


def code(secret: str) -> str:
    return format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))


def _card(pseudonym: str, base: str, at: datetime) -> str:
    child = User.objects.get(pseudonym=pseudonym)
    _made, token = accounts.make_card(by=None, child=child, at=at)
    with override("zh-hans"):
        return base + reverse("card", kwargs={"token": token})
