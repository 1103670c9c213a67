"""Words are written by one person and put in force by another, whoever they are (CON-3, CON-16)."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from portal.accounts.roles import Role
from portal.audit import queries as audit
from portal.consent import actions, policy, queries
from portal.consent.actions import NotForYou, NotWhole, Stale, words
from portal.consent.actions.drafting import midnight
from portal.consent.models import Draft, Notice
from portal.consent.purposes import Purpose
from portal.consent.states import NEXT_DRAFT, OPEN_DRAFTS, DraftState
from portal.notices.models import Message
from tests.making import accounts as make_accounts
from tests.making import consent as make

pytestmark = pytest.mark.django_db
AT = datetime(2031, 4, 1, 2, 0, tzinfo=UTC)
DAY = timedelta(days=1)
WHAT = {"purpose": Purpose.PUBLISH, "audience": "guardian"}
SUMMARY = "我们把保存多久写得更清楚。"


def staff(*roles):
    return make_accounts.staff(*roles, at=AT - DAY)


def texts(mark="清楚"):
    """The words in force with a few changed."""
    found = {each.language: each.text for each in queries.version(**WHAT, number=queries.last_version(**WHAT))}
    return {"zh-hans": found["zh-hans"].replace("# ", f"# {mark}", 1), "en": found["en"].replace("# ", "# Clear ", 1)}


def written(by, *, at=AT, **fields):
    fields = {"texts": texts(), "summary": SUMMARY, "base": queries.last_version(**WHAT), **WHAT} | fields
    return actions.write_draft(by=by, at=at, **fields)


def handed(by=None, **fields):
    by = by or staff(Role.EDITOR)
    draft = written(by, **fields)
    return actions.hand_over_draft(by=by, draft=draft, seen=draft.revision, at=AT)


def publish(by, draft, *, at=AT, seen=None):
    return actions.publish_draft(by=by, draft=draft, seen=seen or draft.revision, at=at)


def test_one_writes_and_another_puts_in_force():  # CON-3
    before = queries.last_version(**WHAT)
    draft = handed()
    made = publish(staff(Role.SUPERVISOR), draft)
    assert {each.version for each in made} == {before + 1}
    assert {each.language: each.text for each in made} == draft.texts
    assert all(each.intact for each in made)
    draft.refresh_from_db()
    assert (draft.state, draft.version, draft.base) == (DraftState.PUBLISHED, before + 1, before)
    assert [each.act for each in audit.lines(subject=f"draft:{draft.pk}").order_by("pk")] == [
        "draft.written", "draft.handed_over", "draft.published",
    ]  # fmt: skip


def test_a_change_of_weight_stops_older_yeses_on_its_day():  # CON-16
    home = make.family(child_age=9, at=AT - DAY)
    make.all_say(home, Purpose.PUBLISH, at=AT - DAY)
    publish(staff(Role.DATA_OFFICER), handed(renew_on=date(2031, 5, 1)))
    stops = midnight(date(2031, 5, 1))
    assert queries.may(home.child.pk, Purpose.PUBLISH, at=stops - timedelta(seconds=1))
    assert not queries.may(home.child.pk, Purpose.PUBLISH, at=stops)


ROLES = [*Role, None]


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("author", [True, False])
@pytest.mark.parametrize("state", DraftState)
def test_who_may_do_what_with_words_in_which_state(role, author, state):
    me, other = make.person("staff"), make.person("staff")
    draft = Draft(**WHAT, base=1, state=state, author=me if author else other)
    held = {role} if role else set()
    writer, publisher = role in {Role.EDITOR, Role.DATA_OFFICER}, role in {Role.DATA_OFFICER, Role.SUPERVISOR}
    assert policy.may_begin_draft(held) == writer
    assert policy.may_write(me, draft, held=held) == (writer and author and state in {"draft", "returned"})
    assert policy.may_hand_over(me, draft, held=held) == (writer and author and state == "draft")
    assert policy.may_settle(me, draft, held=held) == (publisher and not author and state == "ready")
    open_ = state in OPEN_DRAFTS
    assert policy.may_drop_draft(me, draft, held=held) == (open_ and (publisher or (writer and author)))


@pytest.mark.parametrize("superuser", [False, True])
def test_who_wrote_never_publishes(superuser):  # CON-3, MOD-6: no bypass for anyone
    author = staff(Role.DATA_OFFICER, Role.SUPERVISOR, Role.EDITOR)
    author.is_superuser = superuser
    author.save()
    draft = handed(author)
    for act in (lambda: publish(author, draft), lambda: actions.return_draft(by=author, draft=draft, words="x", at=AT)):
        with pytest.raises(NotForYou):
            act()
    assert queries.last_version(**WHAT) == draft.base
    Draft.objects.filter(pk=draft.pk).update(settled_by=staff(Role.SUPERVISOR), settled_at=AT)
    with pytest.raises(IntegrityError), transaction.atomic():
        Draft.objects.filter(pk=draft.pk).update(state=DraftState.PUBLISHED, version=9, settled_by=author)


def test_a_superuser_without_the_role_publishes_nothing():
    root = make.person("staff", is_superuser=True)
    with pytest.raises(NotForYou):
        publish(root, handed())


@pytest.mark.parametrize("role", [role for role in Role if role not in {*policy.WRITERS, Role.PARTNER}])
def test_others_write_nothing(role):
    with pytest.raises(NotForYou):
        written(staff(role))


def test_words_go_back_with_what_is_to_be_changed_and_come_again():
    author, reader = staff(Role.EDITOR), staff(Role.SUPERVISOR)
    draft = handed(author)
    with pytest.raises(NotWhole):
        actions.return_draft(by=reader, draft=draft, words="  ", at=AT)
    actions.return_draft(by=reader, draft=draft, words="第二节太长。", at=AT)
    draft.refresh_from_db()
    assert (draft.state, draft.answer) == (DraftState.RETURNED, "第二节太长。")
    with pytest.raises(NotForYou):  # as it was given back it is not handed over again
        actions.hand_over_draft(by=author, draft=draft, seen=draft.revision, at=AT)
    again = written(author, texts=texts("更短"), seen=draft.revision)
    assert (again.pk, again.state, again.revision) == (draft.pk, DraftState.DRAFT, 2)
    actions.hand_over_draft(by=author, draft=again, seen=2, at=AT)
    assert publish(reader, again, seen=2)


def test_another_writer_does_not_write_into_it_and_one_more_is_not_begun():
    draft = written(staff(Role.EDITOR))
    for seen in (0, draft.revision):
        with pytest.raises(NotForYou):
            written(staff(Role.EDITOR), seen=seen)
    with pytest.raises(IntegrityError), transaction.atomic():
        Draft.objects.create(**WHAT, base=1, author=staff(Role.EDITOR), begun_at=AT)


def test_an_old_tab_writes_over_nothing():
    author = staff(Role.EDITOR)
    draft = written(author)
    for seen in (0, 7):
        with pytest.raises(Stale):
            written(author, seen=seen, texts=texts("另一个窗口"))
    assert Draft.objects.get() == draft
    assert "清楚" in Draft.objects.get().text


def test_a_draft_that_was_settled_is_not_begun_again_by_an_old_tab():
    author = staff(Role.EDITOR)
    draft = written(author)
    actions.drop_draft(by=author, draft=draft, at=AT)
    with pytest.raises(Stale):
        written(author, seen=draft.revision)
    assert written(author).pk != draft.pk


def test_words_that_moved_on_meanwhile_are_not_written_over():  # CON-3
    author = staff(Role.EDITOR)
    draft = handed(author)
    words.put_in_force(by=None, **WHAT, texts=texts("别人的"), at=AT)
    with pytest.raises(Stale):
        publish(staff(Role.SUPERVISOR), draft)
    with pytest.raises(Stale):
        written(staff(Role.EDITOR), base=draft.base)
    reader = staff(Role.DATA_OFFICER)
    actions.return_draft(by=reader, draft=draft, words="内容已经更新。", at=AT)
    again = written(author, texts=texts("再来"), seen=1)
    actions.hand_over_draft(by=author, draft=again, seen=2, at=AT)
    assert publish(reader, again, seen=2)[0].version == draft.base + 2


def test_a_second_person_publishes_what_they_read():
    draft = handed()
    Draft.objects.filter(pk=draft.pk).update(revision=5)
    with pytest.raises(Stale):
        publish(staff(Role.SUPERVISOR), draft, seen=1)


@pytest.mark.parametrize(
    "fields",
    [
        {"texts": {"zh-hans": "", "en": "# Only English"}},
        {"summary": " "},
        {"renew_on": date(2031, 4, 1)},
        {"texts": "same"},
    ],
)
def test_unfinished_words_are_kept_and_not_handed_over(fields):
    if fields.get("texts") == "same":
        fields = {"texts": {each.language: each.text for each in queries.version(**WHAT, number=1)}}
    author = staff(Role.EDITOR)
    draft = written(author, **fields)
    with pytest.raises(NotWhole):
        actions.hand_over_draft(by=author, draft=draft, seen=1, at=AT)
    assert Draft.objects.get().state == DraftState.DRAFT


def test_a_day_that_passed_while_it_waited_publishes_nothing():  # CON-16
    draft = handed(renew_on=date(2031, 4, 2))
    with pytest.raises(NotWhole):
        publish(staff(Role.SUPERVISOR), draft, at=AT + DAY)
    assert not Notice.objects.filter(published_at=AT + DAY).exists()


@pytest.mark.parametrize("state", DraftState)
@pytest.mark.parametrize("role", [Role.EDITOR, Role.SUPERVISOR])
def test_who_lays_it_aside(state, role):
    author = staff(Role.EDITOR)
    draft = written(author)
    whole = {"settled_by": staff(Role.SUPERVISOR), "settled_at": AT, "handed_at": AT, "answer": "x", "version": 2}
    Draft.objects.filter(pk=draft.pk).update(state=state, **whole)
    by = author if role == Role.EDITOR else staff(role)
    if DraftState.DROPPED in NEXT_DRAFT[state]:
        actions.drop_draft(by=by, draft=draft, at=AT)
        assert queries.open_draft(**WHAT) is None
    else:
        with pytest.raises(NotForYou):
            actions.drop_draft(by=by, draft=draft, at=AT)


@pytest.mark.parametrize(
    "wrong",
    [
        {"purpose": "tea"},
        {"audience": "everybody"},
        {"state": "perhaps"},
        {"material": True},
        {"renew_on": date(2031, 5, 1)},
        {"settled_at": AT},
        {"state": "ready"},
        {"state": "returned"},
        {"state": "published"},
        {"state": "published", "version": 2},
    ],
)
def test_the_database_keeps_drafts_whole(wrong):
    with pytest.raises(IntegrityError), transaction.atomic():
        Draft.objects.create(**({**WHAT, "base": 1, "author": staff(Role.EDITOR), "begun_at": AT} | wrong))


def test_how_many_would_be_asked_anew():  # CON-16
    for number in range(3):
        home = make.family(child_age=9, guardians=2, at=AT - DAY)
        make.all_say(home, Purpose.PUBLISH, at=AT - DAY)
        if number == 0:
            actions.withdraw(by=home.guardian, child=home.child, purpose=Purpose.PUBLISH, at=AT)
    assert queries.asked_anew(**WHAT, at=AT) == 5  # the other two readers of the first family still say yes
    assert queries.asked_anew(purpose=Purpose.PUBLISH, audience="9-12", at=AT) == 3
    assert queries.asked_anew(**WHAT, at=AT + 400 * DAY) == 0
    publish(staff(Role.DATA_OFFICER), handed(renew_on=date(2031, 5, 1)))
    assert queries.asked_anew(**WHAT, at=midnight(date(2031, 5, 1))) == 0


def told(person):
    return list(Message.objects.filter(person=person).order_by("at", "pk").values_list("kind", flat=True))


def test_who_can_publish_hears_that_words_wait_and_the_author_what_became_of_them():
    author, others = (
        staff(Role.EDITOR, Role.DATA_OFFICER),
        [staff(Role.SUPERVISOR, Role.DATA_OFFICER), staff(Role.EDITOR)],
    )
    draft = handed(author)
    assert [told(each) for each in (author, *others)] == [[], ["consent.words_wait"], []]
    actions.return_draft(by=others[0], draft=draft, words="短一点。", at=AT)
    again = written(author, seen=1, at=AT + DAY)
    actions.hand_over_draft(by=author, draft=again, seen=2, at=AT + DAY)
    publish(others[0], again, at=AT + DAY)
    assert told(author) == ["consent.words_returned", "consent.words_published"]
