"""An index of Chinese pairs for one table, on both engines, kept by the database itself.

A table has a text column of `entry(text)`. SQLite hangs an FTS5 table on it by triggers, PostgreSQL a GIN index, so the
index changes in the very transaction in which the row does: what is taken back is not found a moment longer.
"""

import re
import unicodedata

from django.db import connections
from django.db.migrations.operations.base import Operation
from django.db.models import BooleanField
from django.db.models.expressions import RawSQL

from portal.text.bigrams import CJK, index_text, query_terms

LONGEST = 60  # a longer run of letters is cut, in the index and in the question alike
WORDS = re.compile(r"[^\W_]+")


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()


def words(text: str) -> list[str]:
    """What a text is found by: Latin words, and Chinese in pairs."""
    return [word[:LONGEST] for word in WORDS.findall(index_text(_plain(text)))]


def entry(text: str) -> str:
    """Words and pairs with one space between them, each once."""
    return " ".join(dict.fromkeys(words(text)))


def terms(query: str) -> list[tuple[str, bool]]:
    """(word, whether it may go on): a pair must match whole, a single character or a Latin word may go on."""
    asked = [word for part in query_terms(_plain(query)) for word in WORDS.findall(part)]
    found = dict.fromkeys(word[:LONGEST] for word in asked)
    return [(word, not (len(word) == 2 and CJK.fullmatch(word))) for word in found][:40]


def matching(rows, query: str, *, column: str = "words"):
    """Rows of an indexed table in which every word of the question is found; an empty question finds nothing."""
    wanted = terms(query)
    if not wanted:
        return rows.none()
    table = rows.model._meta.db_table
    if connections[rows.db].vendor == "postgresql":
        asked = " & ".join(f"'{word}':*" if goes_on else f"'{word}'" for word, goes_on in wanted)
        made = f"{_vector(column)} @@ %s::tsquery"
        vector = RawSQL(made, [asked], output_field=BooleanField())  # noqa: S611 (words are parameters, the column ours)
        return rows.filter(vector)
    asked = " AND ".join(f'"{word}"*' if goes_on else f'"{word}"' for word, goes_on in wanted)
    sql = f"SELECT rowid FROM {table}_fts WHERE {table}_fts MATCH %s"  # noqa: S608 (the table is ours)
    return rows.filter(pk__in=RawSQL(sql, [asked]))  # noqa: S611 (the words are parameters)


def _vector(column: str) -> str:
    return f"array_to_tsvector(string_to_array({column}, ' '))"


POSTGRES = ["CREATE INDEX {table}_pairs ON {table} USING gin ({vector})"]
POSTGRES_BACK = ["DROP INDEX {table}_pairs"]
SQLITE = [
    "CREATE VIRTUAL TABLE {table}_fts USING fts5({column}, content='{table}', content_rowid='id', detail=none, "
    'tokenize="unicode61 remove_diacritics 0")',
    "CREATE TRIGGER {table}_fts_add AFTER INSERT ON {table} BEGIN "
    "INSERT INTO {table}_fts(rowid, {column}) VALUES (new.id, new.{column}); END",
    "CREATE TRIGGER {table}_fts_drop AFTER DELETE ON {table} BEGIN "
    "INSERT INTO {table}_fts({table}_fts, rowid, {column}) VALUES ('delete', old.id, old.{column}); END",
    "CREATE TRIGGER {table}_fts_change AFTER UPDATE ON {table} BEGIN "
    "INSERT INTO {table}_fts({table}_fts, rowid, {column}) VALUES ('delete', old.id, old.{column}); "
    "INSERT INTO {table}_fts(rowid, {column}) VALUES (new.id, new.{column}); END",
]
SQLITE_BACK = [
    "DROP TRIGGER {table}_fts_add",
    "DROP TRIGGER {table}_fts_drop",
    "DROP TRIGGER {table}_fts_change",
    "DROP TABLE {table}_fts",
]


class PairsIndex(Operation):
    """Indexes one column of a model with an integer key `id`."""

    reversible = True
    reduces_to_sql = True

    def __init__(self, model_name: str, column: str = "words"):
        self.model_name = model_name
        self.column = column

    def state_forwards(self, app_label, state):
        """The shape of the table does not change."""

    def database_forwards(self, app_label, schema_editor, from_state, to_state):
        self._run(schema_editor, to_state.apps.get_model(app_label, self.model_name), POSTGRES, SQLITE)

    def database_backwards(self, app_label, schema_editor, from_state, to_state):
        self._run(schema_editor, from_state.apps.get_model(app_label, self.model_name), POSTGRES_BACK, SQLITE_BACK)

    def _run(self, schema_editor, model, postgres, sqlite):
        names = {"table": model._meta.db_table, "column": self.column, "vector": _vector(self.column)}
        for statement in postgres if schema_editor.connection.vendor == "postgresql" else sqlite:
            schema_editor.execute(statement.format(**names), params=None)

    def describe(self):
        return f"Index the words of {self.model_name} by pairs"
