# SPDX-License-Identifier: GPL-3.0-or-later
"""Views, plain and materialized, on tables, on functions and on each other."""

from random_schema.data_types import Columnlike, Type
from random_schema.programs import Function
from random_schema.tables import Relation
from random_schema.world import join, quote


class AnyView(Relation):
    def roll_sources(self, world):
        return world.some(world.candidates(Relation, self), 2)

    def roll_call(self, world):
        """A function whose rows it reads as well."""
        sets = [each for each in world.candidates(Function, self) if each.form in ("set", "table") and not each.arguments]
        return world.choose(sets) if sets and world.chance(0.3) else None

    def roll_where(self, world):
        return world.number(0, 9) if world.chance(0.3) else None

    def roll_distinct(self, world):
        return world.choose(("", "", "", "", "DISTINCT ", "GROUP", "UNION", "WITH"))

    def furnish(self, world):
        for _ in range(world.number(1, 4)):
            world.add(Output, self)

    def columns(self, world):
        return world.children(self, Output)

    def query(self, world):
        outputs = self.columns(world)
        sources = [f"{each.sql_name} s{number}" for number, each in enumerate(self.sources)]
        if self.call is not None:
            sources.append(f"{self.call.call([])} f")
        lines = [each.expression(world) for each in outputs]
        if self.distinct in ("GROUP", "WITH") and self.sources:
            lines.append(f"count(*) AS {quote('how many')}" if self.distinct == "GROUP" else "1 AS w")
        text = f"{'DISTINCT ' if self.distinct == 'DISTINCT ' else ''}\n  " + ",\n  ".join(lines) + f"\nFROM {' CROSS JOIN '.join(sources)}"
        if self.where is not None and outputs:
            first = outputs[0]
            text += f"\nWHERE {first.source.type.condition(world, first.reference, self.where)}"
        if self.distinct == "GROUP":
            # What is there twice is there once when the server reads what it wrote.
            said = [each.expression(world).rpartition(" AS ")[0] for each in outputs]
            text += "\nGROUP BY " + join(str(said.index(each) + 1) for each in dict.fromkeys(said))
        if self.distinct == "UNION":
            text = f"{text}\nUNION ALL SELECT {text}"
        return f"WITH w AS (SELECT 1 AS one) SELECT {text}" if self.distinct == "WITH" else f"SELECT {text}"


class View(AnyView):
    word = "VIEW"

    def roll_options(self, world):
        return world.choose(("", "", "", " WITH (security_barrier=true)", " WITH (check_option=local)"))

    @property
    def grant_address(self):
        return self.sql_name

    def all_late(self, world):
        """It keeps its owner where a materialized view reads it: what else that role may read is not looked
        at, and what it may not read PostgreSQL cannot fill the other with again."""
        owner = self.owner
        if any(world.reaches(each, self) for each in world.all(MaterializedView)):
            self.owner = None
        lines = super().all_late(world)
        self.owner = owner
        return lines

    def sql(self, world):
        return [f"CREATE VIEW {self.sql_name}{self.options} AS {self.query(world)}"]


class MaterializedView(AnyView):
    word = "MATERIALIZED VIEW"

    def roll_options(self, world):
        return world.choose(("", "", "", " WITH (fillfactor=60)"))

    def roll_data(self, world):
        return world.choose(("", "", " WITH NO DATA"))

    @property
    def grant_address(self):
        return self.sql_name

    def sql(self, world):
        return [f"CREATE MATERIALIZED VIEW {self.sql_name}{self.options} AS {self.query(world)}{self.data}"]


class Output(Columnlike):
    """A column of a view."""

    can_be_owned = False
    inline = True
    word = "COLUMN"
    parents = staticmethod(lambda world: world.all(AnyView))

    def roll_source(self, world):
        columns = [each for source in self.parent.sources for each in source.columns(world)]
        return world.choose(columns)

    def roll_form(self, world):
        return world.choose(("plain", "plain", "plain", "text", "expression", "condition", "row"))

    def roll_default(self, world):
        return world.chance(0.08)

    def broken(self, world):
        there = [each for source in self.parent.sources for each in source.columns(world)]
        return [] if self.source in there else ["source"]

    @property
    def type(self):
        """Nothing is lost when a name of a table is its type."""
        if self.form == "condition":
            return Type("boolean")
        return Type("text") if self.form in ("text", "row") else self.source.type

    @property
    def address(self):
        return f"COLUMN {self.parent.sql_name}.{quote(self.name)}"

    @property
    def reference(self):
        """Its source, as the query says it."""
        for number, each in enumerate(self.parent.sources):
            if self.source.parent is each or self.source.parent in getattr(each, "parents", []) \
                    or self.source.parent is each.parent or self.source.parent is getattr(each, "of_type", None):
                return f"s{number}.{quote(self.source.name)}"
        return quote(self.source.name)

    def expression(self, world):
        reference, a_type = self.reference, self.source.type
        # What is text already is not said to be it, or the server would group by it twice, and then once.
        as_text = reference if a_type.is_of(("text",)) else f"({reference})::text"
        text = {"plain": reference, "text": as_text, "row": f"({reference})::text || 'x'",
                "condition": a_type.condition(world, reference, 2)}.get(self.form) or a_type.expression(world, reference, 0)
        return f"{text} AS {quote(self.name)}"

    def late(self, world):
        if self.default and self.parent.word == "VIEW":
            yield (f"ALTER VIEW {self.parent.sql_name} ALTER COLUMN {quote(self.name)} SET DEFAULT "
                   f"{self.type.value(world)}")
