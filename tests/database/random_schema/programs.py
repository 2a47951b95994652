# SPDX-License-Identifier: GPL-3.0-or-later
"""Functions of every sort, and what is made of them: aggregates, operators, casts, triggers."""

from random_schema.data_types import Columnlike, DataType, Type, roll_type
from random_schema.world import Thing, join, literal, quote


class Routine(Thing):
    privileges = ("EXECUTE",)
    result = None

    def roll_name(self, world):
        """Overloads share a name."""
        others = [each.name for each in world.all(Routine) if each is not self]
        return world.choose(others) if others and world.chance(0.15) else super().roll_name(world)

    def roll_arguments(self, world):
        """[(name, mode, type, whether it has a default)]"""
        names = ["a", "b", "Odd name", None]
        result = []
        for number in range(world.choose((0, 0, 1, 1, 2, 3))):
            result.append((names[number], "", roll_type(world, self), number > 0 and world.chance(0.4)))
        while result and not result[-1][3] and any(each[3] for each in result):
            result.pop()
        return result

    @property
    def signature(self):
        return f"({join(each[2].sql for each in self.arguments if each[1] != 'OUT ')})"

    @property
    def address(self):
        return f"{self.word} {self.sql_name}{self.signature}"

    def declaration(self, world):
        parts = []
        for name, mode, a_type, default in self.arguments:
            words = [mode.strip(), quote(name) if name else "", a_type.sql, f"DEFAULT {a_type.value(world)}" if default else ""]
            parts.append(" ".join(word for word in words if word))
        return f"{self.sql_name}({join(parts)})"


class Function(Routine):
    word = "FUNCTION"

    def roll_result(self, world):
        return roll_type(world, self)

    def roll_form(self, world):
        return world.choose(("text", "text", "plpgsql", "atomic", "atomic", "set", "table"))

    def roll_source(self, world):
        """A column that an atomic body reads."""
        columns = world.candidates(Columnlike, self)
        return world.choose(columns) if columns and world.chance(0.5) else None

    def roll_number(self, world):
        return world.number(0, 2)

    def roll_properties(self, world):
        return world.some(("STABLE", "STRICT", "COST 7", "PARALLEL SAFE", "SECURITY DEFINER", "SET work_mem = '1MB'",
                           "SET search_path = pg_catalog, \"a b\"", "LEAKPROOF"), 3) if world.chance(0.3) else []

    def can_default(self, a_type):
        return self.result == a_type and not self.arguments and self.form in ("text", "plpgsql", "atomic")

    def call(self, arguments):
        return f"{self.sql_name}({join(arguments)})"

    def sql(self, world):
        value = self.result.value(world, self.number)
        returns, words = self.result.sql, " ".join(self.properties)
        if self.form == "atomic" and self.source is not None:
            body = (f"LANGUAGE sql {words} BEGIN ATOMIC\n SELECT {quote(self.source.name)} FROM {self.source.parent.sql_name};\n"
                    f" SELECT {value};\nEND")
        elif self.form == "atomic":
            body = f"LANGUAGE sql {words} RETURN {value}"
        elif self.form == "plpgsql":
            body = f"LANGUAGE plpgsql {words} AS $$BEGIN RETURN {value}; END$$"
        else:
            body = f"LANGUAGE sql {words} AS $$SELECT {value}$$"
        if self.form == "set":
            returns = f"SETOF {returns}"
        if self.form == "table":
            returns = f"TABLE (x {returns}, \"Y\" integer)"
            body = f"LANGUAGE sql {words} AS $$SELECT {value}, 1$$"
        return [f"CREATE FUNCTION {self.declaration(world)} RETURNS {returns} {body}"]


class Procedure(Routine):
    word = "PROCEDURE"

    def roll_number(self, world):
        return world.number(0, 2)

    def roll_language(self, world):
        return world.choose(("sql", "plpgsql"))

    def sql(self, world):
        body = f"SELECT {self.number}" if self.language == "sql" else f"BEGIN PERFORM {self.number}; END"
        return [f"CREATE PROCEDURE {self.declaration(world)} LANGUAGE {self.language} AS $${body}$$"]


class Aggregate(Routine):
    word = "AGGREGATE"

    def roll_arguments(self, world):
        return [(None, "", Type(world.choose(("integer", "bigint", "numeric"))), False)]

    def roll_start(self, world):
        return world.choose((None, "0", "5"))

    def roll_options(self, world):
        return world.choose(("", ", PARALLEL = safe", ", FINALFUNC_EXTRA = false"))

    def sql(self, world):
        name = self.arguments[0][2].sql
        function = {"integer": "int4larger", "bigint": "int8larger", "numeric": "numeric_larger"}[name]
        start = f", INITCOND = '{self.start}'" if self.start is not None else ""
        return [f"CREATE AGGREGATE {self.sql_name}({name}) (SFUNC = {function}, STYPE = {name}{start}{self.options})"]


class TriggerFunction(Thing):
    word = "FUNCTION"
    privileges = ("EXECUTE",)
    arguments = ()

    def roll_number(self, world):
        return world.number(0, 2)

    def roll_returns(self, world):
        return world.choose(("trigger", "trigger", "trigger", "event_trigger"))

    @property
    def address(self):
        return f"FUNCTION {self.sql_name}()"

    def sql(self, world):
        result = "RETURN NEW; " if self.returns == "trigger" else ""
        return [f"CREATE FUNCTION {self.sql_name}() RETURNS {self.returns} LANGUAGE plpgsql AS "
                f"$$BEGIN PERFORM {self.number}; {result}END$$"]


class EventTrigger(Thing):
    word = "EVENT TRIGGER"
    lies_in_schema = False

    def roll_function(self, world):
        return world.choose(each for each in world.candidates(TriggerFunction, self) if each.returns == "event_trigger")

    def roll_event(self, world):
        return world.choose(("ddl_command_start", "ddl_command_end", "sql_drop", "table_rewrite"))

    def roll_tags(self, world):
        return world.some(("CREATE TABLE", "DROP TABLE", "ALTER TABLE"), 2) if world.chance(0.4) else []

    def roll_firing(self, world):
        return world.choose((None, None, "DISABLE", "ENABLE REPLICA", "ENABLE ALWAYS"))

    def broken(self, world):
        return [] if self.function.returns == "event_trigger" else ["function"]

    def late(self, world):
        when = f" WHEN TAG IN ({join(map(literal, self.tags))})" if self.tags and self.event != "table_rewrite" else ""
        yield f"CREATE EVENT TRIGGER {self.sql_name} ON {self.event}{when} EXECUTE FUNCTION {self.function.sql_name}()"
        if self.firing is not None:
            yield f"ALTER EVENT TRIGGER {self.sql_name} {self.firing}"


class Operator(Thing):
    word = "OPERATOR"

    def roll_name(self, world):
        return world.choose(("===", "<%>", "@-@@", "|*|"))

    def roll_function(self, world):
        def fits(each):
            return len(each.arguments) == 2 and each.form in ("text", "plpgsql", "atomic")
        return world.choose(each for each in world.candidates(Function, self) if fits(each))

    def roll_options(self, world):
        return world.choose(("", ", RESTRICT = eqsel", ", JOIN = neqjoinsel, RESTRICT = neqsel"))

    def roll_commutes(self, world):
        """With itself: another that is never made remains as a mere name, which nothing shows."""
        return world.chance(0.2)

    @property
    def sql_name(self):
        return f"{quote(self.schema.name)}.{self.name}"

    @property
    def address(self):
        left, right = [each[2].sql for each in self.function.arguments][:2] if len(self.function.arguments) > 1 else ("NONE", "integer")
        return f"OPERATOR {self.sql_name} ({left}, {right})"

    def broken(self, world):
        return [] if len(self.function.arguments) == 2 else ["function"]

    def sql(self, world):
        left, right = (each[2].sql for each in self.function.arguments[:2])
        return [f"CREATE OPERATOR {self.sql_name} (FUNCTION = {self.function.sql_name}, LEFTARG = {left}, RIGHTARG = {right}"
                f"{f', COMMUTATOR = OPERATOR({self.sql_name})' if self.commutes and left == right else ''}{self.options})"]


class OperatorFamily(Thing):
    word = "OPERATOR FAMILY"

    @property
    def address(self):
        return f"OPERATOR FAMILY {self.sql_name} USING btree"

    def sql(self, world):
        return [f"CREATE OPERATOR FAMILY {self.sql_name} USING btree"]


class OperatorClass(Thing):
    word = "OPERATOR CLASS"

    def roll_family(self, world):
        families = world.candidates(OperatorFamily, self)
        return world.choose(families) if families and world.chance(0.7) else None

    def roll_type(self, world):
        return world.choose(("int4", "int8"))

    def roll_operators(self, world):
        return world.some((1, 2, 3, 4, 5), 5)

    @property
    def address(self):
        return f"OPERATOR CLASS {self.sql_name} USING btree"

    def sql(self, world):
        parts = [f"OPERATOR {each} {'< <= = >= >'.split()[each - 1]}" for each in sorted(self.operators)]
        parts.append(f"FUNCTION 1 bt{self.type}cmp({self.type}, {self.type})")
        family = f" FAMILY {self.family.sql_name}" if self.family is not None else ""
        return [f"CREATE OPERATOR CLASS {self.sql_name} FOR TYPE {self.type} USING btree{family} AS {join(parts)}"]


class Cast(Thing):
    word = "CAST"
    lies_in_schema = False
    can_be_owned = False

    def roll_source(self, world):
        return world.choose(each for each in world.candidates(DataType, self) if each.word == "TYPE")

    def roll_target(self, world):
        return world.choose(("text", "integer", "jsonb"))

    def roll_way(self, world):
        calls = [each for each in world.candidates(Function, self)
                 if [x[2] for x in each.arguments] == [Type(self.source)] and each.result.is_of((self.target,))]
        return world.choose(["WITH INOUT", *[f"WITH FUNCTION {each.sql_name}{each.signature}" for each in calls]])

    def roll_context(self, world):
        """None is implicit: that changes what other expressions mean, in whatever order they are made."""
        return world.choose(("", " AS ASSIGNMENT"))

    @property
    def address(self):
        return f"CAST ({self.source.sql_name} AS {self.target})"

    def sql(self, world):
        return [f"CREATE {self.address} {self.way}{self.context}"]


class Transform(Thing):
    word = "TRANSFORM"
    lies_in_schema = False
    can_be_owned = False

    def roll_type(self, world):
        return world.choose(("integer", "bigint", "text"))

    def roll_ways(self, world):
        return world.some(("FROM SQL WITH FUNCTION prsd_lextype(internal)", "TO SQL WITH FUNCTION int4recv(internal)"), 2)

    @property
    def address(self):
        return f"TRANSFORM FOR {self.type} LANGUAGE sql"

    def sql(self, world):
        return [f"CREATE {self.address} ({join(self.ways)})"]


class Language(Thing):
    word = "LANGUAGE"
    lies_in_schema = False
    privileges = ("USAGE",)

    def roll_trusted(self, world):
        return world.chance(0.5)

    def sql(self, world):
        trusted = "TRUSTED " if self.trusted else ""
        return [f"CREATE {trusted}LANGUAGE {self.sql_name} HANDLER plpgsql_call_handler VALIDATOR plpgsql_validator"]


class Conversion(Thing):
    word = "CONVERSION"

    def roll_default(self, world):
        return world.chance(0.3)

    def roll_codes(self, world):
        return world.choose((("LATIN1", "UTF8", "iso8859_1_to_utf8"), ("UTF8", "LATIN1", "utf8_to_iso8859_1")))

    def sql(self, world):
        source, target, function = self.codes
        default = "DEFAULT " if self.default else ""
        return [f"CREATE {default}CONVERSION {self.sql_name} FOR '{source}' TO '{target}' FROM {function}"]

