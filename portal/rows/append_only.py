"""A migration operation that makes a table append-only in the database, on SQLite and PostgreSQL alike."""

from django.db.migrations.operations.base import Operation

FUNCTION = """
CREATE OR REPLACE FUNCTION rows_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'restrict_violation'; END $$;
"""
# Each is taken away first where it stands: SQLite drops a table's triggers whenever Django makes the table anew, so a
# later migration of the same table says its guards again at its end, in their order, and PostgreSQL has them still.
POSTGRES = [
    FUNCTION,
    "DROP TRIGGER IF EXISTS {table}_append_only ON {table}",
    "DROP TRIGGER IF EXISTS {table}_no_truncate ON {table}",
    "CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE ON {table}"
    " FOR EACH ROW EXECUTE FUNCTION rows_refuse_change()",
    "CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table}"
    " FOR EACH STATEMENT EXECUTE FUNCTION rows_refuse_change()",
]
POSTGRES_BACK = [
    "DROP TRIGGER IF EXISTS {table}_append_only ON {table}",
    "DROP TRIGGER IF EXISTS {table}_no_update ON {table}",
    "DROP TRIGGER IF EXISTS {table}_no_truncate ON {table}",
]
# SQLite has no TRUNCATE; its DELETE without WHERE still fires row triggers.
REFUSE = "ON {table} BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
SQLITE = [
    "DROP TRIGGER IF EXISTS {table}_no_update",
    "CREATE TRIGGER {table}_no_update BEFORE UPDATE " + REFUSE,
    "DROP TRIGGER IF EXISTS {table}_no_delete",
    "CREATE TRIGGER {table}_no_delete BEFORE DELETE " + REFUSE,
]
SQLITE_BACK = ["DROP TRIGGER IF EXISTS {table}_no_update", "DROP TRIGGER IF EXISTS {table}_no_delete"]

POSTGRES_EMPTIED = [
    "DROP TRIGGER IF EXISTS {table}_append_only ON {table}",
    "CREATE TRIGGER {table}_append_only BEFORE DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION rows_refuse_change()",
    "DROP TRIGGER IF EXISTS {table}_no_update ON {table}",
    "CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table} FOR EACH ROW WHEN (NOT ({same}))"
    " EXECUTE FUNCTION rows_refuse_change()",
]
SQLITE_EMPTIED = [
    "DROP TRIGGER IF EXISTS {table}_no_update",
    "CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table} WHEN NOT ({same})"
    " BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END",
]

POSTGRES_KEPT = [
    "DROP TRIGGER IF EXISTS {table}_append_only ON {table}",
    "CREATE TRIGGER {table}_append_only BEFORE DELETE ON {table} FOR EACH ROW"
    " WHEN (OLD.\"{column}\" > now() - interval '{days} days') EXECUTE FUNCTION rows_refuse_change()",
]
SQLITE_KEPT = [
    "DROP TRIGGER IF EXISTS {table}_no_delete",
    "CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table}"
    " WHEN OLD.\"{column}\" > datetime('now', '-{days} days')"
    " BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END",
]

POSTGRES_FIXED = [
    FUNCTION,
    "DROP TRIGGER IF EXISTS {table}_no_update ON {table}",
    "CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table} FOR EACH ROW EXECUTE FUNCTION rows_refuse_change()",
]
POSTGRES_FIXED_BACK = ["DROP TRIGGER IF EXISTS {table}_no_update ON {table}"]


class AppendOnly(Operation):
    """Refuses UPDATE, DELETE and TRUNCATE on a model's table (MOD-18, CON-2); said twice it is the same. Said after
    `Emptied`, it shuts again what that had opened.

    A rule kept only in Python is lost to the first shell session; a record of what happened to a child
    must outlive that. Takes the model's name within the migrated app. The way back passes where none stands.
    """

    reversible = True
    reduces_to_sql = True
    ways = {"postgresql": POSTGRES, "sqlite": SQLITE}
    ways_back = {"postgresql": POSTGRES_BACK, "sqlite": SQLITE_BACK}

    def __init__(self, model_name: str):
        self.model_name = model_name

    def state_forwards(self, app_label, state):
        """The shape of the table does not change."""

    def database_forwards(self, app_label, schema_editor, from_state, to_state):
        self._run(schema_editor, to_state.apps.get_model(app_label, self.model_name), self.ways)

    def database_backwards(self, app_label, schema_editor, from_state, to_state):
        self._run(schema_editor, from_state.apps.get_model(app_label, self.model_name), self.ways_back)

    def _run(self, schema_editor, model, ways):
        for statement in ways[schema_editor.connection.vendor]:
            schema_editor.execute(statement.format(table=model._meta.db_table), params=None)

    def describe(self):
        return f"Make {self.model_name} append-only"


class Unchangeable(AppendOnly):
    """Refuses UPDATE alone: words stand as they were written, but a child's right to have them erased remains."""

    ways = {"postgresql": POSTGRES_FIXED, "sqlite": SQLITE[:2]}
    ways_back = {"postgresql": POSTGRES_FIXED_BACK, "sqlite": SQLITE_BACK[:1]}

    def describe(self):
        return f"Let no row of {self.model_name} be changed"


class Emptied(AppendOnly):
    """Refuses DELETE, and every UPDATE but one: what somebody said may go (PRI-6), and nothing else changes with it.

    `texts` are columns that may become empty, each for itself; `json` is a column of which the named paths, where they
    are, become empty texts, all of them at once: an UPDATE that leaves a word in one of them is refused, and so is one
    of `texts` alone while there are words in them. Said after `AppendOnly`, whose trigger for UPDATE it takes the place
    of; TRUNCATE stays refused.
    """

    def __init__(self, model_name: str, *, texts: tuple[str, ...] = (), json: str = "", paths: tuple[str, ...] = ()):
        super().__init__(model_name)
        self.texts, self.json, self.paths = texts, json, paths

    def _run(self, schema_editor, model, ways):
        super()._run(schema_editor, model, ways)
        if ways is self.ways_back:
            return
        postgres = schema_editor.connection.vendor == "postgresql"
        may = self._may_postgres if postgres else self._may_sqlite
        same = " AND ".join(may(field.column) for field in model._meta.local_concrete_fields)
        for statement in POSTGRES_EMPTIED if postgres else SQLITE_EMPTIED:
            schema_editor.execute(statement.format(table=model._meta.db_table, same=same), params=None)

    def database_backwards(self, app_label, schema_editor, from_state, to_state):
        """Nothing may change again, as before."""
        AppendOnly.database_backwards(self, app_label, schema_editor, from_state, to_state)
        AppendOnly(self.model_name).database_forwards(app_label, schema_editor, from_state, to_state)

    def _may_sqlite(self, column: str) -> str:
        new, old = f'NEW."{column}"', f'OLD."{column}"'
        if column in self.texts:
            return f"({new} = '' OR {new} IS {old})"
        if column == self.json:
            emptied = ", ".join(f"'$.{path}', ''" for path in self.paths)
            return f"json({new}) IS json_replace({old}, {emptied})"
        return f"{new} IS {old}"

    def _may_postgres(self, column: str) -> str:
        new, old = f'NEW."{column}"', f'OLD."{column}"'
        if column in self.texts:
            return f"({new} = '' OR {new} IS NOT DISTINCT FROM {old})"
        for path in self.paths if column == self.json else ():
            place = "{" + path.replace(".", ",") + "}"
            old = f"jsonb_set({old}, '{place}', '\"\"', false)"
        return f"{new} IS NOT DISTINCT FROM {old}"

    def describe(self):
        return f"Let the words of {self.model_name} be emptied, and nothing else of it be changed"


class KeptFor(AppendOnly):
    """Refuses DELETE of rows whose time in `column` is less than `days` ago by the database's own clock: a record that
    people were told is kept so long and no longer (PRI-7). Said after `Emptied`, whose trigger for DELETE it takes the
    place of; what that says of UPDATE stands.
    """

    ways = {"postgresql": POSTGRES_KEPT, "sqlite": SQLITE_KEPT}

    def __init__(self, model_name: str, *, column: str, days: int):
        super().__init__(model_name)
        self.column, self.days = column, days

    def _run(self, schema_editor, model, ways):
        told = {"table": model._meta.db_table, "column": self.column, "days": self.days}
        for statement in ways[schema_editor.connection.vendor]:
            schema_editor.execute(statement.format(**told), params=None)

    def database_backwards(self, app_label, schema_editor, from_state, to_state):
        """No row may go again, as before."""
        shut = {"postgresql": POSTGRES_EMPTIED[:2], "sqlite": SQLITE[2:]}
        self._run(schema_editor, from_state.apps.get_model(app_label, self.model_name), shut)

    def describe(self):
        return f"Let rows of {self.model_name} go after {self.days} days"


class Lifted(Operation):
    """Takes a guard off for what follows in the same migration, which puts it on again at its end.

    SQLite changes a constraint by building the table anew, and loses the old one's triggers without a word. Where
    `Emptied` stands, lift `AppendOnly`, which takes all of them off: what takes `Emptied` back leaves it append-only.
    """

    reversible = True
    reduces_to_sql = True

    def __init__(self, guard: AppendOnly):
        self.guard = guard

    def state_forwards(self, app_label, state):
        """The shape of the table does not change."""

    def database_forwards(self, app_label, schema_editor, from_state, to_state):
        self.guard.database_backwards(app_label, schema_editor, from_state, to_state)

    def database_backwards(self, app_label, schema_editor, from_state, to_state):
        self.guard.database_forwards(app_label, schema_editor, from_state, to_state)

    def describe(self):
        return f"Let {self.guard.model_name} be built anew"
