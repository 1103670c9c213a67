"""Each step on a guardian's link: who hears of it, who does not, and what no word says (SEC-10, CON-9, SAF-4)."""

from datetime import UTC, datetime

import pytest
from django.core import mail
from django.utils import translation

from portal.consent import actions
from portal.consent.content.telling import CLOSING, TOLD, told
from portal.consent.kinds import Reason, Turn
from portal.consent.models import GuardianLink
from portal.notices import actions as notices
from portal.notices import registry
from portal.notices.models import Message
from tests.making import consent as make

pytestmark = pytest.mark.django_db
AT = datetime(2026, 4, 1, 2, 0, tzinfo=UTC)
CHANGED, THEIRS = "others_changed", "child_changed_9-12"


def by(at=AT):
    return make.worker(at=at)


def add(home):
    return actions.link_guardian(by=by(), child=home.child, guardian=make.person("guardian"), at=AT)


def checked(home):
    return make.checked(by(), make.link(home.child, make.person("guardian"), level=1, at=AT), at=AT)


def confirmed(home):
    return make.confirmed(by(), make.link(home.child, make.person("guardian"), level=2, at=AT), at=AT)


def step(act, *before, **code):
    def go(home):
        for name, more in before:
            getattr(actions, name)(by=by(), link=home.link, at=AT, **more)
        Message.objects.all().delete()
        return getattr(actions, act)(by=by(), link=home.link, at=AT, **code)

    return go


LIMIT = ("limit", {"code": "court"})
REST, SAFE_REST, DOUBT = ("suspend", {"code": "court"}), ("suspend", {"code": "safety"}), ("dispute", {})
# step: to the adult of the link, to the other guardian, to the child; None is silence
TABLE = {
    "added": (add, "you_added", CHANGED, THEIRS),
    "papers seen": (checked, "you_known", CHANGED, THEIRS),
    "confirmed": (confirmed, "you_known", CHANGED, THEIRS),
    "rests": (step("suspend", code="court"), "you_changed", CHANGED, None),
    "rests, moved": (step("suspend", code="moved"), "you_changed", CHANGED, None),
    "rests, to keep safe": (step("suspend", code="safety"), None, None, None),
    "back": (step("resume", REST, code="court"), "you_changed", CHANGED, None),
    "back, our mistake": (step("resume", REST, code="error"), "you_changed", CHANGED, None),
    "back, opened again": (step("resume", SAFE_REST, code="safety"), "you_changed", CHANGED, None),
    "back in doubt": (step("resume", DOUBT, REST, code="error"), "you_in_doubt", None, None),
    "doubted": (step("dispute"), "you_in_doubt", None, None),
    "settled": (step("settle_dispute", DOUBT), "you_changed", None, None),
    "limited": (step("limit", code="court"), "you_changed", CHANGED, THEIRS),
    "limited, to keep safe": (step("limit", code="safety"), None, None, None),
    "back to everything": (step("widen", LIMIT, code="court"), "you_changed", CHANGED, THEIRS),
    "back to everything, to keep safe": (step("widen", LIMIT, code="safety"), "you_changed", CHANGED, THEIRS),
    "ends": (step("revoke", code="court"), "you_over", CHANGED, THEIRS),
    "ends, moved": (step("revoke", code="moved"), "you_over", CHANGED, THEIRS),
    "ends, our mistake": (step("revoke", code="error"), "you_over", CHANGED, THEIRS),
    "ends, to keep safe": (step("revoke", code="safety"), None, None, None),
}


def heard(person) -> str | None:
    found = Message.objects.filter(person=person).values_list("kind", flat=True)
    assert len(found) <= 1
    return found[0].removeprefix("consent.") if found else None


@pytest.mark.parametrize("name", TABLE)
def test_who_hears_of_each_step(name, django_capture_on_commit_callbacks):  # SEC-10
    act, theirs, others, child = TABLE[name]
    home = make.family(child_age=9, guardians=2, at=AT)
    mail.outbox.clear()
    with django_capture_on_commit_callbacks(execute=True):
        link = act(home)
    adult, other = link.guardian, home.guardians[1]
    assert (heard(adult), heard(other), heard(home.child)) == (theirs, others, child)
    letters = [letter for letter in mail.outbox if letter.to in ([adult.email], [other.email])]
    if not name.startswith("back") and name != "settled":  # where there was no step before of which they heard, too
        assert len(letters) == sum(bool(each) for each in (theirs, others))
    for letter in letters:  # neither who nor what nor why
        text = letter.subject + letter.body
        assert not any(word in text for word in (home.child.pseudonym, str(home.child.pk), "guardian", "孩子", "child"))


UNSEEN = dict.fromkeys(["papers_at", "papers_by", "confirmed_at", "confirmed_by"])
WHO = {
    "known": ({}, True),
    "papers unseen": ({"level": 1, "state": "waiting", **UNSEEN}, False),
    "at rest": ({"state": "suspended"}, False),
    "ended": ({"state": "ended", "ended_at": AT, "ended_code": "moved"}, False),
    "activities only": ({"authority": "activities"}, False),
    "collects": ({"authority": "none"}, False),
}


@pytest.mark.parametrize("name", WHO)
def test_of_the_others_only_who_speaks_in_everything_hears(name):
    fields, hears = WHO[name]
    home = make.family(child_age=9, guardians=2, at=AT)
    GuardianLink.objects.filter(pk=home.links[1].pk).update(**fields)
    actions.revoke(by=by(), link=home.link, code="court", at=AT)
    assert heard(home.guardians[1]) == (CHANGED if hears else None)


def test_one_in_doubt_does_not_hear_of_others():
    home = make.family(child_age=9, guardians=2, at=AT)
    actions.dispute(by=by(), link=home.links[1], at=AT)
    Message.objects.all().delete()
    actions.revoke(by=by(), link=home.link, code="court", at=AT)
    assert heard(home.guardians[1]) is None


def test_what_is_kept_from_somebody_is_kept_here_too():  # SAF-4
    home = make.family(child_age=9, guardians=2, at=AT)
    for person in (home.guardian, home.guardians[1]):
        notices.block(by=by(), person=person, about=f"child:{home.child.pk}", at=AT)
    actions.revoke(by=by(), link=home.link, code="court", at=AT)
    assert (heard(home.guardian), heard(home.guardians[1]), heard(home.child)) == (None, None, THEIRS)


def test_whoever_takes_the_step_needs_no_news_and_a_first_adult_is_none_to_the_child():
    adult = make.person("guardian")
    read = make.queries.notice("account", "guardian", "zh-hans", at=AT)
    said = {"relation": "mother", "pseudonym": "爱数台阶的猫", "avatar": "cat", "language": "zh-hans", "notice": read}
    child = actions.add_child(by=adult, real_name="欧阳禾苗", birth_date=make.born(9, AT), at=AT, **said)
    make.checked(by(), GuardianLink.objects.get(child=child), at=AT)
    assert (heard(adult), heard(child)) == ("you_known", None)


def test_every_step_has_its_row_and_its_reason_and_every_word_exists_in_both_languages():
    assert set(TOLD) == set(Turn)
    for turn in Turn:
        for reason in Reason:
            row = told(turn, reason)
            assert row.why
            assert bool(row.theirs) == (reason != Reason.SAFETY or turn not in CLOSING)
    kinds = {kind for row in TOLD.values() for kind in (row.theirs, row.others) if kind}
    kinds |= {f"consent.child_changed_{band}" for band in ("6-8", "9-12", "13-17")}
    for kind in kinds:
        for language in ("zh-hans", "en"):
            with translation.override(language):
                words = f"{registry.kinds[kind].subject} {registry.kinds[kind].body}"
            assert words.isascii() == (language == "en"), kind
            assert "{" not in words


@pytest.mark.parametrize(("age", "band"), [(7, "6-8"), (10, "9-12"), (15, "13-17"), (None, "6-8")])
def test_a_child_reads_it_in_words_of_its_age(age, band):
    home = make.family(child_age=age, guardians=2, at=AT)
    actions.revoke(by=by(), link=home.link, code="moved", at=AT)
    assert heard(home.child) == f"child_changed_{band}"
