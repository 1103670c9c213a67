"""An election: who stands, until when, how it ended. Ballots are in a box of `portal.asking`, tied to nobody."""

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from activities.councils.kinds import SEATS_MOST, WORDS_MOST, Role, Way
from activities.councils.models.councils import PERSON, Council
from activities.councils.states import NEXT, RUNNING, Outcome, Standing, State
from portal.text.both import InBoth


class Election(models.Model):
    """The seal stands on its page from the first name on; the seed afterwards decides where two have the same."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    council = models.ForeignKey(Council, models.PROTECT, related_name="elections")
    role = models.CharField(_("office held"), max_length=20, choices=Role.choices)
    seats = models.PositiveSmallIntegerField(_("how many seats"))
    way = models.CharField(_("how seats are filled"), max_length=10, choices=Way.choices, default=Way.VOTE)
    quorum = models.PositiveSmallIntegerField(_("it counts when so many in a hundred take part"), default=50)
    term_starts_on = models.DateField(_("the term begins on"))
    term_ends_on = models.DateField(_("the term ends on"))
    nominate_until = models.DateTimeField(_("names are collected until"))
    vote_until = models.DateTimeField(_("votes are collected until"))
    state = models.CharField(max_length=12, choices=State.choices, default=State.NOMINATING)
    outcome = models.CharField(max_length=10, choices=Outcome.choices, blank=True)
    box = models.OneToOneField("asking.Box", models.PROTECT, null=True, related_name="+")
    seed = models.CharField(max_length=64)  # shown to nobody before it is over
    seal = models.CharField(max_length=64)
    made_by = models.ForeignKey(**PERSON)
    made_at = models.DateTimeField()
    opened_at = models.DateTimeField(null=True)
    done_at = models.DateTimeField(null=True)
    why = models.CharField(_("why it was called off"), max_length=120, blank=True)
    why_en = models.CharField(_("the same in English"), max_length=200, blank=True)

    reason = InBoth("why")

    class Meta:
        verbose_name = _("election")
        ordering = ["-made_at", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=State.values), name="known_state_of_election"),
            models.CheckConstraint(
                condition=Q(role__in=Role.values, way__in=Way.values), name="known_office_and_way_of_election"
            ),
            models.CheckConstraint(condition=Q(seats__gte=1, seats__lte=SEATS_MOST), name="an_election_has_seats"),
            models.CheckConstraint(condition=Q(quorum__lte=100), name="a_quorum_is_a_share"),
            models.CheckConstraint(
                condition=Q(nominate_until__lt=F("vote_until")),
                name="votes_after_names",
                violation_error_message=_("Votes are collected after the names."),
            ),
            models.CheckConstraint(
                condition=Q(term_starts_on__lt=F("term_ends_on")),
                name="an_elected_term_ends_after_it_begins",
                violation_error_message=_("A term ends after it begins."),
            ),
            models.CheckConstraint(
                condition=Q(state=State.VOTING, way=Way.VOTE, box__isnull=False, opened_at__isnull=False)
                | ~Q(state=State.VOTING),
                name="a_vote_has_a_box",
            ),
            models.CheckConstraint(
                condition=Q(state=State.DONE, outcome__in=Outcome.values, done_at__isnull=False)
                | (~Q(state=State.DONE) & Q(outcome="")),
                name="a_done_election_says_how_it_ended",
            ),
            models.CheckConstraint(condition=~Q(state=State.CANCELLED) | ~Q(why=""), name="called_off_says_why"),
            models.UniqueConstraint(
                fields=["council", "role"], condition=Q(state__in=RUNNING), name="one_running_election_per_office"
            ),
        ]

    @property
    def shown_seed(self) -> str:
        return self.seed if self.state == State.DONE else ""

    def move(self, state: State) -> None:
        if state not in NEXT[self.state]:
            raise ValueError(f"an election does not go from {self.state} to {state}")
        self.state = state


class Candidate(models.Model):
    """Somebody who stands, or was asked. `put_by` goes as soon as they have answered: nobody owes anybody."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    election = models.ForeignKey(Election, models.CASCADE, related_name="candidates")
    person = models.ForeignKey(**PERSON)
    put_by = models.ForeignKey(**PERSON, null=True)
    state = models.CharField(max_length=10, choices=Standing.choices)
    called = models.CharField(max_length=20, blank=True)  # see `Term.called`
    words = models.CharField(_("what I want to do"), max_length=WORDS_MOST, blank=True)
    read_by = models.ForeignKey(**PERSON, null=True)
    read_at = models.DateTimeField(null=True)
    lot = models.CharField(max_length=8)  # what is put into the box, and drawn, instead of a name
    elected = models.BooleanField(default=False)
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("candidate")
        constraints = [
            models.UniqueConstraint(fields=["election", "person"], name="stands_once"),
            models.UniqueConstraint(fields=["election", "lot"], name="one_lot_per_candidate"),
            models.CheckConstraint(condition=Q(state__in=Standing.values), name="known_state_of_candidate"),
            models.CheckConstraint(
                condition=Q(put_by=None) | Q(state=Standing.ASKED), name="who_proposed_is_forgotten_after_the_answer"
            ),
            models.CheckConstraint(
                condition=Q(elected=False) | Q(state=Standing.STANDS), name="nobody_is_elected_who_does_not_stand"
            ),
            models.CheckConstraint(
                condition=Q(read_by=None, read_at=None) | Q(read_by__isnull=False, read_at__isnull=False),
                name="words_read_by_and_at_together",
            ),
        ]

    @property
    def name(self) -> str:
        return self.called or self.person.pseudonym


class PaperCount(models.Model):
    """One adult's count of the ballots on paper. Two of different people that say the same are counted in."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    election = models.ForeignKey(Election, models.CASCADE, related_name="paper_counts")
    counted_by = models.ForeignKey(**PERSON)
    counted_at = models.DateTimeField()
    papers = models.PositiveSmallIntegerField()
    votes = models.JSONField(default=dict)  # lot → how many papers name it

    class Meta:
        verbose_name = _("count of ballots on paper")
        constraints = [models.UniqueConstraint(fields=["election", "counted_by"], name="one_paper_count_per_person")]
