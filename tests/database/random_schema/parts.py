# SPDX-License-Identifier: GPL-3.0-or-later
"""What lies on tables: constraints, indexes, triggers, rules, policies, statistics."""

from random_schema.data_types import KEYS, TEXTS
from random_schema.programs import Function, TriggerFunction
from random_schema.tables import AnyTable, Column, ForeignTable, Partition, Table
from random_schema.views import MaterializedView, View
from random_schema.world import ROLES, Impossible, Thing, join, quote


def roll_columns(world, thing, most, fits=lambda each: True):
    return world.some([each for each in thing.parent.columns(world) if fits(each)], most)


class Part(Thing):
    can_be_owned = False
    lists = ("columns",)

    def broken(self, world):
        """What names columns that its table no longer has."""
        there = self.parent.columns(world)
        return [name for name in self.lists if any(each not in there for each in getattr(self, name) or [])]

    def names(self, columns):
        return join(quote(each.name) for each in columns)

    @property
    def address(self):
        return f"{self.word} {quote(self.name)} ON {self.parent.sql_name}"


class Constraint(Part):
    word = "CONSTRAINT"
    parents = staticmethod(lambda world: world.all(Table))

    def roll_deferrable(self, world):
        return world.choose(("", "", "", "", "", " DEFERRABLE", " DEFERRABLE INITIALLY DEFERRED"))

    def sql(self, world):
        return [f"ALTER TABLE {self.parent.sql_name} ADD CONSTRAINT {quote(self.name)} {self.definition(world)}"]


class Key(Constraint):
    lists = ("columns", "includes")

    def roll_columns(self, world):
        key = [] if self.parent.key is None else self.parent.key[1]
        columns = roll_columns(world, self, 2, lambda each: each.type.is_of(KEYS))
        return list(dict.fromkeys([*key, *columns]))

    def roll_primary(self, world):
        return world.chance(0.4) and not any(each.primary for each in world.children(self.parent, Key) if each is not self)

    def roll_includes(self, world):
        if not world.chance(0.15):
            return []
        return [each for each in roll_columns(world, self, 1) if each not in self.columns]

    def roll_nulls(self, world):
        return world.chance(0.1)

    def roll_options(self, world):
        return " WITH (fillfactor=80)" if world.chance(0.1) else ""

    def definition(self, world):
        word = "PRIMARY KEY" if self.primary else "UNIQUE NULLS NOT DISTINCT" if self.nulls else "UNIQUE"
        include = f" INCLUDE ({self.names(self.includes)})" if self.includes else ""
        return f"{word} ({self.names(self.columns)}){include}{self.options}{self.deferrable}"

    def late(self, world):
        if self.primary and self.options:
            yield f"ALTER TABLE {self.parent.sql_name} CLUSTER ON {quote(self.name)}"


class ForeignKey(Constraint):
    def roll_key(self, world):
        keys = [each for each in world.candidates(Key, self) if not each.deferrable]
        return world.choose(keys)

    def roll_columns(self, world):
        """As many as the key has, of its types; they are made where there are none."""
        result = []
        for wanted in self.key.columns:
            fitting = [each for each in self.parent.columns(world) if each.type == wanted.type and each not in result]
            if not fitting:
                own = isinstance(self.parent, Table) and not isinstance(self.parent, Partition) and not self.parent.of_type
                if not own:
                    raise Impossible
                fitting = [world.add(Column, self.parent, type=wanted.type, collation=None, value=None)]
            result.append(world.choose(fitting))
        return result

    def roll_actions(self, world):
        return world.choose(("", "", " ON DELETE CASCADE", " ON DELETE SET NULL", " ON UPDATE CASCADE ON DELETE RESTRICT",
                             " MATCH FULL", " ON DELETE SET DEFAULT ON UPDATE SET NULL"))

    def roll_not_valid(self, world):
        return world.chance(0.1)

    def broken(self, world):
        types = [each.type for each in self.columns] == [each.type for each in self.key.columns]
        return super().broken(world) or ([] if types else ["columns"])

    def definition(self, world):
        valid = " NOT VALID" if self.not_valid else ""
        return (f"FOREIGN KEY ({self.names(self.columns)}) REFERENCES {self.key.parent.sql_name} "
                f"({self.names(self.key.columns)}){self.actions}{self.deferrable}{valid}")


class Check(Constraint):
    parents = staticmethod(lambda world: world.all(AnyTable))

    def roll_columns(self, world):
        return roll_columns(world, self, 2)

    def roll_forms(self, world):
        return [world.number(0, 9), world.number(0, 9)]

    def roll_function(self, world):
        if not world.chance(0.2):
            return None
        return world.choose([each for each in world.candidates(Function, self) if takes(each, self.columns[0].type, ("boolean",))] or [None])

    def roll_no_inherit(self, world):
        return world.chance(0.1)

    def roll_not_valid(self, world):
        return world.chance(0.1)

    def definition(self, world):
        parts = [each.type.condition(world, quote(each.name), form) for each, form in zip(self.columns, self.forms)]
        if self.function is not None and takes(self.function, self.columns[0].type, ("boolean",)):
            parts.append(self.function.call([quote(self.columns[0].name)]))
        return (f"CHECK ({' AND '.join(parts)}){' NO INHERIT' if self.no_inherit else ''}"
                f"{' NOT VALID' if self.not_valid else ''}")

    def sql(self, world):
        return [line.replace("ALTER TABLE", "ALTER FOREIGN TABLE", 1) if isinstance(self.parent, ForeignTable) else line
                for line in super().sql(world)]


def takes(function, a_type, results):
    """Whether a function takes one value of a type and gives one of others."""
    return (function.form in ("text", "plpgsql", "atomic") and [each[2] for each in function.arguments] == [a_type]
            and function.result.is_of(results))


class Exclusion(Constraint):
    def roll_columns(self, world):
        return roll_columns(world, self, 1, lambda each: each.type.is_of((*KEYS, "int4range", "tstzrange")))

    def roll_where(self, world):
        return world.number(0, 9) if world.chance(0.3) else None

    def definition(self, world):
        column = self.columns[0]
        method, operator = ("gist", "&&") if column.type.is_of(("int4range", "tstzrange")) else ("btree", "=")
        where = f" WHERE ({column.type.condition(world, quote(column.name), self.where)})" if self.where is not None else ""
        return f"EXCLUDE USING {method} ({quote(column.name)} WITH {operator}){where}{self.deferrable}"


class Index(Part):
    word = "INDEX"
    parents = staticmethod(lambda world: world.all(Table) + world.all(MaterializedView))
    lists = ("columns", "includes", "where_column")

    def roll_columns(self, world):
        return roll_columns(world, self, 3, lambda each: each.type.is_comparable)

    def roll_forms(self, world):
        """How each column is used."""
        return [world.choose(("plain", "plain", "plain", "desc", "nulls", "expression", "collate", "pattern", "function"))
                for _ in range(3)]

    def roll_function(self, world):
        return world.choose([each for each in world.candidates(Function, self) if "IMMUTABLE" in each.properties] or [None])

    def roll_method(self, world):
        return world.choose(("btree",) * 6 + ("hash", "gin", "gist", "brin"))

    def roll_unique(self, world):
        return world.choose(("", "", "", "UNIQUE ", "UNIQUE ")) if self.method == "btree" else ""

    def roll_nulls(self, world):
        return world.chance(0.2)

    def roll_includes(self, world):
        return roll_columns(world, self, 1) if world.chance(0.1) and self.method in ("btree", "gist") else []

    def roll_where_column(self, world):
        return roll_columns(world, self, 1)[:1] if world.chance(0.15) else []

    def roll_options(self, world):
        options = {"btree": ("fillfactor=70", "deduplicate_items=off"), "gin": ("fastupdate=off",), "brin": ("pages_per_range=64",),
                   "hash": ("fillfactor=60",), "gist": ("buffering=off",)}
        return f" WITH ({world.choose(options[self.method])})" if world.chance(0.12) else ""

    def roll_use(self, world):
        return world.choose((None,) * 8 + ("CLUSTER ON", "REPLICA IDENTITY USING INDEX", "STATISTICS"))

    def roll_only(self, world):
        return world.chance(0.05)

    def element(self, world, column, form):
        name, a_type = quote(column.name), column.type
        if self.method in ("hash", "gin", "gist", "brin"):
            return name
        if form == "expression":
            return f"({a_type.expression(world, name, 1)})"
        if form == "collate" and a_type.is_of(TEXTS):
            return f'{name} COLLATE "POSIX"'
        if form == "pattern" and a_type.is_of(("text",)):
            return f"{name} text_pattern_ops"
        return name + {"desc": " DESC", "nulls": " NULLS FIRST"}.get(form, "")

    @property
    def sql_name(self):
        return f"{quote(self.parent.schema.name)}.{quote(self.name)}"

    @property
    def address(self):
        return f"INDEX {self.sql_name}"

    def sql(self, world):
        columns = self.columns if self.method not in ("hash", "gin", "gist") else self.columns[:1]
        elements = join(self.element(world, *each) for each in zip(columns, self.forms))
        include = f" INCLUDE ({self.names(self.includes)})" if self.includes else ""
        where = "".join(f" WHERE {each.type.condition(world, quote(each.name), 1)}" for each in self.where_column)
        nulls = " NULLS NOT DISTINCT" if self.nulls and self.unique else ""
        only = "ONLY " if self.only and isinstance(self.parent, Table) and self.parent.key is not None else ""
        return [f"CREATE {self.unique}INDEX {quote(self.name)} ON {only}{self.parent.sql_name} USING {self.method} ({elements})"
                f"{include}{nulls}{self.options}{where}"]

    def late(self, world):
        if self.use in ("CLUSTER ON", "REPLICA IDENTITY USING INDEX"):
            yield f"ALTER {self.parent.word} {self.parent.sql_name} {self.use} {quote(self.name)}"
        if self.use == "STATISTICS":
            yield f"ALTER INDEX {self.sql_name} ALTER COLUMN 1 SET STATISTICS 77"


class Statistics(Part):
    word = "STATISTICS"
    can_be_owned = True
    parents = staticmethod(lambda world: world.all(Table) + world.all(MaterializedView))

    def roll_columns(self, world):
        columns = [each for each in self.parent.columns(world) if each.type.is_comparable]
        return world.some(columns, 3, 2)

    def roll_kinds(self, world):
        return world.some(("ndistinct", "dependencies", "mcv"), 3) if world.chance(0.5) else []

    def roll_expression(self, world):
        return world.chance(0.3)

    def roll_target(self, world):
        return world.choose((None, None, None, 0, 100))

    @property
    def sql_name(self):
        return f"{quote(self.parent.schema.name)}.{quote(self.name)}"

    @property
    def address(self):
        return f"STATISTICS {self.sql_name}"

    def sql(self, world):
        kinds = f" ({join(self.kinds)})" if self.kinds else ""
        elements = [quote(each.name) for each in self.columns]
        if self.expression:
            elements[0] = f"({self.columns[0].type.expression(world, elements[0], 1)})"
        yield f"CREATE STATISTICS {self.sql_name}{kinds} ON {join(elements)} FROM {self.parent.sql_name}"
        if self.target is not None:
            yield f"ALTER STATISTICS {self.sql_name} SET STATISTICS {self.target}"


class Trigger(Part):
    word = "TRIGGER"
    parents = staticmethod(lambda world: world.all(AnyTable) + world.all(View))

    def roll_columns(self, world):
        return roll_columns(world, self, 2) if world.chance(0.3) else []

    def roll_function(self, world):
        return world.choose(each for each in world.candidates(TriggerFunction, self) if each.returns == "trigger")

    def roll_timing(self, world):
        return world.choose(("BEFORE", "AFTER", "CONSTRAINT")) if isinstance(self.parent, AnyTable) else "INSTEAD OF"

    def roll_events(self, world):
        return world.some(("INSERT", "UPDATE", "DELETE"), 3)

    def roll_level(self, world):
        return world.choose(("ROW", "STATEMENT")) if self.timing in ("BEFORE", "AFTER") else "ROW"

    def roll_when(self, world):
        column = world.chance(0.2) and world.choose(self.parent.columns(world))
        return [column] if column else []

    lists = ("columns", "when")

    def roll_transition(self, world):
        return world.chance(0.2)

    def roll_arguments(self, world):
        return world.choose(("", "", "'a'", "'it''s', '2'"))

    def roll_firing(self, world):
        return world.choose((None, None, None, "DISABLE", "ENABLE REPLICA", "ENABLE ALWAYS"))

    def broken(self, world):
        return super().broken(world) + ([] if self.function.returns == "trigger" else ["function"])

    def sql(self, world):
        columns = f" OF {self.names(self.columns)}" if self.columns and self.timing != "INSTEAD OF" else ""
        events = " OR ".join(each + (columns if each == "UPDATE" else "") for each in self.events)
        constraint = self.timing == "CONSTRAINT"
        transition = ""
        if self.transition and self.timing == "AFTER" and len(self.events) == 1 and not columns:
            transition = {"INSERT": " REFERENCING NEW TABLE AS n", "DELETE": " REFERENCING OLD TABLE AS o",
                          "UPDATE": " REFERENCING OLD TABLE AS o NEW TABLE AS n"}[self.events[0]]
        when = ""
        if self.when and self.level == "ROW" and self.timing in ("BEFORE", "AFTER"):
            row = "OLD" if "DELETE" in self.events else "NEW"
            if not ("DELETE" in self.events and "INSERT" in self.events):
                when = f" WHEN {self.when[0].type.condition(world, row + '.' + quote(self.when[0].name), 1)}"
        yield (f"CREATE {'CONSTRAINT ' if constraint else ''}TRIGGER {quote(self.name)} {'AFTER' if constraint else self.timing}"
               f" {events} ON {self.parent.sql_name}{' DEFERRABLE INITIALLY DEFERRED' if constraint else ''}{transition}"
               f" FOR EACH {self.level}{when} EXECUTE FUNCTION {self.function.sql_name}({self.arguments})")
        if self.firing is not None:
            yield f"ALTER TABLE {self.parent.sql_name} {self.firing} TRIGGER {quote(self.name)}"


class Rule(Part):
    word = "RULE"
    parents = staticmethod(lambda world: world.all(Table) + world.all(View))
    lists = ("where",)

    def roll_event(self, world):
        return world.choose(("INSERT", "UPDATE", "DELETE"))

    def roll_action(self, world):
        others = [each for each in world.candidates(Table, self) if each.key is None]
        return world.choose(("NOTHING", "NOTIFY a", world.choose(others or ["NOTHING"])))

    def roll_instead(self, world):
        return world.chance(0.5)

    def roll_where(self, world):
        return roll_columns(world, self, 1) if world.chance(0.3) else []

    def roll_firing(self, world):
        return world.choose((None, None, None, "DISABLE", "ENABLE REPLICA"))

    def sql(self, world):
        row = "OLD" if self.event == "DELETE" else "NEW"
        where = "".join(f" WHERE {each.type.condition(world, row + '.' + quote(each.name), 1)}" for each in self.where)
        action = self.action if isinstance(self.action, str) else f"DELETE FROM {self.action.sql_name}"
        yield (f"CREATE RULE {quote(self.name)} AS ON {self.event} TO {self.parent.sql_name}{where} DO "
               f"{'INSTEAD' if self.instead else 'ALSO'} {action}")
        if self.firing is not None:
            yield f"ALTER TABLE {self.parent.sql_name} {self.firing} RULE {quote(self.name)}"


class Policy(Part):
    word = "POLICY"
    parents = staticmethod(lambda world: world.all(Table))
    lists = ("using", "check")

    def roll_command(self, world):
        return world.choose(("ALL", "SELECT", "INSERT", "UPDATE", "DELETE"))

    def roll_roles(self, world):
        return world.some(ROLES, 2) if world.chance(0.3) else []

    def roll_using(self, world):
        return roll_columns(world, self, 1) if world.chance(0.7) else []

    def roll_check(self, world):
        return roll_columns(world, self, 1) if world.chance(0.4) else []

    def roll_restrictive(self, world):
        return world.chance(0.2)

    def roll_form(self, world):
        return world.number(0, 9)

    def condition(self, world, column):
        return f"({column.type.condition(world, quote(column.name), self.form)})"

    def sql(self, world):
        using = "".join(f" USING {self.condition(world, each)}" for each in self.using if self.command != "INSERT")
        check = "".join(f" WITH CHECK {self.condition(world, each)}" for each in self.check
                        if self.command not in ("SELECT", "DELETE"))
        return [f"CREATE POLICY {quote(self.name)} ON {self.parent.sql_name} AS {'RESTRICTIVE' if self.restrictive else 'PERMISSIVE'}"
                f" FOR {self.command} TO {join(map(quote, self.roles)) or 'PUBLIC'}{using}{check}"]
