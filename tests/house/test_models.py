"""What must be true is a constraint: pairs, keys, append-only tables, no missing migration."""

import re
from io import StringIO

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection, models

from tests.house import tree

OURS = [model for model in apps.get_models() if model.__module__.split(".")[0] in tree.PARTS]
# Wagtail addresses these by number and shows none of them by it.
WAGTAILS = {"Page", "AbstractImage", "AbstractRendition", "AbstractDocument"}
# Technique without people: addressed by name, position or nothing.
PLAIN_KEYS = {
    "audit.Line": "ordered by its number; named by its key",
    "audit.Seal": "its position in the chain is its key",
    "clock.Due": "a job's name is its key",
    "pages.SiteRendition": "Wagtail's own table of renditions",
    "pages.SiteImage": "Wagtail's own table of images",
    "live.Entry": "a line of a room's log: the room and its number are its address",
    "voices.SearchDoc": "a line of the index; what it leads to has the address",
}
APPEND_ONLY = {"audit_line", "audit_seal"}


def is_wagtails(model):
    return any(base.__name__ in WAGTAILS for base in model.__mro__)


@pytest.mark.django_db  # it looks what the database has
def test_no_missing_migrations():
    call_command("makemigrations", check=True, dry_run=True, verbosity=0, stdout=StringIO())


@pytest.mark.parametrize("model", OURS, ids=lambda model: model._meta.label)
def test_objects_are_addressed_by_uuid(model):
    if is_wagtails(model) or model._meta.label in PLAIN_KEYS:
        return
    key = model._meta.pk
    while key.remote_field:
        key = key.remote_field.model._meta.pk
    assert isinstance(key, models.UUIDField), f"{model._meta.label} has a {type(key).__name__}"


def unpaired(model):
    """Pairs `x_at`/`x_by` that no CHECK holds together. Where the time is always there, nobody may have done it."""
    fields = {field.name: field for field in model._meta.get_fields() if field.concrete and field.model in OURS}
    checks = " ".join(
        str(each.condition) for each in model._meta.constraints if isinstance(each, models.CheckConstraint)
    )
    for name, field in fields.items():
        stem = name.removesuffix("_at")
        other = fields.get(f"{stem}_by")
        if name == stem or other is None or not field.null:
            continue
        if f"{stem}_at" not in checks or f"{stem}_by" not in checks:
            yield f"{model._meta.label}.{stem}"


@pytest.mark.parametrize("model", OURS, ids=lambda model: model._meta.label)
def test_who_and_when_come_together(model):
    assert list(unpaired(model)) == []


def test_states_are_kept_by_the_database():
    wrong = []
    for model in OURS:
        checks = " ".join(str(c.condition) for c in model._meta.constraints if isinstance(c, models.CheckConstraint))
        for field in model._meta.get_fields():
            if field.concrete and field.name == "state" and field.name not in checks:
                wrong.append(model._meta.label)
    assert wrong == []


def kept_as_written():
    """Tables of which a migration of ours refuses changes, and which changes it refuses."""
    from importlib import import_module

    from portal.rows.append_only import AppendOnly, Unchangeable

    for path in sorted(each for part in tree.PARTS for each in (tree.ROOT / part).glob("**/migrations/0*.py")):
        module = import_module(".".join(path.relative_to(tree.ROOT).with_suffix("").parts))
        label = apps.get_containing_app_config(module.__name__).label
        for operation in module.Migration.operations:
            if isinstance(operation, AppendOnly):
                acts = {"UPDATE"} if isinstance(operation, Unchangeable) else {"UPDATE", "DELETE", "TRUNCATE"}
                yield apps.get_model(label, operation.model_name)._meta.db_table, acts


# Bits of pg_trigger.tgtype.
BITS = {"DELETE": 8, "UPDATE": 16, "TRUNCATE": 32}


@pytest.mark.django_db
def test_tables_that_stay_as_written_have_their_triggers():  # MOD-18, CON-2
    wanted = dict(kept_as_written())
    assert set(wanted) >= APPEND_ONLY
    refused = {table: set() for table in wanted}
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT c.relname, t.tgtype FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid"
                " WHERE NOT t.tgisinternal"
            )
            for table, kind in cursor.fetchall():
                refused.setdefault(table, set()).update(act for act, bit in BITS.items() if kind & bit)
        else:
            cursor.execute("SELECT tbl_name, sql FROM sqlite_master WHERE type = 'trigger'")
            for table, sql in cursor.fetchall():
                refused.setdefault(table, set()).update(re.findall(r"BEFORE (UPDATE|DELETE)", sql))
                refused[table].add("TRUNCATE")  # which SQLite does not have
    assert {table: acts - refused[table] for table, acts in wanted.items() if acts - refused[table]} == {}


def test_records_of_acts_are_append_only():
    """A model whose line says it is only added to is so in the database too."""
    tables = dict(kept_as_written())
    said = re.compile(r"append-only|only added", re.IGNORECASE)
    wrong = [
        model._meta.label for model in OURS if said.search(model.__doc__ or "") and model._meta.db_table not in tables
    ]
    assert wrong == []
