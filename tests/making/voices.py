"""Voices at every step of their way, with the families and moderators it takes."""

import itertools
import re
import uuid
from dataclasses import dataclass

from django.utils import timezone

from moderation import actions as judging
from portal.accounts.models import User
from portal.accounts.roles import Role
from portal.consent.actions import load_notices
from portal.consent.purposes import Purpose
from tests.making import accounts as make_accounts
from tests.making import consent as make_consent
from tests.making import files as make_files
from voices import actions
from voices.models import Voice

count = itertools.count(1)
PUBLIC_PURPOSES = (Purpose.PUBLISH, Purpose.PICTURE_BY_CHILD)
S04 = "路口的斑马线，绿灯只有十二秒。我和弟弟要跑。我们数过了。"


@dataclass
class Home(make_consent.Family):
    """A family, with yeses asked for where a test wants them."""


def home(*, age: int = 8, consents=PUBLIC_PURPOSES, at=None, **fields) -> make_consent.Family:
    """A family of whom guardian and child have said yes to showing words and pictures."""
    at = at or timezone.now()
    load_notices(at=at)
    made = make_consent.family(child_age=age, at=at, **fields)
    for purpose in consents:
        make_consent.all_say(made, purpose, at=at)
    return made


def moderator(at=None) -> User:
    return make_accounts.staff(Role.MODERATOR, at=at or timezone.now())


def draft(child: User, *, body: str = S04, title: str = "", picture: bytes | None = None, at=None, **more) -> Voice:
    at = at or timezone.now()
    begun = {"kind": more.pop("kind", "story"), "activity": more.pop("activity", None)}
    voice = actions.start(by=child, client_key=uuid.uuid4(), at=at, **begun)
    words = {"alt": "我们走的路口", "no_faces": True} if picture else {}
    actions.write(by=child, voice=voice, title=title, body=body, upload=picture, at=at, **(words | more))
    return voice


def send(client, address: str):
    """From the last look, with what that page hands back."""
    page = client.get(address).content.decode()
    return client.post(address, {"do": "send", "read": re.findall(r'name="read" value="([^"]+)"', page)})


def sent(child: User, *, at=None, **more) -> Voice:
    at = at or timezone.now()
    voice = draft(child, at=at, **more)
    actions.submit(by=child, voice=voice, at=at)
    return again(voice)


def approve(voice: Voice, *, by: list[User] | None = None, at=None) -> Voice:
    """As many different moderators as it takes."""
    at = at or timezone.now()
    for _round in range(2):
        case = again(voice).case
        if case.state == "approved":
            break
        person = by.pop(0) if by else moderator(at)
        judging.claim(by=person, case=case, at=at)
        judging.approve(
            by=person, case=case, revision=case.revision, digest=case.digest, best_interests="好主意", at=at
        )
    return again(voice)


def out(child: User | None = None, *, at=None, **more) -> Voice:
    """A voice that is public: sent, approved, released, with every consent it needs."""
    at = at or timezone.now()
    child = child or home(at=at).child
    return approve(sent(child, at=at, **more), at=at)


def photo() -> bytes:
    return make_files.bytes_of(make_files.scene(320, 200), "JPEG", exif=make_files.gps_exif())


def again(voice: Voice) -> Voice:
    """As the database has it now."""
    return Voice.objects.select_related("case", "author", "wanted").get(pk=voice.pk)
