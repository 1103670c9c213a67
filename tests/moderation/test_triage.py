"""The machine points, orders and marks; it lets nothing pass (MOD-2, MOD-7, MOD-8)."""

import json
from datetime import timedelta

import pytest

from moderation import queries, signals
from moderation.actions import triage
from moderation.content import BANDS, LANGUAGES, message, messages, segments
from moderation.models import Case, Finding
from moderation.policy import tells_too_much
from moderation.screening import Finding as Found
from moderation.states import WAIT, Lane, Priority, Reason, State
from portal.accounts.registry import name_checks
from portal.audit.models import Line
from tests.making import accounts as make_accounts
from tests.making import moderation as make

pytestmark = pytest.mark.django_db
AT = make.AT


def fails(text, context):
    raise TimeoutError("too slow")


def test_a_step_that_fails_leaves_a_mark_and_the_case_in_the_queue(monkeypatch):  # MOD-2
    for steps in ([fails], [fails, *triage.steps], [*triage.steps, fails]):
        monkeypatch.setattr(triage, "steps", steps)
        case = make.sent("我叫陈小树")
        assert (case.state, case.triage_incomplete, case.needs_two) == (State.QUEUED, True, True)
        make.approve(case, make.moderator())
        assert queries.approved_revision(case) is None, "what was not wholly read needs two people"


def test_no_step_can_decide(monkeypatch):  # MOD-8
    loud = [Found("loud", "1", "insult", 0, 2, 1.0, 2)]
    monkeypatch.setattr(triage, "steps", [lambda text, context: loud])
    case = make.sent()
    assert case.state == State.QUEUED
    assert not case.decisions.exists()


def test_findings_hold_places_and_never_words():  # PII-3, PII-10
    case = make.sent("证件 11010519491231002X，电话 15400001234")
    columns = {field.name for field in Finding._meta.fields}
    assert columns == {"id", "case", "revision", "part", "rule", "version", "kind", "start", "end", "weight", "level"}
    kept = str(list(Finding.objects.filter(case=case).values())) + str(list(Case.objects.filter(pk=case.pk).values()))
    kept += str(list(Line.objects.values("detail", "subject")))
    assert "11010519491231002" not in kept
    assert "15400001234" not in kept


def test_harm_goes_behind_the_locked_door_and_calls():  # PII-14, SAF-5
    heard = []
    signals.care_needed.connect(lambda sender, case, at, **more: heard.append(case.pk), weak=False, dispatch_uid="t")
    try:
        danger = make.sent("我想自杀")
        tired = make.sent("作业多得想死")
    finally:
        signals.care_needed.disconnect(dispatch_uid="t")
    assert (danger.lane, danger.state) == (Lane.LOCKED, State.QUEUED)
    assert (tired.lane, tired.state) == (Lane.OPEN, State.QUEUED)
    assert heard == [danger.pk]
    assert queries.needs_care(danger)
    assert not queries.needs_care(tired)
    assert "12355" in queries.calm_words(danger)


def test_a_failing_listener_stops_the_sending():  # decisions: care
    def broken(**news):
        raise RuntimeError

    signals.care_needed.connect(broken, weak=False, dispatch_uid="t")
    try:
        with pytest.raises(RuntimeError):
            make.sent("我想自杀")
    finally:
        signals.care_needed.disconnect(dispatch_uid="t")


def test_a_thousand_cases_none_starves():  # MOD-7
    """Forty an hour are looked at, thirty-eight come in; urgent ones never stop coming."""
    moderator = make.moderator()
    pattern = [make.sent(), make.sent("老板两个月没给我钱了。", age=16)]
    rows = []
    for number in range(1000):
        priority = Priority.P2 if number % 3 else Priority.P3
        sent = AT + timedelta(minutes=1.6 * number)
        row = {field.name: getattr(pattern[0], field.name) for field in Case._meta.fields}
        row |= {"id": make.uuid.uuid4(), "priority": priority, "submitted_at": sent, "due_at": sent + WAIT[priority]}
        rows.append(Case(**row | {"needs_two": True}))
    Case.objects.bulk_create(rows)
    order = [case for case in queries.queue(moderator, at=AT) if case.pk not in {case.pk for case in pattern}]
    assert len(order) == 1000, "no priority hides anything"
    now, waiting = AT, order
    while waiting:
        now += timedelta(minutes=1.5)
        here = [case for case in waiting if case.submitted_at <= now]
        if here:
            first = here[0]
            assert now - first.submitted_at <= 2 * WAIT[first.priority]
            waiting.remove(first)


def test_whoever_is_due_first_is_first_whatever_they_wrote():  # MOD-7
    old, new = make.sent(), make.sent()
    Case.objects.filter(pk=old.pk).update(priority=Priority.P3, due_at=AT + timedelta(hours=1))
    Case.objects.filter(pk=new.pk).update(priority=Priority.P2, due_at=AT + timedelta(hours=2), needs_two=True)
    assert list(queries.queue(make.moderator(), at=AT)) == [old, new]


@pytest.mark.parametrize(
    ("words", "level", "minutes"),
    [
        ("我今晚就自杀，遗书写好了", 0, 5),
        ("我想自杀", 1, 60),
        ("老板两个月没给我钱了。", 2, 240),
        (make.WORDS, 3, 1440),
    ],
)
def test_how_soon_a_person_must_look(words, level, minutes):  # SAF-2, MOD-7
    case = make.sent(words, age=16)
    assert (case.priority, case.due_at) == (level, AT + timedelta(minutes=minutes))


def test_danger_stands_first():  # MOD-7
    lead = make.lead()
    late = make.sent("我想自杀", at=AT - timedelta(days=3))
    now = make.sent("我今晚就自杀，遗书写好了", at=AT)
    assert list(queries.queue(lead, at=AT)) == [now, late]


def test_sent_twice_is_sent_once():
    case = make.sent()
    from moderation import actions

    again = actions.submit(
        by=case.author, case=case, revision=case.revision, digest=case.digest, texts={}, has_media=False, age_years=8,
        at=AT,
    )  # fmt: skip
    assert again.round == case.round
    with pytest.raises(actions.NotYours):
        actions.submit(
            by=make_accounts.child(), case=case, revision=make.uuid.uuid4(), digest="x", texts={}, has_media=False,
            age_years=8, at=AT,
        )  # fmt: skip


def test_nobody_sees_a_draft():  # finding 9
    case = make.opened()
    for person in (make.moderator(), make.lead(), case.author):
        assert not Case.objects.visible_to(person, at=AT).filter(pk=case.pk).exists()


@pytest.mark.parametrize("reason", Reason.values)
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("age", [7, 10, 15])
def test_every_reason_has_its_words(reason, language, age):  # MOD-10
    words = message(reason, language=language, age=age)
    assert len(words) > 20
    assert ("\u4e00" <= words[0] <= "\u9fff") is (language == "zh-hans")


def test_messages_are_complete_kind_and_apart():  # MOD-10, SAF-5
    for language in LANGUAGES:
        words = messages(language)
        assert set(words) == set(Reason.values)
        assert all(set(bands) == set(BANDS) and len(set(bands.values())) == 3 for bands in words.values())
        whole = json.dumps(words, ensure_ascii=False).lower()
        assert not any(word in whole for word in ("rejected", "拒绝", "不合格", "违规", "violat"))
    chinese = json.dumps(messages("zh-hans"), ensure_ascii=False)
    assert not any(f"{mark}{char}" in chinese for mark in ",!?;" for char in "你我请可写")
    assert messages("fr") == messages("zh-hans")


def test_no_reason_says_too_negative():  # ETH-9
    assert not any("negative" in code or "critic" in code for code in Reason.values)


def test_marks_cut_where_findings_begin_and_end():  # MOD-9
    class At:
        def __init__(self, start, end):
            self.start, self.end = start, end

    one, two, beyond = At(1, 4), At(3, 6), At(9, 99)
    pieces = segments("零一二三四五六七八九", [one, two, beyond, At(50, 60), At(2, 2)])
    assert "".join(piece.text for piece in pieces) == "零一二三四五六七八九"
    assert [(piece.text, piece.findings, piece.ending) for piece in pieces if piece.findings] == [
        ("一二", [one], []),
        ("三", [one, two], [one]),
        ("四五", [two], [two]),
        ("九", [beyond], [beyond]),
    ]
    assert segments("", []) == []


def test_names_that_tell_too_much_are_refused():  # PII-17
    assert tells_too_much in name_checks
    assert tells_too_much("加我vx123456")
    assert tells_too_much("一五四零零零零一二三四")
    assert not tells_too_much("安静的风筝")


def test_the_queue_grows_in_bulk():
    from moderation.jobs import grow

    grow(30)
    assert Case.objects.filter(kind="grown").count() == 30
    assert Finding.objects.filter(rule="grown").count() == 10
    assert Case.objects.filter(kind="grown", lane=Lane.LOCKED).count() == 16
