"""Putting a brief together out of exact words, and putting it out by a second person."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from portal.audit import log
from voices import queries as voices
from voices.advocacy import policy, queries
from voices.advocacy.actions.refusals import NotPermitted, NotReady, NotYours
from voices.advocacy.actions.telling import tell_quoted
from voices.advocacy.models import Brief, Campaign, Quote, Recommendation
from voices.advocacy.states import NEXT, BriefState
from voices.models import Voice


@transaction.atomic
def draft_brief(
    *, by, campaign: Campaign, subtitle: str, subtitle_en: str, method: str, method_en: str, at: datetime
) -> Brief:
    if not policy.may_curate(by, campaign, at=at):
        raise NotYours
    words = {"subtitle": subtitle, "subtitle_en": subtitle_en, "method": method, "method_en": method_en}
    made = Brief.objects.create(campaign=campaign, made_by=by, made_at=at, **words)
    log.write("brief.made", by=by, subject=f"brief:{made.pk}", at=at, campaign=str(campaign.pk))
    return made


@transaction.atomic
def rewrite_brief(*, by, brief: Brief, at: datetime, **words) -> Brief:
    brief = _draft(by, brief, at)
    for name in ("subtitle", "subtitle_en", "method", "method_en"):
        setattr(brief, name, words.get(name, getattr(brief, name)))
    brief.save()
    log.write("brief.rewritten", by=by, subject=f"brief:{brief.pk}", at=at)
    return brief


@transaction.atomic
def quote(*, by, brief: Brief, voice: Voice, words: str, as_title: bool = False, at: datetime) -> Quote:
    """Takes exact words out of what is public, with everything that permits it; anything missing refuses."""
    brief = _draft(by, brief, at)
    # One who takes the consent back locks the voice too: of the two, one comes second and sees the other.
    voice = Voice.objects.select_for_update(of=("self",)).select_related("author", "case").get(pk=voice.pk)
    if policy.is_family(by, voice.author):
        raise NotYours
    public = voices.public([voice], at=at)
    if not public:
        raise NotPermitted
    revision, words = public[0].shown, words.strip()
    start = revision.body.find(words) if words else -1
    if start < 0:
        raise NotReady(_("Quote the exact words, nothing changed."))
    decisions, consents = queries.evidence(voice, brief.campaign, at=at)
    made = Quote(
        brief=brief, voice=voice, revision=revision, start=start, end=start + len(words), text=words,
        age_years=revision.age_years, gender=revision.gender, decisions=decisions, consents=consents,
        made_by=by, made_at=at,
    )  # fmt: skip
    if not decisions or not queries.living([made], at=at):
        raise NotPermitted
    if as_title:
        Quote.objects.filter(brief=brief).update(is_title=False)
    found, new = Quote.objects.get_or_create(
        brief=brief, revision=revision, start=start, end=made.end,
        defaults={field.name: getattr(made, field.name) for field in Quote._meta.fields if not field.primary_key},
    )  # fmt: skip
    if as_title:
        found.is_title = True
        found.save(update_fields=["is_title"])
    if new:
        log.write("brief.quoted", by=by, subject=f"brief:{brief.pk}", at=at, quote=str(found.pk), voice=str(voice.pk))
    return found


@transaction.atomic
def unquote(*, by, quote: Quote, at: datetime) -> None:
    brief = _draft(by, quote.brief, at)
    Quote.objects.filter(pk=quote.pk, brief=brief).delete()
    log.write("brief.unquoted", by=by, subject=f"brief:{brief.pk}", at=at, quote=str(quote.pk))


@transaction.atomic
def recommend(*, by, brief: Brief, what: str, what_en: str, by_when=None, at: datetime) -> Recommendation:
    brief = _draft(by, brief, at)
    position = brief.recommendations.count() + 1
    made = Recommendation.objects.create(brief=brief, what=what, what_en=what_en, by_when=by_when, position=position)
    log.write("brief.recommended", by=by, subject=f"brief:{brief.pk}", at=at)
    return made


@transaction.atomic
def release_brief(*, by, brief: Brief, at: datetime) -> Brief:
    """A second curator puts it out; every quote is checked again here, and one that does not stand stops all of it."""
    brief = Brief.objects.select_for_update(of=("self",)).select_related("campaign").get(pk=brief.pk)
    if not policy.may_release(by, brief, at=at):
        raise NotYours
    if BriefState.RELEASED not in NEXT[brief.state]:
        raise NotReady(_("This brief is not at that step."))
    hold_words(brief)
    quotes = queries.shown_quotes(brief, at=at)
    if not any(each.is_title for each in quotes):
        raise NotReady(_("Choose a child's sentence as the title."))
    if not all(each.stands and _is_whole(each) for each in quotes):
        raise NotPermitted
    brief.state, brief.released_by, brief.released_at = BriefState.RELEASED, by, at
    brief.save()
    detail = {"quotes": [str(each.pk) for each in quotes]}
    log.write("brief.released", by=by, subject=f"brief:{brief.pk}", at=at, **detail)
    tell_quoted(brief, "advocacy.quoted", at=at)
    return brief


@transaction.atomic
def withdraw_brief(*, by, brief: Brief, at: datetime) -> Brief:
    brief = Brief.objects.select_for_update(of=("self",)).select_related("campaign").get(pk=brief.pk)
    if not policy.may_curate(by, brief.campaign, at=at):
        raise NotYours
    if BriefState.WITHDRAWN not in NEXT[brief.state]:
        raise NotReady(_("This brief is not at that step."))
    brief.state, brief.withdrawn_by, brief.withdrawn_at = BriefState.WITHDRAWN, by, at
    brief.save()
    log.write("brief.withdrawn", by=by, subject=f"brief:{brief.pk}", at=at)
    return brief


@transaction.atomic
def seen_to(*, by, brief: Brief, at: datetime) -> None:
    """A curator has looked at a brief out of which words were taken back."""
    if not policy.may_curate(by, brief.campaign, at=at):
        raise NotYours
    Brief.objects.filter(pk=brief.pk).update(attention_at=None)
    log.write("brief.seen_to", by=by, subject=f"brief:{brief.pk}", at=at)


def hold_words(brief: Brief) -> None:
    """Locks the rows of its voices, so that nobody takes words back between a check and what it permits."""
    list(Voice.objects.select_for_update().filter(pk__in=brief.quotes.values("voice")).order_by("pk"))


def _is_whole(quote: Quote) -> bool:
    """`shown_quotes` leaves the words of what stands."""
    exact = quote.revision.body[quote.start : quote.end] == quote.text
    return exact and bool(quote.decisions) and bool(quote.consents)


def _draft(by, brief: Brief, at: datetime) -> Brief:
    brief = Brief.objects.select_for_update(of=("self",)).select_related("campaign").get(pk=brief.pk)
    if not policy.may_curate(by, brief.campaign, at=at):
        raise NotYours
    if brief.state != BriefState.DRAFT:
        raise NotReady(_("What is out is not changed any more."))
    return brief
