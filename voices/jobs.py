"""Many voices at once, each with an approved case, a release and living consents: `manage.py grow N --only voices`.

It writes tables of the parts below directly, which nothing else may: through actions a million rows take a day.
"""

import json
import random
import uuid
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from django.apps import apps
from django.contrib.auth import get_user_model
from django.contrib.auth.hashers import make_password
from django.utils import timezone

from portal.accounts.kinds import Avatar, Kind
from portal.consent.actions import load_notices
from portal.consent.purposes import Level, Purpose
from portal.consent.queries import notice
from portal.privacy.kinds import needs_helper
from portal.text.index import entry
from voices.models import Release, Revision, SearchDoc, Voice

STORIES = Path(__file__).with_name("management") / "stories.json"
BATCH = 2_000
VOICES_EACH = 40  # of one child
DAYS = 300


@dataclass
class Staff:
    moderator: object
    worker: object
    second: object


def sentences() -> list[str]:
    """Short pieces of the invented stories, so that grown words look like words."""
    stories = json.loads(STORIES.read_text(encoding="utf-8"))
    texts = [story["text"] for story in stories if story["outcome"].startswith("发布")]
    return [piece.strip() for text in texts for piece in text.replace("？", "。").split("。") if len(piece) > 4]


def grow(count: int) -> None:
    at = timezone.now()
    load_notices(at=at)
    luck = random.Random(count)  # noqa: S311 (invented words need no secrecy)
    staff = Staff(*(_person(Kind.STAFF) for _ in range(3)))
    get_user_model().objects.bulk_create(vars(staff).values())
    words = sentences()
    done = 0
    while done < count:
        size = min(BATCH, count - done)
        children = _families(-(-size // VOICES_EACH), staff, at)
        _voices(size, done, children, words, staff, luck, at)
        done += size


def _person(kind: str):
    key = uuid.uuid4()
    email = "" if kind == Kind.CHILD else f"{key.hex}@grown.invalid"
    avatar = Avatar.values[key.int % len(Avatar.values)]
    return get_user_model()(
        id=key,
        username=key.hex,
        email=email,
        kind=kind,
        pseudonym=f"长大的{key.hex[:4]}",
        avatar=avatar,
        password=make_password(None),
    )


def _families(count: int, staff: Staff, at) -> list:
    """Children whose guardian and they themselves said yes to showing their words."""
    link_model, event_model = (apps.get_model("consent", name) for name in ("GuardianLink", "Event"))
    children, guardians, links, events = [], [], [], []
    words = {who: notice(Purpose.PUBLISH, who, "zh-hans", at=at) for who in ("guardian", "6-8")}
    for _number in range(count):
        child, guardian = _person(Kind.CHILD), _person(Kind.GUARDIAN)
        link = link_model(
            child=child, guardian=guardian, relation="mother", state="confirmed", level=Level.G3,
            made_at=at, made_by=guardian, papers_at=at, papers_by=staff.worker, confirmed_at=at,
            confirmed_by=staff.second,
        )  # fmt: skip
        same = {
            "child": child, "purpose": Purpose.PUBLISH, "number": 1, "state": "given", "language": "zh-hans",
            "method": "tap", "at": at, "expires_at": at + timedelta(days=365),
        }  # fmt: skip
        events += [
            event_model(actor=guardian, role="guardian", link=link, notice=words["guardian"], **same),
            event_model(actor=child, role="child", notice=words["6-8"], **same),
        ]
        children.append(child)
        guardians.append(guardian)
        links.append(link)
    get_user_model().objects.bulk_create([*children, *guardians])
    link_model.objects.bulk_create(links)
    event_model.objects.bulk_create(events)
    return children


def _voices(size: int, start: int, children: list, words: list[str], staff: Staff, luck: random.Random, at) -> None:
    case_model, decision_model = (apps.get_model("moderation", name) for name in ("Case", "Decision"))
    cases, decisions, voices, revisions, releases, docs = [], [], [], [], [], []
    for number in range(size):
        child = children[number % len(children)]
        when = at - timedelta(seconds=(start + number) * 7 % (DAYS * 86_400) + 60)
        body = "。".join(luck.sample(words, 3)) + f"。第{start + number}个。"
        voice = Voice(kind=luck.choice(["story", "opinion"]), author=child, begun_at=when, wanted_out_at=when)
        age = 6 + number % 11
        voice.helper = staff.worker if needs_helper(age) else None
        revision = Revision(
            voice=voice, number=1, body=body, age_years=age, helper=voice.helper, made_by=child, made_at=when
        )
        revision.digest = revision.fingerprint()
        case = case_model(
            kind="voice", author=child, state="approved", revision=revision.pk, digest=revision.digest, round=1,
            needs_two=False, age_years=revision.age_years, opened_at=when, submitted_at=when,
        )  # fmt: skip
        voice.case, voice.wanted_id, voice.showing, voice.released_at = case, revision.pk, True, when
        decision = decision_model(
            case=case, round=1, revision=revision.pk, digest=revision.digest, act="approve", by=staff.moderator,
            at=when, best_interests="grown",
        )  # fmt: skip
        cases.append(case)
        decisions.append(decision)
        voices.append(voice)
        revisions.append(revision)
        releases.append(Release(voice=voice, revision=revision, at=when, by=staff.moderator))
        docs.append(SearchDoc(voice=voice, words=entry(body), at=when))
    case_model.objects.bulk_create(cases)
    decision_model.objects.bulk_create(decisions)
    Voice.objects.bulk_create(voices)
    Revision.objects.bulk_create(revisions)
    Release.objects.bulk_create(releases)
    SearchDoc.objects.bulk_create(docs)
