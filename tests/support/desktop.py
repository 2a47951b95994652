# SPDX-License-Identifier: GPL-3.0-or-later
"""The desktop app under test: on a screen of its own, with a session bus of its own, driven and
read through the accessibility tree, as a screen reader does."""

import json
import os
import pathlib
import re
import signal
import subprocess
import sys
import tempfile
import time

import child
import demo
import screen

WAIT = int(os.environ.get("HW_WAIT", 60))  # seconds; sanitizers and two slow cores


class Failed(AssertionError):
    pass


# GLib's table of quarks leaves its first block behind when it grows past 2048 of them.
QUARKS = re.compile(
    r"\n=+\n==\d+==ERROR: LeakSanitizer: detected memory leaks\n\n"
    r"Direct leak of 16384 byte\(s\) in 1 object\(s\) allocated from:\n"
    r"    #0 [^\n]*malloc[^\n]*\n    #1 [^\n]* in g_malloc [^\n]*\n\n"
    r"SUMMARY: AddressSanitizer: 16384 byte\(s\) leaked in 1 allocation\(s\)\.\n"
)


class App:
    """headway-desktop, running. What it writes on standard error is kept: it must be nothing."""

    def __init__(self, place, arguments=(), width=1100, height=720, keyring=False, text_scale=1,
                 **environment):
        self.place = place
        self.screen = screen.Screen(width, height)
        settings = pathlib.Path(os.environ["HEADWAY_DESKTOP"]).parents[2] / "data"
        self.runtime = place.folder / "runtime"
        self.runtime.mkdir(mode=0o700, exist_ok=True)
        look = pathlib.Path(place.environment["XDG_CONFIG_HOME"]) / "gtk-4.0"
        look.mkdir(parents=True, exist_ok=True)
        (look / "settings.ini").write_text(
            f"[Settings]\ngtk-font-name=Cantarell {11 * text_scale}\n", encoding="utf-8")
        self.log = open(place.folder / "desktop.log", "a+", encoding="utf-8")
        self.environment = {
            **place.environment,
            "DISPLAY": self.screen.display,
            "GDK_BACKEND": "x11",
            "GSK_RENDERER": "cairo",
            # Mesa keeps memory to the end, and is gone when that is asked for.
            "GDK_DEBUG": "gl-disable",
            "GTK_A11Y": "atspi",
            "GTK_THEME": "",
            "GSETTINGS_BACKEND": "keyfile",
            "GSETTINGS_SCHEMA_DIR": str(settings),
            "XDG_RUNTIME_DIR": str(self.runtime),
            "XDG_SESSION_TYPE": "x11",
            "NO_AT_BRIDGE": "0",
            "LSAN_OPTIONS": "exitcode=0:print_suppressions=0:suppressions="
            + str(pathlib.Path(__file__).parent / "desktop.supp"),
            **environment,
        }
        self.environment.pop("GTK_THEME")
        if keyring:
            # Nobody waits for a slow keyring: a search may be under way when the app ends.
            self.environment["ASAN_OPTIONS"] = "detect_leaks=0"
        self.bus = child.start(
            ["dbus-daemon", "--session", "--nofork", "--print-address"],
            env=self.environment, stdout=subprocess.PIPE, text=True, stderr=subprocess.DEVNULL,
        )
        self.environment["DBUS_SESSION_BUS_ADDRESS"] = self.bus.stdout.readline().strip()
        self.reader = child.start(
            [sys.executable, str(pathlib.Path(__file__).parent / "accessibility.py")],
            # Its own library warns of what GTK 4.8 leaves out.
            env={**self.environment, "G_DEBUG": ""}, stdin=subprocess.PIPE,
            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
        )
        self.process = self.keyring = None
        try:
            if keyring:
                self.start_keyring()
            self.start(*arguments)
        except BaseException:
            self.close()
            raise

    def start_keyring(self):
        """An empty, unlocked keyring on the session bus, in the place's own folder."""
        self.keyring = child.start(
            ["gnome-keyring-daemon", "--foreground", "--unlock", "--components=secrets"],
            env=self.environment, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        self.keyring.stdin.write(b"keyring password")
        self.keyring.stdin.close()
        subprocess.run(
            ["gdbus", "wait", "--session", "--timeout=20", "org.freedesktop.secrets"],
            env=self.environment, check=True,
        )

    def start(self, *arguments):
        self.process = child.start(
            [os.environ["HEADWAY_DESKTOP"], *map(str, arguments)], cwd=self.place.folder,
            env=self.environment, stdin=subprocess.DEVNULL, stdout=self.log, stderr=self.log,
        )

    def ask(self, verb, **arguments):
        """One question to the accessibility tree; see accessibility.py."""
        print(json.dumps({"verb": verb, **arguments}), file=self.reader.stdin, flush=True)
        answer = json.loads(self.reader.stdout.readline())
        if "failed" in answer:
            raise Failed(answer["failed"])
        return answer["result"]

    def wait(self, what, check):
        """Until check() is true, or raises Failed no more."""
        until = time.monotonic() + WAIT
        pause = 0.05  # seconds; to look costs the app as much as to go on
        problem = None
        while time.monotonic() < until:
            if self.process.poll() is not None:
                raise AssertionError(f"the app ended with {self.process.returncode}: {self.said()}")
            try:
                result = check()
                if result:
                    return result
                problem = None
            except Failed as failed:
                problem = failed
            time.sleep(pause)
            pause = min(1.5 * pause, 0.5)
        self.picture("failed")
        raise AssertionError(f"waited in vain: {what} ({problem})\n{self.tree()}\n{self.said()}")

    def see(self, text, role=None):
        """Waits until something on screen is called, or says, what contains the text."""
        return self.wait(f"to see {text!r}", lambda: self.ask("find", name=text, role=role))

    def gone(self, text, role=None):
        def check():
            try:
                self.ask("find", name=text, role=role)
            except Failed:
                return True
            return False
        return self.wait(f"{text!r} to go", check)

    def press(self, name, role=None):
        """Clicks the thing of that exact name, when it is there and can be clicked."""
        return self.wait(f"to press {name!r}", lambda: self.ask("press", name=name, role=role))

    def type(self, name, text, role=None):
        return self.wait(f"to type into {name!r}",
                         lambda: self.ask("type", name=name, role=role, text=text))

    def click(self, name, role=None, button=1, double=False):
        """Clicks with the mouse on the middle of the thing of that exact name."""
        return self.wait(
            f"to click on {name!r}",
            lambda: self.ask("click", name=name, role=role, button=button, double=double))

    def extents(self, name, role=None):
        """Where the thing of that exact name is in its window: x, y, width, height."""
        return self.wait(f"to find {name!r}",
                         lambda: self.ask("extents", name=name, role=role))

    def key(self, name, *held):
        """Presses a key on the keyboard: a character or one of accessibility.KEYS."""
        self.ask("key", name=name, held=held)

    def tree(self):
        """All that is on screen, as an indented text."""
        try:
            return self.ask("tree")
        except (Failed, ValueError) as problem:
            return f"(no tree: {problem})"

    def said(self):
        self.log.flush()
        return QUARKS.sub("", pathlib.Path(self.log.name).read_text(encoding="utf-8"))

    def picture(self, name):
        """Keeps a picture of the screen when somebody wants them (HW_SCREENSHOTS is a folder)."""
        folder = os.environ.get("HW_SCREENSHOTS")
        if folder:
            time.sleep(0.8)  # transitions end
            path = pathlib.Path(folder) / f"{name}.png"
            path.parent.mkdir(parents=True, exist_ok=True)
            self.screen.save(path)

    def quit(self):
        """Ends it as a user does; any word on standard error or another status is a failure."""
        self.process.send_signal(signal.SIGTERM)
        status = self.process.wait(WAIT)
        return status, self.said()

    def close(self):
        for process in (self.process, self.reader, self.keyring, self.bus):
            if process is not None and process.poll() is None:
                process.terminate()
                try:
                    process.wait(20)
                except subprocess.TimeoutExpired:
                    process.kill()
                    process.wait()
        self.reader.stdin.close()
        self.reader.stdout.close()
        self.bus.stdout.close()
        self.log.close()
        self.screen.close()


class DesktopCase(demo.DemoCase):
    """Each test has a demo fleet, an app on a screen, and fails when the app complained."""

    def open(self, *arguments, **more):
        app = App(self.demo, arguments or ["headway.fleet"], **more)
        self.addCleanup(app.close)
        return app

    def show_last(self, app):
        """Goes to the last service with the keyboard, in a window that shows one thing at a time."""
        app.see(" fine.")
        # Past the main menu into the sidebar, down to the last service without going to the others.
        for key in ("Tab", "Tab"):
            app.key(key)
        for _ in range(4):
            app.key("Down", "control")
        app.key("Return")

    def hold(self, table):
        """A session on order that keeps writers from a table and does not end: "a long report"."""
        environment = {**self.demo.environment, "PGAPPNAME": "a long report"}
        process = child.start(
            ["psql", "-Xq", "-d", self.demo.prefix + "order", "-c",
             f"begin; lock table {table} in share mode; select pg_sleep(500)"],
            env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL)
        self.addCleanup(process.wait)
        self.addCleanup(process.kill)
        self.demo.wait_for(self.demo.prefix + "order", "exists (select from pg_locks where"
                           f" relation = '{table}'::regclass and pid <> pg_backend_pid())")
        return process

    def locale(self, name):
        """The environment of a language; its locale need not be there on this machine."""
        folder = tempfile.mkdtemp(prefix="hw-locale-")
        self.addCleanup(subprocess.run, ["rm", "-r", folder], check=True)
        subprocess.run(["localedef", "-i", name, "-f", "UTF-8", f"{folder}/{name}.UTF-8"], check=True)
        texts = pathlib.Path(os.environ["HEADWAY_DESKTOP"]).parents[2] / "po"
        return {"LOCPATH": folder, "LC_ALL": f"{name}.UTF-8", "HEADWAY_LOCALE_DIR": str(texts)}

    def right_to_left(self):
        """The environment of a language that Headway has no texts of; GTK turns only where there
        are some."""
        environment = self.locale("ar_EG")
        texts = pathlib.Path(environment["LOCPATH"]) / "ar/LC_MESSAGES"
        texts.mkdir(parents=True)
        subprocess.run(
            ["msgfmt", "-o", texts / "headway.mo", "-"], check=True, text=True,
            input='msgid ""\nmsgstr "Language: ar\\nContent-Type: text/plain; charset=UTF-8\\n"\n')
        # What draws Arabic keeps memory to the end.
        return environment | {"HEADWAY_LOCALE_DIR": environment["LOCPATH"],
                              "ASAN_OPTIONS": "detect_leaks=0"}

    def end_sessions(self, application):
        self.demo.query("order", "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE "
                        f"application_name = '{application}' AND datname = current_database()")
