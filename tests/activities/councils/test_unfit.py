"""Words that a council does not take: the answer tells nobody who is really called so (PII-17, SEC-7)."""

import pytest
from django.urls import reverse
from django.utils import timezone

from activities.councils import actions
from activities.councils.actions.words import LEAVE_OUT, TRIES, fit
from activities.councils.kinds import REMARK_MOST, Role
from activities.councils.models import Minutes
from portal.ui.refusals import Refusal
from tests.making import accounts
from tests.making import councils as make
from tests.making import privacy as make_privacy
from tests.making.moderation import DANGER

pytestmark = pytest.mark.django_db
REAL = "欧阳明月"


@pytest.fixture
def hall():
    make_privacy.identity(accounts.child(age=None).pk, real_name=REAL, at=timezone.now())
    return make.hall()


def refusal(by, words, at=None) -> str:
    with pytest.raises(Refusal) as no:
        fit(by=by, words=words, at=at or timezone.now())
    return str(no.value.message)


@pytest.mark.parametrize(
    "words", [f"请选{REAL}", "加我微信 tongyan123456", "打我电话13912345678"], ids=["name", "account", "phone"]
)
def test_the_answer_is_the_same_whatever_it_is(hall, words):
    assert refusal(hall.children[0], words) == str(LEAVE_OUT)


def test_both_are_looked_for_whatever_the_other_says(hall, monkeypatch):
    """How long an answer takes says nothing either."""
    asked = []
    from activities.councils.actions import words

    found = words.triage.run
    monkeypatch.setattr(words.triage, "run", lambda *args: asked.append(1) or found(*args))
    refusal(hall.children[0], f"请选{REAL}")
    assert asked


def test_tries_of_a_day_come_to_an_end_and_even_good_words_are_no_longer_judged(hall):
    child, other = hall.children[:2]
    for number in range(TRIES[False]):
        assert refusal(child, f"{REAL}{number}") == str(LEAVE_OUT)
    last = refusal(child, f"请选{REAL}")
    assert last != str(LEAVE_OUT)
    assert refusal(child, "周六也开门") == last
    fit(by=other, words="周六也开门", at=timezone.now())


def test_good_words_are_no_tries(hall):
    for _ in range(TRIES[False] + 1):
        fit(by=hall.children[0], words="周六也开门", at=timezone.now())


def drafted(hall) -> Minutes:
    make.term(hall, hall.children[0], role=Role.NOTE_TAKER)
    said = {"held_on": timezone.localdate(), "words": "定了周六也开门。"}
    actions.write_minutes(by=hall.children[0], council=hall.council, at=timezone.now(), **said)
    return Minutes.objects.get()


@pytest.mark.parametrize(
    "remark", ["", "长" * (REMARK_MOST + 1), f"写上{REAL}"], ids=["empty", "too-long", "real-name"]
)
def test_a_remark_that_cannot_be_kept_is_shown_again_with_the_reason(client, hall, remark):
    draft = drafted(hall)
    accounts.sign_in(client, hall.boss)
    address = reverse("councils_desk:draft", args=[hall.council.pk, draft.pk])
    page = client.post(address, {"do": "back", f"{draft.pk}-remark": remark})
    assert page.status_code == 400
    assert remark in page.content.decode()
    assert 'role="alert"' in page.content.decode() or "field__error" in page.content.decode()
    draft.refresh_from_db()
    assert draft.remark == ""


def test_a_remark_loses_what_cannot_be_seen(client, hall):
    draft = drafted(hall)
    accounts.sign_in(client, hall.boss)
    address = reverse("councils_desk:draft", args=[hall.council.pk, draft.pk])
    client.post(address, {"do": "back", f"{draft.pk}-remark": "写上\x00谁\u202e开门"})
    draft.refresh_from_db()
    assert draft.remark == "写上谁开门"


@pytest.mark.parametrize(("words", "lead"), [("定了周六也开门。", False), (DANGER, True)], ids=["ordinary", "harm"])
def test_the_desk_thanks_only_for_minutes_that_went_to_the_lead(client, hall, words, lead):  # SAF-5
    accounts.sign_in(client, hall.boss)
    said = {"held_on": timezone.localdate().isoformat(), "words": words}
    page = client.post(reverse("councils_desk:minutes", args=[hall.council.pk]), said, follow=True)
    assert ("会有人认真看" in page.content.decode()) is lead
    assert Minutes.objects.exists() is not lead


@pytest.mark.parametrize(
    ("name", "fields"),
    [
        ("rules", {"lines": "轮流说话\n东西放回原处"}),
        ("dots", {"dots": 3, "closes_at": f"{timezone.localdate().year + 1}-01-01T10:00"}),
    ],
    ids=["rules", "dots"],
)
def test_a_colleague_writes_at_the_desk(client, hall, name, fields):
    accounts.sign_in(client, hall.boss)
    answer = client.post(reverse(f"councils_desk:{name}", args=[hall.council.pk]), fields, follow=True)
    assert answer.redirect_chain, answer.content.decode()[-300:]
    assert (hall.council.rules if name == "rules" else hall.council.rounds).count() == 1
    assert "会有人认真看" not in answer.content.decode()
