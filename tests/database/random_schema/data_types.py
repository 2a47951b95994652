# SPDX-License-Identifier: GPL-3.0-or-later
"""Types: what columns, arguments and domains are of, and the values and expressions of each."""

from random_schema.world import Thing, join, literal, quote

# Some values of each, ascending.
BUILT_IN = {
    "integer": ["1", "20", "300"],
    "bigint": ["1", "20", "300"],
    "smallint": ["1", "2", "3"],
    "numeric": ["0.5", "1.5", "2.5"],
    "numeric(10,2)": ["0.5", "1.5", "2.5"],
    "real": ["0.5", "1.5", "2.5"],
    "double precision": ["0.5", "1.5", "2.5"],
    "text": ["a", "b", "it''s"],
    "character varying(20)": ["a", "b", "c"],
    "character varying": ["a", "b", "c"],
    "character(3)": ["a", "b", "c"],
    "boolean": ["false", "true", "true"],
    "date": ["2020-01-01", "2021-01-01", "2022-01-01"],
    "timestamp without time zone": ["2020-01-01", "2021-01-01", "2022-01-01"],
    "timestamp(3) with time zone": ["2020-01-01 00:00+00", "2021-01-01 00:00+00", "2022-01-01 00:00+00"],
    "interval": ["1 day", "2 days", "3 days"],
    "time without time zone": ["01:00", "02:00", "03:00"],
    "uuid": [f"{digit * 8}-0000-0000-0000-000000000000" for digit in "123"],
    "jsonb": ["{}", "[1]", '{"a": 1}'],
    "json": ["{}", "[1]", "null"],
    "bytea": ["\\x00", "\\x01", "\\x02"],
    "bit(3)": ["001", "010", "100"],
    "inet": ["10.0.0.1", "10.0.0.2", "10.0.0.3"],
    "money": ["1", "2", "3"],
    "point": ["(0,0)", "(1,1)", "(2,2)"],
    "int4range": ["[1,2)", "[2,3)", "[3,4)"],
    "tstzrange": ["empty", "empty", "empty"],
    "tsvector": ["a", "b", "c"],
    "regclass": ["pg_class", "pg_type", "pg_proc"],
    '"char"': ["a", "b", "c"],
    "name": ["a", "b", "c"],
}
TEXTS = ("text", "character varying(20)", "character varying", "character(3)")
NUMBERS = ("integer", "bigint", "smallint", "numeric", "numeric(10,2)", "real", "double precision", "money")
KEYS = ("integer", "bigint", "smallint", "text", "date", "uuid", "numeric", "character varying(20)", "boolean",
        "timestamp without time zone")
INCOMPARABLE = ("json", "point")
COMMON = ("integer", "bigint", "text", "character varying(20)", "date", "numeric", "boolean")


class Type:
    """What a column is of: a built-in type or a thing, or an array of such."""

    def __init__(self, base, array=False):
        self.base, self.array = base, array

    def __eq__(self, other):
        return isinstance(other, Type) and (self.base, self.array) == (other.base, other.array)

    def __hash__(self):
        return hash((self.base, self.array))

    @property
    def scalar_sql(self):
        return self.base if isinstance(self.base, str) else self.base.sql_name

    @property
    def sql(self):
        return self.scalar_sql + ("[]" if self.array else "")

    def is_of(self, names):
        return self.base in names and not self.array

    @property
    def is_comparable(self):
        return self.base not in INCOMPARABLE and not isinstance(self.base, BaseType)

    def value(self, world, number=0):
        if self.array:
            return f"ARRAY[{Type(self.base).value(world, number)}]::{self.sql}"
        if isinstance(self.base, str):
            text = BUILT_IN[self.base][number % 3]
            return text if self.base == "integer" else f"'{text}'::{self.base}"
        return self.base.value(world, number)

    def expression(self, world, column, form):
        """Something of the same type that is made from a column."""
        forms = [f"COALESCE({column}, {self.value(world)})", f"COALESCE({column}, {self.value(world, 1)})"]
        if self.is_of(NUMBERS) and self.base != "money":
            forms += [f"({column} + {column})", f"(- {column})"]
        if self.is_of(("text", "character varying")):
            forms += [f"lower({column})", f"({column} || 'x'::text)"]
        return forms[form % len(forms)]

    def condition(self, world, column, form):
        """Something that is true or false."""
        forms = [f"({column} IS NOT NULL)"]
        if self.is_comparable:
            forms += [f"({column} = {self.value(world)})", f"({column} <> {self.value(world, 1)})",
                      f"({column} IN ({self.value(world)}, {self.value(world, 1)}))"]
        return forms[form % len(forms)]


def roll_type(world, thing, names=None):
    """A random type that a thing can be of."""
    own = world.candidates(DataType, thing)
    if own and world.chance(0.4) and names is None:
        return Type(world.choose(own), world.chance(0.15))
    base = world.choose(names or (COMMON if world.chance(0.6) else BUILT_IN))
    return Type(base, world.chance(0.06) and names is None)


class Columnlike(Thing):
    """What has a type and lies in something from which it can be read."""

    value = None


class DataType(Thing):
    word = "TYPE"
    privileges = ("USAGE",)


class Enum(DataType):
    def roll_labels(self, world):
        if hasattr(self, "labels") and world.chance(0.5):
            labels = list(self.labels)
            labels.insert(world.number(0, len(labels)), world.choose([x for x in "stuvw" if x not in labels] or ["x x"]))
            return labels if len(set(labels)) == len(labels) else self.labels[1:] or ["s"]
        return world.some(["one", "two", "three", "it's", "Four five", "six", "naïve"], 5)

    def value(self, world, number):
        return f"{literal(self.labels[number % len(self.labels)])}::{self.sql_name}"

    def sql(self, world):
        return [f"CREATE TYPE {self.sql_name} AS ENUM ({join(map(literal, self.labels))})"]


class Domain(DataType):
    word = "DOMAIN"

    def roll_type(self, world):
        return roll_type(world, self)

    def roll_default(self, world):
        return world.number(0, 2) if world.chance(0.3) else None

    def roll_not_null(self, world):
        return world.chance(0.2)

    def roll_collation(self, world):
        return world.choose(['"C"', '"POSIX"', *world.candidates(Collation, self)]) if world.chance(0.2) else None

    def value(self, world, number):
        return f"{self.type.value(world, number)}::{self.sql_name}"

    def sql(self, world):
        default = f" DEFAULT {self.type.value(world, self.default)}" if self.default is not None else ""
        collation = collate(self) if self.type.base in TEXTS else ""
        return [f"CREATE DOMAIN {self.sql_name} AS {self.type.sql}{collation}{default}"
                f"{' NOT NULL' if self.not_null else ''}"]


class DomainCheck(Thing):
    can_be_owned = False
    word = "CONSTRAINT"
    parents = staticmethod(lambda world: world.all(Domain))

    def roll_form(self, world):
        return world.number(0, 3)

    def roll_not_valid(self, world):
        return world.chance(0.2)

    @property
    def address(self):
        return f"CONSTRAINT {quote(self.name)} ON DOMAIN {self.parent.sql_name}"

    def sql(self, world):
        check = self.parent.type.condition(world, "VALUE", self.form)
        return [f"ALTER DOMAIN {self.parent.sql_name} ADD CONSTRAINT {quote(self.name)} CHECK {check}"
                f"{' NOT VALID' if self.not_valid else ''}"]


class Composite(DataType):
    def furnish(self, world):
        for _ in range(world.number(1, 4)):
            world.add(Attribute, self)

    def columns(self, world):
        return world.children(self, Attribute)

    def value(self, world, number):
        """Nothing that says a field by its place: the order of fields is not compared."""
        return f"NULL::{self.sql_name}"

    def sql(self, world):
        lines = ",\n".join("  " + each.definition(world) for each in self.columns(world))
        return [f"CREATE TYPE {self.sql_name} AS (\n{lines}\n)"]


class Attribute(Thing):
    can_be_owned = False
    inline = True
    word = "COLUMN"
    value = None  # that a column of a typed table is generated from, or begins as
    parents = staticmethod(lambda world: world.all(Composite))

    def roll_type(self, world):
        return roll_type(world, self)

    @property
    def address(self):
        return f"COLUMN {self.parent.sql_name}.{quote(self.name)}"

    def definition(self, world):
        return f"{quote(self.name)} {self.type.sql}"


class Range(DataType):
    def roll_subtype(self, world):
        return world.choose(("integer", "text", "date", "numeric", "double precision"))

    def roll_difference(self, world):
        return world.chance(0.5)

    def roll_multirange(self, world):
        return world.choose(("m1", "m2", "Multi range")) if world.chance(0.4) else None

    def value(self, world, number):
        return f"'empty'::{self.sql_name}"

    def sql(self, world):
        options = [f"SUBTYPE = {self.subtype}"]
        if self.difference and self.subtype in ("double precision", "numeric"):
            options.append(f"SUBTYPE_DIFF = {'float8mi' if self.subtype != 'numeric' else 'numrange_subdiff'}")
        if self.multirange is not None:
            options.append(f"MULTIRANGE_TYPE_NAME = {quote(self.schema.name)}.{quote(self.multirange)}")
        return [f"CREATE TYPE {self.sql_name} AS RANGE ({join(options)})"]


class BaseType(DataType):
    def roll_category(self, world):
        return world.choose("UXB")

    def roll_default(self, world):
        return world.choose((None, "t", "f"))

    def value(self, world, number):
        return f"'{'tf'[number % 2]}'::{self.sql_name}"

    def sql(self, world):
        name, stem = self.sql_name, self.schema and quote(self.schema.name) + "."
        put_in, out = f"{stem}{quote(self.name[:50] + '_in')}", f"{stem}{quote(self.name[:50] + '_out')}"
        default = f", DEFAULT = '{self.default}'" if self.default else ""
        return [
            f"CREATE TYPE {name}",
            f"CREATE FUNCTION {put_in}(cstring) RETURNS {name} LANGUAGE internal IMMUTABLE STRICT AS 'boolin'",
            f"CREATE FUNCTION {out}({name}) RETURNS cstring LANGUAGE internal IMMUTABLE STRICT AS 'boolout'",
            f"CREATE TYPE {name} (INPUT = {put_in}, OUTPUT = {out}, INTERNALLENGTH = 1, PASSEDBYVALUE,"
            f" ALIGNMENT = char, CATEGORY = '{self.category}'{default})",
        ]


class Collation(Thing):
    word = "COLLATION"

    def roll_locale(self, world):
        return world.choose(("provider = icu, locale = 'de'", "provider = icu, locale = 'en-u-ks-level2', deterministic = false",
                             "provider = icu, locale = 'sv'", "provider = libc, locale = 'C'"))

    def sql(self, world):
        return [f"CREATE COLLATION {self.sql_name} ({self.locale})"]


def collate(thing):
    if thing.collation is None:
        return ""
    return " COLLATE " + (thing.collation if isinstance(thing.collation, str) else thing.collation.sql_name)


