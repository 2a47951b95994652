# SPDX-License-Identifier: GPL-3.0-or-later
"""A small fleet for tests: one service, plain SQL files, as many databases as one likes."""

import workplace

FIRST = {
    "001_goods.sql": "CREATE TABLE goods (id integer PRIMARY KEY, name text NOT NULL);\n",
    "002_price.sql": "ALTER TABLE goods ADD COLUMN price numeric NOT NULL DEFAULT 0;\n",
}


class Shop(workplace.Workplace):
    """The service "shop" with an SQL folder, and shop@local."""

    def __init__(self, database=None, settings="", files=None, cache=None):
        super().__init__(cache)
        self.database = database or self.prefix + "shop"
        self.databases = [self.database]
        self.settings = settings
        (self.folder / "migrations").mkdir()
        for name, text in (FIRST if files is None else files).items():
            self.write(f"migrations/{name}", text)
        self.write_fleet()
        self.run("createdb", "--maintenance-db=postgres", self.database)
        self.headway("fleet", "trust")

    def write_fleet(self, connection=None):
        quoted = self.database.replace("\\", "\\\\").replace("'", "\\'")
        connection = connection or f"host='{self.environment['PGHOST']}' dbname='{quoted}'"
        self.write(
            "headway.fleet",
            "[Fleet]\nName=Shop\n\n[Service shop]\nMigrations=migrations\n\n"
            f"[Database shop@local]\nConnection={self.escape(connection)}\n{self.settings}",
        )

    @staticmethod
    def escape(value):
        """As a GLib key file writes a value."""
        return value.replace("\\", "\\\\")

    def query(self, sql):
        return self.sql(self.database, sql)

    def verdict(self, status=None):
        return self.headway_json("status", status=status)["databases"][0]["verdict"]

    def version(self):
        """What the database's version says, by Headway."""
        return self.headway_json("current")["services"][0]["current"]
