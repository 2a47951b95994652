# SPDX-License-Identifier: GPL-3.0-or-later
"""SQL text as single statements: just enough to split, to classify and to write literals."""

import datetime
import decimal
import enum
import json
import re
import uuid

TOKEN = re.compile(
    r"""(?P<space>\s+)
    |(?P<comment>--[^\n]*|/\*)
    |(?P<string>[eE]'(?:[^'\\]|\\.|'')*'|'(?:[^']|'')*'|"(?:[^"]|"")*")
    |(?P<dollar>\$(?:[^\W\d]\w*)?\$)
    |(?P<word>[^\W\d][\w$]*)
    |(?P<semicolon>;)
    |(?P<other>.)""",
    re.X | re.S,
)
COMMENT_EDGE = re.compile(r"/\*|\*/")

CONTROL = {"BEGIN", "START", "COMMIT", "END", "ROLLBACK", "ABORT", "SAVEPOINT", "RELEASE"}
DATA = {"INSERT", "UPDATE", "DELETE", "MERGE", "SELECT", "WITH", "VALUES", "TABLE", "COPY",
        "TRUNCATE", "CALL", "LOCK", "REFRESH", "ANALYZE", "EXPLAIN", "SHOW", "FETCH", "MOVE",
        "DECLARE", "CLOSE", "EXECUTE"}

# What two databases of one schema, or one at two moments, may answer differently.
SURROUNDINGS = re.compile(
    r"""current_(?:catalog|database|date|role|schemas?|setting|time|timestamp|user)
    |session_user|user|version|inet_(?:client|server)_(?:addr|port)|now|timeofday|local(?:time|timestamp)
    |(?:clock|statement|transaction)_timestamp|random|gen_random_uuid|txid_\w+|has_\w+_privilege
    |pg_(?:auth_members|authid|group|roles|shadow|user|has_role|database|db_role_setting)
    |pg_(?:available_extension\w*|file_settings|locks|settings|stat_\w+|tablespace)
    |pg_(?:backend_pid|current_\w+|is_in_recovery|postmaster_start_time|\w*size)
    |(?:applicable|enabled)_roles""",
    re.I | re.X,
)
# Which tells nothing: the copy's catalogs and the database's agree in what is called so.
OF_THIS_DATABASE = re.compile(
    r"""[\w"]\s*=\s*current_(?:catalog\b|(?:database|schema)\s*\(\s*\))""", re.I)


def tokens(text):
    """Yields (kind, start, end); a nested comment or a dollar-quoted string is one token."""
    at = 0
    while at < len(text):
        match = TOKEN.match(text, at)
        kind, end = match.lastgroup, match.end()
        if kind == "comment" and match.group() == "/*":
            depth = 1
            while depth:
                edge = COMMENT_EDGE.search(text, end)
                depth += 0 if edge is None else 1 if edge.group() == "/*" else -1
                end = len(text) if edge is None else edge.end()
                if edge is None:
                    break
        elif kind == "dollar":
            close = text.find(match.group(), end)
            end = len(text) if close < 0 else close + len(match.group())
            kind = "string"
        yield kind, at, end
        at = end


def split(text):
    """The statements of a text, without their semicolons; comments alone are none."""
    found, start, filled = [], 0, False
    if re.search(r"\bBEGIN\s+ATOMIC\b", text, re.I):
        return [text]
    for kind, begin, end in tokens(text):
        if kind == "semicolon":
            if filled:
                found.append(text[start:begin].strip())
            start, filled = end, False
        elif kind not in ("space", "comment"):
            filled = True
    if filled:
        found.append(text[start:].strip())
    return found


def words(statement, count):
    """The first words, in upper case."""
    found = []
    for kind, begin, end in tokens(statement):
        if kind == "word":
            found.append(statement[begin:end].upper())
        elif kind not in ("space", "comment") and not (kind == "other" and not found):
            break
        if len(found) == count:
            break
    return found


def kind(statement):
    """"control", "data" or "definition"."""
    first = (words(statement, 1) or [""])[0]
    if first == "PREPARE" and words(statement, 2)[1:] == ["TRANSACTION"]:
        return "control"
    return "control" if first in CONTROL else "data" if first in DATA else "definition"


def asks_isolation(statement):
    """SQLAlchemy does, around Alembic's autocommit_block()."""
    return words(statement, 2) == ["SHOW", "TRANSACTION"]


def names_surroundings(statement):
    """Whether a query names what differs between databases of one schema."""
    text = OF_THIS_DATABASE.sub("", statement)
    return any(kind_ == "word" and SURROUNDINGS.fullmatch(text, begin, end)
               for kind_, begin, end in tokens(text))


def without_concurrently(statement):
    """The statement with the word CONCURRENTLY left out, for running inside a transaction."""
    parts, last = [], 0
    for kind_, begin, end in tokens(statement):
        if kind_ == "word" and statement[begin:end].upper() == "CONCURRENTLY":
            parts.append(statement[last:begin])
            last = end
    return "".join(parts) + statement[last:]


def literal(value):
    """A Python value as SQL, for drivers that cannot write their own parameters out."""
    if value is None:
        return "NULL"
    if isinstance(value, enum.Enum):
        value = value.value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (int, decimal.Decimal)):
        return "(%s)" % value if value < 0 else str(value)
    if isinstance(value, float):
        return "'%r'::float8" % value
    if isinstance(value, (bytes, bytearray, memoryview)):
        return "'\\x%s'::bytea" % bytes(value).hex()
    if isinstance(value, datetime.datetime):
        return "'%s'::timestamp%s" % (value.isoformat(" "), "tz" if value.tzinfo else "")
    if isinstance(value, datetime.date):
        return "'%s'::date" % value.isoformat()
    if isinstance(value, datetime.time):
        return "'%s'::time%s" % (value.isoformat(), "tz" if value.tzinfo else "")
    if isinstance(value, datetime.timedelta):
        return "'%d days %r seconds'::interval" % (
            value.days, value.seconds + value.microseconds / 1000000)
    if isinstance(value, uuid.UUID):
        return "'%s'::uuid" % value
    if isinstance(value, (list, tuple)):
        return "ARRAY[%s]" % ", ".join(literal(item) for item in value) if value else "'{}'"
    if isinstance(value, dict):
        value = json.dumps(value)
    text = str(value).replace("'", "''")
    return " E'%s'" % text.replace("\\", "\\\\") if "\\" in text else "'%s'" % text
