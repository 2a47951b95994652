# SPDX-License-Identifier: GPL-3.0-or-later
"""A screen of one's own (Xvfb), and pictures of what is on it."""

import os
import pathlib
import shutil
import struct
import subprocess
import tempfile
import zlib

import child


class Screen:
    """Its framebuffer is a file in X's own dump format (xwd), so a picture needs no other program."""

    def __init__(self, width=1280, height=800):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="hw-screen-"))
        reading, writing = os.pipe()
        self.server = child.start(
            ["Xvfb", "-displayfd", str(writing), "-screen", "0", f"{width}x{height}x24",
             "-fbdir", str(self.folder), "-nolisten", "tcp", "-noreset"],
            pass_fds=[writing], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )
        os.close(writing)
        with os.fdopen(reading) as number:
            self.display = ":" + number.readline().strip()
        if self.display == ":":
            raise AssertionError("Xvfb did not start")

    def close(self):
        self.server.terminate()
        self.server.wait()
        shutil.rmtree(self.folder)

    def is_painted(self):
        """Whether something is shown in its middle, which is black at first."""
        with open(self.folder / "Xvfb_screen0", "rb") as dump:
            header = struct.unpack(">25I", dump.read(100))
            dump.seek(header[0] + 12 * header[19] + header[5] // 2 * header[12] + header[4] // 2 * 4)
            return dump.read(3) != b"\0\0\0"

    def rows(self, width=None, height=None):
        """The upper left part of the screen: a bytes of RGB for each row."""
        dump = (self.folder / "Xvfb_screen0").read_bytes()
        header = struct.unpack(">25I", dump[:100])
        size, columns, lines, stride, colours = header[0], header[4], header[5], header[12], header[19]
        start = size + 12 * colours
        width, height = min(width or columns, columns), min(height or lines, lines)
        for y in range(height):
            row = dump[start + y * stride : start + y * stride + 4 * width]
            pixels = bytearray(3 * width)
            pixels[0::3], pixels[1::3], pixels[2::3] = row[2::4], row[1::4], row[0::4]
            yield bytes(pixels)

    def save(self, path, width=None, height=None):
        """Writes a PNG of the upper left part of the screen (all of it when not said)."""
        rows = list(self.rows(width, height))

        def chunk(kind, data):
            body = kind + data
            return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))

        header = struct.pack(">IIBBBBB", len(rows[0]) // 3, len(rows), 8, 2, 0, 0, 0)
        data = zlib.compress(b"".join(b"\0" + row for row in rows), 9)
        pathlib.Path(path).write_bytes(
            b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", data) + chunk(b"IEND", b"")
        )
