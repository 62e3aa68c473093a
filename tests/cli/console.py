"""A WeCom that shares no line with the bot nor with its sandbox, written from the platform's own pages for `init`.

Its API, its administrator who presses 保存 and 验证 in the console, and a proxy with a certificate before the bot; what
it shares with the tests is the day that it is.
"""

import base64
import hashlib
import ipaddress
import json
import os
import ssl
import struct
import threading
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.x509.oid import NameOID

from tests.fakes.clocks import TODAY

EXIT = "203.0.113.9"
NOT_ALLOWED = (
    f"not allow to access from your ip, hint: [1760000000_12_ab34], from ip: {EXIT}, more info at https://open"
)
SECONDS = 10


def seal(token: str, key: str, receive_id: str, text: str, late_seconds: int = 0) -> dict[str, str]:
    """Return the query of an address check, by pages 90968 and 90238."""
    aes = base64.b64decode(key + "=")
    plain = os.urandom(16) + struct.pack(">I", len(text)) + text.encode() + receive_id.encode()
    missing = 32 - len(plain) % 32
    encryptor = Cipher(algorithms.AES(aes), modes.CBC(aes[:16])).encryptor()
    echo = base64.b64encode(encryptor.update(plain + bytes([missing]) * missing) + encryptor.finalize()).decode()
    stamp, nonce = str(int(TODAY.now().timestamp()) - late_seconds), "1372623149"
    signature = hashlib.sha1("".join(sorted((token, stamp, nonce, echo))).encode(), usedforsecurity=False).hexdigest()
    return {"msg_signature": signature, "timestamp": stamp, "nonce": nonce, "echostr": echo}


def certify(folder: Path) -> tuple[Path, Path]:
    """Write a certificate for 127.0.0.1 that vouches for itself, and its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "bot.example.org")])
    place = x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))])
    made = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(datetime(2020, 1, 1, tzinfo=UTC))
        .not_valid_after(datetime(2060, 1, 1, tzinfo=UTC))
        .add_extension(place, critical=False)
        .sign(key, hashes.SHA256())
    )
    (folder / "certificate.pem").write_bytes(made.public_bytes(serialization.Encoding.PEM))
    secret = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    (folder / "key.pem").write_bytes(secret)
    return folder / "certificate.pem", folder / "key.pem"


class _Quiet(BaseHTTPRequestHandler):
    def log_message(self, *_: Any) -> None:
        """Say nothing."""

    def answer(self, status: int, body: bytes) -> None:
        """Send an answer."""
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


class Console:
    """One corporation with one application; `allowed` says whether the bot's address is on the list."""

    def __init__(self, corp_id: str, agent_id: int, secret: str, folder: Path) -> None:
        """Prepare; `running` opens the API and the proxy."""
        self.corp_id, self.agent_id, self.secret = corp_id, agent_id, secret
        self.members = {"tang.min"}
        self.allowed = False
        self.arrived: list[dict[str, Any]] = []
        self.forwards_to: int | None = None
        self.certificate, self._key = certify(folder)
        self.api = self.proxy = ""

    def _call(self, path: str, query: dict[str, str], body: dict[str, Any]) -> dict[str, Any]:
        if path == "/cgi-bin/gettoken":
            if query.get("corpid") != self.corp_id:
                return {"errcode": 40013, "errmsg": "invalid corpid"}
            right = query.get("corpsecret") == self.secret
            return {"access_token": "T" * 64, "expires_in": 7200} if right else {"errcode": 40001, "errmsg": "x"}
        if query.get("access_token") != "T" * 64:
            return {"errcode": 40014, "errmsg": "invalid access_token"}
        # Whose token it is comes before where it is used from.
        if int(query.get("agentid") or body.get("agentid") or 0) != self.agent_id:
            return {"errcode": 301002, "errmsg": "not allow operate another agent"}
        if not self.allowed:
            return {"errcode": 60020, "errmsg": NOT_ALLOWED}
        if path == "/cgi-bin/message/send":
            unknown = set(body["touser"].split("|")) - self.members
            if unknown:
                return {"errcode": 81013, "errmsg": "user & party & tag all invalid"}
            self.arrived.append(body)
        return {"errcode": 0, "errmsg": "ok"}

    def _api(self) -> type[_Quiet]:
        console = self

        class Handler(_Quiet):
            def do_GET(self) -> None:
                parts = urllib.parse.urlsplit(self.path)
                length = int(self.headers.get("Content-Length") or 0)
                body = json.loads(self.rfile.read(length) or b"{}")
                told = console._call(parts.path, dict(urllib.parse.parse_qsl(parts.query)), body)
                self.answer(200, json.dumps(told).encode())

            do_POST = do_GET

        return Handler

    def _front(self) -> type[_Quiet]:
        console = self

        class Handler(_Quiet):
            def do_GET(self) -> None:
                try:
                    self.answer(*fetch(f"http://127.0.0.1:{console.forwards_to}{self.path}"))
                except OSError:
                    self.answer(502, b"Bad Gateway")

        return Handler

    @contextmanager
    def running(self) -> Iterator[None]:
        """Open the API and the proxy until the block ends."""
        servers = [ThreadingHTTPServer(("127.0.0.1", 0), handler) for handler in (self._api(), self._front())]
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(self.certificate, self._key)
        servers[1].socket = context.wrap_socket(servers[1].socket, server_side=True)
        self.api, self.proxy = (
            f"{scheme}://127.0.0.1:{server.server_port}"
            for scheme, server in zip(("http", "https"), servers, strict=True)
        )
        for server in servers:
            threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield
        finally:
            for server in servers:
                server.shutdown()
                server.server_close()

    def saves(self, url: str, token: str, key: str, late_seconds: int = 0) -> bool:
        """Press 保存 beside a callback's address; return whether the console takes it."""
        number = "1616140317555161061"
        receive_id = "" if url.endswith("/smartbot") else self.corp_id  # page 101033: empty for a smart bot
        query = urllib.parse.urlencode(seal(token, key, receive_id, number, late_seconds))
        return fetch(f"{url}?{query}", self.certificate) == (200, number.encode())

    def verifies(self, file: str) -> bool:
        """Press 验证 beside the domain; return whether the file is there and holds the code of its name."""
        code = file.removeprefix("WW_verify_").removesuffix(".txt")
        return fetch(f"{self.proxy}/{file}", self.certificate) == (200, code.encode())


def fetch(address: str, trusted: Path | None = None) -> tuple[int, bytes]:
    """Return status and body of an address."""
    context = ssl.create_default_context(cafile=str(trusted)) if trusted else None
    try:
        with urllib.request.urlopen(address, timeout=SECONDS, context=context) as response:
            return response.status, response.read()
    except urllib.error.HTTPError as refused:
        return refused.code, refused.read()
