"""Dull makers of cases, over a content that is nobody's: judging must not need stories to exist."""

import hashlib
import uuid
from datetime import timedelta
from difflib import SequenceMatcher

from django.db import transaction

from moderation import actions, registry
from moderation.models import Case
from moderation.registry import Media, Part
from portal.accounts.roles import Role
from tests.making import accounts as make_accounts

AT = make_accounts.AT
KIND = "made"
WORDS = "学校门口的斑马线，绿灯只有十二秒。"
DANGER = "我写错一个字爸爸就用衣架打我，今天背还疼。"


class Made:
    """Keeps revisions in memory; what it was told is in `told`."""

    label = "Made thing"

    def __init__(self):
        self.texts, self.pictures, self.told = {}, {}, []

    def body(self, case):
        return self.revision(case, case.revision)

    def revision(self, case, revision_id):
        return [Part(name, name.title(), text) for name, text in self.texts.get(revision_id, {}).items()]

    def difference(self, case, old, new):
        before, after = ("\n".join(self.texts.get(key, {}).values()) for key in (old, new))
        found = []
        for op, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
            if op == "equal":
                found.append(("same", before[a:b]))
            else:
                found += [pair for pair in (("gone", before[a:b]), ("new", after[c:d])) if pair[1]]
        return found

    def media(self, case):
        return self.pictures.get(case.pk, [])

    def apply_edit(self, case, *, by, texts, at):
        return send(case, **texts, at=at)

    def on_decision(self, case, decision):
        self.told.append((case.pk, decision.act))


made = Made()


def ready() -> Made:
    registry.register(KIND, made)
    return made


def moderator(**over):
    return make_accounts.staff(Role.MODERATOR, **over)


def lead(**over):
    return make_accounts.staff(Role.SAFEGUARDING_LEAD, **over)


def opened(*, author=None, helper=None, office=None, kind=KIND, at=AT):
    ready()
    author = author or make_accounts.child(age=8)
    return actions.open_case(by=author, kind=kind, author=author, helper=helper, office=office, at=at)


def send(case, body=WORDS, *, picture=False, age=8, at=AT, **texts):
    """A new revision of the case, sent by its author."""
    revision = uuid.uuid4()
    texts = {"body": body, **texts}
    made.texts[revision] = texts
    if picture:
        made.pictures[case.pk] = [Media("/media/private/made.webp", "a crossing")]
    return actions.submit(
        by=case.author,
        case=case,
        revision=revision,
        digest=digest(texts),
        texts=texts,
        has_media=picture,
        age_years=age,
        at=at,
    )


def sent(body=WORDS, *, picture=False, age=8, at=AT, **about):
    return send(opened(at=at, **about), body, picture=picture, age=age, at=at)


def digest(texts) -> str:
    return hashlib.sha256(repr(sorted(texts.items())).encode()).hexdigest()


def claimed(case, by, at=AT):
    return actions.claim(by=by, case=case, at=at)


def approve(case, by, *, at=AT, claim=True, **over):
    if claim:
        actions.claim(by=by, case=case, at=at)
    words = {"revision": case.revision, "digest": case.digest, "best_interests": "清楚，没有认得出人的地方"} | over
    return actions.approve(by=by, case=case, at=at, **words)


def ask_change(case, by, *, at=AT, claim=True, **over):
    if claim:
        actions.claim(by=by, case=case, at=at)
    words = {"revision": case.revision, "digest": case.digest, "reason": "personal", "message": "改一改再送来"} | over
    return actions.ask_change(by=by, case=case, at=at, **words)


def decline(case, by, *, at=AT, claim=True, **over):
    if claim:
        actions.claim(by=by, case=case, at=at)
    words = {"revision": case.revision, "digest": case.digest, "reason": "advert", "message": "这里不能发广告"} | over
    return actions.decline(by=by, case=case, at=at, **words)


def hold(case, by, *, at=AT, claim=True, **over):
    if claim:
        actions.claim(by=by, case=case, at=at)
    words = {"revision": case.revision, "digest": case.digest, "message": "谢谢你告诉我们"} | over
    return actions.hold(by=by, case=case, at=at, **words)


def clear(case, by, *, at=AT, claim=True, **over):
    if claim:
        actions.claim(by=by, case=case, at=at)
    words = {"revision": case.revision, "digest": case.digest, "best_interests": "谈过了，孩子平安"} | over
    return actions.clear(by=by, case=case, at=at, **words)


def closed(case, by, *, at=AT):
    """The lead has taken care of words that were only kept."""
    actions.claim(by=by, case=case, at=at)
    about = {"revision": case.revision, "digest": case.digest, "best_interests": "谈过了，有人陪"}
    return actions.close(by=by, case=case, at=at, **about)


def may(act, case, person) -> bool:
    """Whether this person could do it with a claim in hand; tried, and taken back."""
    Case.objects.filter(pk=case.pk).update(claimed_by=person, claimed_until=AT + timedelta(minutes=5))
    try:
        with transaction.atomic():
            act(Case.objects.get(pk=case.pk), person, claim=False)
            transaction.set_rollback(True)
    except actions.NotYours:
        return False
    return True
