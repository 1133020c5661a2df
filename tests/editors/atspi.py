"""What an application shows and can be told to do, as programs for blind people read it (AT-SPI); and a picture of its screen."""

import struct
import time
import zlib
from pathlib import Path

from jeepney import DBusAddress, new_method_call
from jeepney.io.blocking import open_dbus_connection

A11Y = "org.a11y.atspi."
SHOWING = 1 << 25


class Screen:
    """All windows of the only application on a bus."""

    def __init__(self, bus: str):
        self.bus = open_dbus_connection(bus)

    def message(self, at, interface, method, signature=None, body=()):
        return new_method_call(DBusAddress(at[1], at[0], interface), method, signature, body)

    def ask(self, at, interface, method, *rest):
        reply = self.bus.send_and_get_reply(self.message(at, A11Y + interface, method, *rest), timeout=20)
        if reply.header.message_type.name == "error":
            raise LookupError(reply.body)
        return reply.body[0] if reply.body else None

    def get(self, at, interface, name):
        request = self.message(at, "org.freedesktop.DBus.Properties", "Get", "ss", (A11Y + interface, name))
        reply = self.bus.send_and_get_reply(request, timeout=20)
        if reply.header.message_type.name == "error":
            raise LookupError(reply.body)
        return reply.body[0][1]

    def parts(self, at):
        return self.ask(at, "Accessible", "GetChildren")

    def walk(self, at=None):
        """What is in sight: its role, its name or text, and its address."""
        root = ("org.a11y.atspi.Registry", "/org/a11y/atspi/accessible/root")
        for part in self.parts(at or root):
            # What closes while it is looked at is gone.
            try:
                if at and not self.ask(part, "Accessible", "GetState")[0] & SHOWING:
                    continue
                role = self.ask(part, "Accessible", "GetRoleName")
                yield role, self.text(part) or self.get(part, "Accessible", "Name"), part
                yield from self.walk(part)
            except LookupError:
                pass

    def text(self, at):
        try:
            return self.ask(at, "Text", "GetText", "ii", (0, self.get(at, "Text", "CharacterCount")))
        except LookupError:
            return ""

    def find(self, role, text=""):
        """The first part of a role in which a text stands."""
        return next((at for has, said, at in self.walk() if has == role and text in said), None)

    def shows(self, text):
        return any(text in said for _, said, _ in self.walk())

    def press(self, at):
        """Presses a button or chooses from a menu; waits for no answer, as a dialog that opens would have to end first."""
        names = [name for name, *_ in self.ask(at, "Action", "GetActions")]
        self.bus.send(self.message(at, A11Y + "Action", "DoAction", "i", (names.index("Press") if "Press" in names else 0,)))

    def menu(self, *names):
        """Chooses from a menu of the window: the names of the menu, and of what is in it."""
        at = self.find("menu item", names[0])
        for name in names[1:]:
            at = self.within(at, name)
        if at is None:
            raise LookupError(f"no {names} in the menus")
        self.press(at)

    def within(self, at, name):
        for part in self.parts(at):
            said = self.get(part, "Accessible", "Name")
            if said == name:
                return part
            # A menu stands in a part without a name.
            if said == "" and (found := self.within(part, name)):
                return found
        return None


def until(ask, seconds=15):
    """Waits until something is so; gives what it gave last."""
    end = time.time() + seconds
    while not (got := ask()) and time.time() < end:
        time.sleep(0.2)
    return got


def picture(framebuffer: Path, png: Path):
    """Writes what a virtual framebuffer shows, which is an XWD file of 32 bits for each point, as a PNG."""
    data = framebuffer.read_bytes()
    header, _, _, _, width, height = struct.unpack(">6I", data[:24])
    line_bytes, colours = struct.unpack(">I", data[48:52])[0], struct.unpack(">I", data[76:80])[0]
    points = data[header + 12 * colours :]
    rows = bytearray()
    for y in range(height):
        row = points[y * line_bytes : y * line_bytes + 4 * width]
        rgb = bytearray(3 * width)
        rgb[0::3], rgb[1::3], rgb[2::3] = row[2::4], row[1::4], row[0::4]
        rows += b"\0" + rgb
    chunk = lambda name, body: struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
    size = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    png.write_bytes(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", size) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b""))
