"""Secrets of second factors are sealed with the vault's keys: which name an older key, and sealing them anew."""

from allauth.mfa.models import Authenticator
from allauth.mfa.utils import decrypt, encrypt
from django.db.models import Q, QuerySet

ONE, SEVERAL = ("secret", "seed"), "migrated_codes"


def factors_of_older_keys(newest: str) -> QuerySet[Authenticator]:
    """The sealed text begins with its key's id (`MFAAdapter.encrypt`)."""
    older = Q()
    for name in (*ONE, f"{SEVERAL}__0"):
        older |= Q(**{f"data__{name}__isnull": False}) & ~Q(**{f"data__{name}__startswith": f"{newest}:"})
    return Authenticator.objects.filter(older)


def seal_factor_anew(factor: Authenticator) -> None:
    sealed = {name: encrypt(decrypt(factor.data[name])) for name in ONE if name in factor.data}
    if SEVERAL in factor.data:
        sealed[SEVERAL] = [encrypt(decrypt(each)) for each in factor.data[SEVERAL]]
    factor.data |= sealed
    factor.save(update_fields=["data"])
