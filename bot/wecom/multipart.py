"""One file as multipart/form-data: what WeCom takes where a message cannot hold the bytes themselves."""

import re
import secrets

# What would end the quoted name, open a header of its own, or be taken for a folder.
_UNSAFE = re.compile(r'[\x00-\x1f\x7f"\\/\ud800-\udfff]')
TYPES = {"png": "image/png", "jpg": "image/jpeg", "jpeg": "image/jpeg", "ics": "text/calendar", "txt": "text/plain"}


def form(name: str, data: bytes) -> tuple[bytes, str]:
    """Return (body, content type) of a form whose field `media` is a file of that name.

    The name stands as raw UTF-8 between quotes, which is what WeCom shows in the chat.
    """
    boundary = secrets.token_hex(16)
    named = _UNSAFE.sub("_", name)
    kind = TYPES.get(named.rpartition(".")[2].lower(), "application/octet-stream")
    head = (
        f"--{boundary}\r\n"
        f'Content-Disposition: form-data; name="media"; filename="{named}"; filelength={len(data)}\r\n'
        f"Content-Type: {kind}\r\n\r\n"
    )
    return head.encode() + data + f"\r\n--{boundary}--\r\n".encode(), f"multipart/form-data; boundary={boundary}"
