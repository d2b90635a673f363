"""proxies.py KIOSKCTL: forms over TLS, by a certificate of the server's own, and behind Caddy and nginx with the configurations that stand in proxy/.

A proxy that is not installed is passed over, and said to be."""

import os
import re
import shutil
import signal
import socket
import ssl
import subprocess
import sys
import tempfile
import time
import warnings

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "readers"))

from attack_wire import AGENT, Door, Phone, Server, get, hear, post, statuses
from checks import expect, finish

HERE = os.path.dirname(__file__)
FORM = os.path.join(HERE, "attack.yaml")
NAME = "svar.example.no"
URL = f"https://{NAME}"


def make_certificate(folder):
    files = os.path.join(folder, "certificate.pem"), os.path.join(folder, "key.pem")
    subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2", "-subj", f"/CN={NAME}",
                    "-addext", f"subjectAltName=DNS:{NAME}", "-out", files[0], "-keyout", files[1]], check=True, capture_output=True)
    return files


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as wire:
        return wire.getsockname()[1]


def visit(what, door, server):
    """One from its first page to its end, with the headers that a browser sends."""
    phone = Phone(door).open("/f/mal")
    expect(f"{what}: the first page", phone.status, "200")
    expect(f"{what}: strict transport", "strict-transport-security: max-age=31536000" in phone.head.lower(), True)
    expect(f"{what}: the policy for contents", "content-security-policy: default-src 'none'" in phone.head.lower(), True)
    style = re.search(r"/style-\w+\.css", phone.page.text).group(0)
    expect(f"{what}: the style", statuses(door.ask(get(style).replace(b"Host: a", b"Host: " + NAME.encode("ascii")))), "200")
    phone.post(phone.page.action, phone.page.body("start"), f"Origin: {URL}")
    expect(f"{what}: the cookie", phone.cookie and re.match("__Host-innspill-mal=", phone.cookie) is not None, True)
    body = phone.page.body("next")
    phone.post("/v/mal", body, f"Origin: {URL}")
    expect(f"{what}: the second page", phone.status, "200")
    phone.post("/v/mal", phone.page.body("next"), "Sec-Fetch-Site: same-origin", f"Origin: {URL}")
    expect(f"{what}: the end", phone.address, "/v/mal/thanks")
    expect(f"{what}: a post from elsewhere", phone.post("/v/mal", body, "Origin: https://evil.example").status, "403")
    found = server.run("verify", "--db", server.db)
    expect(f"{what}: verify", found.returncode, 0)


def with_name(request):
    return request.replace(b"Host: a", b"Host: " + NAME.encode("ascii"))


def attack(what, door):
    """What would part a proxy and the server behind it."""
    for name, request, want in [
        ("a bare CR in a header", get("/", "X: a\rContent-Length: 30"), ("400", "cut")),
        ("length and chunks", post("/v", "0\r\n\r\nGET /smuggled HTTP/1.1\r\nHost: a\r\n\r\n", "Transfer-Encoding: chunked", length=5), ("400", "403", "404")),
        ("two lengths", post("/v", "a=1", "Content-Length: 30"), ("400", "cut")),
        ("a body of 2 MiB", post("/v", b"a=" + b"x" * (2 << 20)), ("413", "502", "cut")),
        ("a bad path", get("/%zz"), ("400",)),
    ]:
        heard = door.ask(with_name(request))
        got = statuses(heard)
        print(f"{what:8} {name:28} {got}")
        expect(f"{what}: {name}", got if got not in want else want[0], want[0])


def own_tls(kioskctl, files, client):
    server = Server(kioskctl, [FORM], "--tls-cert", files[0], "--tls-key", files[1], "--request-seconds", "2", base_url=URL, tls=client, name=NAME)
    try:
        visit("tls", server, server)
        old = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        old.load_verify_locations(files[0])
        warnings.simplefilter("ignore", DeprecationWarning)  # that they are old is why they are tried
        old.minimum_version, old.maximum_version = ssl.TLSVersion.TLSv1, ssl.TLSVersion.TLSv1_1
        old.set_ciphers("ALL:@SECLEVEL=0")
        try:
            Door(server.port, old, NAME).connect().close()
            expect("tls: TLS 1.1", "spoken", "refused")
        except (ssl.SSLError, ConnectionError):
            pass
        plain = Door(server.port)
        expect("tls: plain HTTP to it", statuses(plain.ask(get("/"))), "cut")
        with plain.connect() as wire:  # half a handshake, and then nothing
            wire.sendall(b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03")
            expect("tls: half a handshake", statuses(hear(wire)), "cut")
        expect("tls: the end", server.stop(), 0)
    finally:
        server.end()


def refused_certificates(kioskctl, files):
    for what, options, code in [
        ("a key that is none", ["--tls-cert", files[0], "--tls-key", FORM], "tls-certificate"),
        ("another's key", ["--tls-cert", files[0], "--tls-key", make_certificate(tempfile.mkdtemp(dir=os.path.dirname(files[0])))[1]], "tls-certificate"),
        ("no key", ["--tls-cert", files[0]], "option-missing"),
        ("no file", ["--tls-cert", "/nowhere", "--tls-key", files[1]], "file"),
    ]:
        with tempfile.TemporaryDirectory() as folder:
            found = subprocess.run([kioskctl, "serve", "--db", os.path.join(folder, "a.db"), "--form", FORM, "--listen", "127.0.0.1:0", "--base-url", URL,
                                    *options], capture_output=True, text=True, timeout=30, check=False)
            expect(f"{what}: {found.stderr}", found.stderr.startswith(f"error {code}"), True)


def caddy(folder, files, port, behind):
    with open(os.path.join(HERE, "proxy", "Caddyfile"), encoding="utf-8") as file:
        text = file.read()
    text = text.replace(f"{NAME} {{", f"{URL}:{port} {{\n\ttls {files[0]} {files[1]}").replace("127.0.0.1:8080", f"127.0.0.1:{behind}")
    path = os.path.join(folder, "Caddyfile")
    with open(path, "w", encoding="utf-8") as file:
        file.write(text.replace("{\n", "{\n\tadmin off\n\tauto_https disable_redirects\n\thttp_port %d\n" % free_port(), 1))
    return ["caddy", "run", "--adapter", "caddyfile", "--config", path], {"HOME": folder, "XDG_DATA_HOME": folder, "XDG_CONFIG_HOME": folder}


def nginx(folder, files, port, behind):
    with open(os.path.join(HERE, "proxy", "nginx.conf"), encoding="utf-8") as file:
        text = file.read()
    for before, after in [("listen 443 ssl", f"listen 127.0.0.1:{port} ssl"), ("    listen [::]:443 ssl;\n", ""), ("/etc/ssl/certs/svar.pem", files[0]),
                          ("/etc/ssl/private/svar.key", files[1]), ("127.0.0.1:8080", f"127.0.0.1:{behind}")]:
        text = text.replace(before, after)
    own = "".join(f"{kind}_temp_path {folder}/{kind};\n" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
    path = os.path.join(folder, "nginx.conf")
    with open(path, "w", encoding="utf-8") as file:
        file.write(f"daemon off;\npid {folder}/pid;\nerror_log stderr crit;\nevents {{}}\nhttp {{\n{own}{text}}}\n")
    return ["nginx", "-p", folder, "-e", "stderr", "-c", path], {}


def wait_for(port, process):
    for _ in range(200):
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
            return
        except OSError:
            expect("the proxy lives", process.poll(), None)
            time.sleep(0.1)


def behind_proxy(kioskctl, name, configure, folder, files, client):
    program = shutil.which(name, path=os.environ["PATH"] + ":/usr/sbin")
    if not program:
        print(f"SKIPPED: {name} is not installed (tools/packages test)")
        return
    server = Server(kioskctl, [FORM], base_url=URL)
    port = free_port()
    own = os.path.join(folder, name)
    os.mkdir(own)
    words, environment = configure(own, files, port, server.port)
    with open(os.path.join(own, "said"), "wb") as said:
        proxy = subprocess.Popen([program, *words[1:]], stdout=said, stderr=said, env={**os.environ, **environment})
        try:
            wait_for(port, proxy)
            door = Door(port, client, NAME)
            visit(name, door, server)
            attack(name, door)
            expect(f"{name}: the server behind it", server.stop(), 0)
        finally:
            proxy.send_signal(signal.SIGTERM)
            proxy.wait(20)
            server.end()
    for where, _, names in os.walk(own):
        for file in names:
            with open(os.path.join(where, file), "rb") as written:
                expect(f"{name}: the browser's name in {file}", AGENT[:12].encode("ascii") in written.read(), False)


def main(kioskctl):
    with tempfile.TemporaryDirectory() as folder:
        os.chmod(folder, 0o755)  # nginx works as nobody
        files = make_certificate(folder)
        client = ssl.create_default_context(cafile=files[0])
        own_tls(kioskctl, files, client)
        refused_certificates(kioskctl, files)
        behind_proxy(kioskctl, "caddy", caddy, folder, files, client)
        behind_proxy(kioskctl, "nginx", nginx, folder, files, client)


main(sys.argv[1])
finish("TLS and proxies")
