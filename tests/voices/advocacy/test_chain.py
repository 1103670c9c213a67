"""No word travels without its chain, and none stays where it was taken back (promises 1, 2 and 7; ETH-16, CON-23)."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from portal.accounts import actions as rights
from portal.accounts.roles import Role
from portal.audit.models import Line
from portal.consent import actions as consent
from portal.consent import queries as asked
from portal.consent.purposes import Purpose
from portal.notices.models import Message
from tests.making import accounts as make_accounts
from tests.making import advocacy as make
from tests.making import consent as families
from tests.making import voices as make_voices
from voices import actions as speaking
from voices.advocacy import actions, queries
from voices.advocacy.models import Answer, Brief, Delivery, Quote
from voices.advocacy.purposes import scope
from voices.advocacy.states import BriefState

pytestmark = pytest.mark.django_db
AT = timezone.now()


def take_back(story, purpose=Purpose.ADVOCACY, *, by=None, at=AT):
    where = scope(story.campaign) if purpose == Purpose.ADVOCACY else ""
    consent.withdraw(by=by or story.home.guardian, child=story.home.child, purpose=purpose, scope=where, at=at)


def stands(story, at=AT):
    return [quote.stands for quote in queries.shown_quotes(story.brief, at=at)]


def told(child):
    return set(Message.objects.filter(person=child).values_list("kind", flat=True))


def test_asking_names_campaign_and_recipient_in_both_languages():  # CON-23
    house = make.house(at=AT)
    home, voice = make.voice(at=AT)
    campaign = make.campaign(house, at=AT)
    for _ in range(2):
        actions.ask_to_use(by=house.curator, campaign=campaign, voice=voice, at=AT)
    for person in (home.guardian, home.child):
        ask = asked.open_asks(child=home.child, person=person, at=AT).get(purpose=Purpose.ADVOCACY)
        assert ask.scope == scope(campaign)
        assert campaign.title in ask.about["zh-hans"]
        assert house.recipient.name in ask.about["zh-hans"]
        assert campaign.title_en in ask.about["en"]
        assert house.recipient.name_en in ask.about["en"]
    assert campaign.asked.count() == 1
    assert "advocacy.asked" in told(home.child)


def test_the_whole_chain_holds_link_by_link():
    story, delivery = make.delivered(at=AT)
    actions.record_answer(by=story.house.curator, delivery=delivery, outcome="partly", reason="先加四秒。", at=AT)
    quote = queries.shown_quotes(Brief.objects.get(pk=story.brief.pk), at=AT)[0]
    chain = queries.chain_of(quote, stands=quote.stands)
    names = ["words", "revision", "approval", "consent", "brief", "recipient", "answer"]
    assert [link.name for link in chain] == names
    assert all(link.holds for link in chain), chain
    assert quote.text == make.LINE
    assert (quote.age_years, len(quote.decisions), len(quote.consents)) == (8, 1, 4)
    assert told(story.home.child) >= {"advocacy.quoted", "advocacy.sent", "advocacy.answered"}
    acts = set(Line.objects.filter(subject=f"brief:{story.brief.pk}").values_list("act", flat=True))
    assert acts == {"brief.made", "brief.quoted", "brief.released", "brief.delivered", "brief.answered"}


@pytest.mark.parametrize("who", ["nobody", "guardian", "child"])
def test_no_quote_without_every_yes(who):
    house = make.house(at=AT)
    home, voice = make.voice(at=AT)
    campaign = make.campaign(house, at=AT)
    actions.ask_to_use(by=house.curator, campaign=campaign, voice=voice, at=AT)
    if who != "nobody":
        person = home.guardian if who == "guardian" else home.child
        families.says(person, home.child, Purpose.ADVOCACY, scope(campaign), at=AT)
    with pytest.raises(actions.NotPermitted):
        actions.quote(by=house.curator, brief=make.brief(house, campaign), voice=voice, words=make.LINE, at=AT)
    assert not Quote.objects.exists()


def test_a_yes_to_one_campaign_is_none_to_another():
    story = make.quoted(at=AT)
    other = make.campaign(story.house, at=AT, title="另一件事")
    with pytest.raises(actions.NotPermitted):
        actions.quote(
            by=story.house.curator, brief=make.brief(story.house, other), voice=story.voice, words=make.LINE, at=AT
        )


@pytest.mark.parametrize("words", ["绿灯只有二十秒。", "", "   ", "绿灯 只有十二秒。"])
def test_only_exact_words_are_quoted(words):
    story = make.quoted(at=AT)
    with pytest.raises(actions.NotReady):
        actions.quote(by=story.house.curator, brief=story.brief, voice=story.voice, words=words, at=AT)


def test_what_is_not_public_is_neither_asked_for_nor_quoted():
    story = make.quoted(at=AT)
    speaking.take_back(by=story.home.child, voice=story.voice, at=AT)
    with pytest.raises(actions.NotPermitted):
        actions.quote(by=story.house.curator, brief=story.brief, voice=story.voice, words="我们数过了。", at=AT)
    waiting = make_voices.sent(make_voices.home(at=AT).child, at=AT)
    with pytest.raises(actions.NotPermitted):
        actions.ask_to_use(by=story.house.curator, campaign=story.campaign, voice=waiting, at=AT)


def test_words_of_a_revision_that_is_not_the_one_out_do_not_stand():
    """The child takes it back, writes on and sends it again: the old slice is not carried over."""
    story = make.released(at=AT)
    speaking.take_back(by=story.home.child, voice=story.voice, at=AT)
    speaking.write(by=story.home.child, voice=story.voice, title="", body="绿灯只有十二秒。现在好了。", at=AT)
    speaking.submit(by=story.home.child, voice=make_voices.again(story.voice), at=AT)
    make_voices.approve(make_voices.again(story.voice), at=AT)
    assert stands(story) == [False]


def test_release_takes_a_second_curator():  # MOD-6
    story = make.quoted(at=AT)
    with pytest.raises(actions.NotYours):
        actions.release_brief(by=story.house.curator, brief=story.brief, at=AT)
    with pytest.raises(IntegrityError), transaction.atomic():
        Brief.objects.filter(pk=story.brief.pk).update(
            state=BriefState.RELEASED, released_by=story.house.curator, released_at=AT
        )
    assert actions.release_brief(by=story.house.second, brief=story.brief, at=AT).state == BriefState.RELEASED
    with pytest.raises(actions.NotReady):
        actions.release_brief(by=story.house.second, brief=story.brief, at=AT)


@pytest.mark.parametrize("purpose", [Purpose.ADVOCACY, Purpose.PUBLISH])
@pytest.mark.parametrize("who", ["guardian", "child"])
def test_a_yes_taken_back_before_release_stops_all_of_it(purpose, who):
    story = make.quoted(at=AT)
    take_back(story, purpose, by=getattr(story.home, who))
    with pytest.raises(actions.NotPermitted):
        actions.release_brief(by=story.house.second, brief=story.brief, at=AT)


@pytest.mark.parametrize("purpose", [Purpose.ADVOCACY, Purpose.PUBLISH])
def test_a_yes_taken_back_after_release_takes_the_words_out_and_calls_a_curator(purpose):
    story = make.released(at=AT)
    assert stands(story) == [True]
    take_back(story, purpose)
    assert stands(story) == [False]
    assert [quote.text for quote in queries.shown_quotes(story.brief, at=AT)] == [""]
    story.brief.refresh_from_db()
    assert story.brief.attention_at == AT
    assert Line.objects.filter(act="brief.words_taken_back", subject=f"brief:{story.brief.pk}").count() == 1
    actions.seen_to(by=story.house.curator, brief=story.brief, at=AT)
    story.brief.refresh_from_db()
    assert story.brief.attention_at is None


def test_the_child_taking_the_voice_back_takes_it_out_of_the_brief():
    story = make.released(at=AT)
    speaking.take_back(by=story.home.child, voice=story.voice, at=AT)
    assert stands(story) == [False]
    story.brief.refresh_from_db()
    assert story.brief.attention_at == AT


def test_a_yes_that_ran_out_is_a_yes_no_more():
    story = make.released(at=AT)
    assert stands(story, at=story.campaign.ends_at - timedelta(minutes=1)) == [True]
    assert stands(story, at=story.campaign.ends_at + timedelta(minutes=1)) == [False]


CHANGED = {
    "other words": {"text": "绿灯很长。"},
    "another place in the words": {"start": 1},
    "another approval": {"decisions": ["00000000-0000-4000-8000-000000000000"]},
    "other answers": {"consents": ["00000000-0000-4000-8000-000000000000"]},
}


@pytest.mark.parametrize("change", ["other words", "another place in the words"])
def test_a_quote_that_is_not_whole_stops_the_release(change):  # ETH-16
    story = make.quoted(at=AT)
    story.brief.quotes.update(**CHANGED[change])
    with pytest.raises(actions.NotPermitted):
        actions.release_brief(by=story.house.second, brief=story.brief, at=AT)


@pytest.mark.parametrize(
    ("change", "broken"),
    [
        ("other words", "words"),
        ("another place in the words", "words"),
        ("another approval", "approval"),
        ("other answers", "consent"),
    ],
)
def test_the_chain_shows_where_it_is_broken(change, broken):  # ETH-16, promise 7
    story = make.released(at=AT)
    story.brief.quotes.update(**CHANGED[change])
    [quote] = queries.shown_quotes(story.brief, at=AT)
    links = {link.name: link.holds for link in queries.chain_of(quote, stands=True)}
    assert [name for name in ("words", "revision", "approval", "consent", "brief") if not links[name]] == [broken]


def test_an_approval_of_other_words_is_no_link():  # ETH-16
    story = make.released(at=AT)
    other = make_voices.out(story.home.child, at=AT)
    decision = other.case.decisions.get()
    story.brief.quotes.update(decisions=[str(decision.pk)])
    [quote] = queries.shown_quotes(story.brief, at=AT)
    assert {link.name: link.holds for link in queries.chain_of(quote, stands=True)}["approval"] is False


def test_a_consent_that_stands_no_more_is_no_link():  # ETH-16, CON-11
    story = make.released(at=AT)
    take_back(story)
    [quote] = queries.shown_quotes(story.brief, at=AT)
    assert {link.name: link.holds for link in queries.chain_of(quote, stands=quote.stands)}["consent"] is False


@pytest.mark.parametrize("missing", [{"decisions": []}, {"consents": []}, {"text": ""}])
def test_the_database_keeps_no_quote_without_its_chain(missing):  # ETH-16
    story = make.quoted(at=AT)
    with pytest.raises(IntegrityError), transaction.atomic():
        story.brief.quotes.update(**missing)


def test_the_database_keeps_no_outcome_without_a_reason():  # ETH-14
    story, delivery = make.delivered(at=AT)
    with pytest.raises(IntegrityError), transaction.atomic():
        Answer.objects.create(delivery=delivery, outcome="not_now", reason="", by=story.house.curator, at=AT)


def test_a_brief_needs_a_childs_sentence_as_title():
    story = make.quoted(at=AT)
    story.brief.quotes.update(is_title=False)
    with pytest.raises(actions.NotReady):
        actions.release_brief(by=story.house.second, brief=story.brief, at=AT)


def test_what_is_out_is_not_changed():
    story = make.released(at=AT)
    for attempt in (
        lambda: actions.unquote(by=story.house.curator, quote=story.brief.quotes.get(), at=AT),
        lambda: actions.recommend(by=story.house.curator, brief=story.brief, what="加八秒", what_en="8 s", at=AT),
        lambda: actions.rewrite_brief(by=story.house.curator, brief=story.brief, method="", at=AT),
    ):
        with pytest.raises(actions.NotReady):
            attempt()


def test_a_draft_is_changed_and_the_title_moves():
    story = make.quoted(at=AT)
    second = actions.quote(
        by=story.house.curator, brief=story.brief, voice=story.voice, words="我们数过了。", as_title=True, at=AT
    )
    assert [quote.pk for quote in story.brief.quotes.filter(is_title=True)] == [second.pk]
    again = actions.quote(by=story.house.curator, brief=story.brief, voice=story.voice, words="我们数过了。", at=AT)
    assert again == second
    actions.unquote(by=story.house.curator, quote=second, at=AT)
    actions.rewrite_brief(by=story.house.curator, brief=story.brief, method="两个星期六。", at=AT)
    actions.recommend(by=story.house.curator, brief=story.brief, what="加八秒", what_en="8 s more", at=AT)
    story.brief.refresh_from_db()
    assert (story.brief.quotes.count(), story.brief.method) == (1, "两个星期六。")


def test_the_childs_own_people_keep_their_hands_off():  # MOD-6
    story = make.quoted(at=AT)
    parent = story.house.second
    families.link(story.home.child, parent, at=AT)
    with pytest.raises(actions.NotYours):
        actions.release_brief(by=parent, brief=story.brief, at=AT)
    with pytest.raises(actions.NotYours):
        actions.ask_to_use(by=parent, campaign=story.campaign, voice=story.voice, at=AT)
    with pytest.raises(actions.NotYours):
        actions.quote(by=parent, brief=story.brief, voice=story.voice, words="我们数过了。", at=AT)


@pytest.mark.parametrize("who", ["a moderator here", "a curator elsewhere", "a curator elsewhere who moderates here"])
def test_other_offices_and_other_roles_do_nothing(who):  # MOD-28
    story, delivery = make.delivered(at=AT)
    if who == "a moderator here":
        stranger = make_accounts.staff(Role.MODERATOR, office=story.house.office, at=AT)
    elif who == "a curator elsewhere who moderates here":
        stranger = make_accounts.staff(Role.CURATOR, office=make.make_directory.office(at=AT), at=AT)
        rights.grant_role(by=None, person=stranger, role=Role.MODERATOR, office=story.house.office, at=AT)
    else:
        stranger = make_accounts.staff(Role.CURATOR, office=make.make_directory.office(at=AT), at=AT)
    for attempt in (
        lambda by: make.actions.open_campaign(
            by=by, title="x", title_en="x", office=story.house.office, recipient=story.house.recipient,
            ends_at=AT + timedelta(days=1), at=AT,
        ),
        lambda by: actions.ask_to_use(by=by, campaign=story.campaign, voice=story.voice, at=AT),
        lambda by: actions.draft_brief(by=by, campaign=story.campaign, at=AT, **make.WORDS),
        lambda by: actions.quote(by=by, brief=story.brief, voice=story.voice, words=make.LINE, at=AT),
        lambda by: actions.release_brief(by=by, brief=story.brief, at=AT),
        lambda by: actions.withdraw_brief(by=by, brief=story.brief, at=AT),
        lambda by: actions.deliver(by=by, brief=story.brief, at=AT),
        lambda by: actions.record_answer(by=by, delivery=delivery, outcome="adopted", reason="好。", at=AT),
        lambda by: actions.seen_to(by=by, brief=story.brief, at=AT),
    ):  # fmt: skip
        with pytest.raises(actions.NotYours):
            attempt(stranger)


def test_delivery_goes_to_the_offices_the_families_agreed_to_and_once():  # CON-23
    story = make.quoted(at=AT)
    with pytest.raises(actions.NotReady):
        actions.deliver(by=story.house.curator, brief=story.brief, at=AT)
    actions.release_brief(by=story.house.second, brief=story.brief, at=AT)
    for _ in range(2):
        made = actions.deliver(by=story.house.curator, brief=story.brief, at=AT)
    assert Delivery.objects.count() == 1
    assert made.office == story.house.recipient
    assert made.due_at == AT + timedelta(days=14)  # ETH-15


def test_what_was_taken_back_since_is_not_sent():  # promise 2
    story = make.released(at=AT)
    send = {"by": story.house.curator, "brief": story.brief}
    ended = AT + timedelta(days=400)  # every yes ran out, and no clock has said so yet
    with pytest.raises(actions.NotPermitted):
        actions.deliver(**send, at=ended)
    take_back(story)
    for refusal in (actions.NotReady, actions.NotPermitted):  # looked at, the title is still gone
        with pytest.raises(refusal):
            actions.deliver(**send, at=AT)
        actions.seen_to(**send, at=AT)
    assert not Delivery.objects.exists()
    assert "advocacy.sent" not in told(story.home.child)


@pytest.mark.parametrize("reason", ["", "  ", "长" * 61])
def test_no_decision_without_a_short_reason(reason):  # ETH-14
    story, delivery = make.delivered(at=AT)
    with pytest.raises(actions.NotReady):
        actions.record_answer(by=story.house.curator, delivery=delivery, outcome="not_now", reason=reason, at=AT)


def test_the_office_itself_may_answer_and_another_may_not():
    story, delivery = make.delivered(at=AT)
    own = make_accounts.partner(office=story.house.recipient, at=AT)
    actions.record_answer(by=own, delivery=delivery, outcome="adopted", reason="加八秒。", at=AT)
    other = make_accounts.partner(office=make.make_directory.office(ours=False, receives=True, at=AT), at=AT)
    with pytest.raises(actions.NotYours):
        actions.record_answer(by=other, delivery=delivery, outcome="adopted", reason="好。", at=AT)


def test_an_answer_stays_as_it_was_written():
    story, delivery = make.delivered(at=AT)
    actions.record_answer(by=story.house.curator, delivery=delivery, outcome="adopted", reason="加八秒。", at=AT)
    with pytest.raises(Exception, match="append-only"), transaction.atomic():
        Answer.objects.update(reason="不加了。")


def test_only_an_office_that_receives_is_a_recipient():
    house = make.house(at=AT)
    for office in (house.office, make.make_directory.office(at=AT)):
        with pytest.raises(actions.NotReady):
            actions.open_campaign(
                by=house.curator, title="x", title_en="x", office=house.office, recipient=office,
                ends_at=AT + timedelta(days=1), at=AT,
            )  # fmt: skip
    with pytest.raises(actions.NotReady):
        actions.open_campaign(
            by=house.curator, title="x", title_en="x", office=house.office, recipient=house.recipient, ends_at=AT, at=AT
        )


def test_a_brief_taken_off_is_out_no_more():
    story = make.released(at=AT)
    actions.withdraw_brief(by=story.house.curator, brief=story.brief, at=AT)
    assert not Brief.objects.public().exists()
    with pytest.raises(actions.NotReady):
        actions.withdraw_brief(by=story.house.curator, brief=story.brief, at=AT)
