# SPDX-License-Identifier: GPL-3.0-or-later
"""The house rules that a program can check, each a function from a source tree to complaints.

A complaint is "path:line: what is wrong". tests/lint/bad/ holds a sample for each rule that it must
catch; the tree itself must have none.
"""

import pathlib
import re
import shutil
import subprocess

# core/'s folders: each may include only headers of the ones before it.
LAYERS = ["base", "postgres", "schema", "history", "fleet", "shadow", "check", "plan", "run"]
LONGEST_FILE = 700
INCLUDE = re.compile(r'^\s*#\s*include\s+"([^"]+)"', re.M)


class Tree:
    """The files below a folder, without what is hidden, built or a bad sample."""

    def __init__(self, root):
        self.root = pathlib.Path(root)
        self.files = {}
        for path in sorted(self.root.rglob("*")):
            parts = path.relative_to(self.root).parts
            hidden = any(part.startswith((".", "__", "build")) for part in parts[:-1])
            hidden |= parts == (".git",)
            if path.is_file() and not hidden and parts[:3] != ("tests", "lint", "bad"):
                self.read(path, "/".join(parts))

    def read(self, path, name):
        try:
            self.files[name] = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            pass

    def c_files(self, *folders):
        """(name, text) of the C sources and headers, in these top folders or in all."""
        for name, text in self.files.items():
            if name.endswith((".c", ".h")) and (not folders or name.split("/")[0] in folders):
                yield name, text


def _matches(name, text, pattern, complaint):
    for match in re.finditer(pattern, text, re.M):
        line = text.count("\n", 0, match.start()) + 1
        yield f"{name}:{line}: {complaint.format(match.group().strip())}"


def _without_comments(text):
    """C text with comments and string contents blanked, line numbers kept."""
    pattern = r'/\*.*?\*/|//[^\n]*|"(?:\\.|[^"\\\n])*"'
    return re.sub(pattern, lambda m: re.sub(r"[^\n]", " ", m.group()), text, flags=re.S)


def licence(tree):
    """The licence line is there: in C the first, in scripts among the first three."""
    for name, text in tree.files.items():
        lines = text.split("\n")
        is_script = text.startswith("#!") or name.endswith((".py", ".sh"))
        if name.endswith((".c", ".h")):
            if lines[0] != "/* SPDX-License-Identifier: GPL-3.0-or-later */":
                yield f"{name}:1: the first line is not the licence line"
        elif is_script and not (name.startswith("data/demo/") and name.endswith(".py")):
            if not any("SPDX-License-Identifier: GPL-3.0-or-later" in line for line in lines[:3]):
                yield f"{name}:1: no licence line"


def purpose(tree):
    """The second line of a C file says what the file is for, by its name."""
    for name, text in tree.c_files():
        begin = f"/* {name.split('/')[-1]}: "
        if not "".join(text.split("\n")[1:2]).startswith(begin):
            yield f'{name}:2: the second line is not "{begin}what the file is for"'


def length(tree):
    """No source file is longer than LONGEST_FILE lines."""
    for name, text in tree.files.items():
        if name.endswith((".c", ".h", ".py", ".sh", ".sql")) or text.startswith("#!"):
            lines = text.count("\n")
            if lines > LONGEST_FILE:
                yield f"{name}:{lines}: longer than {LONGEST_FILE} lines: make it two files"


def no_goto(tree):
    for name, text in tree.c_files():
        yield from _matches(name, _without_comments(text), r"\bgoto\b", "goto")


def no_exit(tree):
    """The library never ends the program."""
    for name, text in tree.c_files("core"):
        ends = r"\b(?:_?exit|abort|g_error|g_abort) \("
        yield from _matches(name, _without_comments(text), ends, "the library ends the program")


def layers(tree):
    """A folder of core/ includes only headers of itself and of the folders before it."""
    folder_of = {name.split("/")[-1]: name.split("/")[1] for name, _ in tree.c_files("core")}
    for name, text in tree.c_files("core"):
        folder = name.split("/")[1]
        if folder not in LAYERS:
            yield f"{name}:1: core/{folder} is not a layer"
            continue
        for match in INCLUDE.finditer(text):
            other = folder_of.get(match[1].split("/")[-1], folder)
            if other in LAYERS and LAYERS.index(other) > LAYERS.index(folder):
                line = text.count("\n", 0, match.start(1)) + 1
                yield f"{name}:{line}: core/{folder} may not include core/{other} ({match[1]})"


def no_circle(tree):
    """No header includes itself, however long the way."""
    headers = {name.split("/")[-1]: (name, text) for name, text in tree.c_files()}
    above = {}
    for short, (_, text) in headers.items():
        if short.endswith(".h"):
            above[short] = {i.split("/")[-1] for i in INCLUDE.findall(text)} & headers.keys()
    for short in above:
        seen, todo = set(), set(above[short])
        while todo:
            here = todo.pop()
            seen.add(here)
            todo |= above.get(here, set()) - seen
        if short in seen:
            yield f"{headers[short][0]}:1: this header includes itself by a circle"


def words(tree):
    """No marks of unfinished work, and no path of one machine."""
    marks = "|".join(("TO" + "DO", "FIX" + "ME", "XX" + "X"))
    for name, text in tree.files.items():
        yield from _matches(name, text, rf"\b(?:{marks})\b", "unfinished: {}")
        yield from _matches(name, text, r"(?<![\w/.$}])/(?:work|root|home/\w+)/", "a path of one machine")


TOKEN = re.compile(r"/\*.*?\*/|//[^\n]*|\"(?:\\.|[^\"\\])*\"|'(?:\\.|[^'\\])*'|\w+|\S", re.S)
TRANSLATES = {"_", "N_", "C_", "NC_", "ngettext"}
# The functions whose texts a person reads.
SAYS = {
    "fail", "g_prefix_error", "g_print", "g_printerr", "g_propagate_prefixed_error", "g_set_error",
    "hw_fleet_file_fail", "hw_postgres_set_error", "hw_progress_new", "hw_progress_set_text",
    "hw_python_cursor_fail", "hw_set_error", "hw_table_add", "hw_terminal_print",
}


def texts(tree):
    """What a person reads is marked for translation: the messages and remedies of errors."""
    for name, text in tree.c_files("app", "core"):
        calls, previous = [], ""
        for token in TOKEN.finditer(text):
            word = token.group()
            if word.startswith(("/*", "//")):
                continue
            if word == "(":
                calls.append(previous)
            elif word == ")" and calls:
                calls.pop()
            elif word.startswith('"') and not TRANSLATES.intersection(calls):
                if SAYS.intersection(calls) and re.search(r"[a-z]{2} [a-z]", word):
                    line = text.count("\n", 0, token.start()) + 1
                    yield f"{name}:{line}: not marked for translation: {word}"
            previous = word


def layout(tree):
    """clang-format has nothing to change."""
    files = [str(tree.root / name) for name, _ in tree.c_files()]
    if not files:
        return
    if not shutil.which("clang-format"):
        yield "clang-format:1: not installed"
        return
    style = pathlib.Path(__file__).parents[2] / ".clang-format"
    done = subprocess.run(
        ["clang-format", "--dry-run", f"--style=file:{style}", *files],
        capture_output=True, text=True, check=False,
    )
    for match in re.finditer(r"^(.+?):(\d+):\d+: (?:warning|error)", done.stderr, re.M):
        name = pathlib.Path(match[1]).relative_to(tree.root)
        yield f"{name}:{match[2]}: clang-format would write this otherwise"


RULES = [
    licence, purpose, length, no_goto, no_exit, layers, no_circle, words, texts, layout,
]
