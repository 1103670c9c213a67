"""Wagtail's database search with Chinese cut into pairs, on both engines."""

from django.db import connection
from modelsearch.query import PlainText

from portal.text.bigrams import index_text, query_terms
from portal.text.index import WORDS


class PairedIndexer:
    def prepare_value(self, value):
        value = super().prepare_value(value)
        return index_text(value) if isinstance(value, str) else value


def cut(query):
    """Words alone, in small letters: what an engine takes for its own signs (`=`, `NEAR(`) would break the question."""
    if isinstance(query, str):
        return " ".join(term for part in WORDS.findall(query.lower()) for term in query_terms(part))
    if isinstance(query, PlainText):
        return PlainText(" ".join(query_terms(query.query_string)), operator=query.operator, boost=query.boost)
    return query


class PairedSearch:
    def search(self, query, *args, **kwargs):
        return super().search(cut(query), *args, **kwargs)

    def autocomplete(self, query, *args, **kwargs):
        return super().autocomplete(cut(query), *args, **kwargs)


def SearchBackend(params):  # noqa: N802 (the name Wagtail looks for)
    """The engine's own backend, both of its sides cut. `ObjectIndexer` is the one private hook we lean on."""
    if connection.vendor == "postgresql":
        from modelsearch.backends.database.postgres import postgres as engine

        base = engine.PostgresSearchBackend
    else:
        from modelsearch.backends.database.sqlite import sqlite as engine

        base = engine.SQLiteSearchBackend
    if not issubclass(engine.ObjectIndexer, PairedIndexer):
        engine.ObjectIndexer = type("PairedObjectIndexer", (PairedIndexer, engine.ObjectIndexer), {})
    return type("PairedSearchBackend", (PairedSearch, base), {})(params)
