# SPDX-License-Identifier: GPL-3.0-or-later
"""The PostgreSQL drivers that a service's interpreter may have, behind one face.

Each driver is given a cursor that hands every statement, with its parameters written out, to a
recorder first, so that raw cursors are seen as well as SQLAlchemy's own.
"""

import importlib

from headway_sql import literal

READY, BEGUN, OUTSIDE = "ready", "begun", "outside"


def recording_cursor(base, recorder, driver):
    """A cursor class that shows what it does to the recorder."""

    class Cursor(base):
        entry = None
        implicit = False
        total = None  # rows that all statements of one executemany() touched

        def execute(self, query, params=None, *rest, **named):
            self.entry = self.total = None
            if not recorder.is_active():
                if params is None:
                    return super().execute(query, *rest, **named)
                return super().execute(query, params, *rest, **named)
            text = driver.render(self, query, params)
            recorder.run(self, text, lambda part: base.execute(self, driver.raw(part)))
            return self if driver.name == "psycopg" else None

        def executemany(self, query, params_seq, *rest, **named):
            total = 0
            for params in params_seq:
                self.execute(query, params)
                total += max(self.rowcount, 0)
            self.total = total

        @property
        def rowcount(self):
            return super().rowcount if self.total is None else self.total

        def fetchone(self):
            recorder.fetched(self)
            return super().fetchone()

        def fetchmany(self, *size):
            recorder.fetched(self)
            return super().fetchmany(*size)

        def fetchall(self):
            recorder.fetched(self)
            return super().fetchall()

        def __iter__(self):
            recorder.fetched(self)
            return super().__iter__()

    def unseen(name):
        def method(self, *arguments, **named):
            recorder.unrecordable(name + "()")
            return getattr(base, name)(self, *arguments, **named)

        return method

    # These carry data that no statement holds.
    for name in ("copy_expert", "copy_from", "copy_to", "copy", "callproc", "stream"):
        if hasattr(base, name):
            setattr(Cursor, name, unseen(name))
    return Cursor


def holding_connection(base, recorder):
    """A connection class that neither commits nor rolls back while the recorder holds it."""

    class Connection(base):
        def commit(self):
            if not recorder.holds(self, "COMMIT"):
                super().commit()

        def rollback(self):
            if not recorder.holds(self, "ROLLBACK"):
                super().rollback()

        def set_isolation_level(self, level):
            if not recorder.holds_autocommit(level in (0, "AUTOCOMMIT")):
                super().set_isolation_level(level)

        def __setattr__(self, name, value):
            if name == "isolation_level" and recorder.holds_autocommit(False):
                return
            if name != "autocommit" or not recorder.holds_autocommit(bool(value)):
                super().__setattr__(name, value)

    return Connection


class Psycopg2:
    name = "psycopg2"
    n_connections = 0  # made by anybody

    def __init__(self):
        import psycopg2
        import psycopg2.extensions

        self.module = psycopg2
        self.extensions = psycopg2.extensions
        self.version = psycopg2.__version__

    def connect(self, keywords, recorder):
        return self.module.connect(
            connection_factory=holding_connection(self.extensions.connection, recorder),
            cursor_factory=recording_cursor(self.extensions.cursor, recorder, self),
            **keywords)

    def plain_cursor(self, connection):
        return self.extensions.cursor(connection)

    def render(self, cursor, query, params):
        if isinstance(query, str) and not params and params is None:
            return query
        text = cursor.mogrify(query, params)
        encoding = self.extensions.encodings.get(cursor.connection.encoding, "utf-8")
        return text.decode(encoding) if isinstance(text, bytes) else text

    def raw(self, text):
        return text

    def transaction(self, connection):
        if connection.info.transaction_status != 0:
            return BEGUN
        if connection.autocommit or connection.status == self.extensions.STATUS_BEGIN:
            return OUTSIDE
        return READY

    def failed(self, connection):
        return connection.info.transaction_status == 3

    def pid(self, connection):
        return connection.info.backend_pid

    def place(self, connection):
        info = connection.info
        return {"username": info.user, "host": info.host, "port": info.port,
                "database": info.dbname}

    def cancel(self, connection):
        connection.cancel()

    def words(self, error):
        diagnosis = getattr(error, "diag", None)
        found = {"sqlstate": getattr(error, "pgcode", None)}
        for key, name in (("message", "message_primary"), ("detail", "message_detail"),
                          ("hint", "message_hint"), ("table", "table_name"),
                          ("schema", "schema_name")):
            found[key] = getattr(diagnosis, name, None)
        found["message"] = found["message"] or str(error).strip()
        return found


class Psycopg(Psycopg2):
    name = "psycopg"

    def __init__(self):
        import psycopg

        self.module = psycopg
        self.version = psycopg.__version__

    def connect(self, keywords, recorder):
        psycopg = self.module
        self.n_connections += 1
        connection = holding_connection(psycopg.Connection, recorder).connect(**keywords)
        connection.cursor_factory = recording_cursor(psycopg.ClientCursor, recorder, self)
        connection.prepare_threshold = None
        return connection

    def plain_cursor(self, connection):
        return self.module.ClientCursor(connection)

    def render(self, cursor, query, params):
        if isinstance(query, str) and params is None:
            return query
        return self.module.ClientCursor.mogrify(cursor, query, params)

    def raw(self, text):
        return text.encode()

    def transaction(self, connection):
        if connection.info.transaction_status != 0:
            return BEGUN
        return OUTSIDE if connection.autocommit else READY

    def words(self, error):
        found = super().words(error)
        found["sqlstate"] = getattr(error, "sqlstate", None)
        return found


class Pg8000:
    name = "pg8000"
    n_connections = 0

    def __init__(self):
        import pg8000
        import pg8000.dbapi

        if not hasattr(pg8000.dbapi, "Connection"):
            raise ImportError("pg8000 is too old")
        self.module = pg8000.dbapi
        self.version = getattr(pg8000, "__version__", "")

    def connect(self, keywords, recorder):
        base = self.module.Connection
        cursor_class = recording_cursor(self.module.Cursor, recorder, self)

        class Connection(holding_connection(base, recorder)):
            def cursor(self):
                return cursor_class(self)

        known = {"user": keywords.get("user"), "password": keywords.get("password"),
                 "database": keywords.get("dbname")}
        host, port = keywords.get("host", "localhost"), int(keywords.get("port", 5432))
        if host.startswith("/"):
            known["unix_sock"] = "%s/.s.PGSQL.%d" % (host, port)
        else:
            known.update(host=keywords.get("hostaddr", host), port=port)
        mode = keywords.get("sslmode", "prefer")
        if mode in ("require", "verify-ca", "verify-full"):
            known["ssl_context"] = self._tls(mode, keywords)
        self.n_connections += 1
        connection = Connection(**known)
        connection.place = {"username": known["user"], "host": host, "port": port,
                            "database": known["database"] or known["user"]}
        return connection

    def _tls(self, mode, keywords):
        import ssl

        context = ssl.create_default_context(cafile=keywords.get("sslrootcert"))
        context.check_hostname = mode == "verify-full"
        if mode == "require" and "sslrootcert" not in keywords:
            context.verify_mode = ssl.CERT_NONE
        return context

    def plain_cursor(self, connection):
        return self.module.Cursor(connection)

    def render(self, cursor, query, params):
        if not params:
            return query
        parts = query.split("%%")
        values = iter(params)
        return "%".join("".join(
            piece if i == 0 else literal(next(values)) + piece
            for i, piece in enumerate(part.split("%s"))) for part in parts)

    def raw(self, text):
        return text

    def transaction(self, connection):
        if self._status(connection) != b"I":
            return BEGUN
        return OUTSIDE if connection.autocommit else READY

    def _status(self, connection):
        return connection._transaction_status

    def failed(self, connection):
        return self._status(connection) == b"E"

    def pid(self, connection):
        return connection._backend_key_data and int.from_bytes(
            connection._backend_key_data[:4], "big")

    def place(self, connection):
        return connection.place

    def cancel(self, connection):
        connection._usock.shutdown(2)

    def words(self, error):
        fields = error.args[0] if error.args and isinstance(error.args[0], dict) else {}
        return {"sqlstate": fields.get("C"), "message": fields.get("M") or str(error),
                "detail": fields.get("D"), "hint": fields.get("H"), "table": fields.get("t"),
                "schema": fields.get("s")}


def count_connections(driver):
    """Lets the driver know how many connections were made, also by revisions that call it."""
    connect = driver.module.connect

    def counted(*arguments, **named):
        driver.n_connections += 1
        return connect(*arguments, **named)

    driver.module.connect = counted


def find(wanted=None):
    """The first driver there is; (None, why not) when there is none."""
    reasons = []
    for kind in (Psycopg2, Psycopg, Pg8000):
        if wanted not in (None, kind.name):
            continue
        try:
            # SQLAlchemy must know the driver too.
            importlib.import_module("sqlalchemy.dialects.postgresql." + kind.name)
            driver = kind()
            count_connections(driver)
            return driver, ""
        except Exception as error:
            reasons.append("%s: %s" % (kind.name, error))
    return None, "; ".join(reasons)
