"""Offices within somebody's reach, and what lies in them."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from portal.accounts.kinds import Kind
from portal.accounts.models import RoleGrant, User


@dataclass(frozen=True)
class Reach:
    """Offices in which somebody holds one of some roles; `everywhere` when a grant names no office."""

    everywhere: bool
    offices: frozenset[UUID]

    def __bool__(self):
        return self.everywhere or bool(self.offices)

    def __contains__(self, office):
        return self.everywhere or office in self.offices

    def narrow(self, rows: QuerySet, office: str) -> QuerySet:
        """Of these rows those within reach; `office` leads from a row to its office."""
        if self.everywhere:
            return rows
        return rows.filter(**{f"{office}__in": self.offices}) if self.offices else rows.none()


def staff_within(where: Reach) -> QuerySet[User]:
    """Active colleagues with a role that they have not lost in one of these offices, each once."""
    grants = where.narrow(RoleGrant.objects.filter(user=OuterRef("pk"), ended_at=None), "office")
    return User.objects.filter(Exists(grants), kind=Kind.STAFF, is_active=True)
