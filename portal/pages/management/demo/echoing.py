"""What became of some words: briefs of the demo that went to offices; one is answered, one in part, one still waits."""

from datetime import datetime, timedelta

from portal.accounts.models import User
from portal.consent.purposes import Purpose
from portal.pages.management.demo import town
from portal.pages.management.demo.briefs import BRIEFS
from voices.advocacy import actions
from voices.advocacy.purposes import scope
from voices.models import Voice


def carry(place, said: dict[str, Voice], adults: dict[str, User], *, now: datetime) -> None:
    """Each brief: its families are asked, two curators make and release it, it is sent, and what came back is kept."""
    maker, releaser = place.staff["curator1"], place.staff["curator2"]
    for facts in BRIEFS:
        at = now - timedelta(days=facts["days"])
        campaign = actions.open_campaign(
            by=maker,
            title=facts["title"],
            title_en=facts["title_en"],
            office=place.home,
            recipient=place.offices[facts["to"]],
            ends_at=now + timedelta(days=180),
            at=at - timedelta(hours=6),
        )
        words = {name: facts[name] for name in ("subtitle", "subtitle_en", "method", "method_en")}
        brief = actions.draft_brief(by=maker, campaign=campaign, at=at - timedelta(hours=5), **words)
        for number, key in enumerate(facts["voices"]):
            voice = said[key]
            actions.ask_to_use(by=maker, campaign=campaign, voice=voice, at=at - timedelta(hours=4))
            yes = {"scope": scope(campaign), "at": at - timedelta(hours=3)}
            town.agree(adults[key], voice.author, Purpose.ADVOCACY, **yes)
            quoted = facts["quotes"][number]
            actions.quote(
                by=maker, brief=brief, voice=voice, words=quoted, as_title=number == 0, at=at - timedelta(hours=2)
            )
        for what, what_en in facts["asks"]:
            actions.recommend(by=maker, brief=brief, what=what, what_en=what_en, at=at - timedelta(hours=1))
        actions.release_brief(by=releaser, brief=brief, at=at - timedelta(minutes=30))
        delivery = actions.deliver(by=releaser, brief=brief, at=at)
        for outcome, reason, reason_en, after in facts["answers"]:
            when = at + timedelta(days=after)
            actions.record_answer(
                by=maker, delivery=delivery, outcome=outcome, reason=reason, reason_en=reason_en, at=when
            )
