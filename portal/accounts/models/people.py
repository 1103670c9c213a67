"""People, as the site knows them: a UUID, a kind, a name that is not their real one.

A child has no e-mail and no real name here; both live in the vault (`portal.privacy`) or nowhere. Who may speak
for a child is a link in `portal.consent`, never a column here.
"""

import uuid

from django.contrib.auth.models import AbstractBaseUser, PermissionsMixin, UserManager
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from portal.accounts.kinds import Avatar, Kind
from portal.accounts.roles import ENDS_BY_ITSELF, PauseCode


class People(UserManager):
    def create_superuser(self, username, email=None, password=None, **more):
        """Breaks the glass: works here, holds no role, and needs two factors like everybody at the desk."""
        person = self.model(
            username=username, email=self.normalize_email(email), kind=Kind.STAFF, is_superuser=True, **more
        )
        person.set_password(password)
        person.save(using=self._db, force_insert=True)
        return person


class User(AbstractBaseUser, PermissionsMixin):
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    username = models.CharField(_("sign-in name"), max_length=150, unique=True)
    email = models.EmailField(_("e-mail"), blank=True)  # "" and never NULL: create_user stores ""
    kind = models.CharField(max_length=10, choices=Kind.choices, default=Kind.GUARDIAN)
    pseudonym = models.CharField(
        _("name here"), max_length=30, blank=True
    )  # what others see; never a child's real name
    avatar = models.CharField(max_length=20, choices=Avatar.choices, default=Avatar.KITE)
    language = models.CharField(max_length=10, default="zh-hans")
    is_active = models.BooleanField(default=True)
    date_joined = models.DateTimeField(auto_now_add=True)
    # Why the account of somebody who works here rests, and until when if a date opens it again.
    pause_code = models.CharField(max_length=10, choices=PauseCode.choices, blank=True, editable=False)
    paused_until = models.DateTimeField(null=True, editable=False)
    # Counted up when every session of this person must end: deactivation, lost role, new sign-in.
    epoch = models.PositiveIntegerField(default=0, editable=False)

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["email"]

    objects = People()

    class Meta:
        verbose_name = _("person")
        constraints = [
            models.UniqueConstraint(Lower("email"), condition=~Q(email=""), name="one_account_per_email"),
            models.UniqueConstraint(Lower("username"), name="one_account_per_username"),
            models.CheckConstraint(condition=Q(kind__in=Kind.values), name="known_kind_of_person"),
            models.CheckConstraint(condition=~Q(kind=Kind.CHILD) | Q(email=""), name="no_email_of_a_child"),
            models.CheckConstraint(
                condition=~Q(kind__in=[Kind.CHILD, Kind.GUARDIAN]) | Q(is_superuser=False), name="no_family_superuser"
            ),
            models.CheckConstraint(condition=Q(pause_code__in=["", *PauseCode.values]), name="known_code_of_pause"),
            models.CheckConstraint(
                condition=Q(pause_code="") | Q(is_active=False) & ~Q(kind__in=[Kind.CHILD, Kind.GUARDIAN]),
                name="paused_is_closed",
            ),
            models.CheckConstraint(
                condition=Q(paused_until=None) | Q(pause_code__in=sorted(ENDS_BY_ITSELF)),
                name="no_concern_ends_by_itself",
            ),
        ]

    def __str__(self):
        return self.pseudonym or self.username

    def _get_session_auth_hash(self, secret=None):
        """What a session must hold to stay valid; Django compares it at each request."""
        return salted_hmac(
            "portal.accounts.session", f"{self.password}:{self.epoch}", secret=secret, algorithm="sha256"
        ).hexdigest()

    get_full_name = get_short_name = __str__

    @property
    def is_child(self) -> bool:
        return self.kind == Kind.CHILD

    @property
    def is_guardian(self) -> bool:
        return self.kind == Kind.GUARDIAN

    @property
    def is_staff(self) -> bool:
        """Works here. Wagtail asks permissions, not this; Django's own admin is not mounted."""
        return self.kind == Kind.STAFF

    @property
    def first_name(self) -> str:
        """Wagtail's user screens read it; real names of staff are in the vault too."""
        return self.pseudonym

    last_name = ""
