# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs Alembic revisions for Headway and tells what they did.

Run by Headway with the service's own interpreter; it speaks lines of JSON. The first line says where
the project is, so that all is loaded by the time a database is there: {"mode": "record" | "apply" |
"models", …}; the second is the request: {"connection": {libpq key words}, …}. They may be one line.

In mode "record" each revision runs on a scratch database and its statements are reported; in mode
"apply" revisions run on a real database as orders come, {"id", "file", "down", "extra"}, each in one
transaction with the statements Headway adds to it, until one fails; in mode "models" the tables of
the project's models are made on a scratch database. A password comes only by this pipe. Standard
output belongs to the protocol: what a revision prints goes to standard error.
"""

import contextlib
import importlib.util
import json
import os
import queue
import signal
import sys
import sysconfig
import threading
import traceback

import headway_driver
import headway_models
import headway_naming
import headway_record
import headway_standin
import headway_watch


OWN = ("__main__", "headway_driver", "headway_models", "headway_naming", "headway_record",
       "headway_sql", "headway_standin", "headway_watch")


class RolledBack(Exception):
    """The caller wants the transaction undone."""


class Pipe:
    """Lines of JSON both ways; when the other end is gone, whatever runs is cancelled."""

    def __init__(self, source, sink):
        self._source, self._sink = source, sink
        self._lines = queue.Queue()
        self.cancel = None
        self.cancelled = False

    def start(self):
        signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGTERM, signal.SIGINT])
        threading.Thread(target=self._read, daemon=True).start()
        threading.Thread(target=self._wait_for_signal, daemon=True).start()

    def _read(self):
        for line in self._source:
            self._lines.put(line)
        self._stop()

    def _wait_for_signal(self):
        signal.sigwait([signal.SIGTERM, signal.SIGINT])
        self._stop()

    def _stop(self):
        self.cancelled = True
        self._lines.put(None)
        if self.cancel is not None:
            with contextlib.suppress(Exception):
                self.cancel()
        # A revision that computes, or catches everything, has two seconds.
        threading.Timer(2, os._exit, [3]).start()

    def read(self):
        line = self._lines.get()
        return None if line is None else json.loads(line)

    def write(self, **message):
        self._sink.write(json.dumps(message).encode() + b"\n")
        self._sink.flush()


class Files:
    """The project's files that are read or imported, each told once."""

    def __init__(self):
        paths = sysconfig.get_paths()
        self._library = tuple(
            {os.path.realpath(paths[name]) + os.sep
             for name in ("stdlib", "platstdlib", "purelib", "platlib")}
            | {os.path.realpath(place) + os.sep for place in (sys.prefix, sys.base_prefix)}
            | {"/proc/", "/sys/", "/etc/", "/usr/"})
        self._opened = set()
        self._seen = set()  # modules that were looked at, each with its file
        self._told = set()
        self._listening = False
        if hasattr(sys, "addaudithook"):
            sys.addaudithook(self._audit)

    def start(self):
        self._listening = True

    def add(self, paths):
        """What was read before."""
        self._opened.update(paths)

    def _audit(self, name, arguments):
        if name == "open" and self._listening and isinstance(arguments[0], (str, bytes)):
            mode = arguments[1]
            if mode is None or "r" in mode:
                path = os.path.abspath(os.fsdecode(arguments[0]))
                if path.endswith(".pyc"):
                    with contextlib.suppress(ValueError):
                        path = importlib.util.source_from_cache(path)
                self._opened.add(path)

    def take(self):
        """Those since the last call: the project's own files, and the first file of each library:
        its version shows there."""
        opened, self._opened = self._opened, set()
        found = {path for path in opened - self._told if not self.is_library(path)}
        for name, module in list(sys.modules.items()):
            path = getattr(module, "__file__", None)
            if not isinstance(path, str) or (name, path) in self._seen:
                continue
            self._seen.add((name, path))
            if os.path.isabs(path) and name not in OWN and path not in self._told and (
                    not self.is_library(path) or ("." not in name and "-packages" in path)):
                found.add(path)
        found = {path for path in found if os.path.isfile(path)}
        self._told |= found
        return sorted(found)

    def is_library(self, path):
        return os.path.realpath(path).startswith(self._library)


class Session:
    """One connection, and Alembic's own objects around it."""

    def __init__(self, request, pipe, driver):
        self.request, self.pipe, self.driver = request, pipe, driver
        self.shadow = request["mode"] != "apply"
        self.recorder = headway_record.Recorder(
            self.driver, self.shadow, bool(request.get("create_roles")), request.get("counts"))
        self.loader = headway_standin.Loader()
        self.metadata = None  # (nullable): by whose naming convention Alembic names constraints
        self.engine = self._make_engine()
        headway_record.watch_sqlalchemy(self.engine, self.recorder)
        headway_record.watch_results(self.recorder)
        self.connection = self.engine.connect()
        headway_record.tell_place(self.engine, self.recorder, driver.place(self.dbapi))
        pipe.cancel = lambda: self.driver.cancel(self.dbapi)

    @property
    def dbapi(self):
        connection = self.connection.connection
        return getattr(connection, "dbapi_connection", None) or connection.connection

    def _make_engine(self):
        import sqlalchemy
        from sqlalchemy.pool import NullPool

        return sqlalchemy.create_engine(
            "postgresql+%s://" % self.driver.name, creator=self._connect, poolclass=NullPool)

    def _connect(self):
        connection = self.driver.connect(self.request["connection"], self.recorder)
        self.settle(connection)
        return connection

    def settle(self, connection):
        """What the caller set for the session, whatever a revision changed."""
        cursor = self.driver.plain_cursor(connection)
        for setting, value in sorted(self.request.get("settings", {}).items()):
            try:
                cursor.execute(self.driver.raw("SET SESSION \"%s\" = %s" % (
                    setting, headway_record.sql.literal(value))))
            except Exception:
                # Only a superuser may switch foreign keys off; without, rows may be refused.
                if not self.shadow:
                    raise
                connection.rollback()
            connection.commit()

    def reset(self):
        """The next revision finds the session as a new one."""
        with contextlib.suppress(Exception):
            if hasattr(self.connection, "in_transaction") and self.connection.in_transaction():
                self.connection.get_transaction().rollback()
        connection = self.dbapi
        connection.rollback()
        cursor = self.driver.plain_cursor(connection)
        cursor.execute(self.driver.raw("RESET SESSION AUTHORIZATION"))
        cursor.execute(self.driver.raw("RESET ALL"))
        self.settle(connection)

    def renew(self):
        """As reset(), also when the server has ended the session meanwhile."""
        try:
            self.reset()
        except Exception:
            with contextlib.suppress(Exception):
                self.connection.invalidate()
                self.connection.close()
            self.connection = self.engine.connect()

    @contextlib.contextmanager
    def alembic(self):
        """`op` and `context` as a revision finds them under `alembic upgrade`."""
        from alembic.config import Config
        from alembic.operations import Operations
        from alembic.runtime.environment import EnvironmentContext

        config = Config(self.request.get("config"))
        with EnvironmentContext(config, None) as environment:
            environment.configure(connection=self.connection, target_metadata=self.metadata)
            context = environment.get_context()
            with Operations.context(context):
                yield context

    def call(self, module, name):
        """Runs a direction of a revision; what it says of stand-ins is in the loader's book."""
        book = self.loader.book
        function = getattr(module, name)
        book.used, book.running = book.used_while_loading, True
        try:
            if isinstance(function, headway_standin.StandIn):
                function()
            else:
                function()
        finally:
            book.running = False


def explain(error, file):
    """One line that says what a revision raised, and where in its file."""
    lines = [frame.lineno for frame in traceback.extract_tb(error.__traceback__)
             if frame.filename == file]
    line = lines[-1] if lines else getattr(error, "lineno", None)
    place = " (%s:%d)" % (file, line) if line else " (%s)" % file
    return "%s: %s" % (type(error).__name__, headway_standin.first_line(error)) + place


def registered_elsewhere(error):
    """Whether a revision wanted an operation that Alembic has not: env.py, which is not run, or
    what it imports, registers such."""
    return isinstance(error, AttributeError) and "alembic.op'" in str(error)


class Recording:
    """Mode "record": each revision up on the copy, down and back in a transaction of its own."""

    def __init__(self, session):
        self.session, self.recorder = session, session.recorder
        self.book = session.loader.book

    def run(self):
        session, failed, done = self.session, None, 0
        table = session.request.get("version_table")
        if table:
            self.version(table, None)
        for revision in session.request["revisions"]:
            report = self.one(revision)
            report["files"] = session.files.take()
            report["roles"] = sorted(set(self.recorder.roles))
            session.pipe.write(event="revision", id=revision["id"], **report)
            if report["failed"]:
                failed = revision["id"]
                break
            done += 1
            if session.pipe.read() is None:
                return
        session.pipe.write(event="end", replayed=done, failed=failed,
                           remaining=len(session.request["revisions"]) - done)

    def version(self, table, rows):
        """The version table as Alembic keeps it, for revisions that alter it."""
        cursor = self.session.driver.plain_cursor(self.session.dbapi)
        raw, literal = self.session.driver.raw, headway_record.sql.literal
        inside = self.session.driver.transaction(self.session.dbapi) != headway_driver.OUTSIDE
        if inside:
            cursor.execute(raw("SAVEPOINT headway_version"))
        try:
            if rows is None:
                cursor.execute(raw(
                    "CREATE TABLE IF NOT EXISTS %s (version_num varchar(32) NOT NULL,"
                    " CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num))" % table))
            else:
                cursor.execute(raw("DELETE FROM %s" % table))
                for row in rows:
                    cursor.execute(raw("INSERT INTO %s VALUES (%s)" % (table, literal(row))))
        except Exception:
            if inside:
                cursor.execute(raw("ROLLBACK TO SAVEPOINT headway_version"))
        if rows is None:
            self.session.dbapi.commit()

    def one(self, revision):
        report = {"up": {"exists": True, "statements": [], "reads_data": False},
                  "down": {"exists": False, "statements": [], "reads_data": False},
                  "notes": [], "failed": False, "written": None}
        watch = headway_watch.Watch(self.book, self.session.files)
        self.session.loader.importing = watch.imports
        try:
            with watch:
                module = self.session.loader.load(revision)
        except (Exception, SystemExit) as error:
            report["failed"] = True
            report["up"].update(self.verdict(explain(error, revision["file"])))
            return report
        up = self.direction(module, "upgrade", watch, lambda: self.up(module, revision, report))
        report["up"] = up
        report["failed"] = bool(up["problem"] or up["missing_module"])
        report["notes"] += up.pop("notes")
        if not report["failed"]:
            report["down"] = self.direction(
                module, "downgrade", watch, lambda: self.down(module))
            report["notes"] += report["down"].pop("notes")
        self.session.reset()
        return report

    def verdict(self, problem):
        module = self.book.blame() if problem or self.book.used else None
        found = {"problem": problem, "missing_module": module}
        if module:
            found["missing_reason"] = self.book.missing.get(module)
        return found

    def direction(self, module, name, watch, run):
        direction = headway_record.Direction(name)
        found = {"exists": True, "problem": None, "missing_module": None, "server": None}
        if not hasattr(module, name):
            found.update(exists=False, problem="there is no %s()" % name)
        else:
            self.recorder.direction, self.recorder.outside = direction, False
            try:
                with watch:
                    run()
                found.update(self.verdict(None))
            except (Exception, SystemExit) as error:
                self.recorder.direction = None
                server = self.server_words(error, direction)
                problem = server["message"] if server else explain(error, module.__file__)
                found.update(self.verdict(None if server else problem), problem=problem,
                             server=server, exists=bool(server) or name == "upgrade")
                if registered_elsewhere(error) and not found["missing_module"]:
                    found.update(missing_module="env.py", missing_reason=str(error))
            finally:
                self.recorder.direction, self.recorder.hold = None, False
                direction.reads = direction.reads or watch.seen
        found.update(direction.as_json(), reads=direction.reads, notes=direction.notes)
        return found

    def server_words(self, error, direction):
        """The server's own words when it is the server that refused."""
        cause = getattr(error, "orig", None) or error
        words = self.session.driver.words(cause)
        if words["sqlstate"] is None:
            return None
        return direction.failed or dict(words, statement=getattr(error, "statement", None))

    def up(self, module, revision, report):
        session, recorder = self.session, self.recorder
        n_connections = session.driver.n_connections
        with session.alembic() as context, context.begin_transaction():
            begun = recorder.count(session.dbapi)
            session.call(module, "upgrade")
            if self.book.used:
                # What it built with a stand-in is not what it builds.
                raise RuntimeError("it used a stand-in for %s" % self.book.used)
            table = session.request.get("version_table")
            if table and "version" in revision:
                self.version(table, revision["version"])
            # What another connection of the revision did is not among the counts of this one.
            if session.driver.n_connections == n_connections:
                report["written"] = recorder.written(session.dbapi, begun)

    def down(self, module):
        session, recorder = self.session, self.recorder

        @contextlib.contextmanager
        def held_autocommit():
            recorder.outside = True
            try:
                yield
            finally:
                recorder.outside = False

        transaction = session.connection.begin()
        try:
            session.driver.plain_cursor(session.dbapi).execute(
                session.driver.raw("SAVEPOINT headway_start"))
            recorder.hold = True
            with session.alembic() as context:
                context.autocommit_block = held_autocommit
                session.call(module, "downgrade")
        finally:
            recorder.hold = False
            with contextlib.suppress(Exception):
                transaction.rollback()
            session.dbapi.rollback()


class Applying:
    """Mode "apply": one direction of one revision after the other on a real database."""

    def __init__(self, session):
        self.session, self.recorder = session, session.recorder

    def run(self):
        cancel = self.session.pipe.cancel
        while True:
            order = self.session.pipe.read()
            if order is None:
                return
            self.session.pipe.cancel = cancel
            if not self.carry_out(order):
                return

    def carry_out(self, order):
        session = self.session
        name = "downgrade" if order.get("down") else "upgrade"
        direction = headway_record.Direction(name)
        book = session.loader.book
        self.recorder.committed = False
        try:
            session.renew()
            session.pipe.write(event="begun", backend_pid=session.driver.pid(session.dbapi))
            module = session.loader.load(order)
            with session.alembic() as context, context.begin_transaction():
                self.recorder.direction = direction
                session.call(module, name)
                self.recorder.direction = None
                if book.used:
                    raise ImportError("%s needs the module %s: %s" % (
                        order["id"], book.used, book.missing.get(book.used)))
                self.extra(order, direction)
                report = direction.as_json()
                session.pipe.write(event="ready", statements=report["statements"],
                                   committed=self.recorder.committed)
                answer = session.pipe.read()
                if not answer or answer.get("command") != "commit":
                    raise RolledBack()
                session.pipe.cancel = None
            session.pipe.write(event="done")
            return True
        except RolledBack:
            session.pipe.write(event="rolled-back")
        except (Exception, SystemExit, KeyboardInterrupt) as error:
            self.recorder.direction = None
            self.fail(order, error, direction, book)
        return False

    def extra(self, order, direction):
        """What the caller adds to the transaction: version rows, a line in the ledger."""
        cursor = self.session.driver.plain_cursor(self.session.dbapi)
        for item in order.get("extra", []):
            direction.failed = {"statement": item["sql"]}
            cursor.execute(self.session.driver.raw(item["sql"]))
            if item.get("rows") is not None and cursor.rowcount != item["rows"]:
                raise RuntimeError("%s touched %d rows, not %d: somebody else moved the version" % (
                    item["sql"], cursor.rowcount, item["rows"]))
            direction.failed = None

    def fail(self, order, error, direction, book):
        words = self.session.driver.words(getattr(error, "orig", None) or error)
        if words["sqlstate"] is None:
            words["message"] = explain(error, order["file"])
        outside = [s.text for s in direction.statements if s.outside]
        self.session.pipe.write(
            event="failed", cancelled=self.session.pipe.cancelled,
            statement=(direction.failed or {}).get("statement"), outside=outside,
            missing_module=book.blame() if words["sqlstate"] is None else None,
            committed=self.recorder.committed, **words)


def places_of(request):
    """Where the project's own modules may be, besides its prepend_sys_path."""
    return [place for place in (request.get("folder"), request.get("package_root")) if place]


def add_libraries(request):
    """What the project has installed for itself: it may be another interpreter that runs here."""
    version = "python%d.%d" % sys.version_info[:2]
    for place in request.get("path", []) + places_of(request):
        for name in (".venv", "venv"):
            packages = os.path.join(place, name, "lib", version, "site-packages")
            if os.path.isdir(packages) and packages not in sys.path:
                sys.path.append(packages)


def add_project(request):
    """Where `alembic` looks first comes first; the rest last, since a script folder is often called
    alembic, and one of models sqlalchemy."""
    if request.get("folder"):
        # A runner may lead to where the project lies elsewhere: there it starts in the right place.
        if os.path.isdir(request["folder"]):
            os.chdir(request["folder"])
        else:
            sys.path.append(os.getcwd())
    for place in reversed(request.get("path", [])):
        if place not in sys.path:
            sys.path.insert(0, place)
    for place in places_of(request):
        if place not in sys.path:
            sys.path.append(place)


def find_metadata(request, files):
    """Metadata with the naming convention of the project's own; None when they have none."""
    import sqlalchemy

    places = [os.path.abspath(place) for place in request.get("path", []) + places_of(request)]
    with contextlib.suppress(Exception):
        env = headway_models.find_env(request)[2]
        folder = os.path.dirname(env)
        search = headway_naming.Search([*places, folder, os.path.dirname(folder)])
        convention = search.run(env)
        files.add(search.files)
        if convention is not None:
            return sqlalchemy.MetaData(naming_convention=convention)
    return None


def main(source=None):
    if source is None:
        source = os.fdopen(os.dup(0), "rb")
        os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    sink = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    pipe = Pipe(source, sink)
    pipe.start()
    request = pipe.read()
    if request is None:
        return 3
    files = Files()
    add_libraries(request)
    try:
        import alembic
        import sqlalchemy
    except Exception as error:
        pipe.write(event="error", code="python", message="%s: %s" % (
            type(error).__name__, error), needs=getattr(error, "name", None))
        return 3
    add_project(request)
    metadata = find_metadata(request, files)
    driver, why = headway_driver.find(request.get("driver"))
    if driver is None:
        pipe.write(event="error", code="driver", message=why)
        return 3
    if "connection" not in request:
        rest = pipe.read()
        if rest is None:
            return 3
        request.update(rest)
    try:
        session = Session(request, pipe, driver)
    except Exception as error:
        pipe.write(event="error", code="connect", message=headway_standin.first_line(
            getattr(error, "orig", None) or error))
        return 3
    session.files, session.metadata = files, metadata
    files.start()
    pipe.write(event="hello", python=sys.version.split()[0], alembic=alembic.__version__,
               sqlalchemy=sqlalchemy.__version__, driver=session.driver.name,
               driver_version=session.driver.version.split()[0],
               backend_pid=session.driver.pid(session.dbapi))
    if request["mode"] == "models":
        headway_models.Modelling(session, explain).run()
    else:
        (Recording if session.shadow else Applying)(session).run()
    return 0


def leave(status):
    """Ends at once: a project's threads and exit handlers have no say."""
    sys.stderr.flush()
    os._exit(status)


if __name__ == "__main__":
    leave(main(globals().get("HEADWAY_SOURCE")))
