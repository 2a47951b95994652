# SPDX-License-Identifier: GPL-3.0-or-later
"""The accessibility tree of the app, as one answer of its cache: to ask every node for its parts one
by one takes the app longer than to draw itself."""

import dbus
import dbus.bus
import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi  # noqa: E402

APP = "headway-desktop"
ROOT = "/org/a11y/atspi/accessible/root"
NOWHERE = "/org/a11y/atspi/null"
WINDOW = dbus.UInt32(Atspi.CoordType.WINDOW)
TIMEOUT = 60  # seconds; sanitizers and two slow cores


class Failed(Exception):
    pass


def has_state(states, state):
    return bool(states[int(state) // 32] >> int(state) % 32 & 1)


class Node:
    """One accessible object, as it was when the tree was read."""

    def __init__(self, tree, item):
        (_, self.path), _app, (_, self.parent_path), _index, self.n_children, interfaces, \
            name, role, _, self.states = item
        self.tree = tree
        self.name = str(name)
        self.interfaces = {name.rsplit(".", 1)[1] for name in interfaces}
        self.role = Atspi.role_get_name(Atspi.Role(role))

    def ask(self, interface, method, *arguments):
        return self.tree.ask(self.path, interface, method, *arguments)

    def is_visible(self):
        return has_state(self.states, Atspi.StateType.VISIBLE)

    def is_sensitive(self):
        return has_state(self.states, Atspi.StateType.SENSITIVE)

    def parent(self):
        return self.tree.nodes.get(self.parent_path)

    def children(self):
        """The app is asked: those that it took away may still be among the cached."""
        paths = self.tree.ask_children(self.path, self.n_children)
        self.tree.need(paths)
        return [self.tree.nodes[path] for path in paths if path in self.tree.nodes]

    def content(self):
        """The text in it, whatever it is called."""
        if "Text" not in self.interfaces:
            return ""
        return str(self.ask("Text", "GetText", dbus.Int32(0), dbus.Int32(-1)))

    def text(self):
        """What it is called, or what it says. GTK calls what has no name by its type: that is none.
        A button's mnemonic and its label are both in its name."""
        name = self.name
        if name.startswith(("Gtk", "Adw", "Hw")) and " " not in name:
            name = ""
        half = len(name) // 2
        if self.role == "push button" and "_" in name[:half]:
            name = name[half + 1 :]
        return name or self.content()

    def extents(self):
        """Its place in the window: x, y, width, height."""
        return self.ask("Component", "GetExtents", WINDOW)

    def at_point(self, x, y):
        """The path of the node at a point of the window."""
        return self.ask(
            "Component", "GetAccessibleAtPoint", dbus.Int32(x), dbus.Int32(y), WINDOW)[1]

    def has_actions(self):
        return "Action" in self.interfaces and self.ask(
            dbus.PROPERTIES_IFACE, "Get", "org.a11y.atspi.Action", "NActions") > 0

    def act(self):
        self.ask("Action", "DoAction", dbus.Int32(0))

    def set_text(self, text):
        self.ask("EditableText", "SetTextContents", text)

    def shown(self):
        """The children that can be seen. GTK 4.8 says of every page of a stack that it is visible,
        but what is at a point of it can only be on the page that is shown."""
        nodes = [child for child in self.children() if child.is_visible()]
        if len(nodes) < 2 or nodes[0].name not in ("GtkStackPage", "AdwViewStackPage"):
            return nodes
        page = self.find_page(nodes)
        if page is None:
            # Nothing is said to be at a point where a node was not made yet.
            for node in nodes:
                self.tree.make(node.path, set())
            page = self.find_page(nodes)
        return nodes if page is None else [page]

    def find_page(self, pages):
        x, y, width, height = self.extents()
        for part in (2, 3, 5, 9):
            there = self.at_point(x + width // part, y + height // part)
            for page in pages:
                if self.tree.is_below(there, page.path):
                    return page
        return None

    def walk(self, depth=0):
        """It and everything in it that is on screen."""
        yield self, depth
        for child in self.shown():
            yield from child.walk(depth + 1)


class Tree:
    """All nodes of the app at one moment."""

    def __init__(self, bus):
        self.bus = bus
        self.app = self.find_app()
        self.read()

    def find_app(self):
        """Its name on the bus."""
        self.app = "org.a11y.atspi.Registry"
        for name, path in self.ask(ROOT, "Accessible", "GetChildren"):
            self.app = name
            if self.ask_property(path, "Name") in (APP, "org.headwaydb.Headway", "Headway"):
                return name
        raise Failed("the app is not in the accessibility tree")

    def ask(self, path, interface, method, *arguments):
        """One call to the app."""
        if "." not in interface:
            interface = f"org.a11y.atspi.{interface}"
        return self.bus.call_blocking(
            self.app, path, interface, method, None, arguments, timeout=TIMEOUT)

    def ask_property(self, path, name):
        return self.ask(path, dbus.PROPERTIES_IFACE, "Get", "org.a11y.atspi.Accessible", name)

    def ask_children(self, path, n):
        """The paths of all @n. GetChildren says of a stack that its pages' widgets are its own."""
        if path == ROOT:
            return [child for _, child in self.ask(path, "Accessible", "GetChildren")]
        return [self.ask(path, "Accessible", "GetChildAtIndex", dbus.Int32(i))[1]
                for i in range(n)]

    def read(self):
        items = self.ask("/org/a11y/atspi/cache", "Cache", "GetItems")
        self.nodes = {item[0][1]: Node(self, item) for item in items}

    def need(self, paths):
        """GTK makes a node when it is first asked for, and only then it is among the cached."""
        known = set(self.nodes)
        for path in paths:
            self.make(path, known)
        if len(known) > len(self.nodes):
            self.read()

    def make(self, path, known):
        """The node and what can be seen below it."""
        if path in known:
            return
        known.add(path)
        if has_state(self.ask(path, "Accessible", "GetState"), Atspi.StateType.VISIBLE):
            for child in self.ask_children(path, self.ask_property(path, "ChildCount")):
                self.make(child, known)

    def is_below(self, path, ancestor):
        """Whether the node of @path, which need not be among those that were read, is in the other
        or the other itself."""
        while path not in (ancestor, NOWHERE, ROOT):
            node = self.nodes.get(path)
            path = node.parent_path if node is not None else self.ask_property(path, "Parent")[1]
        return path == ancestor

    def windows(self):
        """The newest first: a dialog comes before what is below it."""
        return [window for window in reversed(self.nodes[ROOT].children()) if window.is_visible()]

    def everything(self):
        """Everything on screen, the topmost window's things first."""
        for window in self.windows():
            for node, _ in window.walk():
                yield node


def connect():
    """The accessibility bus of this session."""
    return dbus.bus.BusConnection(dbus.SessionBus().call_blocking(
        "org.a11y.Bus", "/org/a11y/bus", "org.a11y.Bus", "GetAddress", "", ()))
