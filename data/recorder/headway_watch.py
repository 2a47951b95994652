# SPDX-License-Identifier: GPL-3.0-or-later
"""Notices what a revision takes from the moment, the machine or chance: a recording has it once for
all databases.
"""

import datetime
import importlib.util
import os
import random
import sys
import types

# The functions in C that all such answers come from, and the modules of those that are no methods.
NAMES = {"now", "utcnow", "today", "time", "time_ns", "localtime", "gmtime", "ctime", "strftime",
         "random", "getrandbits", "urandom", "getrandom", "generate_time_safe", "gethostname"}
MODULES = {"time", "posix", "_uuid", "_socket"}
READ_ENVIRONMENT = os._Environ.__getitem__.__code__
# What leads a revision to them; some ask on behalf of whoever calls them.
AGENTS = {"os", "random", "secrets", "uuid", "collections", "decouple", "environ", "environs",
          "pydantic", "pydantic_settings"}
SOURCES = AGENTS | {"time", "datetime", "calendar", "socket", "platform"}
# Here SQLAlchemy calls what is the default of a column.
DEFAULTS = "sqlalchemy.sql.schema"
IMPORTING = vars(importlib._bootstrap)


def varies(function):
    owner = function.__self__
    if isinstance(owner, types.ModuleType):
        return owner.__name__ in MODULES
    if isinstance(owner, type):
        return issubclass(owner, datetime.date)
    return isinstance(owner, random.Random)


class Watch:
    """Of the revision that the loader's book has open: what the revision file does as it loads, and
    what it and the project's modules do as it runs. Libraries may look at the clock.

    To be watched takes a revision twice the time, so that is begun when it imports what can vary:
    few do."""

    def __init__(self, book, files):
        self._book, self._files = book, files
        self._is_needed = self._is_on = False
        self._seen_while_loading = None
        self.seen = None  # the first thing that was asked, while loading or in the last block

    def __enter__(self):
        self.seen, self._is_on = self._seen_while_loading, True
        if self._is_needed:
            sys.setprofile(self._notice)

    def __exit__(self, *exception):
        self._is_on = False
        sys.setprofile(None)

    def imports(self, name):
        """The revision file imports this."""
        if not self._is_needed and self._can_vary(name.split(".")[0]):
            self._is_needed = True
            if self._is_on:
                sys.setprofile(self._notice)

    def _can_vary(self, root):
        if root in SOURCES:
            return True
        try:
            specification = importlib.util.find_spec(root)
        except ImportError:
            return False
        except ValueError:  # put there by us, for a package of the project that raises
            return True
        if specification is None or specification.origin in ("built-in", "frozen"):
            return False
        places = specification.submodule_search_locations or [specification.origin]
        return not all(self._is_library(place) for place in places)

    def _notice(self, frame, event, argument):
        if event == "c_call":
            if argument.__name__ in NAMES and varies(argument):
                self._note(argument.__qualname__ + "()", frame)
        elif event == "call" and frame.f_code is READ_ENVIRONMENT:
            self._note("os.environ", frame.f_back)

    def _note(self, what, frame):
        if self.seen is None and self._is_of_revision(frame):
            self.seen = what
            if not self._book.running:
                self._seen_while_loading = what

    def _is_of_revision(self, frame):
        while frame is not None and self._module(frame).split(".")[0] in AGENTS:
            frame = frame.f_back
        if frame is None:
            return False
        if frame.f_globals is self._book.module:
            return True
        if not self._book.running or (
                self._module(frame) != DEFAULTS and self._is_library(frame.f_code.co_filename)):
            return False
        # What a module finds when it is imported was decided before.
        while frame is not None and frame.f_globals is not IMPORTING:
            frame = frame.f_back
        return frame is None

    def _is_library(self, path):
        """Also what the project has installed for itself, where another interpreter runs."""
        return "-packages" in path or self._files.is_library(path)

    def _module(self, frame):
        return frame.f_globals.get("__name__") or ""
