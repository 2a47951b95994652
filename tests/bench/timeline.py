# SPDX-License-Identifier: GPL-3.0-or-later
"""Scrolling through the drawn history of a service with 5,000 revisions.

Each frame is drawn as the window draws it with GTK's cairo renderer, in a process on a screen of
its own, and must be done in the time that a screen gives for one."""

import os
import pathlib
import random
import subprocess
import sys

import bench

sys.path.insert(0, str(bench.ROOT / "tests/support"))
import screen  # noqa: E402

N_REVISIONS = 5_000
FRAME = 0.016  # seconds


def make_history(folder):
    """Branches of some length that are merged again, and a few that depend on others."""
    dice = random.Random(5000)
    tips = []
    for number in range(N_REVISIONS):
        name, down, depends = f"{number:012x}", None, None
        kind = dice.random()
        if len(tips) >= 2 and kind < 0.06:
            down = tuple(tips.pop(dice.randrange(len(tips))) for _ in range(2))
        elif tips:
            place = dice.randrange(len(tips))
            # A branch goes on from a tip that is kept.
            down = tips[place] if kind < 0.12 and len(tips) < 6 else tips.pop(place)
            if kind > 0.98 and tips:
                depends = dice.choice(tips)
        tips.append(name)
        (folder / f"{name}.py").write_text(
            f'"""Change number {number} of the tables of orders and their lines\n\n'
            f'Create Date: 2024-03-{number % 28 + 1:02} 12:00:00\n"""\n'
            f"revision = {name!r}\ndown_revision = {down!r}\ndepends_on = {depends!r}\n"
        )


def measure(folder):
    """Yields the rows of the table."""
    build = pathlib.Path(bench.headway()).parents[2]
    program = build / "tests/bench/draw-timeline"
    subprocess.run(["ninja", "-C", build, "tests/bench/draw-timeline"], check=True,
                   stdout=sys.stderr)
    make_history(folder)
    display = screen.Screen(1280, 1024)
    try:
        answer = subprocess.run(
            [program, folder], check=True, stdout=subprocess.PIPE, text=True,
            env={**os.environ, "DISPLAY": display.display, "GDK_BACKEND": "x11",
                 "GSK_RENDERER": "cairo", "GTK_A11Y": "none"},
        ).stdout
    finally:
        display.close()
    mean, slow, laying = map(float, answer.split())
    title = f"timeline of {N_REVISIONS:,} revisions"
    yield bench.Row(f"{title}: mean frame to 16 ms", mean, FRAME, 1)
    yield bench.Row(f"{title}: slowest of 100 frames to 16 ms", slow, FRAME, 1)
    yield bench.Row(f"{title}: the layout, to 16 ms", laying, FRAME, None)
