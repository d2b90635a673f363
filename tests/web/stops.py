"""stops.py KIOSKCTL PHONES: twenty phones at work while the server is asked to end, and killed, again and again, and started anew each time: every
visit that a phone was thanked for is in the database once. And a database that is damaged while it serves is kept aside, and a new one goes on."""

import os
import signal
import sqlite3
import subprocess
import sys
import time

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "readers"))

from attack_wire import Phone, Server
from checks import expect, finish

FORM = "tests/bench/phones/phones.yaml"
SMALL = "tests/web/attack.yaml"
ENDS = [signal.SIGTERM, signal.SIGKILL, signal.SIGKILL, signal.SIGTERM, signal.SIGINT, signal.SIGKILL]


def damage(path):
    """A copy that was damaged takes its place, as when a disk is exchanged: in place, the log and memory would hide it for a while."""
    copy = path + ".copy"
    with sqlite3.connect(path) as whole, sqlite3.connect(copy) as part:
        whole.backup(part)
    size = os.path.getsize(copy)
    with open(copy, "r+b") as file:
        file.seek(4096)
        file.write(b"\xa5" * (size - 4096))
    os.replace(copy, path)


def goes_on(server):
    phone = Phone(server).begin("mal")
    return phone.status == "200" and phone.press("next").status == "200"


def damaged(kioskctl):
    server = Server(kioskctl, [SMALL])
    try:
        expect("a visit before the damage", goes_on(server), True)
        damage(server.db)
        until = time.monotonic() + 30
        names = []
        while time.monotonic() < until and not any("damaged" in name for name in names):
            goes_on(server)
            time.sleep(0.2)
            names = os.listdir(server.folder.name)
        expect(f"the damaged database is kept beside the new one: {names}", any("damaged" in name for name in names), True)
        while time.monotonic() < until and not goes_on(server):
            time.sleep(0.2)
        expect("a visit after it", goes_on(server), True)
        expect("the end", server.stop(), 0)
        expect("kioskctl verify", server.run("verify", "--db", server.db).returncode, 0)
    finally:
        server.end()


def main(kioskctl, phones):
    damaged(kioskctl)
    server = Server(kioskctl, [FORM])
    try:
        work = subprocess.Popen([phones, str(server.port), server.db, "20", "100", "60", "patient"], stdout=subprocess.PIPE, text=True)
        ended = 0
        while work.poll() is None and ended < len(ENDS):
            time.sleep(0.7)
            code = server.stop(ENDS[ended])
            expect(f"the exit code after {ENDS[ended].name}", code, -9 if ENDS[ended] == signal.SIGKILL else 0)
            server.start()
            ended += 1
        said = work.communicate()[0]
        print(said)
        expect("how often the server ended before the phones did", ended, len(ENDS))
        expect("what the phones found", work.returncode, 0)
        expect("the database", "0 lost, 0 doubled, 0 strange" in said, True)
        expect("the end", server.stop(), 0)
        verify = server.run("verify", "--db", server.db)
        expect(f"kioskctl verify: {verify.stdout}", verify.returncode, 0)
    finally:
        server.end()


main(*sys.argv[1:])
finish("a server that ends")
