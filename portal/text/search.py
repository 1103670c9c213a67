"""Wagtail's database search by the rule of `portal.text.index`, on both engines.

Wagtail has no public place for either half of the rule. We lean on `ObjectIndexer`, which makes an entry, and on the
method by which each engine's compiler asks a plain question; a table of questions in the tests holds both.
"""

from functools import reduce
from operator import and_, or_

from django.db import connection
from modelsearch.query import PlainText

from portal.text.index import terms, words


class PairedIndexer:
    def prepare_value(self, value):
        return " ".join(words(super().prepare_value(value)))


class PairedCompiler:
    """Asks word by word, and lets those go on that may: a reader who types one character finds each word it begins."""

    def build_search_query_content(self, query, config=None):
        """SQLite's name for it."""
        if not isinstance(query, PlainText):
            return super().build_search_query_content(query, config=config)
        asked = [self.engine.Lexeme(word, prefix=goes_on) for word, goes_on in terms(query.query_string)]
        return self.engine.SearchQueryExpression(reduce(_joined(query), asked), config=config)

    def build_tsquery_content(self, query, config=None, invert=False):
        """PostgreSQL's name for it."""
        if not isinstance(query, PlainText):
            return super().build_tsquery_content(query, config=config, invert=invert)
        asked = [self.engine.Lexeme(word, invert=invert, prefix=on) for word, on in terms(query.query_string)]
        return self.engine.SearchQuery(reduce(_joined(query, invert), asked), search_type="raw", config=config)


def _joined(query, invert=False):
    return or_ if (query.operator == "or") != invert else and_


def asking(query):
    """A question without a word in it is an empty one, which finds nothing."""
    text = query.query_string if isinstance(query, PlainText) else query
    return "" if isinstance(text, str) and not terms(text) else query


class PairedSearch:
    def search(self, query, *args, **kwargs):
        return super().search(asking(query), *args, **kwargs)

    def autocomplete(self, query, *args, **kwargs):
        return super().autocomplete(asking(query), *args, **kwargs)


def SearchBackend(params):  # noqa: N802 (the name Wagtail looks for)
    """The engine's own backend, both of its sides cut."""
    if connection.vendor == "postgresql":
        from modelsearch.backends.database.postgres import postgres as engine

        base = engine.PostgresSearchBackend
    else:
        from modelsearch.backends.database.sqlite import sqlite as engine

        base = engine.SQLiteSearchBackend
    if not issubclass(engine.ObjectIndexer, PairedIndexer):
        engine.ObjectIndexer = type("PairedObjectIndexer", (PairedIndexer, engine.ObjectIndexer), {})
    compilers = {
        name: type(f"Paired{getattr(base, name).__name__}", (PairedCompiler, getattr(base, name)), {"engine": engine})
        for name in ("query_compiler_class", "autocomplete_query_compiler_class")
    }
    # "simple" knows no language; else a server's own default would stem English and drop its small words.
    return type("PairedSearchBackend", (PairedSearch, base), compilers)({"SEARCH_CONFIG": "simple", **params})
