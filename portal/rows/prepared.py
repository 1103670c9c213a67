"""Queries whose SQL is written once a process: Django builds and compiles them, each call only binds values.

Putting a queryset of four joins together costs several times what running it costs, and a page that asks every consent
anew at each showing puts many together. Nothing is remembered here but the text of the question, never an answer.
"""

import copy
import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass

import psycopg
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.backends.postgresql.base import TIMESTAMPTZ_OID
from django.db.models import Expression, Field, ForeignObject, Lookup, QuerySet
from django.db.models.sql import Query
from django.db.models.sql.compiler import SQLCompiler

MOST = 64  # texts kept for one query, by what was cut out of its rows


class Bound(Expression):
    """A value that each call gives by `name`, converted as `field` converts its own: `filter(purpose=Bound(…))`."""

    def __init__(self, name: str, field: Field):
        super().__init__(output_field=field)
        self.name = name

    def as_sql(self, compiler, connection):
        return "%s", [self]

    def adapted(self, value, connection):
        return self.output_field.get_db_prep_value(value, connection)


class BoundList(Bound):
    """Many values under one placeholder: `filter(child__among=BoundList("children", UUIDField()))`."""

    def adapted(self, value: Iterable, connection):
        found = [super(BoundList, self).adapted(each, connection) for each in value]
        return found if connection.vendor == "postgresql" else json.dumps(found)


@ForeignObject.register_lookup  # which leaves out what any other field knows
@Field.register_lookup
class Among(Lookup):
    """Like `in`, with a text that does not change with the number of values."""

    lookup_name = "among"

    def as_sql(self, compiler, connection):
        left, params = self.process_lhs(compiler, connection)
        right, more = self.process_rhs(compiler, connection)
        text = "{} = ANY({})" if connection.vendor == "postgresql" else "{} IN (SELECT value FROM json_each({}))"
        return text.format(left, right), [*params, *more]


@dataclass(frozen=True)
class _Compiled:
    queryset: QuerySet
    query: Query
    compiler: SQLCompiler
    sql: str
    params: tuple
    converters: dict


def _fetched(connection, kept: _Compiled, params: tuple) -> list[tuple]:
    """All rows of one call. PostgreSQL keeps the plan of such a text for as long as the connection lives: to plan a
    join of eight tables anew each time takes it ten times as long as to run it."""
    with _cursor(connection) as cursor:
        cursor.execute(kept.sql, params)
        rows = cursor.fetchall()
    return [row[: kept.compiler.col_count] for row in rows] if kept.compiler.has_extra_select else rows


class _Told(psycopg.Cursor):
    """Prepares nothing: of a statement that it prepared the driver keeps no text, and somebody reads what is asked."""

    def execute(self, query, params=None, **how):
        return super().execute(query, params, **(how | {"prepare": False}))


def _cursor(connection):
    if connection.vendor != "postgresql":
        return connection.cursor()
    with connection.cursor():  # opens the connection where that is still to be done, and asks whether it is sound
        pass
    cursor = (_Told if connection.queries_logged else psycopg.Cursor)(connection.connection)
    # Times come in the connection's own zone, which Django sets; its loader, in Python, only sets the same zone once
    # more and takes ten times as long. One wall reads ninety times.
    cursor.adapters.register_loader("timestamptz", psycopg.adapters.get_loader(TIMESTAMPTZ_OID, psycopg.pq.Format.TEXT))
    return (connection.make_debug_cursor if connection.queries_logged else connection.make_cursor)(cursor)


class Prepared:
    """`THEIRS = Prepared(lambda: Thing.objects.filter(owner__among=BoundList("owners", UUIDField())))`.

    Called as `THEIRS(owners=[…])` it returns a list of what the queryset would yield; `THEIRS(cut=(0, 12), owners=[…])`
    of the first twelve. `build` runs once for each kind of database and cut, so it must not read the clock, the
    language or settings; what changes is a `Bound`. Raises KeyError for a value that was not given, ValueError for a
    queryset that prefetches.
    """

    def __init__(self, build: Callable[[], QuerySet]):
        self.build = build
        self._compiled: dict[tuple, _Compiled] = {}

    def __call__(self, *, cut: tuple[int, int] | None = None, using: str = DEFAULT_DB_ALIAS, **values) -> list:
        connection = connections[using]
        kept = self._compiled.get((connection.vendor, cut)) or self._compile(using, cut)
        params = tuple(
            each.adapted(values[each.name], connection) if isinstance(each, Bound) else each for each in kept.params
        )
        compiler = copy.copy(kept.compiler)
        compiler.connection, compiler.using = connection, using
        compiler.execute_sql = lambda *args, **kwargs: [_fetched(connection, kept, params)]
        compiler.get_converters = lambda columns: kept.converters  # the columns of one text are always the same
        query = copy.copy(kept.query)
        query.get_compiler = lambda *args, **kwargs: compiler
        rows = type(kept.queryset)(kept.queryset.model, query=query, using=using)
        rows._fields = kept.queryset._fields
        return list(kept.queryset._iterable_class(rows))

    def _compile(self, using: str, cut: tuple[int, int] | None) -> _Compiled:
        queryset = self.build()
        if queryset._prefetch_related_lookups:
            raise ValueError("a prepared query fetches nothing beside itself")
        if cut:
            queryset = queryset[slice(*cut)]
        compiler = queryset.query.get_compiler(using=using)
        sql, params = compiler.as_sql()
        converters = compiler.get_converters([column for column, *_rest in compiler.select[: compiler.col_count]])
        if len(self._compiled) >= MOST:  # somebody turns through thousands of pages
            self._compiled.clear()
        compiled = _Compiled(queryset, compiler.query, compiler, sql, tuple(params), converters)
        self._compiled[connections[using].vendor, cut] = compiled
        return compiled
