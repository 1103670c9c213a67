"""What a child said, drew and was called is nowhere after a wish to erase: no table, no file, no cache (PRI-6)."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.core.cache import cache
from django.db import DatabaseError, connection, transaction
from django.db import models as fields
from django.utils import timezone

from activities.live.actions.erasing import emptied
from activities.live.models import Entry
from moderation import actions as judging
from moderation.models import Case
from portal.accounts.roles import Role
from portal.asking import actions as asking
from portal.clock import actions as clock
from portal.consent.models import Event
from portal.consent.purposes import Purpose
from portal.notices.actions import tell
from portal.privacy import actions, registry
from tests.making import accounts as make_accounts
from tests.making import advocacy as make_advocacy
from tests.making import asking as make_asking
from tests.making import consent as make_consent
from tests.making import councils as make_councils
from tests.making import live as make_live
from tests.making import moderation as make_moderation
from tests.making import voices as make
from voices.models import Picture, Revision

pytestmark = pytest.mark.django_db
CANARY = "金丝雀之歌"
PAIR = "金丝"  # as the search index keeps it
NOT_THEIRS = {  # text in a child's rows that is not the child's words: chosen from a list, ids, marks, our own words
    "accounts.User": "username first_name last_name email password kind avatar language pause_code",
    "accounts.Device": "token_hash session_key", "accounts.ChildSecret": "kind hashed",
    "accounts.Card": "token_hash state",
    "voices.Voice": "kind", "voices.Revision": "gender language digest", "voices.Draft": "gender",
    "voices.Picture": "digest", "voices.Withdrawal": "cause", "advocacy.Quote": "gender decisions consents",
    "live.Entry": "audience client_id", "moderation.Case": "kind state lane digest",
    "moderation.Decision": "digest act reason message best_interests",  # what readers wrote, kept as their record
    "notices.Message": "kind about", "consent.Start": "browser_hash state avatar language token_hash",
    "consent.Event": "purpose scope role state language method evidence asked reason",
    "consent.GuardianLink": "relation state papers_kind confirmed_kind authority ended_code level",
    "consent.Ask": "purpose scope about recipients", "consent.Entry": "purpose scope method evidence",
    "activities.Place": "state lot", "activities.Feed": "mark", "activities.Felt": "face", "asking.Answer": "picked",
    "desk.Mark": "says company", "desk.PickUp": "key_id", "desk.Badge": "code", "privacy.Identity": "key_id",
    "privacy.Contact": "kind mark key_id", "councils.Term": "role came went",
    "councils.Candidate": "state lot", "councils.Minutes": "remark",
    "privacy.Note": "kind key_id", "privacy.Opening": "role reason", "privacy.Wish": "kind state key_id answer",
}  # fmt: skip
PLANTED = {
    "accounts.User": "pseudonym", "voices.Revision": "title body alt", "voices.Draft": "title body alt",
    "advocacy.Quote": "text", "live.Entry": "event", "live.Reading": "words",
    "consent.Event": "words helper", "activities.Place": "words",
    "notices.Message": "params", "consent.Start": "pseudonym", "consent.Entry": "words",
    "activities.Felt": "words", "activities.Proposal": "words", "asking.Answer": "words", "asking.HeldWords": "texts",
    "councils.Term": "called", "councils.Candidate": "words called", "councils.Handover": "words",
    "councils.Topic": "words", "councils.Rules": "lines", "councils.Minutes": "words",
}  # fmt: skip


def texts_of(label) -> set[str]:
    """Columns of a table in which somebody may have written, and that are no files."""
    found = apps.get_model(label)._meta.local_concrete_fields
    kinds = (fields.CharField, fields.TextField, fields.JSONField)
    return {field.name for field in found if isinstance(field, kinds) and not isinstance(field, fields.FileField)}


@pytest.mark.parametrize("label", sorted({table.model for tables in registry.kept.values() for table in tables}))
def test_every_text_of_a_childs_rows_is_planted_or_known_to_be_none_of_theirs(label):
    known = set(PLANTED.get(label, "").split()) | set(NOT_THEIRS.get(label, "").split())
    assert texts_of(label) - known == set(), "a new text: plant a canary in it below, or say why it is not the child's"


def places_of(word: str) -> set[str]:
    """`table.column` of the whole database in which the word stands."""
    escaped = word.encode("unicode_escape").decode()  # JSON may keep either
    shapes = (word, escaped.replace("\\", "\\\\") if connection.vendor == "postgresql" else escaped)
    found = set()
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            if "_fts" in table:
                continue  # no plain columns: asked by its words, below
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)} LIMIT 0")  # noqa: S608 (our own table)
            for column in [each[0] for each in cursor.description]:
                text = f"CAST({connection.ops.quote_name(column)} AS text)"
                sql = f"SELECT count(*) FROM {connection.ops.quote_name(table)} WHERE "  # noqa: S608 (our own table)
                cursor.execute(sql + " OR ".join([f"{text} LIKE %s"] * len(shapes)), [f"%{shape}%" for shape in shapes])
                if cursor.fetchone()[0]:
                    found.add(f"{table}.{column}")
    return found


def files() -> set[str]:
    return {path.name for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()}


@pytest.fixture
def boss():
    return make_accounts.staff(Role.SUPERVISOR)


def planted():
    """A child who said something everywhere a child can."""
    at = timezone.now()
    live = make_live.house(children=2)
    home, other = live.homes
    child = home.child
    for purpose in make.PUBLIC_PURPOSES:
        make_consent.all_say(home, purpose, at=at)
    type(child).objects.filter(pk=child.pk).update(pseudonym=CANARY)
    child.refresh_from_db()
    words = {"title": CANARY, "body": CANARY + "。绿灯只有十二秒。", "alt": CANARY, "picture": make.photo()}
    said = make.out(child, **words)
    assert said.showing
    make.draft(child, **words)
    house = make_advocacy.house(at=at)
    campaign = make_advocacy.campaign(house, at=at)
    make_advocacy.agreed(campaign, said, home, by=house.curator, at=at)
    brief = make_advocacy.brief(house, campaign, at=at)
    make_advocacy.actions.quote(by=house.curator, brief=brief, voice=said, words=CANARY, as_title=True, at=at)
    live.sit()
    live.sit(*live.children)
    live.do(live.adults[0], "set_chat", mode="open")
    live.do(child, "raise_hand")
    live.do(child, "say", text=CANARY)
    live.do(other.child, "say", text="我也这么想")
    live.do(live.adults[0], "close_room")
    make_live.told_of(live, child, CANARY, at=at)
    child_place = live.activity.places.get(child=child)
    type(child_place).objects.filter(pk=child_place.pk).update(words=CANARY)
    live.room.session.felt.create(child=child, face="fair", words=CANARY, day=timezone.localdate(at))
    live.activity.proposals.create(child=child, words=CANARY, at=at)
    make_councils.said_everywhere(child, live.activity, CANARY, at=at)
    make_asking.question(make_asking.questionnaire(at=at)).answers.create(person=child, words=CANARY, at=at)
    asking.listen(by=child, texts={"words": f"{CANARY}，我不想活了"}, at=at)
    make_moderation.closed(Case.objects.get(kind="asking"), make_moderation.lead(at=at), at=at)
    yes = Event.objects.filter(child=child, actor=child).last()
    Event.objects.create(
        child=child, purpose=Purpose.PUBLISH, scope="", actor=child, number=99, role="child", state=yes.state,
        notice=yes.notice, language="zh-hans", method=yes.method, words=CANARY, helper=CANARY, at=at,
        expires_at=yes.expires_at,
    )  # fmt: skip
    apps.get_model("consent.Entry").objects.create(
        child=child, purpose=Purpose.PUBLISH, notice=yes.notice, method="heard", evidence="B-7", words=CANARY, after=99,
        entered_at=at, entered_by=make_accounts.staff(Role.WORKER),
    )  # fmt: skip
    tell(person=child, kind="consent.my_office", about=f"child:{child.pk}", at=at, office=CANARY)
    tell(person=home.guardian, kind="consent.asked", about=f"child:{child.pk}", at=at, name=CANARY)
    apps.get_model("consent.Start").objects.create(
        pseudonym=CANARY, avatar="cat", language="zh-hans", own_phone=True, browser_hash="x" * 64, made_at=at,
        child=child, state="yes", settled_at=at,
    )  # fmt: skip
    return live, child, said, brief


def erased(child, boss):
    at = timezone.now()
    made = actions.wish(by=child, person=child.pk, kind="erase", words=CANARY, at=at)
    actions.answer_wish(by=boss, wish=made, yes=True, at=at)


def test_a_canary_is_nowhere_afterwards(boss, client, django_capture_on_commit_callbacks):  # PRI-6
    live, child, said, brief = planted()
    before, pictures = places_of(CANARY), {Path(p.large.name).name for p in Picture.objects.filter(voice__author=child)}
    pictures |= {Path(p.small.name).name for p in Picture.objects.filter(voice__author=child)}
    for label, names in PLANTED.items():
        table = apps.get_model(label)._meta.db_table
        assert {f"{table}.{name}" for name in names.split()} <= before, label
    assert places_of(PAIR) > before
    assert len(pictures) == 4
    assert pictures <= files()
    address = f"/zh-hans/voices/{said.pk}/"
    assert CANARY in client.get(address, follow=True).content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        erased(child, boss)
    assert places_of(CANARY) == set()
    assert places_of(PAIR) == set()
    assert not pictures & files()
    assert not Revision.objects.filter(voice__author=child).exists()
    assert client.get(address).status_code == 404
    for query in (CANARY, PAIR):
        assert f"voices/{said.pk}" not in client.get(f"/zh-hans/voices/?q={query}").content.decode()
    assert CANARY not in str(getattr(cache, "_cache", ""))
    brief.refresh_from_db()
    assert brief.attention_at is not None
    # And what is left still reads: the room by its numbers, the case at the desk, the record.
    events = list(Entry.objects.filter(room=live.room).order_by("seq").values_list("seq", "event"))
    assert [seq for seq, _event in events] == list(range(1, len(events) + 1))
    assert "我也这么想" in str(events)
    assert {
        event["text"] for _seq, event in events if event.get("by", {}).get("id") == str(child.pk) and "text" in event
    } == {""}


def test_the_desk_and_the_brief_still_open(boss, client):
    _live, child, _said, brief = planted()
    erased(child, boss)
    moderator = make.moderator()
    make_accounts.sign_in(client, moderator)
    assert client.get("/admin/", follow=True).status_code == 200
    client.logout()
    make_accounts.sign_in(client, brief.made_by)
    page = client.get(f"/desk/briefs/{brief.pk}/", follow=True)
    assert page.status_code in (200, 404)
    assert CANARY not in page.content.decode()


def test_what_a_lead_looks_at_stays_until_it_is_taken_care_of(boss, django_capture_on_commit_callbacks):  # SAF-6
    home = make.home(age=9)
    voice = make.sent(home.child, body=CANARY + "，爸爸打我，我不想活了。")
    assert make.again(voice).case.lane == "locked"
    erased(home.child, boss)
    assert "voices_revision.body" in places_of(CANARY)
    clock.tick(at=timezone.now())
    assert "voices_revision.body" in places_of(CANARY)
    lead, case = make_accounts.staff(Role.SAFEGUARDING_LEAD), make.again(voice).case
    judging.claim(by=lead, case=case, at=timezone.now())
    case.refresh_from_db()
    judging.clear(
        by=lead, case=case, revision=case.revision, digest=case.digest, best_interests="已安排", at=timezone.now()
    )
    clock.tick(at=timezone.now() + timedelta(hours=2))
    assert places_of(CANARY) == set()


@pytest.mark.parametrize(
    "change",
    [
        {"event": {"type": "message_posted", "text": "别的话"}},
        {"author": None},
        {"seq": 99},
    ],
)
def test_nothing_else_of_an_entry_changes(change):  # the database keeps it
    _live, child, *_rest = planted()
    entry = Entry.objects.filter(event__by__id=str(child.pk), event__text=CANARY).first()
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        Entry.objects.filter(pk=entry.pk).update(**change)
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        Entry.objects.filter(pk=entry.pk).update(event=entry.event | {"text": "", "type": "message_removed"})
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        entry.delete()
    assert Entry.objects.filter(pk=entry.pk).update(event=emptied(entry.event, str(child.pk))) == 1


@pytest.mark.parametrize("change", [{"words": "别的话"}, {"state": "refused"}, {"words": "", "number": 98}])
def test_nothing_else_of_an_answer_changes(change):  # CON-2
    _live, child, *_rest = planted()
    event = Event.objects.get(child=child, words=CANARY)
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        Event.objects.filter(pk=event.pk).update(**change)
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        event.delete()
    assert Event.objects.filter(pk=event.pk).update(words="") == 1
