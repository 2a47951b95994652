#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The reader of Python finds in Python's own library what Python's own parser finds there."""

import ast
import base64
import io
import os
import pathlib
import subprocess
import sysconfig
import tokenize
import unittest
import warnings

import tap

NONE, STRING, SEQUENCE, COMPUTED = range(4)
UNKNOWN = (COMPUTED, [])


class Module:
    """What Python's parser finds: the last assignment of each name, the docstring."""

    def __init__(self, content):
        tree = ast.parse(content)
        encoding, _ = tokenize.detect_encoding(io.BytesIO(content).readline)
        self.lines = content.decode(encoding).replace("\r\n", "\n").split("\n")
        self.variables = {}
        self.ignored = set()  # assigned in ways that the reader does not look at
        self.walk(tree.body, False)
        self.doc = ast.get_docstring(tree, clean=False)

    def value(self, node):
        if isinstance(node, ast.Constant) and (node.value is None or isinstance(node.value, str)):
            return (NONE, []) if node.value is None else (STRING, [node.value])
        if isinstance(node, (ast.Tuple, ast.List, ast.Set)):
            values = [self.value(element) for element in node.elts]
            if any(kind != STRING for kind, _ in values):
                return UNKNOWN
            return SEQUENCE, [text for _, texts in values for text in texts]
        return self.variables.get(node.id, UNKNOWN) if isinstance(node, ast.Name) else UNKNOWN

    def assign(self, name, value, conditional):
        if not (conditional and value[0] == COMPUTED and self.variables.get(name, value)[0] != COMPUTED):
            self.variables[name] = value

    def ignore(self, node):
        self.ignored |= {each.id for each in ast.walk(node)
                         if isinstance(each, ast.Name) and isinstance(each.ctx, ast.Store)}

    def walk(self, body, conditional):
        for node in body:
            before = self.lines[node.lineno - 1].encode()[: node.col_offset].decode().strip()
            if before and not before.endswith(";"):
                self.ignore(node)  # "if x: y = 1" in one line
            elif isinstance(node, ast.Assign) and all(isinstance(each, ast.Name) for each in node.targets):
                value = self.value(node.value)
                for target in node.targets:
                    self.assign(target.id, value, conditional)
            elif isinstance(node, ast.AnnAssign) and node.simple and node.value is not None:
                self.assign(node.target.id, self.value(node.value), conditional)
            elif isinstance(node, (ast.Assign, ast.AnnAssign, ast.AugAssign)):
                self.ignore(node)
            elif not isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
                for part in ("body", "handlers", "orelse", "finalbody", "cases"):
                    for inner in getattr(node, part, []):
                        bodies = inner.body if isinstance(inner, (ast.ExceptHandler, ast.match_case)) else [inner]
                        self.walk(bodies, True)


def can_be_text(value):
    """Whether the strings can be held as UTF-8 closed by a NUL; else the reader says computed."""
    return not any("\0" in text or any(0xD800 <= ord(c) < 0xE000 for c in text) for text in value[1])


class PythonAgreement(unittest.TestCase):
    """Every file of the standard library."""

    maxDiff = None

    def setUp(self):
        warnings.simplefilter("ignore")
        self.reader = subprocess.Popen(
            [os.environ["PYTHON_VARIABLES"]], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def tearDown(self):
        self.reader.stdin.close()
        self.reader.stdout.close()
        self.assertEqual(0, self.reader.wait(60))

    def read(self, path):
        """What the reader finds: its variables and docstring."""
        self.reader.stdin.write(f"{path}\n")
        self.reader.stdin.flush()
        lines = []
        while (line := self.reader.stdout.readline()) != "\n":
            self.assertTrue(line.endswith("\n"), f"the reader ended at {path}")
            self.assertFalse(line.startswith("!"), line)
            name, *words = line.rstrip("\n").split("\t")
            lines.append((name, words))
        decode = lambda words: [base64.b64decode(word).decode() for word in words]
        doc = decode(lines.pop()[1])
        return {name: (int(words[0]), decode(words[1:])) for name, words in lines}, doc

    def test_standard_library(self):
        literals = 0
        for path in sorted(pathlib.Path(sysconfig.get_path("stdlib")).rglob("*.py")):
            content = path.read_bytes()
            try:
                module = Module(content)
            except (SyntaxError, UnicodeDecodeError):
                continue  # kept there for Python's own tests
            variables, doc = self.read(path)
            expected = {name: value if can_be_text(value) else UNKNOWN
                        for name, value in module.variables.items() if name not in module.ignored}
            found = {name: value for name, value in variables.items() if name not in module.ignored}
            self.assertEqual(expected, found, path)
            self.assertEqual([] if module.doc is None else [module.doc], doc, path)
            literals += sum(value != UNKNOWN for value in expected.values())
        self.assertGreater(literals, 500)


if __name__ == "__main__":
    tap.main()
