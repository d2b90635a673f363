"""A server under attack, and bytes sent to it as they are."""

import html.parser
import itertools
import os
import re
import signal
import socket
import subprocess
import tempfile
import urllib.parse

AGENT = "Kjennetegn/7.3 (agent that must be nowhere)"
ADDRESS = "127.0.0.77"  # another than the server's own
PATIENCE_S = 30  # no wait of a test's own is as long


class Door:
    """Where requests go in: a port of this machine; tls: an ssl.SSLContext, and the name to ask for."""

    def __init__(self, port, tls=None, name=None):
        self.port, self.tls, self.name = port, tls, name

    def connect(self):
        wire = socket.create_connection(("127.0.0.1", self.port), PATIENCE_S, (ADDRESS, 0))
        return self.tls.wrap_socket(wire, server_hostname=self.name) if self.tls else wire

    def ask(self, request):
        """Sends bytes, and returns all that comes until the other side closes. Nothing more follows them."""
        with self.connect() as wire:
            try:
                wire.sendall(request)
                if not self.tls:
                    wire.shutdown(socket.SHUT_WR)
            except OSError:
                pass  # it has had enough
            return hear(wire)


class Server(Door):
    """kioskctl serve on a port that is free, in a folder of its own."""

    def __init__(self, kioskctl, forms, *options, base_url="http://127.0.0.1", tls=None, name=None):
        super().__init__(0, tls, name)
        self.kioskctl, self.forms, self.options, self.base_url = kioskctl, forms, options, base_url
        self.folder = tempfile.TemporaryDirectory()
        self.db = os.path.join(self.folder.name, "svar.db")
        self.start()

    def start(self):
        words = [self.kioskctl, "serve", "--db", self.db, "--listen", f"127.0.0.1:{self.port}", "--base-url", self.base_url]
        for form in self.forms:
            words += ["--form", form]
        self.said = open(os.path.join(self.folder.name, "said"), "ab")
        self.process = subprocess.Popen(words + list(self.options), stdout=subprocess.PIPE, stderr=self.said)
        line = self.process.stdout.readline().decode()
        self.port = int(re.search(r"port (\d+)", line).group(1))

    def stop(self, how=signal.SIGTERM):
        self.process.send_signal(how)
        code = self.process.wait(PATIENCE_S)
        self.process.stdout.close()
        self.said.close()
        return code

    def end(self):
        if self.process.poll() is None:
            self.stop(signal.SIGKILL)
        self.folder.cleanup()

    def run(self, *words):
        return subprocess.run([self.kioskctl, *words], capture_output=True, text=True, check=False)

    def resident_kib(self):
        with open(f"/proc/{self.process.pid}/status", encoding="ascii") as status:
            return int(re.search(r"VmRSS:\s+(\d+)", status.read()).group(1))

    def holds(self, text):
        """How often the text stands in the server's memory."""
        found = 0
        with open(f"/proc/{self.process.pid}/maps", encoding="utf-8") as maps, open(f"/proc/{self.process.pid}/mem", "rb", 0) as memory:
            for area in re.findall(r"(?m)^(\w+)-(\w+) rw.*$", maps.read()):
                first, end = (int(bound, 16) for bound in area)
                memory.seek(first)
                try:
                    found += memory.read(end - first).count(text)
                except OSError:
                    pass  # nobody's
        return found

    def traces(self):
        """All bytes that the server has written anywhere."""
        found = {}
        for name in os.listdir(self.folder.name):
            with open(os.path.join(self.folder.name, name), "rb") as file:
                found[name] = file.read()
        return found


def hear(wire):
    heard = b""
    wire.settimeout(PATIENCE_S)
    try:
        while piece := wire.recv(65536):
            heard += piece
    except ConnectionResetError:
        pass
    except socket.timeout:
        return heard + b" [still open]"
    return heard


def statuses(heard):
    """Of all replies in what was heard: "200", "200, 400", or "cut" when there is none."""
    found = re.findall(r"HTTP/1\.1 (\d\d\d) ", heard.decode("latin-1"))
    runs = [(status, len(list(run))) for status, run in itertools.groupby(found)]
    said = ", ".join(f"{count} times {status}" if count > 2 else " ".join([status] * count) for status, count in runs)
    return (said or "cut") + (" [still open]" if heard.endswith(b"[still open]") else "")


def get(path, *lines, version="1.1"):
    return "\r\n".join([f"GET {path} HTTP/{version}", "Host: a", f"User-Agent: {AGENT}", "Connection: close", *lines, "", ""]).encode("utf-8")


def post(path, body, *lines, kind="application/x-www-form-urlencoded", length=None):
    body = body if isinstance(body, bytes) else body.encode("utf-8")
    length = len(body) if length is None else length
    head = [f"POST {path} HTTP/1.1", "Host: a", f"User-Agent: {AGENT}", "Connection: close", f"Content-Type: {kind}"]
    head += [f"Content-Length: {length}"] if length != "" else []
    return "\r\n".join([*head, *lines, "", ""]).encode("utf-8") + body


class Page(html.parser.HTMLParser):
    """The fields of a page's posting form, as a browser without a script would send them."""

    def __init__(self, text):
        super().__init__()
        self.text, self.action, self.fields, self.chosen, self.area = text, None, [], set(), None
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        name, kind = attrs.get("name"), attrs.get("type")
        if tag == "form" and attrs.get("method") == "post":
            self.action = attrs["action"]
        elif tag == "textarea" and name:
            self.area = name
            self.fields.append((name, ""))
        elif tag == "input" and name and kind == "radio":
            if name not in self.chosen:
                self.chosen.add(name)
                self.fields.append((name, attrs.get("value", "on")))
        elif tag == "input" and name and kind != "checkbox":
            self.fields.append((name, attrs.get("value", "")))

    def handle_data(self, data):
        if self.area:
            self.fields[-1] = (self.area, self.fields[-1][1] + data.lstrip("\n"))

    def handle_endtag(self, tag):
        if tag == "textarea":
            self.area = None

    def body(self, do, **changes):
        fields = [(name, changes.get(name, value)) for name, value in self.fields]
        return urllib.parse.urlencode(fields + [("do", do)])


class Phone:
    """A visit to a form, by its pages."""

    def __init__(self, server):
        self.server, self.cookie, self.page, self.status, self.address, self.head = server, None, None, None, None, ""

    def _send(self, request):
        request = request.replace(b"Host: a\r", f"Host: {self.server.name or 'a'}\r".encode("ascii"))
        heard = self.server.ask(request).decode("utf-8", "replace")
        head, _, body = heard.partition("\r\n\r\n")
        self.status = statuses(heard.encode("utf-8"))
        self.head = head
        if found := re.search(r"(?i)set-cookie: ([^;]+)", head):
            self.cookie = found.group(1)
        if found := re.search(r"(?i)location: (\S+)", head):
            return self.open(found.group(1))
        self.page = Page(body)
        return self

    def lines(self):
        return [f"Cookie: {self.cookie}"] if self.cookie else []

    def open(self, path):
        self.address = path
        return self._send(get(path, *self.lines()))

    def post(self, path, body, *lines):
        return self._send(post(path, body, *self.lines(), *lines))

    def press(self, do, **changes):
        return self.post(self.page.action, self.page.body(do, **changes))

    def begin(self, form):
        self.open(f"/f/{form}")
        return self.press("start")
