# SPDX-License-Identifier: GPL-3.0-or-later
"""Programs that a test starts and that never outlive it, however it ends."""

import ctypes
import signal
import subprocess

_libc = ctypes.CDLL(None)
_PR_SET_PDEATHSIG = 1


def _end_with_parent():
    _libc.prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)


def start(command, **more):
    """As subprocess.Popen; when the test is killed, by a time limit say, the kernel sends the program
    SIGTERM (prctl(2))."""
    return subprocess.Popen(command, preexec_fn=_end_with_parent, **more)
