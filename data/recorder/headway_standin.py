# SPDX-License-Identifier: GPL-3.0-or-later
"""Loads one revision file alone, with a stand-in for each module that cannot be imported.

Only the revision file's own import statements are guarded: they look up __import__ in the file's
own builtins. A stand-in can be imported, named, called and derived from while the file loads; what
counts is whether upgrade() or downgrade() truly uses it.
"""

import builtins
import importlib
import importlib.machinery
import importlib.util
import re
import sys
import types

# Calling these while a revision runs changes no SQL.
LOGGING = {"structlog", "loguru", "colorlog", "sentry_sdk", "newrelic", "ddtrace", "tqdm"}


class Book:
    """What was stood in for, and which of it was used."""

    def __init__(self):
        self.module = None  # the names of the revision file that is loaded
        self.running = False
        self.missing = {}  # module -> why it could not be imported
        self.imported = []  # by this revision
        self.used = None
        self.used_while_loading = None

    def use(self, root, always=False):
        if (self.running or always) and self.used is None and root.split(".")[0] not in LOGGING:
            self.used = root

    def called_from_revision(self):
        return sys._getframe(2).f_globals is self.module

    def stand_in(self, name, error):
        if name not in self.missing:
            self.missing[name] = "%s: %s" % (type(error).__name__, first_line(error))
        if name not in self.imported:
            self.imported.append(name)

    def blame(self):
        """The module to name when a revision raises: the one it used, or else one it imported."""
        return self.used or (self.imported[0] if self.imported else None)


def first_line(error):
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    return lines[0] if lines else ""


class StandInClass(type):
    """The class of classes derived from a stand-in."""

    def __new__(cls, name, bases, names, **options):
        return super().__new__(cls, name, bases, names)

    def __init__(cls, name, bases, names, **options):
        super().__init__(name, bases, names)

    def __getattr__(cls, name):
        if name.startswith("__"):
            raise AttributeError(name)
        return getattr(cls._headway_origin, name)


class StandIn:
    """Stands for a missing module or anything in it."""

    def __init__(self, book, root, real=None):
        self.__dict__.update(_book=book, _root=root, _real=real)

    def _child(self):
        return StandIn(self._book, self._root)

    def __getattr__(self, name):
        if not self._book.called_from_revision():
            self._book.use(self._root)
        if self._real is not None and hasattr(self._real, name):
            return getattr(self._real, name)
        if name == "__all__":
            return []
        if name.startswith("__") or name.startswith("_sa_"):
            self._book.use(self._root)
            raise AttributeError(name)
        return self._child()

    def __call__(self, *arguments, **named):
        self._book.use(self._root)
        return self._child()

    def __mro_entries__(self, bases):
        return (StandInClass("StandInBase", (), {"_headway_origin": self}),)

    def __enter__(self):
        self._book.use(self._root)
        return self._child()

    def __exit__(self, *exception):
        return False

    def __iter__(self):
        self._book.use(self._root, always=True)
        return iter(())

    def __hash__(self):
        return id(self)

    def __instancecheck__(self, instance):
        self._book.use(self._root)
        return False

    __subclasscheck__ = __instancecheck__


def _harmless(self, *others):
    """An operator that type annotations use: it counts only while the revision runs."""
    self._book.use(self._root)
    return self._child()


def _concrete(answer):
    """Something that makes a real value of a stand-in: it counts whenever it happens."""

    def method(self, *others):
        self._book.use(self._root, always=True)
        return answer

    return method


def _compare(answer):
    """typing compares what it is given; the revision's own comparing decides something."""

    def method(self, other):
        self._book.use(self._root, always=self._book.called_from_revision())
        return (self is other) == answer

    return method


for _name in ("getitem", "or", "ror"):
    setattr(StandIn, "__%s__" % _name, _harmless)
for _name, _answer in (
    [("str", "stand-in"), ("repr", "stand-in"), ("format", "stand-in"), ("bool", True), ("len", 0),
     ("int", 0), ("float", 0.0), ("index", 0), ("contains", False)]
    + [(name, False) for name in ("lt", "le", "gt", "ge")]
    + [(name, "stand-in") for name in ("add", "radd", "mod", "rmod", "mul", "sub", "truediv")]
):
    setattr(StandIn, "__%s__" % _name, _concrete(_answer))
StandIn.__eq__, StandIn.__ne__ = _compare(True), _compare(False)


def import_inner(book, package, name):
    """The module NAME in a package that nobody has imported yet; None when there is none."""
    inner = package.__name__ + "." + name
    if name.startswith("__") or importlib.machinery.PathFinder.find_spec(
            inner, package.__path__) is None:
        return None
    try:
        module = importlib.import_module(inner)
    except (Exception, SystemExit) as error:
        book.stand_in(inner, error)
        return StandIn(book, inner)
    open_package(book, module)
    return module


class BarePackage(types.ModuleType):
    """A package of the project whose own __init__ raises: what lies in it can still be imported."""

    def __init__(self, book, spec):
        super().__init__(spec.name)
        self.__dict__.update(__path__=list(spec.submodule_search_locations), __file__=spec.origin,
                             _headway_book=book)

    def __getattr__(self, name):
        found = import_inner(self._headway_book, self, name)
        if found is None and name.startswith("__"):
            raise AttributeError(name)
        if found is None:
            self._headway_book.stand_in(self.__name__, None)
            found = StandIn(self._headway_book, self.__name__)
        return found


def open_package(book, package):
    """Lets a revision that says "import app" name app.models, and sqlalchemy.orm: env.py, not run
    here, imports such under `alembic`."""

    def find(name):
        found = import_inner(book, package, name)
        if found is None:
            raise AttributeError("module '%s' has no attribute '%s'" % (package.__name__, name))
        return found

    if hasattr(package, "__path__") and "__getattr__" not in vars(package) and not isinstance(
            package, BarePackage):
        package.__getattr__ = find


class TextLoader(importlib.machinery.SourceFileLoader):
    """Loads a file that is elsewhere; its text has come over the pipe."""

    def __init__(self, name, path, text):
        super().__init__(name, path)
        self._text = text

    def path_stats(self, path):
        raise OSError(path)

    def get_data(self, path):
        return self._text.encode()


class Loader:
    """Loads revision files, each alone."""

    def __init__(self):
        self.book = Book()
        self.importing = None  # (nullable): is told each module that the revision file imports

    def load(self, revision):
        path, identifier, text = revision["file"], revision["id"], revision.get("text")
        name = "headway_revision_" + re.sub(r"\W", "_", identifier)
        spec = importlib.util.spec_from_loader(
            name, importlib.machinery.SourceFileLoader(name, path) if text is None
            else TextLoader(name, path, text))
        module = importlib.util.module_from_spec(spec)
        guarded = dict(vars(builtins))
        guarded["__import__"] = self._import
        module.__dict__["__builtins__"] = guarded
        self.book.module, self.book.imported = module.__dict__, []
        self.book.used = self.book.used_while_loading = None
        self.book.running = False
        sys.modules[name] = module
        spec.loader.exec_module(module)
        self.book.used_while_loading = self.book.used
        return module

    def _import(self, name, globals=None, locals=None, fromlist=(), level=0):
        wanted = "." * level + name
        if self.importing is not None:
            self.importing(wanted)
        if wanted in self.book.missing and wanted not in sys.modules:
            return self._replace(wanted, name, fromlist, None)
        try:
            module = builtins.__import__(name, globals, locals, fromlist, level)
        except (Exception, SystemExit) as error:
            if level or not self._lay_bare(name):
                return self._replace(wanted, name, fromlist, error)
            try:
                module = builtins.__import__(name, globals, locals, fromlist, level)
            except (Exception, SystemExit) as second:
                return self._replace(wanted, name, fromlist, second)
        if not fromlist:
            self._open_packages(module.__name__)
        lost = [item for item in fromlist or () if item != "*" and not hasattr(module, item)]
        if lost:
            error = ImportError("cannot import name '%s'" % lost[0])
            self.book.stand_in(wanted + "." + lost[0], error)
            return StandIn(self.book, wanted + "." + lost[0], real=module)
        return module

    def _open_packages(self, top):
        for name, module in list(sys.modules.items()):
            if name == top or name.startswith(top + "."):
                open_package(self.book, module)

    def _lay_bare(self, name):
        """Puts bare packages for those of the project on the way to a module that raise. Whether
        there was one."""
        found, path, parts = False, None, name.split(".")
        for i in range(len(parts)):
            package = ".".join(parts[:i + 1])
            if package not in sys.modules:
                try:
                    importlib.import_module(package)
                except (Exception, SystemExit) as error:
                    spec = importlib.machinery.PathFinder.find_spec(package, path)
                    if spec is None or not spec.submodule_search_locations or (
                            "-packages" in (spec.origin or "")):
                        return found
                    self.book.stand_in(package, error)
                    sys.modules[package] = BarePackage(self.book, spec)
                    if i > 0:
                        setattr(sys.modules[".".join(parts[:i])], parts[i], sys.modules[package])
                    found = True
            path = getattr(sys.modules[package], "__path__", None)
            if path is None:
                break
        return found

    def _replace(self, wanted, name, fromlist, error):
        self.book.stand_in(wanted, error)
        if fromlist:
            return StandIn(self.book, wanted)
        # "import a.b" gives a: what is there of it stays.
        top = name.split(".")[0]
        return StandIn(self.book, wanted, real=sys.modules.get(top))
