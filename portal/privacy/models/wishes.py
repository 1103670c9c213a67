"""What a child or a guardian asked us to do with what is kept, and the answer they are owed."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from portal.privacy.kinds import WishKind
from portal.privacy.states import WishState


class WishQuerySet(models.QuerySet):
    def visible_to(self, person):
        """Who asked sees it, and nobody else of the family: a child's wish is the child's own."""
        return self.filter(by=person.pk)


class Wish(models.Model):
    """A wish about one child, asked by that child or a guardian. Its words may hold a name, so they are sealed."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.UUIDField(db_index=True)
    by = models.UUIDField()
    kind = models.CharField(max_length=10, choices=WishKind.choices)
    sealed = models.BinaryField(default=b"")
    key_id = models.CharField(max_length=40, default="")
    state = models.CharField(max_length=10, choices=WishState.choices, default=WishState.ASKED)
    asked_at = models.DateTimeField()
    due_on = models.DateField()
    answered_at = models.DateTimeField(null=True)
    answered_by = models.UUIDField(null=True)  # nobody: the machine made the copy
    answer = models.CharField(max_length=500, blank=True)

    objects = WishQuerySet.as_manager()

    class Meta:
        verbose_name = _("wish about what is kept")
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=WishKind.values), name="known_kind_of_wish"),
            models.CheckConstraint(condition=Q(state__in=WishState.values), name="known_wish_state"),
            models.CheckConstraint(
                condition=Q(answered_at__isnull=False) | Q(answered_by__isnull=True), name="wish_answered_at_with_by"
            ),
            models.CheckConstraint(
                condition=Q(state=WishState.ASKED, answered_at__isnull=True)
                | (~Q(state=WishState.ASKED) & Q(answered_at__isnull=False)),
                name="answered_wish_has_its_day",
            ),
            models.CheckConstraint(condition=~Q(state=WishState.REFUSED) | ~Q(answer=""), name="a_refusal_says_why"),
            models.UniqueConstraint(
                fields=["person", "by", "kind"], condition=Q(state=WishState.ASKED), name="one_open_wish_of_a_kind"
            ),
        ]


class Parcel(models.Model):
    """A copy that was asked for: sealed, for the one who asked, and gone after some days."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    wish = models.OneToOneField(Wish, on_delete=models.CASCADE, related_name="parcel")
    sealed = models.BinaryField()
    key_id = models.CharField(max_length=40)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()

    class Meta:
        verbose_name = _("copy that was asked for")
