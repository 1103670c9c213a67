"""Sealing everything anew with the newest key, so that an old key may leave (SEC-41)."""

from collections.abc import Callable
from dataclasses import dataclass

from django.db import transaction
from django.db.models import QuerySet

from portal.privacy import queries, registry, vault
from portal.privacy.actions.identity import mark_names
from portal.privacy.models import Contact, Identity, NameMark, Note, Parcel, Wish

BATCH = 200


@dataclass(frozen=True)
class Store:
    """`reseal(row)` seals and saves one row; it is called under a lock, with the row as it stands."""

    name: str
    rows: Callable[[str], QuerySet]
    reseal: Callable[[object], None]


def rotate(*, dry: bool = False) -> dict[str, int]:
    """How many rows of each kind still name an older key; unless `dry`, they are sealed anew, in batches.

    May be stopped and started again at any time: each batch is whole, and what is done is not done twice.
    """
    newest = next(iter(vault.keys()))
    stores = [*OURS, *(Store(each.name, each.rows, each.reseal) for each in registry.sealed.values())]
    return {store.name: store.rows(newest).count() if dry else _all_of(store, newest) for store in stores}


def _all_of(store: Store, newest: str) -> int:
    waiting = list(store.rows(newest).order_by("pk").values_list("pk", flat=True))
    return sum(_batch(store, newest, waiting[start : start + BATCH]) for start in range(0, len(waiting), BATCH))


@transaction.atomic
def _batch(store: Store, newest: str, keys: list) -> int:
    rows = list(store.rows(newest).select_for_update().filter(pk__in=keys))
    for row in rows:
        store.reseal(row)
    return len(rows)


def _older(model) -> Callable[[str], QuerySet]:
    return lambda newest: model.objects.exclude(key_id__in=[newest, ""])


def _anew(row, bound_to: str) -> None:
    plain = vault.unseal(row.sealed, key_id=row.key_id, bound_to=bound_to)
    row.sealed, row.key_id = vault.seal(plain, bound_to=bound_to)


def _identity(row: Identity) -> None:
    name = queries.plain(row)["real_name"]
    _anew(row, str(row.person))
    row.save(update_fields=["sealed", "key_id"])
    mark_names(row, name)


def _contact(row: Contact) -> None:
    value = queries.contact_plain(row)["value"]
    _anew(row, f"contact:{row.person}")
    row.mark = queries.contact_marks(row.kind, value)[0]
    row.save(update_fields=["sealed", "key_id", "mark"])


def _bound(prefix: str) -> Callable[[object], None]:
    def reseal(row):
        _anew(row, prefix + str(row.person if hasattr(row, "person") else row.wish_id))
        row.save(update_fields=["sealed", "key_id"])

    return reseal


def _lost_marks(newest: str):
    """Names whose row is new and whose marks are not: a stop half-way cannot leave them, but a count tells."""
    return Identity.objects.filter(pk__in=NameMark.objects.exclude(key_id=newest).values("identity"), key_id=newest)


OURS = (
    Store("identity", _older(Identity), _identity),
    Store("marks", _lost_marks, lambda row: mark_names(row, queries.plain(row)["real_name"])),
    Store("contact", _older(Contact), _contact),
    Store("note", _older(Note), _bound("note:")),
    Store("wish", _older(Wish), _bound("wish:")),
    Store("copy", _older(Parcel), _bound("copy:")),
)
