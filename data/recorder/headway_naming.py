# SPDX-License-Identifier: GPL-3.0-or-later
"""Finds the naming convention of the project's metadata: by it Alembic names the constraints that a
revision leaves unnamed.

It is read, not run, since env.py may need the service's environment and imports all of its models.
Found is what env.py or a module behind its imports writes out; one that is computed is not.
"""

import ast
import collections
import glob
import os
import re

WORD = "naming_convention"
IMPORT = re.compile(
    r"^[ \t]*(?:from[ \t]+(\.*)([\w.]*)[ \t]+import[ \t]+(\([^)]*\)|[^\n]*)|import[ \t]+([^\n]*))",
    re.M)
NAME = re.compile(r"([\w.]+)(?:[ \t]+as[ \t]+\w+)?[\s,]*")


def read(path):
    try:
        with open(path, encoding="utf-8", errors="replace") as file:
            return file.read()
    except OSError:
        return ""


def parse(text):
    try:
        return ast.parse(text)
    except (SyntaxError, ValueError):
        return ast.Module([], [])


def files_of(module, place):
    """The files that importing a module loads, where the place has them."""
    at = place
    for part in module.split("."):
        at = os.path.join(at, part)
        for path in (os.path.join(at, "__init__.py"), at + ".py"):
            if os.path.isfile(path):
                yield path


def imports(path, text, places):
    """The project's files that a file imports, in order."""
    for dots, module, names, plain in IMPORT.findall(text):
        above = [os.path.join(os.path.dirname(path), *[os.pardir] * (len(dots) - 1))]
        modules = NAME.findall(plain) or [module, *(
            ".".join(filter(None, (module, name))) for name in NAME.findall(names))]
        for place in above if dots else places:
            for one in modules:
                yield from map(os.path.normpath, files_of(one, place))


def given(tree, name):
    """What a file gives by a keyword or an attribute of this name, in order: expressions."""
    found = [node for node in ast.walk(tree) if isinstance(node, ast.keyword) and node.arg == name]
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign) and any(
                isinstance(target, ast.Attribute) and target.attr == name
                for target in node.targets):
            found.append(node)
    return sorted((node.value for node in found), key=lambda value: value.lineno)


def assigned(tree, name):
    """What a file assigns to a variable: expressions."""
    for node in ast.walk(tree):
        targets = node.targets if isinstance(node, ast.Assign) else (
            [node.target] if isinstance(node, ast.AnnAssign) and node.value else [])
        if any(isinstance(target, ast.Name) and target.id == name for target in targets):
            yield node.value


def has_one_target(tree):
    """Whether env.py gives Alembic a target_metadata, and not a list of them, which has no
    convention."""
    values = [value for value in given(tree, "target_metadata") + list(
        assigned(tree, "target_metadata"))
        if getattr(value, "id", None) != "target_metadata"
        and not (isinstance(value, ast.Constant) and value.value is None)]
    return bool(values) and not any(isinstance(value, (ast.List, ast.Tuple)) for value in values)


def evaluate(value):
    """A dictionary that is written out; None for anything else."""
    if isinstance(value, ast.Call) and getattr(value.func, "id", None) == "dict" and not value.args:
        value = ast.Dict([ast.Constant(pair.arg) for pair in value.keywords],
                         [pair.value for pair in value.keywords])
    try:
        found = ast.literal_eval(value)
    except (ValueError, TypeError):
        return None
    return found if isinstance(found, dict) else None


class Search:
    def __init__(self, places):
        self._places = places
        self.files = []  # what the answer depends on

    def run(self, env):
        """The convention of env.py's target_metadata; None when there is none."""
        text = read(env)
        self.files.append(env)
        if not has_one_target(parse(text)):
            return None
        waiting, seen = collections.deque([env]), {env}
        if "current_app" in text:  # Flask-Migrate's env.py imports nothing of the application
            waiting.extend(self._surface())
        while waiting:
            path = waiting.popleft()
            text = read(path)
            values = given(parse(text), WORD) if WORD in text else []
            if values:
                self.files.append(path)
                return self._resolve(values[0], path, text)
            for one in imports(path, text, self._places):
                if one not in seen:
                    seen.add(one)
                    waiting.append(one)
        return None

    def _surface(self):
        return [path for place in self._places for pattern in ("*.py", "*/*.py")
                for path in sorted(glob.glob(os.path.join(place, pattern)))]

    def _resolve(self, value, path, text):
        name = getattr(value, "id", getattr(value, "attr", None))
        if name is None:
            return evaluate(value)
        for one in [path, *imports(path, text, self._places)]:
            for found in map(evaluate, assigned(parse(read(one)), name)):
                if found is not None:
                    self.files.append(one)
                    return found
        return None
