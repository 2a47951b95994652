# SPDX-License-Identifier: GPL-3.0-or-later
"""Mode "models": finds target_metadata of the project's env.py and makes its tables.

env.py is loaded as Alembic loads it for --sql, and stopped where it configures Alembic: none of its
migrations runs. A connection it opens all the same leads to the scratch database.
"""

import contextlib
import importlib.util
import os
import sys


class Found(BaseException):
    """env.py has told what is wanted; no `except Exception` of its own may keep it."""

    def __init__(self, metadata):
        super().__init__()
        self.metadata = metadata


def find_env(request):
    """The path of env.py: where alembic.ini says, else beside the revisions or above them."""
    from alembic.config import Config
    from alembic.script import ScriptDirectory

    config, script, places = Config(request.get("config")), None, []
    with contextlib.suppress(Exception):
        script = ScriptDirectory.from_config(config)
        places.append(script.dir)
    versions = request.get("versions")
    places += [versions, os.path.dirname(versions)] if versions else []
    for place in places:
        path = os.path.join(place, "env.py")
        if os.path.isfile(path):
            return config, script, os.path.abspath(path)
    raise LookupError("there is no env.py in %s" % " or ".join(places))


def environment(config, script):
    from alembic.runtime.environment import EnvironmentContext

    def configure(*arguments, target_metadata=None, **named):
        raise Found(target_metadata)

    # Alembic's functions find the methods of this class alone, not of one derived from it.
    context = EnvironmentContext(config, script)
    context.is_offline_mode = lambda: True
    context.configure = configure
    return context


@contextlib.contextmanager
def kept_from_other_databases(session):
    from sqlalchemy import event
    from sqlalchemy.engine import Engine

    def connect(dialect, record, arguments, named):
        if dialect.driver != session.driver.name:
            raise RuntimeError("env.py connects to a database of its own, by %s" % dialect.driver)
        return session.driver.connect(session.request["connection"], session.recorder)

    event.listen(Engine, "do_connect", connect)
    try:
        yield
    finally:
        event.remove(Engine, "do_connect", connect)


def find_metadata(session, path, config, script):
    """What env.py gives to context.configure(), else its own target_metadata: a list of them."""
    specification = importlib.util.spec_from_file_location("env_py", path)
    module = importlib.util.module_from_spec(specification)
    found = None
    with environment(config, script), kept_from_other_databases(session):
        try:
            specification.loader.exec_module(module)
        except Found as end:
            found = end.metadata
    if found is None:
        found = getattr(module, "target_metadata", None)
    if found is None:
        raise LookupError("it sets no target_metadata")
    return list(found) if isinstance(found, (list, tuple)) else [found]


def schemas(metadata):
    """The schemas that its tables and types are in."""
    found = {table.schema for table in metadata.tables.values()}
    for table in metadata.tables.values():
        found |= {getattr(column.type, "schema", None) for column in table.columns}
    return sorted(name for name in found if name)


def make(connection, metadatas):
    from sqlalchemy import text

    quote = connection.dialect.identifier_preparer.quote
    transaction = connection.begin()
    for metadata in metadatas:
        for name in schemas(metadata):
            connection.execute(text("CREATE SCHEMA IF NOT EXISTS " + quote(name)))
        metadata.create_all(connection)
    transaction.commit()


class Modelling:
    def __init__(self, session, explain):
        self.session, self.explain = session, explain

    def run(self):
        path = "env.py"
        try:
            config, script, path = find_env(self.session.request)
            folder = os.path.dirname(path)
            if folder not in sys.path:
                sys.path.append(folder)
            metadatas = find_metadata(self.session, path, config, script)
            make(self.session.connection, metadatas)
        except (Exception, SystemExit, Found) as error:
            self.session.pipe.write(event="failed", problem=self.explain(error, path))
            return
        self.session.pipe.write(event="models", tables=sum(len(one.tables) for one in metadatas))
