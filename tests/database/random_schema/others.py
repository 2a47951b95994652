# SPDX-License-Identifier: GPL-3.0-or-later
"""What stands beside tables and functions: text search, publications, privileges of what is to come."""

from random_schema.tables import Table
from random_schema.world import ROLES, Schema, Thing, join, quote


class TextSearchDictionary(Thing):
    word = "TEXT SEARCH DICTIONARY"

    def roll_options(self, world):
        return world.choose(("TEMPLATE = simple", "TEMPLATE = simple, stopwords = english", "TEMPLATE = snowball, language = german",
                             "TEMPLATE = simple, accept = false"))

    def sql(self, world):
        return [f"CREATE TEXT SEARCH DICTIONARY {self.sql_name} ({self.options})"]


class TextSearchConfiguration(Thing):
    word = "TEXT SEARCH CONFIGURATION"

    def roll_mappings(self, world):
        own = world.candidates(TextSearchDictionary, self)
        return [(token, world.some([*own, "simple", "english_stem"], 2)) for token in world.some(("asciiword", "word", "email", "url"), 3)]

    def roll_parser(self, world):
        return world.choose(['pg_catalog."default"', *world.candidates(TextSearchParser, self)])

    def sql(self, world):
        parser = self.parser if isinstance(self.parser, str) else self.parser.sql_name
        yield f"CREATE TEXT SEARCH CONFIGURATION {self.sql_name} (PARSER = {parser})"
        for token, dictionaries in self.mappings:
            names = join(each if isinstance(each, str) else each.sql_name for each in dictionaries)
            yield f"ALTER TEXT SEARCH CONFIGURATION {self.sql_name} ADD MAPPING FOR {token} WITH {names}"


class TextSearchParser(Thing):
    word = "TEXT SEARCH PARSER"
    can_be_owned = False

    def roll_headline(self, world):
        return world.chance(0.5)

    def sql(self, world):
        headline = ", HEADLINE = prsd_headline" if self.headline else ""
        return [f"CREATE TEXT SEARCH PARSER {self.sql_name} (START = prsd_start, GETTOKEN = prsd_nexttoken, END = prsd_end,"
                f" LEXTYPES = prsd_lextype{headline})"]


class TextSearchTemplate(Thing):
    word = "TEXT SEARCH TEMPLATE"
    can_be_owned = False

    def roll_initialize(self, world):
        return world.chance(0.5)

    def sql(self, world):
        initialize = "INIT = dsimple_init, " if self.initialize else ""
        return [f"CREATE TEXT SEARCH TEMPLATE {self.sql_name} ({initialize}LEXIZE = dsimple_lexize)"]


class Publication(Thing):
    word = "PUBLICATION"
    lies_in_schema = False

    def roll_tables(self, world):
        if world.chance(0.2):
            return "ALL"
        return world.some([each for each in world.candidates(Table, self) if not each.unlogged], 3, 0)

    def roll_columns(self, world):
        return world.chance(0.2)

    def roll_where(self, world):
        return world.chance(0.2)

    def roll_schemas(self, world):
        return world.some(world.all(Schema), 2) if world.chance(0.2) else []

    def roll_options(self, world):
        return world.choose(("", "", " WITH (publish = 'insert, delete')", " WITH (publish_via_partition_root = true)"))

    def element(self, world, table):
        columns = [each for each in table.columns(world) if getattr(each, "how", None) != "generated"]
        text = table.sql_name
        if self.columns and columns and not self.schemas:
            text += f" ({join(quote(each.name) for each in columns)})"
        if self.where and columns and table.key is None:
            text += f" WHERE ({quote(columns[0].name)} IS NOT NULL)"
        return text

    def sql(self, world):
        if self.tables == "ALL":
            return [f"CREATE PUBLICATION {self.sql_name} FOR ALL TABLES{self.options}"]
        parts = []
        if self.tables:
            parts.append("TABLE " + join(self.element(world, each) for each in self.tables))
        if self.schemas:
            parts.append("TABLES IN SCHEMA " + join(each.sql_name for each in self.schemas))
        return [f"CREATE PUBLICATION {self.sql_name}{' FOR ' if parts else ''}{join(parts)}{self.options}"]


class Subscription(Thing):
    word = "SUBSCRIPTION"
    lies_in_schema = False

    def roll_publications(self, world):
        return world.some(("a", "b", "C d"), 2)

    def roll_options(self, world):
        return world.choose(("", ", binary = true", ", streaming = true", ", synchronous_commit = 'remote_apply'"))

    def sql(self, world):
        return [f"CREATE SUBSCRIPTION {self.sql_name} CONNECTION 'dbname=none' PUBLICATION "
                f"{join(map(quote, self.publications))} WITH (connect = false, slot_name = NONE, enabled = false{self.options})"]


class DefaultPrivileges(Thing):
    lies_in_schema = False
    can_be_owned = False

    def roll_role(self, world):
        return world.choose(ROLES)

    def roll_place(self, world):
        return world.choose([None, *world.all(Schema)])

    def roll_what(self, world):
        return world.choose(("SELECT ON TABLES", "ALL ON TABLES", "EXECUTE ON FUNCTIONS", "USAGE ON SEQUENCES", "USAGE ON TYPES"))

    def roll_grantee(self, world):
        return world.choose((*ROLES, "PUBLIC"))

    def late(self, world):
        place = f" IN SCHEMA {self.place.sql_name}" if self.place is not None else ""
        grantee = self.grantee if self.grantee == "PUBLIC" else quote(self.grantee)
        return [f"ALTER DEFAULT PRIVILEGES FOR ROLE {quote(self.role)}{place} GRANT {self.what} TO {grantee}"]


class Extension(Thing):
    word = "EXTENSION"
    lies_in_schema = False
    can_be_owned = False

    def roll_name(self, world):
        return world.choose(("hstore", "citext", "btree_gist", "pg_trgm"))

    def roll_place(self, world):
        return world.choose(world.all(Schema))

    def sql(self, world):
        return [f"CREATE EXTENSION {self.name} SCHEMA {self.place.sql_name}"]
