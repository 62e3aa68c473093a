"""WXBizMsgCrypt written from the protocol text alone: sign, seal, and open as strictly as it can be read."""

import base64
import binascii
import hashlib
import hmac
import re
import secrets
from dataclasses import dataclass, field

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

BLOCK = 32
HEADER = 20  # 16 random bytes and the length
STANDARD_BASE64 = re.compile(r"[A-Za-z0-9+/]+={0,2}")


class BadEnvelope(Exception):
    """What was received cannot be accepted; the text names the stage that refused, for the ledger only."""


def signature(token: str, timestamp: str, nonce: str, encrypted: str) -> str:
    """Return the lower-case hexadecimal SHA-1 over the four parts in plain string order."""
    joined = "".join(sorted([token, timestamp, nonce, encrypted]))
    return hashlib.sha1(joined.encode()).hexdigest()


@dataclass(frozen=True)
class Seal:
    """Seals and opens for one door; `receive_id` is the CorpID, or empty for the smart bot."""

    token: str
    aes_key: str = field(repr=False)
    receive_id: str

    def sign(self, timestamp: str, nonce: str, encrypted: str) -> str:
        """Return the msg_signature of a sealed text."""
        return signature(self.token, timestamp, nonce, encrypted)

    def seal(self, text: str) -> str:
        """Return the text as Base64 of one AES-256-CBC message, with 16 random ASCII characters in front."""
        message = text.encode()
        head = secrets.token_hex(8).encode() + len(message).to_bytes(4, "big")
        return base64.b64encode(self.encrypt(head + message + self.receive_id.encode())).decode()

    def verify(self, given: str, timestamp: str, nonce: str, encrypted: str) -> None:
        """Raise BadEnvelope unless the signature is exactly right."""
        expected = self.sign(timestamp, nonce, encrypted)
        if not hmac.compare_digest(expected.encode(), given.encode()):
            raise BadEnvelope("signature")

    def open(self, encrypted: str) -> str:
        """Return the text inside; raises BadEnvelope at the first stage that is not exactly as documented."""
        plain = _unpad(self._decrypt(_decode(encrypted)))
        if len(plain) < HEADER:
            raise BadEnvelope("frame too short")
        size = int.from_bytes(plain[16:HEADER], "big")
        if size > len(plain) - HEADER:
            raise BadEnvelope("length")
        message, receiver = plain[HEADER : HEADER + size], plain[HEADER + size :]
        if not hmac.compare_digest(receiver, self.receive_id.encode()):
            raise BadEnvelope("receive id")
        try:
            return message.decode()
        except UnicodeDecodeError as error:
            raise BadEnvelope("text is not UTF-8") from error

    def encrypt(self, data: bytes) -> bytes:
        """Return the bytes padded to 32 and encrypted without a header, as smart-bot media are served."""
        rest = BLOCK - len(data) % BLOCK
        encryptor = self._cipher().encryptor()
        return encryptor.update(data + bytes([rest]) * rest) + encryptor.finalize()

    def _decrypt(self, data: bytes) -> bytes:
        decryptor = self._cipher().decryptor()
        return decryptor.update(data) + decryptor.finalize()

    def _cipher(self) -> Cipher[modes.CBC]:
        key = base64.b64decode(self.aes_key + "=")
        return Cipher(algorithms.AES(key), modes.CBC(key[:16]))


def _decode(encrypted: str) -> bytes:
    if not STANDARD_BASE64.fullmatch(encrypted):
        raise BadEnvelope("base64")
    try:
        data = base64.b64decode(encrypted, validate=True)
    except binascii.Error as error:
        raise BadEnvelope("base64") from error
    if not data or len(data) % BLOCK:
        raise BadEnvelope("block size")
    return data


def _unpad(plain: bytes) -> bytes:
    count = plain[-1]
    if not 1 <= count <= BLOCK or plain[-count:] != bytes([count]) * count:
        raise BadEnvelope("padding")
    return plain[:-count]
