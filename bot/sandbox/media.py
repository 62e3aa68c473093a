"""Uploaded media: sizes and types as documented, gone after three days of the demo's clock."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.sandbox.answers import Answer, Refused
from bot.sandbox.calls import Call
from bot.sandbox.sealing import Seal
from bot.sandbox.world import Doors

LIFETIME = timedelta(days=3)
ENCRYPTED_LIFETIME = timedelta(minutes=5)
MEGABYTE = 1024 * 1024
LIMITS = {"image": 10 * MEGABYTE, "file": 20 * MEGABYTE}
SMALLEST = 6
PNG, JPEG = b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff"


@dataclass(frozen=True)
class Medium:
    """One stored file; `owner` is the webhook key it is bound to, empty for the corporation's."""

    kind: str
    filename: str
    data: bytes
    ends: datetime
    owner: str = ""


def picture_type(data: bytes) -> str:
    """Return image/png or image/jpeg by the first bytes, or an empty string for anything else."""
    if data.startswith(PNG):
        return "image/png"
    return "image/jpeg" if data.startswith(JPEG) else ""


class MediaStore:
    """Every medium by its id."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        self._now = now
        self._media: dict[str, Medium] = {}

    def keep(self, kind: str, filename: str, data: bytes, owner: str = "") -> str:
        """Store a file and return its media_id."""
        media_id = "3" + secrets.token_urlsafe(48)
        self._media[media_id] = Medium(kind, filename, data, self._now() + LIFETIME, owner)
        return media_id

    def find(self, media_id: str, kind: str = "", owner: str = "") -> Medium:
        """Return the medium; raises Refused 40007 if unknown, too old, of another type or owner."""
        medium = self._media.get(media_id)
        if medium is None or medium.ends <= self._now() or medium.owner != owner:
            raise Refused(40007)
        if kind and medium.kind != kind:
            raise Refused(40007, f"media is {medium.kind}, not {kind}")
        return medium

    def upload(self, call: Call, owner: str = "") -> Answer:
        """Carry out media/upload, or webhook/upload_media, which takes no pictures, for the robot that is the owner.

        Raises Refused 40004, 40006, 44001, 45001, 40123.
        """
        kind, upload = call.query.get("type", ""), call.upload
        if kind not in (("file",) if owner else LIMITS):
            raise Refused(40004, f"type {kind}")
        if upload is None or not upload.data:
            raise Refused(44001)
        _check(kind, upload.data)
        media_id = self.keep(kind, upload.filename, upload.data, owner)
        created = str(int(self._now().timestamp()))
        return Answer({"type": kind, "media_id": media_id, "created_at": created})


def _check(kind: str, data: bytes) -> None:
    if len(data) < SMALLEST:
        raise Refused(40006, "more than 5 bytes needed")
    if len(data) > LIMITS[kind]:
        raise Refused(45001)
    if kind == "image" and not picture_type(data):
        raise Refused(40123)


class EncryptedMedia:
    """What people send to the smart bot: served encrypted with its AES key, for five minutes."""

    def __init__(self, doors: Doors, now: Callable[[], datetime]) -> None:
        self._seal = Seal(doors.smartbot_token, doors.smartbot_aes_key, "")
        self._now = now
        self._media: dict[str, Medium] = {}

    def keep(self, data: bytes, filename: str = "image.jpg") -> str:
        """Encrypt and store a file; return the path it is served under."""
        name = secrets.token_hex(16)
        self._media[name] = Medium("file", filename, self._seal.encrypt(data), self._now() + ENCRYPTED_LIFETIME)
        return f"/aibot/media/{name}"

    def get(self, name: str) -> Medium | None:
        """Return the file, its bytes encrypted, while it lives."""
        medium = self._media.get(name)
        return medium if medium and self._now() < medium.ends else None
