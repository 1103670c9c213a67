"""The vault's key changes: everything is sealed anew by one command, and then the old key may leave (SEC-41)."""

from datetime import date
from io import StringIO

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import decrypt, encrypt
from django.core.management import call_command

from portal.accounts import actions as accounts
from portal.accounts.roles import Role
from portal.privacy import actions, queries, vault
from portal.privacy.actions import rotation
from portal.privacy.models import Contact, Identity, NameMark, Note, Parcel, Wish
from tests.making import accounts as make

pytestmark = pytest.mark.django_db
AT = make.AT
NAME, BORN, NUMBER, NOTE, WORDS = "苏念禾", date(2016, 5, 17), "13900001234", "对花生过敏", "我的生日写错了"
OLD = "demo:ZGVtby1vbmx5LTMyLWJ5dGVzLXZhdWx0LWtleS0wMDE="
NEW = "second:bmV3LW9ubHktLTMyLWJ5dGVzLXZhdWx0LWtleS0wMDI="


@pytest.fixture
def filled():
    """One of everything that is sealed."""
    child, adult = make.child(age=None), make.guardian()
    actions.keep(by=None, person=child.pk, real_name=NAME, birth_date=BORN, at=AT)
    actions.note(by=None, person=child.pk, kind="health", words=NOTE, at=AT)
    contact = actions.keep_contact(by=adult, person=adult.pk, kind="phone", value=NUMBER, at=AT)
    actions.verify_contact(by=adult, contact=contact, at=AT)
    wish = actions.wish(by=adult, person=child.pk, kind="correct", words=WORDS, at=AT)
    sealed, key_id = vault.seal(b"zip", bound_to=f"copy:{wish.pk}")
    Parcel.objects.create(wish=wish, sealed=sealed, key_id=key_id, made_at=AT, expires_at=AT)
    worker = make.staff(Role.WORKER)
    accounts.enrol_totp(worker, make.TOTP_SECRET)
    codes = {"migrated_codes": [encrypt("11112222"), encrypt("33334444")], "used_mask": 0}
    Authenticator.objects.create(user=worker, type="recovery_codes", data=codes)
    return child, adult


def everything_opens(child, adult):
    assert queries.plain(Identity.objects.get())["real_name"] == NAME
    assert queries.is_real_name(NAME)
    assert queries.note_plain(Note.objects.get()) == NOTE
    assert queries.whose_contact(queries.contact_marks("phone", NUMBER)) == adult.pk
    assert queries.contact_plain(Contact.objects.get())["value"].endswith(NUMBER)
    assert queries.wish_plain(Wish.objects.get()) == WORDS
    parcel = Parcel.objects.get()
    assert vault.unseal(parcel.sealed, key_id=parcel.key_id, bound_to=f"copy:{parcel.wish_id}") == b"zip"
    totp = Authenticator.objects.get(type="totp")
    assert decrypt(totp.data["secret"]) == make.TOTP_SECRET
    codes = Authenticator.objects.get(type="recovery_codes").data["migrated_codes"]
    assert [decrypt(code) for code in codes] == ["11112222", "33334444"]


def test_after_the_command_the_old_key_may_leave(filled, settings, monkeypatch):  # SEC-41
    monkeypatch.setattr(rotation, "BATCH", 1)
    settings.VAULT_KEYS = f"{NEW},{OLD}"
    dry = actions.rotate(dry=True)
    assert dry == {"identity": 1, "marks": 0, "contact": 1, "note": 1, "wish": 1, "copy": 1, "factor": 2, "pick_up": 0}
    assert Identity.objects.get().key_id == "demo"  # a dry run changes nothing
    said = StringIO()
    call_command("rotate_vault", stdout=said)
    assert "only the first key is in use" in said.getvalue()
    settings.VAULT_KEYS = NEW  # the old key is gone
    everything_opens(*filled)
    assert not NameMark.objects.exclude(key_id="second").exists()


def test_twice_is_once(filled, settings):
    settings.VAULT_KEYS = f"{NEW},{OLD}"
    actions.rotate()
    assert set(actions.rotate().values()) == {0}
    everything_opens(*filled)


def test_counting_alone_says_what_is_left(filled, settings):
    settings.VAULT_KEYS = f"{NEW},{OLD}"
    said = StringIO()
    call_command("rotate_vault", "--dry", stdout=said)
    assert "7 still need an older key" in said.getvalue()


def test_a_mark_that_lagged_behind_is_found(filled, settings):
    settings.VAULT_KEYS = f"{NEW},{OLD}"
    actions.rotate()
    NameMark.objects.update(key_id="demo")
    assert actions.rotate()["marks"] == 1
    assert not NameMark.objects.exclude(key_id="second").exists()


def test_nothing_to_do_with_one_key(filled):
    assert set(actions.rotate(dry=True).values()) == {0}
