# SPDX-License-Identifier: GPL-3.0-or-later
"""Reads and drives the desktop app through AT-SPI, on the bus of its environment.

A process of its own beside the test (a process can know only one accessibility bus): each line it
reads is a question as JSON, each line it writes an answer: {"result": …} or {"failed": "why"}. It
also is the desktop that notifications are sent to.
"""

import ctypes
import json
import sys

import dbus

import accessible  # it names the version of Atspi
from accessible import Failed
from gi.repository import Atspi, Gio, GLib


def has_role(node, question):
    return not question.get("role") or node.role == question["role"]


def is_called(node, question):
    return has_role(node, question) and node.text() == question["name"]


def find(tree, question):
    """What is called, or says, what contains the name: what it is called is known already, what it
    says must be asked."""
    name = question["name"]
    nodes = [node for node in tree.everything() if has_role(node, question)]
    for node in nodes:
        if name in node.text():
            return node
    for node in nodes:
        if name in node.content():
            return node
    raise Failed(f"nothing on screen is called {name!r}")


def with_action(node):
    """The node or the nearest one above it that can be clicked; a button that is not sensitive has
    no actions, and is the one all the same."""
    while node is not None and node.role != "push button" and not node.has_actions():
        node = node.parent()
    return node


def press(tree, question):
    last = None
    for node in tree.everything():
        if not is_called(node, question):
            continue
        target = with_action(node)
        if target is None:
            last = f"{question['name']!r} cannot be clicked"
        elif not target.is_sensitive():
            last = f"{question['name']!r} is not sensitive"
        else:
            target.act()
            return True
    raise Failed(last or f"nothing on screen is called {question['name']!r}")


def type_into(tree, question):
    for node in tree.everything():
        if "EditableText" in node.interfaces and is_called(node, question):
            node.set_text(question["text"])
            return True
    raise Failed(f"nothing to type into is called {question['name']!r}")


def click(tree, question):
    """Clicks with the mouse on the middle of what has that name."""
    for node in tree.everything():
        if is_called(node, question):
            x, y, width, height = node.extents()
            name = f"b{question.get('button', 1)}" + ("d" if question.get("double") else "c")
            Atspi.generate_mouse_event(x + width // 2, y + height // 2, name)
            return True
    raise Failed(f"nothing on screen is called {question['name']!r}")


def extents(tree, question):
    """Where in its window the thing of that exact name is: x, y, width, height."""
    for node in tree.everything():
        if is_called(node, question):
            return [int(number) for number in node.extents()]
    raise Failed(f"nothing on screen is called {question['name']!r}")


# X's numbers for the keys that have no character.
KEYS = {
    "BackSpace": 0xFF08, "Tab": 0xFF09, "Return": 0xFF0D, "Escape": 0xFF1B, "Home": 0xFF50,
    "Left": 0xFF51, "Up": 0xFF52, "Right": 0xFF53, "Down": 0xFF54, "Page_Up": 0xFF55,
    "Page_Down": 0xFF56, "End": 0xFF57, "Menu": 0xFF67, "F5": 0xFFC2, "F10": 0xFFC7,
}
HELD = {"shift": 1 << 0, "control": 1 << 2, "alt": 1 << 3}


def key(question):
    """Presses and releases a key, a character or one of KEYS, while others are held."""
    name = question["name"]
    held = sum(HELD[other] for other in question.get("held", ()))
    Atspi.generate_keyboard_event(held, None, Atspi.KeySynthType.LOCKMODIFIERS)
    Atspi.generate_keyboard_event(KEYS.get(name) or ord(name), None, Atspi.KeySynthType.SYM)
    Atspi.generate_keyboard_event(held, None, Atspi.KeySynthType.UNLOCKMODIFIERS)
    return True


def write(tree):
    return "\n".join(
        "  " * depth + f"{node.role} {node.text()!r}"
        for window in tree.windows() for node, depth in window.walk())


INTERACTIVE = {
    "push button", "toggle button", "check box", "radio button", "combo box", "entry", "text",
    "password text", "slider", "spin button", "switch", "menu item", "link", "page tab", "button",
}


def unnamed(tree):
    """The interactive things on screen that have no accessible name, by role and place."""
    found = []
    for window in tree.windows():
        path = []
        for node, depth in window.walk():
            del path[depth:]
            path.append(node.role)
            # The button inside a drop-down or menu button is GTK's own; the outer one has the name.
            # So is the one inside an entry that shows the password.
            if node.role in INTERACTIVE and not (
                node.text() or node.parent().text() or "text" in path[:-1]
            ):
                found.append(" > ".join(path[-4:]))
    return found


NOTIFICATIONS = """
<node><interface name="org.freedesktop.Notifications">
  <method name="Notify">
    <arg direction="in" type="s"/><arg direction="in" type="u"/><arg direction="in" type="s"/>
    <arg direction="in" type="s"/><arg direction="in" type="s"/><arg direction="in" type="as"/>
    <arg direction="in" type="a{sv}"/><arg direction="in" type="i"/>
    <arg direction="out" type="u"/>
  </method>
  <method name="CloseNotification"><arg direction="in" type="u"/></method>
</interface></node>
"""
notified = []


def on_notification(_bus, _sender, _path, _interface, method, parameters, invocation):
    if method == "Notify":
        notified.append(f"{parameters[3]}: {parameters[4]}")
        invocation.return_value(GLib.Variant("(u)", (len(notified),)))
    else:
        invocation.return_value(None)


def receive_notifications():
    """This process is the desktop's notification service as long as the bus is kept."""
    bus = Gio.bus_get_sync(Gio.BusType.SESSION)
    interface = Gio.DBusNodeInfo.new_for_xml(NOTIFICATIONS).interfaces[0]
    bus.register_object("/org/freedesktop/Notifications", interface, on_notification, None, None)
    bus.call_sync(
        "org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus", "RequestName",
        GLib.Variant("(su)", ("org.freedesktop.Notifications", 0)), None, 0, -1, None)
    return bus


def unfocus():
    """Takes the keyboard from the window, as when the user works elsewhere."""
    x11 = ctypes.CDLL("libX11.so.6")
    x11.XOpenDisplay.restype = ctypes.c_void_p
    display = ctypes.c_void_p(x11.XOpenDisplay(None))
    x11.XSetInputFocus(display, 0, 0, 0)
    x11.XCloseDisplay(display)
    return True


def answer(bus, question):
    verb = question["verb"]
    if verb == "key":
        return key(question)
    if verb == "unfocus":
        return unfocus()
    if verb == "notified":
        return notified
    tree = accessible.Tree(bus)
    if verb == "find":
        return find(tree, question).text()
    if verb == "press":
        return press(tree, question)
    if verb == "type":
        return type_into(tree, question)
    if verb == "click":
        return click(tree, question)
    if verb == "extents":
        return extents(tree, question)
    if verb == "tree":
        return write(tree)
    if verb == "unnamed":
        return unnamed(tree)
    raise Failed(f"unknown verb {verb!r}")


def main():
    Atspi.init()
    _bus = receive_notifications()
    bus = accessible.connect()
    for line in sys.stdin:
        while GLib.MainContext.default().iteration(False):
            pass
        try:
            result = {"result": answer(bus, json.loads(line))}
        except (Failed, dbus.DBusException) as problem:
            result = {"failed": str(problem)}
        print(json.dumps(result), flush=True)


if __name__ == "__main__":
    main()
