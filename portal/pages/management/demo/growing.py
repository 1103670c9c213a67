"""What children of the demo have already said, judged by two people where two are needed."""

import json
import uuid
from datetime import datetime, timedelta

from django.conf import settings

from moderation import actions as judging
from moderation.states import State
from portal.accounts.models import User
from portal.consent.purposes import Purpose
from portal.pages.management.demo import town
from portal.pages.management.demo.words import SPEAKERS
from portal.privacy.kinds import needs_helper
from voices import actions as voices
from voices.models import Voice

STORIES = settings.ROOT / "voices" / "management" / "stories.json"
FAMILIES = "王李张刘陈杨赵黄周吴"
GENDERS = {"女": "girl", "男": "boy"}
GOOD_FOR_THE_CHILD = "孩子想让大家知道这件事；没有能认出人的话；说出来对他自己有用。"


def speak(place, *, at: datetime, now: datetime) -> tuple[dict[str, Voice], dict[str, User]]:
    """Each speaker's story, sent on a day of its own and read by moderators the same afternoon."""
    texts = {story["id"]: story for story in json.loads(STORIES.read_text())}
    said, adults = {}, {}
    step = (now - at) / (len(SPEAKERS) + 1)
    for number, (key, age, gender, pseudonym, avatar, ids) in enumerate(SPEAKERS):
        day = at + step * number
        adult = town.guardian(f"family{number + 1}@demo.example", at=day)
        child = town.child_of(
            place, adult, name=f"{FAMILIES[number]}演示", age=age, pseudonym=pseudonym, avatar=avatar, at=day
        )
        town.agree(adult, child, Purpose.PUBLISH, at=day)
        for story in ids:
            said[key] = tell(place, child, age, texts[story]["text"], GENDERS[gender], at=day)
        adults[key] = adult
    return said, adults


def tell(place, child, age: int, text: str, gender: str, *, at: datetime) -> Voice:
    voice = voices.start(by=child, kind="story", client_key=uuid.uuid4(), at=at)
    if needs_helper(age):
        voice = voices.name_helper(by=child, voice=voice, helper=place.staff["facilitator2"], at=at)
    voices.write(by=child, voice=voice, title="", body=text, gender=gender, at=at)
    voices.submit(by=child, voice=voice, at=at)
    voice.refresh_from_db()
    for number, name in enumerate(("moderator1", "moderator2")):
        judge(voice.case, place.staff[name], at=at + timedelta(hours=2 + number))
    return voice


def judge(case, by, *, at: datetime) -> None:
    case.refresh_from_db()
    if case.state == State.APPROVED:
        return
    case = judging.claim(by=by, case=case, at=at)
    judging.approve(
        by=by, case=case, revision=case.revision, digest=case.digest, best_interests=GOOD_FOR_THE_CHILD, at=at
    )
