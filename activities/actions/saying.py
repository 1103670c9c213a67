"""What is said about a place: the child's own answer, the question at home, words that are listened to, and news."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from activities import queries
from activities.actions.refusals import NamesSomebody
from activities.models import Activity, Place
from portal.asking import actions as asking
from portal.consent import actions as consent_actions
from portal.consent import queries as consent
from portal.consent.actions.asks import NEWS
from portal.consent.purposes import Purpose
from portal.notices import actions as notices
from portal.notices.queries import unread_of
from portal.privacy import queries as privacy
from portal.privacy import vault
from portal.text.plain import plain


def say(child, activity: Activity, yes: bool, words: str, at: datetime, seen: int | None = None) -> None:
    """The child's own answer goes on record with the words it read."""
    reader = consent.audience_for(child, child, at=at)
    notice = consent.notice(Purpose.ACTIVITY, reader, child.language, at=at)
    consent_actions.answer(
        by=child, child=child, purpose=Purpose.ACTIVITY, scope=queries.scope(activity), yes=yes, notice=notice,
        method="tap", words=words, seen=seen, at=at,
    )  # fmt: skip


def ask_home(child, activity: Activity, at: datetime, *, ends_at: datetime | None = None) -> None:
    """Home is asked once, until the activity ends or `ends_at`."""
    about = {"zh-hans": activity.name, "en": activity.name_en or activity.name}
    consent_actions.ask(
        by=child, child=child, purpose=Purpose.ACTIVITY, scope=queries.scope(activity), about=about,
        ends_at=ends_at or activity.ends_at, at=at,
    )  # fmt: skip


def ask_again(child, activity: Activity, at: datetime) -> None:
    """A yes has run out and nobody said no: the question is open again by itself, and home and child hear of it."""
    if Purpose.ACTIVITY not in consent.purposes_in_use():
        return
    ask_home(child, activity, at)
    about = f"child:{child.pk}"
    for guardian in consent.guardians_to_ask(child, Purpose.ACTIVITY, at=at):
        if not unread_of(guardian, kind=NEWS, about=about).exists():
            notices.tell(person=guardian, kind=NEWS, about=about, at=at)
    tell(child, activity, "asked_again", at)


@transaction.atomic
def listen(*, by, activity: Activity, at: datetime, words: str = "", said=None, where: str = "") -> bool:
    """Whether any of these words went to the safeguarding lead, because they may be a sign of harm (SAF-5).

    Before anything is decided and for itself: whatever is answered, and whether or not it is refused, somebody has
    heard them. `said` as `portal.asking` takes it; `where` adds to the activity's name.
    """
    texts = {"words": words, **{str(key): text for key, text in (said or {}).items() if isinstance(text, str)}}
    texts = {name: plain(text) for name, text in texts.items()}
    return asking.listen(by=by, texts=texts, office=activity.office, where=where or activity.name, at=at)


def refuse_names(activity: Activity, *texts: str) -> None:
    """What all families read names nobody who has or had a place: neither by a real name nor by the one of here."""
    names = dict(Place.objects.filter(activity=activity).values_list("child", "child__pseudonym"))
    called = vault.stands_in(names.values(), *texts)
    if privacy.bears_name_of(names, " ".join(texts)) or called:
        raise NamesSomebody(_("A child is named in it, and all families read it. Please write it without a name."))


def tell(child, activity: Activity, news: str, at: datetime, *, person=None) -> None:
    """News for the child about an activity, or for another `person` about this child's."""
    person = person or child
    with translation.override(person.language):
        name = activity.label
    about = f"child:{child.pk}"
    notices.tell(person=person, kind=f"activities.{news}", about=about, at=at, name=name, activity=str(activity.pk))


@transaction.atomic
def erase_words(*, by, person: UUID, at: datetime) -> None:
    """What a child wrote when asking for a place; that it took part stays, without a name."""
    Place.objects.filter(child=person).exclude(words="").update(words="")
