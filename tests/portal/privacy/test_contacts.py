"""Contacts: sealed, one spelling, found by a mark only when verified and awake, and telling strangers nothing."""

import pytest
from cryptography.exceptions import InvalidTag
from django.db import IntegrityError, connection, transaction

from portal.privacy import actions, queries, vault
from portal.privacy.actions import NoContact, NotFree
from portal.privacy.kinds import ContactKind
from portal.privacy.models import Contact
from tests.making import accounts as make

pytestmark = pytest.mark.django_db
AT = make.AT
PHONE = "13900001234"
OLD_KEY = "ZGVtby1vbmx5LTMyLWJ5dGVzLXZhdWx0LWtleS0wMDE="
NEW_KEY = "bmV3LW9ubHktLTMyLWJ5dGVzLXZhdWx0LWtleS0wMDI="


def kept(person, value=PHONE, kind=ContactKind.PHONE, **more):
    return actions.keep_contact(by=person, person=person.pk, kind=kind, value=value, at=AT, **more)


def verified(person, value=PHONE, kind=ContactKind.PHONE):
    return actions.verify_contact(by=person, contact=kept(person, value, kind), at=AT)


def whose(value=PHONE, kind=ContactKind.PHONE):
    return queries.whose_contact(queries.contact_marks(kind, value))


@pytest.mark.parametrize(
    ("kind", "text", "spelled"),
    [
        ("phone", "13900001234", "+8613900001234"),
        ("phone", "139 0000-1234", "+8613900001234"),
        ("phone", "+86 139 0000 1234", "+8613900001234"),
        ("phone", "008613900001234", "+8613900001234"),
        ("phone", "１３９００００１２３４", "+8613900001234"),  # full-width digits
        ("phone", "139\u200b00001234", "+8613900001234"),
        ("phone", "+44 20 7946 0958", "+442079460958"),
        ("phone", "12345", None),
        ("phone", "+8612345", None),
        ("phone", "010-88880000", None),  # a landline gets no code
        ("emergency", "010-88880000", "01088880000"),
        ("emergency", "妈妈", None),
        ("email", " Ma@Example.org", "ma@example.org"),
        ("email", "ma.example.org", None),
        ("email", "", None),
    ],
)
def test_one_spelling(kind, text, spelled):
    assert vault.contact(kind, text) == spelled


def test_no_table_holds_a_number():  # PRI-3
    person = make.child()
    kept(person, called="外婆", kind=ContactKind.EMERGENCY)
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM privacy_contact")
        dump = str(cursor.fetchall())
    for canary in (PHONE, "+86139", "外婆", "外婆".encode().hex(), r"\xe5\xa4\x96"):
        assert canary not in dump
    row = Contact.objects.get()
    assert queries.contact_plain(row) == {"value": f"+86{PHONE}", "called": "外婆"}


def test_a_row_moved_to_another_person_does_not_open():
    kept(make.guardian())
    Contact.objects.update(person=make.guardian().pk)
    with pytest.raises(InvalidTag):
        queries.contact_plain(Contact.objects.get())


@pytest.mark.parametrize(
    ("kind", "verify", "silence", "found"),
    [
        ("phone", True, False, True),
        ("email", True, False, True),
        ("phone", False, False, False),
        ("phone", True, True, False),  # CON-8: a number that may be somebody else's by now opens nothing
        ("emergency", True, False, False),
    ],
)
def test_who_is_found_by_a_mark(kind, verify, silence, found):
    person = make.guardian()
    value = "ma@example.org" if kind == "email" else PHONE
    row = kept(person, value, kind)
    if verify:
        actions.verify_contact(by=person, contact=row, at=AT)
    if silence:
        actions.silence_contact(by=None, contact=row, at=AT)
    assert (whose(value, kind) == person.pk) is found
    assert queries.bears(person.pk, queries.contact_marks(kind, value)) is found
    assert bool(queries.address_of(person.pk, kind)) is found
    assert not queries.bears(make.guardian().pk, queries.contact_marks(kind, value))


def test_a_known_and_an_unknown_number_cost_the_same(django_assert_num_queries):  # SEC-7
    verified(make.guardian())
    for number in (PHONE, "13900009999"):
        with django_assert_num_queries(1):
            whose(number)


def test_a_number_written_down_keeps_nobody_out():
    stranger, owner = make.guardian(), make.guardian()
    kept(stranger)
    verified(owner)
    assert whose() == owner.pk
    with pytest.raises(NotFree) as no:
        actions.verify_contact(by=stranger, contact=Contact.objects.get(person=stranger.pk), at=AT)
    assert PHONE not in str(no.value.message)


def test_the_database_holds_one_owner():
    verified(make.guardian())
    other = kept(make.guardian())
    with pytest.raises(IntegrityError), transaction.atomic():
        Contact.objects.filter(pk=other.pk).update(verified_at=AT)


def test_a_silent_number_may_have_a_new_owner():
    before, now = make.guardian(), make.guardian()
    actions.silence_contact(by=None, contact=verified(before), at=AT)
    verified(now)
    assert whose() == now.pk
    with pytest.raises(NoContact):
        actions.verify_contact(by=before, contact=Contact.objects.get(person=before.pk), at=AT)
    again = kept(before)  # asked for anew, it must be verified anew
    assert (again.verified_at, again.silent_at) == (None, None)
    with pytest.raises(NotFree):
        actions.verify_contact(by=before, contact=again, at=AT)


def test_one_grandmother_is_called_for_three_children():
    for _each in range(3):
        actions.verify_contact(by=None, contact=kept(make.child(), kind=ContactKind.EMERGENCY), at=AT)
    assert Contact.objects.count() == 3


def test_the_same_number_again_is_one_row_and_stays_verified():
    person = make.guardian()
    verified(person)
    assert kept(person, "+86 139 0000 1234").verified_at == AT
    assert Contact.objects.count() == 1


def test_a_mark_of_an_older_key_still_finds_and_still_keeps_others_out(settings):  # SEC-41
    owner, stranger = make.guardian(), make.guardian()
    verified(owner)
    settings.VAULT_KEYS = f"second:{NEW_KEY},demo:{OLD_KEY}"
    assert whose() == owner.pk
    row = kept(stranger)
    assert row.key_id == "second"
    with pytest.raises(NotFree):
        actions.verify_contact(by=stranger, contact=row, at=AT)


@pytest.mark.parametrize("value", ["", "12", "not a number"])
def test_what_is_no_number_is_not_kept(value):
    with pytest.raises(NoContact):
        kept(make.guardian(), value)
    assert not Contact.objects.exists()
