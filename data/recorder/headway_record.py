# SPDX-License-Identifier: GPL-3.0-or-later
"""Sees every statement of a revision as it goes to the server, and what the revision read."""

import re
import sys

import headway_sql as sql
from headway_driver import BEGUN, OUTSIDE

# The objects a query needs that are not PostgreSQL's own: a view remembers them.
NEEDS = """
SELECT 1
  FROM pg_catalog.pg_rewrite r
  JOIN pg_catalog.pg_depend d
    ON d.classid = 'pg_catalog.pg_rewrite'::pg_catalog.regclass AND d.objid = r.oid
  LEFT JOIN pg_catalog.pg_class c
    ON d.refclassid = 'pg_catalog.pg_class'::pg_catalog.regclass AND c.oid = d.refobjid
  LEFT JOIN pg_catalog.pg_proc p
    ON d.refclassid = 'pg_catalog.pg_proc'::pg_catalog.regclass AND p.oid = d.refobjid
 WHERE r.ev_class = 'pg_temp.headway_check'::pg_catalog.regclass
   AND d.refobjid <> r.ev_class
   AND coalesce(c.relnamespace, p.pronamespace) <> ALL (
       ARRAY['pg_catalog', 'information_schema', 'pg_toast']::pg_catalog.regnamespace[])
 LIMIT 1"""

ROLE_MISSING = re.compile(r'role "(.+)" does not exist')
# Roles belong to the whole server: an earlier replay may have made it.
ROLE_THERE = re.compile(r'role ".+" already exists')
# A constraint that the copy's own few rows break says nothing of the revision.
CONSTRAINT_STATES = ("23502", "23503", "23505", "23514", "23P01")
# No database lets it pass, whatever its rows.
SYNTAX_ERROR = "42601"


class Counts:
    """What the session has written into each catalog so far, by PostgreSQL's own counts."""

    def __init__(self, rows):
        self.rows = {row[0]: row[1:4] for row in rows}
        self.began, self.transaction = next(
            row[4:] for row in rows if row[0] == "track_counts")

    def since(self, other):
        return {catalog: [now - then for now, then in zip(row, other.rows.get(catalog, (0, 0, 0)))]
                for catalog, row in self.rows.items()}

    def are_of_one_transaction(self, other):
        """Also: and all of it was counted."""
        return self.began == other.began and all(
            counts.rows["track_counts"][0] == 1 for counts in (self, other))


class Statement:
    def __init__(self, text, outside):
        self.text = text
        self.outside = outside  # of a transaction
        self.reads = None  # None: no row of it was fetched; else whether they may vary
        self.implicit = False  # SQLAlchemy fetched a key that nobody may ask for


class Direction:
    """One direction of a revision as it runs."""

    def __init__(self, name):
        self.name = name
        self.statements = []
        self.savepoints = []
        self.notes = []
        self.reads = None  # the first that read what another database may answer differently
        self.failed = None  # the statement the server refused, and its words

    def as_json(self):
        kept = [s for s in self.statements if s.reads is not False]
        return {
            "statements": [{"sql": s.text, "in_transaction": not s.outside} for s in kept],
            "reads_data": self.reads is not None,
        }


class Recorder:
    """What the cursors of one process tell; inactive between revisions."""

    def __init__(self, driver, shadow, create_roles=False, counts=None):
        self.driver = driver
        self._counts_query = counts
        self._passing = []  # what our own questions wrote, and took back: counts before and after
        self.shadow = shadow  # data statements are forgiven, reads are looked into
        self.create_roles = create_roles
        self.direction = None
        self.hold = False  # nothing is committed, whatever the revision asks for
        self.outside = False  # while holding: the revision believes to be outside a transaction
        self.committed = False  # while not holding: the revision committed by itself
        self.roles = []
        self._known_reads = {}

    def is_active(self):
        return self.direction is not None

    def holds(self, connection, what):
        """Whether a COMMIT or ROLLBACK of the revision is only noted."""
        if not self.is_active():
            return False
        if self.hold and what == "ROLLBACK":
            self._plain(connection, "ROLLBACK TO SAVEPOINT headway_start")
            self.direction.statements.clear()
        elif what == "COMMIT":
            self.committed = True
        return self.hold

    def holds_autocommit(self, value):
        if not (self.hold and self.is_active()):
            return False
        self.outside = value
        return True

    def unrecordable(self, what):
        if self.is_active():
            self.direction.reads = self.direction.reads or what

    def _plain(self, connection, text):
        cursor = self.driver.plain_cursor(connection)
        cursor.execute(self.driver.raw(text))
        return cursor

    def count(self, connection):
        """(nullable)"""
        return self._counts_query and Counts(
            self._plain(connection, self._counts_query).fetchall())

    def written(self, connection, begun):
        """What the revision wrote into the catalogs since BEGUN; None when it cannot be told."""
        passing, self._passing = self._passing, []
        done = begun and self.count(connection)
        if not done or not done.are_of_one_transaction(begun):
            return None
        written = done.since(begun)
        for before, after in passing:
            for catalog, numbers in after.since(before).items():
                written[catalog] = [a - b for a, b in zip(written[catalog], numbers)]
        return {"transaction": done.transaction, "catalogs": [
            {"catalog": catalog, "inserted": row[0], "updated": row[1], "deleted": row[2]}
            for catalog, row in sorted(written.items()) if any(row)]}

    def run(self, cursor, text, execute):
        if not self.shadow:
            self._run_for_real(cursor, text, execute)
            return
        for part in sql.split(text) or [text]:
            if sql.kind(part) == "control":
                self._control(cursor, part, execute)
            else:
                self._run_on_copy(cursor, part, execute)

    def _run_for_real(self, cursor, text, execute):
        before = self.driver.transaction(cursor.connection)
        try:
            execute(text)
        except Exception as error:
            self.direction.failed = dict(self.driver.words(error), statement=text)
            raise
        outside = before == OUTSIDE or self.driver.transaction(cursor.connection) != BEGUN
        if sql.kind(text) != "control":
            self.direction.statements.append(Statement(text, outside))

    def _control(self, cursor, part, execute):
        """Transaction control is no statement of its own; it shows in the others."""
        direction = self.direction
        words = sql.words(part, 4)
        if words[0] == "SAVEPOINT":
            direction.savepoints.append((words[1], len(direction.statements)))
        elif words[0] == "ROLLBACK" and "TO" in words:
            marks = [at for name, at in direction.savepoints if name == words[-1]]
            del direction.statements[marks[-1] if marks else 0:]
        elif words[0] != "RELEASE":
            if self.hold:
                self.outside = words[0] not in ("BEGIN", "START")
                return
            self.committed = True
        execute(part)

    def _run_on_copy(self, cursor, part, execute):
        connection = cursor.connection
        statement = Statement(part, self.outside)
        before = self.driver.transaction(connection)
        guarded = before != OUTSIDE
        text = part
        if self.hold and sql.without_concurrently(part) != part:
            statement.outside = True
            text = sql.without_concurrently(part)
        if guarded:
            self._plain(connection, "SAVEPOINT headway_guard")
        forgiven = False
        try:
            execute(text)
        except Exception as error:
            forgiven = self._mend(cursor, statement, text, execute, guarded, error)
        if not forgiven and self.driver.transaction(connection) != BEGUN:
            statement.outside = True
        elif guarded and not forgiven:
            self._plain(connection, "RELEASE SAVEPOINT headway_guard")
        self.direction.statements.append(statement)
        cursor.entry = statement

    def _mend(self, cursor, statement, text, execute, guarded, error):
        """After an error: tries what can help, else forgives a data statement or raises."""
        connection, words = cursor.connection, self.driver.words(error)

        def again(*before):
            self._plain(connection, "ROLLBACK TO SAVEPOINT headway_guard")
            for one in before:
                self._plain(connection, one)
            execute(text)

        state = words["sqlstate"]
        if state is None and not self.driver.failed(connection):
            raise error
        role = ROLE_MISSING.search(words["message"])
        try:
            if guarded and role and state in ("42704", "22023") and self.create_roles:
                quoted = '"%s"' % role.group(1).replace('"', '""')
                again("CREATE ROLE " + quoted)
                self.roles.append(role.group(1))
                return False
            if guarded and state in CONSTRAINT_STATES and words["table"] and (
                    sql.kind(statement.text) == "definition"):
                again('TRUNCATE "%s"."%s" CASCADE' % (words["schema"], words["table"]))
                self.direction.notes.append(
                    "%s: %s (the rows of the copy were put away)" % (
                        shorten(statement.text), words["message"]))
                return False
        except Exception as second:
            error, words = second, self.driver.words(second)
        if guarded:
            self._plain(connection, "ROLLBACK TO SAVEPOINT headway_guard")
        if self.hold and state == "25001":
            statement.outside = True
            return True
        if self.create_roles and state == "42710" and ROLE_THERE.search(words["message"]):
            return True
        if sql.kind(statement.text) != "data" or state == SYNTAX_ERROR:
            self.direction.failed = dict(words, statement=statement.text)
            raise error
        self.direction.notes.append("%s: %s (forgiven on the empty copy)" % (
            shorten(statement.text), words["message"]))
        execute("SELECT NULL WHERE false")
        return True

    def fetched(self, cursor):
        """A row of the cursor's last statement is about to be read."""
        statement = cursor.entry
        if statement is None or not self.is_active() or not self.shadow:
            return
        if cursor.implicit:
            statement.implicit = True
        elif statement.reads is None:
            statement.reads = self._reads_what_varies(cursor.connection, statement.text)
            if statement.reads and self.direction.reads is None:
                self.direction.reads = statement.text

    def asked(self, cursor):
        """The revision asks what a statement did: a key it made, how many rows it touched."""
        statement = getattr(cursor, "entry", None)
        if statement is not None and self.is_active() and self.direction.reads is None:
            self.direction.reads = statement.text

    def _reads_what_varies(self, connection, text):
        """Users' rows, or a name, setting or time that another database has not."""
        if sql.asks_isolation(text):
            return False
        if sql.names_surroundings(text):
            return True
        if text not in self._known_reads:
            answer = self._ask_server(connection, text)
            # A query of the catalogs stays one; what is a user's table may change.
            if answer:
                return True
            self._known_reads[text] = False
        return False

    def _ask_server(self, connection, text):
        inside = self.driver.transaction(connection) != OUTSIDE
        before = inside and self.count(connection)
        self._plain(connection, "SAVEPOINT headway_check" if inside else "BEGIN")
        try:
            self._plain(connection, "CREATE TEMP VIEW headway_check AS SELECT count(*) FROM (%s\n)"
                        " AS headway_rows" % text)
            return bool(self._plain(connection, NEEDS).fetchall())
        except Exception:
            return True
        finally:
            self._plain(connection, "ROLLBACK TO SAVEPOINT headway_check" if inside
                        else "ROLLBACK")
            if before:
                self._passing.append((before, self.count(connection)))


def shorten(text, length=120):
    text = " ".join(text.split())
    return text if len(text) <= length else text[:length - 1] + "…"


def watch_sqlalchemy(engine, recorder):
    """Tells the keys that SQLAlchemy fetches unasked from the rows that a revision wants."""
    from sqlalchemy import event

    def before(connection, cursor, statement, parameters, context, many):
        compiled = getattr(context, "compiled", None)
        source = getattr(compiled, "statement", None)
        cursor.implicit = bool(
            getattr(context, "isinsert", False) or getattr(context, "isupdate", False)
        ) and not getattr(source, "_returning", None) and not getattr(
            source, "_return_defaults", None)

    event.listen(engine, "before_cursor_execute", before)


def tell_place(engine, recorder, place):
    """Lets a revision ask the engine where it is, and notices that it does. No password is told."""
    from sqlalchemy.engine.url import URL

    # A folder of sockets is no host in a URL.
    query = {"host": place["host"]} if (place["host"] or "").startswith("/") else {}
    if query:
        place = dict(place, host=None)
    url = getattr(URL, "create", URL)(engine.url.drivername, query=query, **place)

    class Engine(type(engine)):
        @property
        def url(self):
            if not sys._getframe(1).f_globals.get("__name__", "").startswith("sqlalchemy"):
                recorder.unrecordable("engine.url")
            return url

    engine.__class__ = Engine


def watch_results(recorder):
    """Notices when a revision looks at a key that the server made, or at a count of rows."""
    try:
        from sqlalchemy.engine import CursorResult as result_class
    except ImportError:
        from sqlalchemy.engine import ResultProxy as result_class

    def watched(name, original):
        def getter(self):
            caller = sys._getframe(1).f_globals.get("__name__", "")
            cursor = getattr(self.context, "cursor", None)
            entry = getattr(cursor, "entry", None)
            inside = ("sqlalchemy.engine", "sqlalchemy.util")
            if name == "rowcount":
                inside = ("sqlalchemy",)
            if entry is not None and not caller.startswith(inside) and (
                    name == "rowcount" or entry.implicit):
                recorder.asked(cursor)
            return original.__get__(self, type(self))

        return property(getter)

    for name in ("rowcount", "lastrowid", "inserted_primary_key", "inserted_primary_key_rows",
                 "returned_defaults", "returned_defaults_rows"):
        for owner in result_class.__mro__:
            if name in vars(owner):
                setattr(result_class, name, watched(name, vars(owner)[name]))
                break
