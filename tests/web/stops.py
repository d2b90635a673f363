"""stops.py KIOSKCTL PHONES: twenty phones at work while the server is asked to end, and killed, again and again, and started anew each time: every
visit that a phone was thanked for is in the database once."""

import os
import signal
import subprocess
import sys
import time

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "readers"))

from attack_wire import Server
from checks import expect, finish

FORM = "tests/bench/phones/phones.yaml"
ENDS = [signal.SIGTERM, signal.SIGKILL, signal.SIGKILL, signal.SIGTERM, signal.SIGINT, signal.SIGKILL]


def main(kioskctl, phones):
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
