# SPDX-License-Identifier: GPL-3.0-or-later
"""Tables of every form, their columns, and sequences."""

from random_schema.data_types import (BUILT_IN, KEYS, NUMBERS, TEXTS, Collation, Columnlike, Composite, DataType, Type, collate,
                                      roll_type)
from random_schema.programs import Function
from random_schema.world import Impossible, Schema, Thing, join, literal, quote

TABLE_PRIVILEGES = ("SELECT", "INSERT", "UPDATE", "DELETE", "TRUNCATE", "REFERENCES", "TRIGGER")
STORABLE = ("text", "character varying(20)", "character varying", "bytea", "jsonb", "json", "numeric")


class Relation(Thing):
    """What has columns."""

    privileges = TABLE_PRIVILEGES


class AnyTable(Relation):
    def columns(self, world):
        return world.children(self, Column)

    def definitions(self, world, columns):
        lines = [each.definition(world) for each in columns]
        return "(\n" + ",\n".join("  " + line for line in lines) + "\n)" if lines else "()"


class Table(AnyTable):
    word = "TABLE"

    def roll_parents(self, world):
        if not world.chance(0.15):
            return []
        plain = [each for each in world.candidates(Table, self) if type(each) is Table and each.key is None]
        return world.some(plain, 2)

    def roll_of_type(self, world):
        """For good: a table can become one of a type only with the columns in the order of the fields,
        and neither order is compared."""
        if hasattr(self, "of_type"):
            raise Impossible
        can_be = not self.parents and not world.children(self) and world.chance(0.06)
        return world.choose(world.candidates(Composite, self) or [None]) if can_be else None

    def roll_unlogged(self, world):
        return world.chance(0.06)

    def roll_options(self, world):
        return world.choose(("fillfactor=70", "autovacuum_enabled=false, fillfactor=50", "toast.autovacuum_enabled=false",
                             "parallel_workers=2")) if world.chance(0.1) else None

    def roll_row_security(self, world):
        return world.choose(("ENABLE", "FORCE")) if world.chance(0.06) else None

    def roll_access_method(self, world):
        methods = [each for each in world.candidates(AccessMethod, self) if each.kind == "TABLE"]
        return world.choose(methods) if methods and world.chance(0.3) else None

    def roll_key(self, world):
        """(strategy, columns) of a partitioned table."""
        if not world.chance(0.15 if not hasattr(self, "key") else 0.05):
            return None
        strategy = world.choose(("RANGE", "LIST", "HASH"))
        columns = [each for each in self.columns(world) if can_be_key(each)]
        if not columns and not hasattr(self, "key"):
            columns = [world.add(Column, self, type=Type(world.choose(KEYS)), value=None)]
        return strategy, world.some(columns, 2 if strategy != "LIST" else 1), world.chance(0.1)

    def furnish(self, world):
        if self.of_type is None:
            for _ in range(world.choose((1, 2, 3, 4, 5, 7))):
                world.add(Column, self)

    def broken(self, world):
        typed = self.of_type is None or (not self.parents and not world.children(self, Column))
        keyed = self.key is None or all(map(can_be_key, self.key[1]))
        return ([] if typed else ["of_type"]) + ([] if keyed else ["key"])

    def columns(self, world):
        above = self.of_type.columns(world) if self.of_type is not None else []
        above = above + [each for parent in self.parents for each in parent.columns(world)]
        own = world.children(self, Column)
        names = {each.name for each in own}
        return own + [each for each in above if each.name not in names]

    def partition_by(self, world):
        if self.key is None:
            return ""
        strategy, columns, expression = self.key
        keys = [quote(each.name) for each in columns]
        if expression and columns[0].type.is_of(("text",)):
            keys = [f"lower({keys[0]})"]
        return f" PARTITION BY {strategy} ({join(keys)})"

    def tail(self, world):
        result = self.partition_by(world)
        if self.access_method is not None:
            result += f" USING {self.access_method.sql_name}"
        if self.options is not None and self.key is None:
            result += f" WITH ({self.options})"
        return result

    def sql(self, world):
        word = "UNLOGGED TABLE" if self.unlogged else "TABLE"
        body = self.definitions(world, world.children(self, Column))
        if self.of_type is not None:
            body = f"OF {self.of_type.sql_name}"
        if self.parents:
            body += f" INHERITS ({join(each.sql_name for each in self.parents)})"
        return [f"CREATE {word} {self.sql_name} {body}{self.tail(world)}"]

    def late(self, world):
        if self.row_security is not None:
            yield f"ALTER TABLE {self.sql_name} {self.row_security} ROW LEVEL SECURITY"


class Partition(Table):
    """Of a partitioned table, or a table that could be one."""

    parents = staticmethod(lambda world: [each for each in world.all(Table) if each.key is not None])

    def roll_parents(self, world):
        return []

    def roll_of_type(self, world):
        return None

    def roll_schema(self, world):
        return world.choose(world.all(Schema))

    def roll_slot(self, world):
        return world.choose((0, 1, 2, 2, None))

    def roll_form(self, world):
        return world.choose(("of", "of", "attached", "late", "apart"))

    def furnish(self, world):
        pass

    def columns(self, world):
        return self.parent.columns(world)

    def bound(self, world):
        strategy, columns, _ = self.parent.key
        if self.slot is None:
            return "DEFAULT"
        if strategy == "HASH":
            return f"FOR VALUES WITH (MODULUS 3, REMAINDER {self.slot})"
        if strategy == "LIST":
            null = ", NULL" if self.slot == 0 else ""
            return f"FOR VALUES IN ({plain_value(columns[0].type, self.slot)}{null})"
        first = join(plain_value(each.type, self.slot) for each in columns)
        last = join("MAXVALUE" if self.slot == 2 else plain_value(each.type, self.slot + 1) for each in columns)
        return f"FOR VALUES FROM ({first}) TO ({last})"

    def sql(self, world):
        word = "UNLOGGED TABLE" if self.unlogged else "TABLE"
        if self.parent.key is None:
            return []
        if self.form == "of":
            return [f"CREATE {word} {self.sql_name} PARTITION OF {self.parent.sql_name} {self.bound(world)}"
                    f"{self.tail(world)}"]
        result = [f"CREATE {word} {self.sql_name} {self.definitions(world, self.columns(world))}{self.tail(world)}"]
        return result + self.attach(world) if self.form == "attached" else result

    def attach(self, world):
        return [f"ALTER TABLE {self.parent.sql_name} ATTACH PARTITION {self.sql_name} {self.bound(world)}"]

    def late(self, world):
        yield from super().late(world)
        if self.form == "late" and self.parent.key is not None:
            yield from self.attach(world)


def can_be_key(column):
    """Whether a table can be partitioned by it."""
    return column.type.is_of(KEYS) and column.value is None


def plain_value(a_type, number):
    """A constant, as the bounds of partitions take it."""
    return f"'{BUILT_IN[a_type.base][number]}'"


class Column(Columnlike):
    can_be_owned = False
    inline = True
    word = "COLUMN"
    privileges = ("SELECT", "INSERT", "UPDATE", "REFERENCES")
    parents = staticmethod(lambda world: [each for each in world.all(AnyTable) if not isinstance(each, Partition)])

    def roll_name(self, world):
        if isinstance(self.parent, Table) and self.parent.parents and world.chance(0.2):
            return world.choose(world.choose(self.parent.parents).columns(world)).name
        return super().roll_name(world)

    def roll_type(self, world):
        same = [each.type for each in self.parent.columns(world) if each.name == self.name and each is not self]
        return same[0] if same else roll_type(world, self)

    def roll_collation(self, world):
        return world.choose(['"C"', '"POSIX"', *world.candidates(Collation, self)]) if world.chance(0.08) else None

    def roll_not_null(self, world):
        return world.chance(0.25)

    def roll_value(self, world):
        """(how, with what): where its value comes from."""
        how = world.choose((None, None, None, None, "default", "default", "sequence", "call", "generated", "identity"))
        if how == "default":
            return how, world.number(0, 3)
        if how == "sequence":
            return how, world.choose(world.candidates(Sequence, self))
        if how == "call":
            calls = [each for each in world.candidates(Function, self) if each.can_default(self.type)]
            return how, world.choose(calls) if calls else 0
        if how == "generated":
            others = [each for each in world.children(self.parent, Column)
                      if each is not self and each.type == self.type and each.value is None]
            return how, world.choose(others), world.number(0, 3)
        if how == "identity":
            return how, world.choose(("ALWAYS", "BY DEFAULT")), world.choose(("", " (START WITH 5)", " (INCREMENT BY 2 CYCLE)"))
        return None

    def roll(self, world, name):
        try:
            super().roll(world, name)
        except Impossible:
            if name != "value":
                raise
            self.value = None

    def roll_storage(self, world):
        return world.choose(("PLAIN", "EXTERNAL", "MAIN", "EXTENDED")) if world.chance(0.06) else None

    def roll_compression(self, world):
        return "pglz" if world.chance(0.06) else None

    def roll_statistics(self, world):
        return world.choose((0, 10, 500)) if world.chance(0.06) else None

    def roll_options(self, world):
        return world.choose(("n_distinct=5", "n_distinct_inherited=-0.5, n_distinct=7")) if world.chance(0.04) else None

    @property
    def address(self):
        return f"COLUMN {self.parent.sql_name}.{quote(self.name)}"

    @property
    def how(self):
        return self.value[0] if self.value is not None else None

    @property
    def is_numeric_key(self):
        return self.type.is_of(("integer", "bigint", "smallint"))

    def begins_as_above(self, world):
        """Whether a parent says what it begins as: a table made so can have an identity as well, which
        neither ALTER TABLE nor pg_dump can make again."""
        return any(each.name == self.name and each.value is not None for above in getattr(self.parent, "parents", [])
                   for each in above.columns(world))

    def definition(self, world):
        result = f"{quote(self.name)} {self.type.sql}"
        if self.type.is_of(TEXTS):
            result += collate(self)
        if self.how == "generated" and self.value[1].type == self.type:
            source = self.type.expression(world, quote(self.value[1].name), self.value[2])
            result += f" GENERATED ALWAYS AS ({source}) STORED"
        elif self.how == "identity" and self.is_numeric_key and not self.begins_as_above(world):
            result += f" GENERATED {self.value[1]} AS IDENTITY{self.value[2]}"
        elif self.how == "default":
            result += f" DEFAULT {self.type.value(world, self.value[1])}"
        return result + (" NOT NULL" if self.not_null else "")

    def needs(self, world):
        """Its default comes late."""
        how = self.how
        late = [self.value[1]] if how in ("sequence", "call") and isinstance(self.value[1], Thing) else []
        return [each for each in super().needs(world) if each not in late]

    def late(self, world):
        alter = f"ALTER TABLE {self.parent.sql_name} ALTER COLUMN {quote(self.name)}"
        if self.how == "sequence" and self.type.is_of(NUMBERS):
            yield f"{alter} SET DEFAULT nextval({literal(self.value[1].sql_name)}::regclass)"
        if self.how == "call" and isinstance(self.value[1], Thing) and self.value[1].can_default(self.type):
            yield f"{alter} SET DEFAULT {self.value[1].call([])}"
        if self.storage is not None and self.type.is_of(STORABLE):
            yield f"{alter} SET STORAGE {self.storage}"
        if self.compression is not None and self.type.is_of(STORABLE):
            yield f"{alter} SET COMPRESSION {self.compression}"
        if self.statistics is not None:
            yield f"{alter} SET STATISTICS {self.statistics}"
        if self.options is not None:
            yield f"{alter} SET ({self.options})"

    def _decorations(self):
        grants, self.grants = self.grants, []
        yield from super()._decorations()
        self.grants = grants
        for privileges, role, option in grants:
            columns = join(f"{each} ({quote(self.name)})" for each in privileges)
            yield (f"GRANT {columns} ON {self.parent.sql_name} TO "
                   f"{role if role == 'PUBLIC' else quote(role) + (' WITH GRANT OPTION' if option else '')}")


class Sequence(Thing):
    word = "SEQUENCE"
    privileges = ("USAGE", "SELECT", "UPDATE")

    def roll_type(self, world):
        return world.choose(("integer", "bigint", "smallint", "bigint"))

    def roll_options(self, world):
        return world.choose(("", "", "INCREMENT BY 5", "MINVALUE -10 START WITH -10", "MAXVALUE 1000 CYCLE", "CACHE 20",
                             "INCREMENT BY -1"))

    def roll_owned_by(self, world):
        if not world.chance(0.3):
            return None
        return world.choose([each for each in world.all(Column) if isinstance(each.parent, Table)])

    def needs(self, world):
        return [each for each in super().needs(world) if each is not self.owned_by]

    def sql(self, world):
        """The server makes no sequence beside a type of its name, but it makes such a type beside it:
        that can neither be kept in another order nor restored from what pg_dump writes."""
        if any((each.schema, each.name) == (self.schema, self.name) for each in world.all(DataType)):
            return []
        return [f"CREATE SEQUENCE {self.sql_name} AS {self.type} {self.options}".strip()]

    def late(self, world):
        if self.owned_by is not None:
            column = self.owned_by
            yield f"ALTER SEQUENCE {self.sql_name} OWNED BY {column.parent.sql_name}.{quote(column.name)}"


class AccessMethod(Thing):
    word = "ACCESS METHOD"
    lies_in_schema = False
    can_be_owned = False

    def roll_kind(self, world):
        return world.choose(("TABLE", "INDEX"))

    def sql(self, world):
        handler = "heap_tableam_handler" if self.kind == "TABLE" else "bthandler"
        return [f"CREATE ACCESS METHOD {self.sql_name} TYPE {self.kind} HANDLER {handler}"]


class ForeignTable(AnyTable):
    word = "FOREIGN TABLE"

    def roll_server(self, world):
        return world.choose(world.candidates(ForeignServer, self))

    def roll_options(self, world):
        return world.choose(("a '1'", "b 'it''s', \"C d\" '2'")) if world.chance(0.4) else None

    def furnish(self, world):
        for _ in range(world.number(1, 4)):
            world.add(Column, self, value=None, storage=None, compression=None, options=None)

    def sql(self, world):
        options = f" OPTIONS ({self.options})" if self.options is not None else ""
        return [f"CREATE FOREIGN TABLE {self.sql_name} {self.definitions(world, self.columns(world))}"
                f" SERVER {self.server.sql_name}{options}"]


class ForeignWrapper(Thing):
    word = "FOREIGN DATA WRAPPER"
    lies_in_schema = False
    privileges = ("USAGE",)

    def roll_options(self, world):
        return world.choose(("a '1'", "a '2', b 'x'")) if world.chance(0.3) else None

    def roll_validator(self, world):
        return world.chance(0.2)

    def sql(self, world):
        validator = " VALIDATOR postgresql_fdw_validator" if self.validator else ""
        options = f" OPTIONS ({self.options})" if self.options is not None and not self.validator else ""
        return [f"CREATE FOREIGN DATA WRAPPER {self.sql_name}{validator}{options}"]


class ForeignServer(Thing):
    word = "SERVER"
    lies_in_schema = False
    privileges = ("USAGE",)

    @property
    def grant_address(self):
        return f"FOREIGN SERVER {self.sql_name}"

    def roll_wrapper(self, world):
        return world.choose(world.candidates(ForeignWrapper, self))

    def roll_version(self, world):
        return world.choose((None, "1", "2.0 b"))

    def roll_type(self, world):
        return world.choose((None, None, "t"))

    def roll_options(self, world):
        return world.choose(("host 'a'", "host 'b', dbname 'c'")) if world.chance(0.4) else None

    def roll_mapping(self, world):
        """No password: Headway keeps none."""
        return world.choose((None, None, "OPTIONS (user 'a')", "OPTIONS (\"Odd\" 'b', user 'c')", ""))

    def sql(self, world):
        kind = f" TYPE '{self.type}'" if self.type else ""
        version = f" VERSION '{self.version}'" if self.version else ""
        options = f" OPTIONS ({self.options})" if self.options else ""
        yield f"CREATE SERVER {self.sql_name}{kind}{version} FOREIGN DATA WRAPPER {self.wrapper.sql_name}{options}"
        if self.mapping is not None:
            yield f"CREATE USER MAPPING FOR PUBLIC SERVER {self.sql_name} {self.mapping}".strip()
