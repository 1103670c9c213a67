"""How a child comes in: a door-plate card used once, the browser it bound, and the pictures or words only they know."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from portal.accounts.states import CardState, SecretKind


class Card(models.Model):
    """Opens the sign-in on one browser, once, within three days. Only a hash of its token is kept."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    child = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="cards")
    token_hash = models.CharField(max_length=64, unique=True)
    state = models.CharField(max_length=10, choices=CardState.choices, default=CardState.READY)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="cards_made"
    )  # nobody: the demo
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("door-plate card")
        constraints = [
            models.CheckConstraint(condition=Q(state__in=CardState.values), name="known_state_of_card"),
            models.CheckConstraint(
                condition=Q(state=CardState.USED, used_at__isnull=False) | (~Q(state=CardState.USED) & Q(used_at=None)),
                name="used_card_says_when",
            ),
            models.UniqueConstraint(
                fields=["child"], condition=Q(state=CardState.READY), name="one_ready_card_per_child"
            ),
        ]


class Device(models.Model):
    """A browser on which one child may sign in. The browser holds a token; only its hash is here.

    No name and no make of the phone is kept: "own or shared, since when" is enough for a child to know which it is.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    child = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="devices")
    token_hash = models.CharField(max_length=64, unique=True)
    own_phone = models.BooleanField(_("the child's own phone"), default=False)
    bound_at = models.DateTimeField()
    last_used_on = models.DateField(null=True)  # written at sign-in; a day, so that it tells no habits
    session_key = models.CharField(
        max_length=40, blank=True
    )  # the session that began here last; it ends with the phone
    ended_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("phone of a child")
        constraints = [
            models.CheckConstraint(condition=Q(ended_at=None) | Q(session_key=""), name="ended_phone_has_no_session"),
            models.UniqueConstraint(
                fields=["session_key"], condition=~Q(session_key=""), name="a_session_is_on_one_phone"
            ),
        ]


class ChildSecret(models.Model):
    """Four pictures in order, or words; hashed. Five wrong tries and it rests until an adult makes a new card."""

    child = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, primary_key=True, related_name="secret"
    )
    kind = models.CharField(max_length=10, choices=SecretKind.choices)
    hashed = models.CharField(max_length=200)
    wrong = models.PositiveSmallIntegerField(default=0)
    set_at = models.DateTimeField()
    pictures_kept_at = models.DateTimeField(null=True)  # when a child of twelve or more said that they stay

    class Meta:
        verbose_name = _("how a child signs in")
        constraints = [
            models.CheckConstraint(
                condition=Q(pictures_kept_at=None) | Q(kind=SecretKind.PICTURES), name="only_pictures_are_kept"
            ),
            models.CheckConstraint(condition=Q(kind__in=SecretKind.values), name="known_kind_of_secret"),
        ]
