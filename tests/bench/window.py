# SPDX-License-Identifier: GPL-3.0-or-later
"""The window: how soon it is there, what memory it takes, and how it shows a large fleet.

On a screen of its own, drawn with GTK's cairo renderer."""

import os
import pathlib
import statistics
import subprocess
import sys
import time

import bench
import server

sys.path.insert(0, str(bench.ROOT / "tests/support"))
import screen  # noqa: E402

N_SERVICES = 1_000
ROUNDS = 7
WINDOW = 0.6  # seconds
FILL = 0.3
FRAME = 1 / 60
MEMORY = 180  # MiB


def build(*targets):
    folder = pathlib.Path(bench.headway()).parents[2]
    subprocess.run(["ninja", "-C", folder, *targets], check=True, stdout=sys.stderr)
    return folder


def seconds_to_window(app):
    """From the start of the program until its window is drawn."""
    started = time.perf_counter()
    app.start("headway.fleet")
    while not app.screen.is_painted():
        time.sleep(0.001)
    taken = time.perf_counter() - started
    app.see("lacks 3 columns")
    app.quit()
    while app.screen.is_painted():
        time.sleep(0.01)
    return taken


def peak_memory(app):
    """In MiB, after each view of a service was looked at."""
    app.see("lacks 3 columns")
    app.click("order")
    app.key("Return")
    for view, sign in (("Timeline", "Timeline: "), ("Drift", "differences included"),
                       ("Schema", "kitchen_queue"), ("Diagram", "orders, "),
                       ("History", "Nothing Was Done Here Yet")):
        app.press(view)
        app.see(sign)
    status = pathlib.Path(f"/proc/{app.process.pid}/status").read_text(encoding="utf-8")
    app.quit()
    return int(status.split("VmHWM:")[1].split()[0]) / 1024


def with_the_demo(folder, build_folder):
    """The median time to the window, and the peak of its memory, with the demo's broken fleet."""
    with server.start(folder) as running:
        os.environ |= {"HW_TEST_PGHOST": str(running.socket), "HW_TEST_PGPORT": "5432",
                       "HW_TEST_PGUSER": "admin", "LC_ALL": "C.UTF-8",
                       "HEADWAY_DESKTOP": str(build_folder / "app/desktop/headway-desktop")}
        import demo
        import desktop

        place = demo.Demo()
        try:
            place.shell("make_healthy; load_incident volume-lost; happen")
            place.headway("fleet", "trust")
            app = desktop.App(place, ["headway.fleet"])
            try:
                memory = peak_memory(app)
                app.environment["GSETTINGS_BACKEND"] = "memory"  # begins on the first page
                return statistics.median(seconds_to_window(app) for _ in range(ROUNDS)), memory
            finally:
                app.close()
        finally:
            place.close()


def make_fleet(folder):
    """Many services, whose databases are nowhere."""
    (folder / "migrations").mkdir()
    (folder / "migrations/001_goods.sql").write_text("CREATE TABLE goods ();\n")
    services = (f"[Service service-{number:04}]\nMigrations=migrations\n\n"
                f"[Database service-{number:04}@local]\nConnection=host={folder}/none dbname=goods\n"
                for number in range(N_SERVICES))
    (folder / "headway.fleet").write_text("[Fleet]\nName=Many\n\n" + "\n".join(services))
    return folder / "headway.fleet"


def draw_fleet(folder, build_folder):
    display = screen.Screen(1280, 1024)
    try:
        answer = subprocess.run(
            [build_folder / "tests/bench/draw-fleet", make_fleet(folder)], check=True, text=True,
            stdout=subprocess.PIPE,
            env={**os.environ, "DISPLAY": display.display, "GDK_BACKEND": "x11",
                 "GSK_RENDERER": "cairo", "GTK_A11Y": "none", "GSETTINGS_BACKEND": "memory",
                 "GSETTINGS_SCHEMA_DIR": str(build_folder / "data")},
        ).stdout
    finally:
        display.close()
    return map(float, answer.split())


def measure(folder):
    """Yields the rows of the table."""
    build_folder = build("app/desktop/headway-desktop", "data/gschemas.compiled",
                         "tests/bench/draw-fleet")
    window, memory = with_the_demo(folder, build_folder)
    yield bench.Row("window: from start to drawn, to 600 ms", window, WINDOW, 1)
    yield bench.Row("window: peak memory with the demo, to 180 MiB", memory, MEMORY, 1, unit="MiB")
    filled, mean, slow, looked = draw_fleet(folder, build_folder)
    title = f"fleet of {N_SERVICES:,} services"
    yield bench.Row(f"{title}: opened and filled, to 300 ms", filled, FILL, 1)
    yield bench.Row(f"{title}: mean frame of scrolling to 1/60 s", mean, FRAME, 1)
    yield bench.Row(f"{title}: slowest of 100 frames to 1/60 s", slow, FRAME, 1)
    yield bench.Row(f"{title}: all looked at, none is there, to 300 ms", looked, FILL, None)
