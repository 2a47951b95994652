# SPDX-License-Identifier: GPL-3.0-or-later
"""A world of things, which is a random schema, and what can happen to it.

A thing is one object. Its properties are what it has a roll_…() for, each of them a random value, in
which other things may be named. So all that is done to a world is done in one way: to add a thing is
to roll all its properties, to alter, rename or move one is to roll one again, and where one is dropped
what named it rolls that again, or goes as well."""

import copy
import random
import re

ROLES = ["alice", "bob", "odd: role"]
PLAIN_NAMES = [f"{letter}{digit}" for letter in "abcdefgh" for digit in "123"]
ODD_NAMES = ["Select", "user", "order", "a b", 'q"uote', "it's", "naïve", "表", "semi;colon", "back\\slash", "$1",
             "x" * 63, "é" * 31, "from", "Ünïcode name", "a.b", "(a)", "public", "table", "100%", "--", "a_long_name_" * 5]
_WORDS = {"user", "order", "from", "table", "select"}


class Impossible(Exception):
    """There is nothing to choose from."""


def quote(name):
    if re.fullmatch("[a-z_][a-z0-9_]*", name) and name not in _WORDS:
        return name
    return '"' + name.replace('"', '""') + '"'


def literal(text):
    return "'" + text.replace("'", "''") + "'" if "\\" not in text else "E'" + text.replace("\\", "\\\\").replace("'", "''") + "'"


def join(things):
    return ", ".join(things)


def references(value):
    """The things that are named in a value."""
    if isinstance(value, Thing):
        yield value
    elif isinstance(value, (list, tuple)):
        for each in value:
            yield from references(each)
    elif hasattr(value, "base"):
        yield from references(value.base)


class Thing:
    """One object. A subclass has its properties as roll_…(world), and writes itself."""

    word = ""  # as COMMENT ON says it
    lies_in_schema = True
    can_be_owned = True
    privileges = ()  # what can be granted
    inline = False  # made by the statement that makes its parent
    odd = 0.12  # the share of odd names

    def __init__(self, parent=None):
        self.parent = parent

    @classmethod
    def properties(cls):
        names = (name for kind in cls.__mro__[::-1] for name in vars(kind) if name.startswith("roll_"))
        return list(dict.fromkeys(name[5:] for name in names))

    def roll(self, world, name):
        setattr(self, name, getattr(self, "roll_" + name)(world))

    def roll_schema(self, world):
        return world.choose(world.all(Schema)) if self.lies_in_schema and self.parent is None else None

    def roll_name(self, world):
        names = ODD_NAMES if world.chance(self.odd) else PLAIN_NAMES
        taken = {each.name for each in world.things if each is not self and each.parent is self.parent
                 and getattr(each, "schema", None) is self.schema and not hasattr(each, "arguments")}
        return world.choose([name for name in names if name not in taken])

    def roll_comment(self, world):
        return world.choose(["one", "it's \"two\"", "three\nlines\n"]) if self.word and world.chance(0.12) else None

    def roll_owner(self, world):
        return world.choose(ROLES) if self.can_be_owned and world.chance(0.06) else None

    def roll_grants(self, world):
        if not self.privileges or not world.chance(0.08):
            return []
        return [(world.some(self.privileges, 2), world.choose(ROLES + ["PUBLIC"]), world.chance(0.2))
                for _ in range(world.number(1, 2))]

    def broken(self, world):
        """The properties that no longer fit the others."""
        return []

    def named(self):
        """The things that its properties name."""
        return [each for value in vars(self).values() for each in references(value)]

    def needs(self, world):
        """The things that must be there before it."""
        result = self.named()
        for child in world.children(self):
            if child.inline:
                result += [each for each in child.needs(world) if each is not self]
        return result

    @property
    def sql_name(self):
        return (quote(self.schema.name) + "." if self.schema is not None else "") + quote(self.name)

    @property
    def address(self):
        return f"{self.word} {self.sql_name}"

    @property
    def grant_address(self):
        return self.address

    def sql(self, world):
        """The statements that make it."""
        return []

    def late(self, world):
        """Those that come when all things are there."""
        return []

    def _decorations(self):
        if self.comment is not None:
            yield f"COMMENT ON {self.address} IS {literal(self.comment)}"
        if self.owner is not None:
            yield f"ALTER {self.address} OWNER TO {quote(self.owner)}"
        for privileges, role, option in self.grants:
            yield (f"GRANT {join(privileges)} ON {self.grant_address} TO "
                   f"{role if role == 'PUBLIC' else quote(role) + (' WITH GRANT OPTION' if option else '')}")

    def all_late(self, world):
        return [*self.late(world), *self._decorations()]


class Schema(Thing):
    word = "SCHEMA"
    lies_in_schema = False
    privileges = ("USAGE", "CREATE")

    def sql(self, world):
        return [] if self.name == "public" else [f"CREATE SCHEMA {self.sql_name}"]


class World:
    """The things of one schema, in the order in which they came."""

    def __init__(self, seed, kinds):
        self.random = random.Random(seed)
        self.kinds = kinds  # Thing → how often
        self.things = []
        public = Schema()
        for name in Schema.properties():
            setattr(public, name, None)
        public.name, public.grants = "public", []
        self.things.append(public)
        for _ in range(self.number(0, 2)):
            self.add(Schema)
        for _ in range(self.choose([4, 8, 12, 18, 26])):
            self.add_some()

    def copy(self, seed):
        other = copy.copy(self)
        other.things = copy.deepcopy(self.things)
        other.random = random.Random(seed)
        return other

    def chance(self, share):
        return self.random.random() < share

    def number(self, least, most):
        return self.random.randint(least, most)

    def choose(self, values):
        values = list(values)
        if not values:
            raise Impossible
        return self.random.choice(values)

    def some(self, values, most, least=1):
        values = list(values)
        if len(values) < least:
            raise Impossible
        return self.random.sample(values, self.number(least, min(most, len(values))))

    def all(self, kind):
        return [each for each in self.things if isinstance(each, kind)]

    def children(self, parent, kind=Thing):
        return [each for each in self.things if each.parent is parent and isinstance(each, kind)]

    def reaches(self, thing, goal):
        """Whether a thing cannot be there before another is."""
        seen, todo = set(), [thing]
        while todo:
            here = todo.pop()
            if here is goal:
                return True
            if id(here) not in seen:
                seen.add(id(here))
                todo += here.needs(self)
        return False

    def candidates(self, kind, thing):
        """What a thing can name."""
        whole = thing.parent if thing.inline else thing
        return [each for each in self.all(kind) if not self.reaches(each, whole)]

    # What can happen.

    def add(self, kind, parent=None, **fixed):
        thing = kind(parent)
        self.things.append(thing)
        try:
            for name in kind.properties():
                if name in fixed:
                    setattr(thing, name, fixed[name])
                else:
                    thing.roll(self, name)
            if hasattr(thing, "furnish"):
                thing.furnish(self)
        except Impossible:
            self.remove(thing)
            raise
        return thing

    def remove(self, thing):
        for child in self.children(thing):
            self.remove(child)
        if thing in self.things:
            self.things.remove(thing)

    def add_some(self):
        """Adds a thing of a random kind."""
        for _ in range(20):
            kind = self.random.choices(list(self.kinds), list(self.kinds.values()))[0]
            try:
                parent = self.choose(kind.parents(self)) if hasattr(kind, "parents") else None
                return self.add(kind, parent)
            except Impossible:
                continue
        return None

    def drop_some(self):
        things = [each for each in self.things if each is not self.things[0]]
        if things:
            self.remove(self.choose(things))

    def alter_some(self):
        thing = self.choose(self.things)
        if thing is self.things[0]:
            return
        name = self.choose(type(thing).properties())
        old = getattr(thing, name)
        try:
            for _ in range(4):
                thing.roll(self, name)
                if getattr(thing, name) != old:
                    break
        except Impossible:
            setattr(thing, name, old)

    def edit(self):
        """One to six things happen."""
        for _ in range(self.choose([1, 1, 2, 3, 4, 6])):
            self.random.choices([self.alter_some, self.add_some, self.drop_some], [6, 3, 2])[0]()
            self.repair()

    def repair(self):
        """What names a thing that is gone, or no longer fits, rolls that again, or goes."""
        for _ in range(20):
            there = {id(each) for each in self.things}
            whole = True
            for thing in list(self.things):
                broken = [name for name in type(thing).properties()
                          if any(id(each) not in there for each in references(getattr(thing, name)))]
                broken += thing.broken(self)
                if thing.parent is not None and id(thing.parent) not in there:
                    self.remove(thing)
                    whole = False
                try:
                    for name in broken:
                        whole = False
                        thing.roll(self, name)
                except Impossible:
                    self.remove(thing)
            if whole:
                return

    # How it is written.

    def ordered(self):
        """What is needed comes first."""
        done, result = set(), []

        def visit(thing):
            if id(thing) in done:
                return
            done.add(id(thing))
            for each in thing.needs(self):
                visit(each)
            result.append(thing)

        for thing in self.things:
            visit(thing)
        return result

    def statements(self):
        ordered = self.ordered()
        result = [line for thing in ordered for line in thing.sql(self)]
        result += [line for thing in ordered for line in thing.all_late(self)]
        text = "\n".join(result)
        roles = [f"DO $$BEGIN CREATE ROLE {quote(role)}; EXCEPTION WHEN duplicate_object OR unique_violation"
                 " THEN NULL; END$$" for role in ROLES if quote(role) in text]
        return roles + result


