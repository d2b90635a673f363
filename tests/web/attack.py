"""attack.py KIOSKCTL: what people try on servers, against a real kioskctl serve. Prints a table of what was tried and what came of it, and exits 1
when something else came than had to."""

import os
import re
import sqlite3
import sys
import threading
import time
import urllib.parse

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "readers"))

from attack_wire import ADDRESS, AGENT, Phone, Server, get, hear, post, statuses
from checks import expect, finish

FORM = os.path.join(os.path.dirname(__file__), "attack.yaml")
BODY_MAX = 1 << 20
SCRIPT = "<script>alert('x')</script>\"><img src=x onerror=alert(1)>${en} &amp;"
FORMULA = "=HYPERLINK(\"http://evil.example\",\"x\")"


def tried(group, what, got, want):
    """want: what may come, a word or several to choose among."""
    wanted = want if isinstance(want, (list, tuple)) else [want]
    print(f"{group:12} {what:62} {got}")
    expect(f"{group}: {what}", got if got not in wanted else wanted[0], wanted[0])


# --- Bytes that no browser sends: (group, what, bytes, statuses that may come) ---

CHUNKED = "Transfer-Encoding: chunked"


def plain_attacks():
    yield from traversal()
    yield from injection()
    yield from sizes()
    yield from smuggling()
    yield from letters()
    yield from halves()
    yield from multipart()
    yield from cookies()
    for method in ("PUT", "DELETE", "OPTIONS", "TRACE", "CONNECT", "PATCH", "get", "G\u00d8T"):
        yield "method", method, get("/").replace(b"GET", method.encode("utf-8"), 1), ("405", "400")


def traversal():
    paths = ["/../../../etc/passwd", "/..%2f..%2f..%2fetc%2fpasswd", "/%2e%2e/%2e%2e/etc/passwd", "/i/mal/../../../../etc/passwd",
             "/i/..%2f..%2fsvar.db/0", "/style-../../svar.db", "/f/..", "//etc/passwd", "/f/mal/../../etc/passwd", "/svar.db",
             "/i/mal/-1", "/i/mal/99999999999999999999", "/i/mal/0x0", "/v/99999999999999999999", "/v/mal/99999999999999999999", "/v/../../etc/passwd", "/.git/config", "/f/%2e%2e%5c"]
    for path in paths:
        yield "traversal", path, get(path), ("404", "303", "403") if "style" not in path else "200"  # whatever follows, it is the style
    yield "traversal", "/etc%00.css", get("/etc%00.css"), "400"


def injection():
    end = "%0d%0aX-Injected:%20yes"
    for path in (f"/f/mal?l=nb{end}", f"/f/mal?r={end}&e={end}&p={end}", f"/?l={end}", f"/t/{end}", f"/c/{end}", f"/v/{end}", f"/v/mal/{end}"):
        yield "injection", path, get(path), ("200", "400", "303", "404")
    yield "injection", "/f/mal%0d%0aX-Injected:%20yes", get(f"/f/mal{end}"), "400"
    yield "injection", "in a cookie", get("/", "Cookie: innspill-mal=a%0d%0aX-Injected: yes"), "200"
    yield "injection", "in a field", post("/f/mal/start", f"do=start&l={end}&r={end}"), "303"
    yield "injection", "in the languages", get("/", "Accept-Language: nb%0d%0aX-Injected: yes"), "200"
    yield "injection", "in the host", get("/").replace(b"Host: a", b"Host: a%0d%0aX-Injected: yes"), ("200", "400")


def sizes():
    yield "size", "a body of 2 MiB", post("/v", b"a=" + b"x" * (2 * BODY_MAX)), "413"
    yield "size", "a length of 2 MiB, and nothing", post("/v", "", length=2 * BODY_MAX), "413"
    for length in (10**18, 2**63, 2**64, 2**64 + 5, 10**40):
        # Of what is no number at all for it, libmicrohttpd 0.9.75 says that it is too large twice over, and closes.
        yield "size", f"a length of {length}"[:60], post("/v", "a=1", length=length), ("413", "400", "413 413")
    pieces = b"".join(b"10000\r\n" + b"x" * 65536 + b"\r\n" for _ in range(32)) + b"0\r\n\r\n"
    yield "size", "2 MiB in chunks", post("/v", pieces, CHUNKED, length=""), "413"
    yield "size", "16 MiB in chunks", post("/v", pieces[:-5] * 8 + b"0\r\n\r\n", CHUNKED, length=""), ("cut", "413")
    yield "size", "2001 fields", post("/f/mal/start", "&".join(f"f{i}=1" for i in range(2001))), "400"
    yield "size", "an address of 8,193 characters", get("/" + "a" * 8192), "414"
    yield "size", "an address of 60,000 characters", get("/" + "a" * 60000), ("414", "431", "413", "400")
    yield "size", "a header of 60,000 characters", get("/", "X: " + "a" * 60000), ("431", "413", "400")
    yield "size", "5,000 headers", get("/", *[f"X{i}: a" for i in range(5000)]), ("431", "413", "400")
    yield "size", "a query of 3,000 fields", get("/f/mal?" + "&" * 2000 + "a&" * 3000), ("400", "cut", "431")


def smuggling():
    inner = "GET /smuggled HTTP/1.1\r\nHost: a\r\n\r\n"
    yield "smuggling", "length and chunks", post("/v", "0\r\n\r\n" + inner, CHUNKED, length=5), "400"
    yield "smuggling", "two lengths", post("/v", "a=1" + inner, f"Content-Length: {3 + len(inner)}", length=3), "400"
    yield "smuggling", "two lengths that are the same", post("/v", "a=1", "Content-Length: 3"), "400"
    for coding in ("chunked, identity", "identity, chunked", "xchunked", "gzip, chunked", "chunked;q=1", " chunked\t,"):
        yield "smuggling", f"coding {coding!r}", post("/v", "3\r\na=1\r\n0\r\n\r\n", f"Transfer-Encoding: {coding}", length=""), ("400", "cut", "403", "501")
    yield "smuggling", "two codings", post("/v", "3\r\na=1\r\n0\r\n\r\n", CHUNKED, CHUNKED, length=""), "400"
    for length in ("+3", "-3", "0x3", "3,3", "3 3", "", "three", "3;"):
        request = post("/v", "a=1", f"Content-Length: {length}", length="")
        yield "smuggling", f"length {length!r}", request, ("400", "403", "400 400", "413")
    for size in ("-1", "0x3", "3;a=\"\r\n\"", "g", "", "ffffffffffffffff1", "3 "):
        yield "smuggling", f"a chunk of {size!r}", post("/v", f"{size}\r\na=1\r\n0\r\n\r\n", CHUNKED, length=""), ("400", "cut", "403", "413")
    yield "smuggling", "a blank before the colon", get("/", "Content-Length : 5"), "400"
    yield "smuggling", "a post hidden behind a blank before the colon", hidden("Content-Length : {}"), "400"
    yield "smuggling", "a post hidden in chunks of HTTP/1.0", hidden(CHUNKED, version="1.0"), "400"
    yield "smuggling", "a line folded", get("/", "X: a\r\n Content-Length: 5"), ("400", "200")
    yield "smuggling", "two hosts", get("/", "Host: b"), "400"
    yield "smuggling", "a body to a GET", get("/", "Content-Length: 5") + b"GET /", "400"


def hidden(line, version="1.1"):
    """A request whose body is another one, for who does not see how long it is."""
    inner = post("/smuggled", "a=1")
    body = b"%x\r\n%s\r\n0\r\n\r\n" % (len(inner), inner) if line == CHUNKED else inner
    outer = post("/v", body, line.format(len(body)), length="").replace(b"Connection: close", b"Connection: keep-alive", 1)
    return outer.replace(b"HTTP/1.1", f"HTTP/{version}".encode(), 1)


def letters():
    for text in ("%ff", "%c3", "%c0%af", "%ed%a0%80", "%f4%90%80%80", "%00", "%", "%zz", "%c3%28"):
        yield "letters", f"path /f/{text}", get(f"/f/{text}"), "400"
        yield "letters", f"query l={text}", get(f"/f/mal?l={text}"), "400"
        yield "letters", f"field l={text}", post("/f/mal/start", f"l={text}"), "400"
    yield "letters", "bytes that are no UTF-8 in the path", get("/f/X").replace(b"X", b"\xff\xfe"), "400"
    yield "letters", "a NUL in the first line", get("/f/X").replace(b"X", b"\0"), ("400", "cut", "404")
    yield "letters", "a NUL in a header", get("/", "X: Y").replace(b"Y", b"\0"), ("400", "cut", "200")
    yield "letters", "a bare CR in a header", get("/", "X: a\rX-Injected: b"), ("400", "200")
    yield "letters", "only line feeds", get("/").replace(b"\r\n", b"\n"), ("200", "400")


def halves():
    whole = post("/f/mal/start", "do=start&l=nb")
    yield "half", "nothing", b"", "cut"
    for end in (1, 10, 30, len(whole) - 20, len(whole) - 1):
        yield "half", f"the first {end} bytes of a post", whole[:end], ("cut", "400")
    yield "garbage", "0x00 to 0xff", bytes(range(256)) * 20, ("cut", "400")
    yield "garbage", "a TLS handshake", b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + b"\0" * 500 + b"\r\n\r\n", ("cut", "400")
    yield "garbage", "HTTP/2's preface", b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", ("400", "405", "cut", "505", "400 400")
    yield "garbage", "HTTP/9.9", get("/", version="9.9"), ("200", "400", "505", "cut")
    yield "garbage", "after a whole request", get("/").replace(b"Connection: close\r\n", b"") + b"\x01\x02rubbish\r\n\r\n", ("200", "200, 400")
    line = get("/").replace(b"Connection: close\r\n", b"")
    yield "garbage", "a hundred requests at once, and rubbish", line * 100 + b"\xff" * 100 + b"\r\n\r\n", ("100 times 200", "100 times 200, 400")


def multipart():
    def part(head, text, mark="grense"):
        return f"--{mark}\r\n{head}\r\n\r\n{text}\r\n".encode("utf-8")

    name = 'Content-Disposition: form-data; name="l"'
    whole = part(name, "nb") + b"--grense--\r\n"
    kind = "multipart/form-data; boundary=grense"
    yield "multipart", "as it should be", post("/f/mal/start", whole, kind=kind), "303"
    yield "multipart", "no boundary", post("/f/mal/start", whole, kind="multipart/form-data"), "400"
    yield "multipart", "another boundary", post("/f/mal/start", whole, kind=kind + "x"), "400"
    yield "multipart", "a boundary of 9,000 characters", post("/f/mal/start", whole, kind=kind + "x" * 9000), "400"
    yield "multipart", "no end", post("/f/mal/start", part(name, "nb"), kind=kind), ("400", "303")
    yield "multipart", "no name", post("/f/mal/start", part("Content-Disposition: form-data", "nb") + b"--grense--\r\n", kind=kind), ("400", "303")
    yield "multipart", "a header of 9,000 characters", post("/f/mal/start", part(name + "; x=" + "y" * 9000, "nb") + b"--grense--\r\n", kind=kind), ("400", "303")
    yield "multipart", "a name that is no UTF-8", post("/f/mal/start", whole.replace(b'"l"', b'"\xff"'), kind=kind), "400"
    yield "multipart", "a NUL in a value", post("/f/mal/start", whole.replace(b"nb", b"n\0"), kind=kind), "400"
    yield "multipart", "2,001 parts", post("/f/mal/start", part(name, "nb") * 2001 + b"--grense--\r\n", kind=kind), "400"
    file = part(name + '; filename="../../etc/passwd"', "x" * 1000) + b"--grense--\r\n"
    yield "multipart", "a file ../../etc/passwd", post("/f/mal/start", file, kind=kind), "303"
    nested = part("Content-Disposition: form-data; name=\"l\"\r\nContent-Type: multipart/mixed; boundary=indre", "--indre\r\n\r\nx\r\n--indre--")
    yield "multipart", "parts within a part", post("/f/mal/start", nested + b"--grense--\r\n", kind=kind), ("400", "303")
    for kind in ("application/json", "text/xml", "text/plain", ""):
        yield "multipart", f"a body of type {kind!r}", post("/f/mal/start", "{}", kind=kind), "415"


def cookies():
    junk = ["innspill-mal=", "innspill-mal=" + "a" * 5000, "innspill-mal=../../svar.db", "innspill-mal=" + "0" * 32, "innspill-mal=\xff\xfe", "=; ;;; = ;",
            "innspill-mal=a; innspill-mal=b", "innspill-mal=' OR 1=1 --", "__Host-innspill-mal=" + "0" * 32, "innspill-mal=\"a\\\"b\"",
            "INNSPILL-MAL=a", "innspill-mal", "innspill-=" + "0" * 32, "innspill-../x=" + "0" * 32,
            "; ".join(f"innspill-f{i}={i:032}" for i in range(100))]
    for value in junk:
        yield "cookie", value[:50], get("/v/mal", f"Cookie: {value}"), ("404", "303", "403", "410", "200", "400")


# --- Things that take time, or several connections ---


def drip(server, first, then, name):
    """One byte at a time, for as long as the server lets it: it may not be as long as the bytes would take."""
    with server.connect() as wire:
        sent = 0
        try:
            wire.sendall(first)
            for i in range(600):
                wire.sendall(then[i % len(then) : i % len(then) + 1])
                sent = i
                time.sleep(0.05)
        except OSError:
            pass
        tried("slow", name, "cut off" if sent < 599 else "30 seconds long", "cut off")


def slow(server):
    """The server that is asked here gives a request one second."""
    drip(server, b"", b"GET / HTTP/1.1", "the first line, byte by byte")
    drip(server, b"GET / HTTP/1.1\r\nHost: a\r\n", b"X: y\r\n", "headers, byte by byte")
    drip(server, post("/v", "", length=1000), b"a", "a body, byte by byte")
    drip(server, post("/v", "", CHUNKED, length=""), b"1\r\na\r\n", "chunks, byte by byte")
    with server.connect() as wire:
        tried("slow", "a connection that says nothing", statuses(hear(wire)), "cut")
    with server.connect() as wire:
        style = re.search(r"/style-\w+\.css", Phone(server).open("/").page.text).group(0)
        wire.sendall(get(style).replace(b"Connection: close\r\n", b"") * 300)
        time.sleep(4)
        tried("slow", "300 answers that nobody reads", "given up" if hear(wire).count(b"HTTP/1.1 200") < 300 else "all sent", "given up")


def flood(server):
    """The server that is asked here takes 20 connections at a time."""
    idle = [server.connect() for _ in range(150)]
    tried("flood", "150 connections that say nothing, then a phone", Phone(server).open("/").status, "200")
    for wire in idle:
        wire.close()
    half = [server.connect() for _ in range(20)]
    for wire in half:
        wire.sendall(post("/f/mal/start", "do=", length=8))
    time.sleep(0.5)
    tried("flood", "20 posts that are half there, then a phone", Phone(server).open("/").status, "503")
    for wire in half:
        wire.sendall(b"start")
    tried("flood", "the other halves", " ".join(sorted({statuses(hear(wire)) for wire in half})), "303")
    tried("flood", "then a phone", Phone(server).open("/").status, "200")


# --- What is done with the pages themselves ---


def rows(server, sql):
    with sqlite3.connect(f"file:{server.db}?mode=ro", uri=True) as database:
        return database.execute(sql).fetchall()


def complete(server):
    return rows(server, "SELECT count(*) FROM response WHERE status = 'complete'")[0][0]


def cross_site(server):
    phone = Phone(server).begin("mal")
    body = phone.page.body("next", c0="forfalsket")
    before = rows(server, "SELECT count(*) FROM response")
    for line in ("Origin: https://evil.example", "Origin: null", "Sec-Fetch-Site: cross-site", "Sec-Fetch-Site: same-site"):
        tried("cross-site", line, Phone.post(phone, "/v/mal", body, line).status, "403")
    tried("cross-site", "without the page's stamp", phone.post("/v/mal", re.sub(r"stamp=[^&]+", "stamp=", body)).status, "403")
    stranger = Phone(server).begin("mal")
    tried("cross-site", "with the stamp of another visit", stranger.post("/v/mal", body).status, "403")
    nobody = Phone(server)
    tried("cross-site", "without a cookie", nobody.post("/v/mal", body).status, ("403", "404", "303", "410"))
    tried("cross-site", "answers that came of it", rows(server, "SELECT count(*) FROM response"), [before])


def stored_script(server):
    phone = Phone(server).begin("mal")
    phone.press("next", **{field: SCRIPT for field, _ in phone.page.fields if re.fullmatch(r"c\d+", field)})
    alive = re.search(r"<(script|img)(?![^>]*src=\"/script-)[^>]*>", phone.page.text)
    tried("script", "an answer with a script in it, shown on the next page", alive.group(0) if alive else "inert", "inert")
    tried("script", "it is shown as it was written", "yes" if "&lt;script&gt;" in phone.page.text else "no", "yes")
    phone.press("next", **{field: FORMULA for field, _ in phone.page.fields if re.fullmatch(r"c\d+", field)})
    tried("script", "the visit's end", phone.address, "/v/mal/thanks")
    sheet = os.path.join(server.folder.name, "ut.csv")
    server.run("export", "--db", server.db, "--form", "mal", "--format", "csv", "--out", sheet)
    with open(sheet, encoding="utf-8-sig") as file:
        text = file.read()
    tried("script", "a formula in a spreadsheet's cell", "defused" if "'=HYPERLINK" in text and not re.search(r'[,;]"?=', text) else text, "defused")
    tried("script", "the script in a spreadsheet's cell", "as written" if "alert('x')" in text else "changed", "as written")


def replay(server):
    before = complete(server)
    phone = Phone(server).begin("mal")
    first = phone.page.body("next")
    phone.press("next")
    last, action = phone.page.body("next"), phone.page.action
    seen = {phone.post(action, last).address for _ in range(5)}
    tried("replay", "the last page posted five times", " ".join(sorted(seen)), "/v/mal/thanks")
    tried("replay", "the first page posted after the end", phone.post(action, first).address, "/v/mal/thanks")
    threads = []
    other = Phone(server).begin("mal")
    other.press("next")
    body = other.page.body("next")
    for _ in range(8):
        threads.append(threading.Thread(target=lambda: server.ask(post(other.page.action or "/v/mal", body, *other.lines()))))
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    tried("replay", "responses of two visits, the second posted eight times at once", complete(server) - before, 2)


def guessing(server):
    seen = []
    for i in range(45):
        phone = Phone(server).post("/code", urllib.parse.urlencode({"code": f"{i:04d}" * 8}))
        seen.append(phone.status)
    tried("guessing", "45 wrong codes one after the other", f"stopped with {seen[-1]}" if seen[-1] != seen[0] else f"all {seen[0]}", "stopped with 429")
    for path in ("/t/" + "0" * 32, "/t/x", "/c/" + "0" * 16, "/c/x", "/t/" + "A" * 4000):
        tried("guessing", path[:40], Phone(server).open(path).status, ("404", "410", "429", "200"))


def memory(server):
    """What a phone sends with each request, and nobody needs when its connection is closed. A sanitizer keeps what is freed."""
    with open(server.kioskctl, "rb") as program:
        if b"__asan_init" in program.read():
            return
    phone = Phone(server).begin("mal")
    time.sleep(1)
    secret = phone.cookie.partition("=")[2].encode("ascii")
    with server.connect() as wire:
        wire.sendall(get("/v/mal", *phone.lines()).replace(b"Connection: close\r\n", b"")[:-2])
        time.sleep(0.5)
        tried("memory", "a cookie while it is sent", "found" if server.holds(secret) else "nowhere", "found")
    time.sleep(0.5)
    for what, text in (("the phone's cookie", secret), ("its browser's name", AGENT.encode("ascii"))):
        tried("memory", f"{what} when its connection is closed", server.holds(text) or "nowhere", "nowhere")


def privacy(server):
    code = server.stop()
    tried("end", "the server's exit code after all this", code, 0)
    found = server.traces()
    said = found["said"].decode("utf-8", "replace")
    tried("privacy", "the phones' address in what was written", [n for n, b in found.items() if ADDRESS.encode() in b] or "nowhere", "nowhere")
    tried("privacy", "their browser's name", [n for n, b in found.items() if AGENT[:12].encode() in b] or "nowhere", "nowhere")
    tried("privacy", "anything of a request in what the server said", "yes" if re.search(r"GET|POST|/f/|smuggled", said) else "no", "no")
    verify = server.run("verify", "--db", server.db)
    tried("end", "kioskctl verify", verify.returncode, 0)


def main(kioskctl):
    server, limits = Server(kioskctl, [FORM]), ("--request-seconds", "1")
    few = None
    try:
        before = server.resident_kib()
        for group, what, request, want in plain_attacks():
            heard = server.ask(request)
            tried(group, what, statuses(heard), want)
            for word in (b"X-Injected: yes\r\n", b"root:", b"SQLite format", b"/smuggled"):
                expect(f"{group}: {what}: {word!r} in the answer", word in heard, False)
        tried("end", "the server lives", server.process.poll(), None)
        for attack in (cross_site, stored_script, replay, guessing):
            attack(server)
        memory(server)
        grown = server.resident_kib() - before
        tried("memory", "more than before all this, of 64 MiB", "within" if grown < 64 * 1024 else f"{grown} KiB", "within")
        privacy(server)
        few = Server(kioskctl, [FORM], *limits)
        slow(few)
        few.end()
        few = Server(kioskctl, [FORM], "--connections", "20")
        flood(few)
    finally:
        server.end()
        if few:
            few.end()


main(sys.argv[1])
finish("attacks")
