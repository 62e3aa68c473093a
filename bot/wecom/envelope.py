"""The gate: signature, freshness and padding are checked here before anything of a callback is believed.

wechatpy supplies the cipher; what it leaves unchecked (constant-time compare, freshness, padding, declared
length, exceptions of six kinds on garbage) is checked by us. Platform rules: pages 90968 and 101033.
"""

import base64
import binascii
import hashlib
import hmac
import re
from dataclasses import dataclass

from wechatpy.crypto import WeChatCipher
from wechatpy.crypto.pkcs7 import PKCS7Encoder

PAST_SECONDS = 300
FUTURE_SECONDS = 60
BODY_BYTES = 64 * 1024
HEAD_BYTES = 20


class Rejected(Exception):
    """A callback that is not let in; `status` is the HTTP answer, the same for every cause behind it."""

    def __init__(self, status: int) -> None:
        """Keep the status: 401 for signature and freshness, 400 for everything malformed behind them."""
        super().__init__(status)
        self.status = status


class Misdated(Rejected):
    """A callback that WeCom signed, so many seconds after our present moment (before it: negative)."""

    def __init__(self, seconds: float) -> None:
        """Refuse it like one whose signature is wrong."""
        super().__init__(401)
        self.seconds = seconds


@dataclass(frozen=True)
class Stamp:
    """What the address of a callback carries beside the envelope, exactly as received."""

    signature: str
    timestamp: str
    nonce: str


class Envelope:
    """Opens and seals the envelopes of one door."""

    def __init__(self, token: str, aes_key: str, receive_id: str) -> None:
        """Prepare the door's key.

        Args:
            token: 3 to 32 letters and digits.
            aes_key: the EncodingAESKey, 43 letters and digits.
            receive_id: CorpID for the application, empty for the smart bot.

        Raises ValueError for a key of another form.
        """
        if not re.fullmatch(r"[A-Za-z0-9]{43}", aes_key):
            raise ValueError("EncodingAESKey must be 43 letters or digits")
        self._token = token
        self._key = base64.b64decode(aes_key + "=")
        self._cipher = WeChatCipher(self._key)
        self._receive_id = receive_id.encode()

    def sign(self, timestamp: str, nonce: str, encrypt: str) -> str:
        """Return the signature over the parts, 40 lower-case hex digits."""
        joined = "".join(sorted((self._token, timestamp, nonce, encrypt)))
        return hashlib.sha1(joined.encode(), usedforsecurity=False).hexdigest()

    def open(self, stamp: Stamp, encrypt: str, now: float) -> str:
        """Return the plaintext of a callback.

        Args:
            stamp: the address's values.
            encrypt: Base64 ciphertext exactly as received.
            now: seconds since 1970; the stamp may be 300 s older and 60 s younger.

        Raises Rejected.
        """
        # Bytes, because compare_digest raises TypeError on non-ASCII text.
        expected = self.sign(stamp.timestamp, stamp.nonce, encrypt).encode()
        if not hmac.compare_digest(expected, stamp.signature.encode("utf-8", "replace")):
            raise Rejected(401)
        if not re.fullmatch(r"[0-9]{1,12}", stamp.timestamp):
            raise Rejected(401)
        ahead = int(stamp.timestamp) - now
        if not -PAST_SECONDS <= ahead <= FUTURE_SECONDS:
            raise Misdated(ahead)
        return self._decrypt(encrypt)

    def _decrypt(self, encrypt: str) -> str:
        try:
            sealed = base64.b64decode(encrypt, validate=True)
        except (binascii.Error, ValueError):
            raise Rejected(400) from None
        if not sealed or len(sealed) % 32:
            raise Rejected(400)
        plain = unpad(self._cipher.decrypt(sealed))
        if len(plain) < HEAD_BYTES:
            raise Rejected(400)
        ends = HEAD_BYTES + int.from_bytes(plain[16:HEAD_BYTES], "big")
        if ends > len(plain) or not hmac.compare_digest(plain[ends:], self._receive_id):
            raise Rejected(400)
        try:
            return plain[HEAD_BYTES:ends].decode()
        except UnicodeDecodeError:
            raise Rejected(400) from None

    def open_file(self, sealed: bytes) -> bytes:
        """Return the bytes of a file that people sent to the smart bot. Raises Rejected."""
        return open_file(self._key, sealed)

    def seal(self, plaintext: str, timestamp: str, nonce: str) -> tuple[str, str]:
        """Return (encrypt, signature) of a reply.

        The 16 leading bytes are derived from the reply and the request's stamp, so that the same delivery gets
        the same bytes again, also from another process after a restart.
        """
        message = plaintext.encode()
        lead = hmac.digest(self._key, b"\0".join((timestamp.encode(), nonce.encode(), message)), "sha256")
        head = lead.hex()[:16].encode() + len(message).to_bytes(4, "big")
        sealed = self._cipher.encrypt(PKCS7Encoder.encode(head + message + self._receive_id))
        encrypt = base64.b64encode(sealed).decode()
        return encrypt, self.sign(timestamp, nonce, encrypt)


def open_file(key: bytes, sealed: bytes) -> bytes:
    """Return the bytes of a file that was sealed with a key of 32 bytes: the cipher of messages, without their head.

    Raises Rejected.
    """
    if not sealed or len(sealed) % 32:
        raise Rejected(400)
    return unpad(WeChatCipher(key).decrypt(sealed))


def unpad(padded: bytes) -> bytes:
    """Return the bytes without PKCS#7 padding to 32: the last byte is 1 to 32 and all padding bytes equal it."""
    size = padded[-1]
    if not 1 <= size <= 32 or padded[-size:] != bytes([size]) * size:
        raise Rejected(400)
    return padded[:-size]
