"""Backups that only a passphrase opens, in the age format: `age --decrypt` opens them too, without this program.

Whoever may read a backup would otherwise read the groups' webhook keys and the token, and the reasons people gave.
"""

from pathlib import Path

import pyrage

HEADER = b"age-encryption.org/"
ENDING = ".age"


class PassphraseError(Exception):
    """A backup cannot be opened; its text is one Chinese sentence."""


def encrypted(plain: bytes, passphrase: str) -> bytes:
    """Return what only the passphrase opens."""
    return bytes(pyrage.passphrase.encrypt(plain, passphrase))


def content_of(file: Path, passphrase: str) -> bytes:
    """Return a backup as it was before it was encrypted; raises PassphraseError."""
    content = file.read_bytes()
    if not content.startswith(HEADER):
        return content
    if not passphrase:
        raise PassphraseError("没有恢复：这份备份加了密，请在 BOT_BACKUP_PASSPHRASE 里填当时的口令。")
    try:
        return bytes(pyrage.passphrase.decrypt(content, passphrase))
    except pyrage.DecryptError:
        raise PassphraseError("没有恢复：口令不对或文件坏了，请核对 BOT_BACKUP_PASSPHRASE，或换一份备份。") from None
