# SPDX-License-Identifier: GPL-3.0-or-later
"""Reads and drives the desktop app through AT-SPI, on the bus of its environment.

A process of its own beside the test (a process can know only one accessibility bus): each line it
reads is a question as JSON, each line it writes an answer: {"result": …} or {"failed": "why"}. It
also is the desktop that notifications are sent to.
"""

import ctypes
import json
import sys

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, Gio, GLib  # noqa: E402

APP = "headway-desktop"


class Failed(Exception):
    pass


def children(node):
    for i in range(node.get_child_count()):
        child = node.get_child_at_index(i)
        if child is not None:
            yield child


def app():
    for desktop_child in children(Atspi.get_desktop(0)):
        if desktop_child.get_name() in (APP, "org.headwaydb.Headway", "Headway"):
            return desktop_child
    raise Failed("the app is not in the accessibility tree")


def text_of(node):
    """What it is called, or what it says. GTK calls what has no name by its type: that is none. A
    button's mnemonic and its label are both in its name."""
    name = node.get_name()
    if name.startswith(("Gtk", "Adw", "Hw")) and " " not in name:
        name = ""
    half = len(name) // 2
    if node.get_role() == Atspi.Role.PUSH_BUTTON and "_" in name[:half]:
        name = name[half + 1 :]
    if name:
        return name
    return content_of(node)


def content_of(node):
    """The text in it, whatever it is called."""
    if "Text" in node.get_interfaces():
        return Atspi.Text.get_text(node, 0, Atspi.Text.get_character_count(node))
    return ""


def is_visible(node):
    return node.get_state_set().contains(Atspi.StateType.VISIBLE)


def is_page(node):
    return node.get_name() in ("GtkStackPage", "AdwViewStackPage")


def is_below(node, ancestor):
    while node is not None:
        if node == ancestor:
            return True
        node = node.get_parent()
    return False


def shown(node):
    """The children that can be seen. GTK 4.8 says of every page of a stack that it is visible, but
    what is at a point of it can only be on the page that is shown."""
    nodes = [child for child in children(node) if is_visible(child)]
    if len(nodes) < 2 or not is_page(nodes[0]):
        return nodes
    box = node.get_extents(Atspi.CoordType.WINDOW)
    for part in (2, 3, 5, 9):
        there = node.get_accessible_at_point(
            box.x + box.width // part, box.y + box.height // part, Atspi.CoordType.WINDOW)
        for page in nodes:
            if there is not None and there != node and is_below(there, page):
                return [page]
    return nodes


def walk(node, depth=0):
    """Everything on screen, the topmost window's things first."""
    yield node, depth
    for child in shown(node):
        yield from walk(child, depth + 1)


def windows():
    # The newest window is last: a dialog comes before what is below it.
    return list(reversed([window for window in children(app()) if is_visible(window)]))


def everything():
    for window in windows():
        for node, _ in walk(window):
            yield node


def role_of(node):
    return node.get_role_name()


def fits(node, question, exact):
    name = question["name"]
    if question.get("role") and role_of(node) != question["role"]:
        return False
    said = text_of(node)
    return said == name if exact else name in said or name in content_of(node)


def find(question, exact=False):
    for node in everything():
        if fits(node, question, exact):
            return node
    raise Failed(f"nothing on screen is called {question['name']!r}")


def with_action(node):
    """The node or the nearest one above it that can be clicked; a button that is not sensitive has
    no actions, and is the one all the same."""
    while node is not None:
        if node.get_role() == Atspi.Role.PUSH_BUTTON:
            return node, node
        if "Action" in node.get_interfaces() and Atspi.Action.get_n_actions(node) > 0:
            return node, node
        node = node.get_parent()
    return None, None


def press(question):
    last = None
    for node in everything():
        if not fits(node, question, True):
            continue
        target, action = with_action(node)
        if action is None:
            last = f"{question['name']!r} cannot be clicked"
        elif not target.get_state_set().contains(Atspi.StateType.SENSITIVE):
            last = f"{question['name']!r} is not sensitive"
        else:
            Atspi.Action.do_action(action, 0)
            return True
    raise Failed(last or f"nothing on screen is called {question['name']!r}")


def type_into(question):
    for node in everything():
        if "EditableText" in node.get_interfaces() and fits(node, question, True):
            Atspi.EditableText.set_text_contents(node, question["text"])
            return True
    raise Failed(f"nothing to type into is called {question['name']!r}")


def click(question):
    """Clicks with the mouse on the middle of what has that name."""
    box = find(question, True).get_extents(Atspi.CoordType.WINDOW)
    name = f"b{question.get('button', 1)}" + ("d" if question.get("double") else "c")
    Atspi.generate_mouse_event(box.x + box.width // 2, box.y + box.height // 2, name)
    return True


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


def tree():
    lines = []
    for window in windows():
        for node, depth in walk(window):
            said = text_of(node)
            lines.append("  " * depth + f"{role_of(node)} {said!r}")
    return "\n".join(lines)


INTERACTIVE = {
    "push button", "toggle button", "check box", "radio button", "combo box", "entry", "text",
    "password text", "slider", "spin button", "switch", "menu item", "link", "page tab", "button",
}


def unnamed():
    """The interactive things on screen that have no accessible name, by role and place."""
    found = []
    for window in windows():
        path = []
        for node, depth in walk(window):
            del path[depth:]
            path.append(role_of(node))
            # The button inside a drop-down or menu button is GTK's own; the outer one has the name.
            # So is the one inside an entry that shows the password.
            if role_of(node) in INTERACTIVE and not (
                text_of(node) or text_of(node.get_parent()) or "text" in path[:-1]
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


def answer(question):
    verb = question["verb"]
    if verb == "find":
        return text_of(find(question))
    if verb == "press":
        return press(question)
    if verb == "type":
        return type_into(question)
    if verb == "click":
        return click(question)
    if verb == "key":
        return key(question)
    if verb == "tree":
        return tree()
    if verb == "unnamed":
        return unnamed()
    if verb == "unfocus":
        return unfocus()
    if verb == "notified":
        return notified
    raise Failed(f"unknown verb {verb!r}")


def main():
    Atspi.init()
    _bus = receive_notifications()
    for line in sys.stdin:
        while GLib.MainContext.default().iteration(False):
            pass
        try:
            result = {"result": answer(json.loads(line))}
        except (Failed, GLib.Error) as problem:
            result = {"failed": str(problem)}
        # What was known of the tree may be out of date at the next question.
        Atspi.get_desktop(0).clear_cache()
        print(json.dumps(result), flush=True)


if __name__ == "__main__":
    main()
