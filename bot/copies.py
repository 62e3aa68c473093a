"""What lies in the folder of backups: which is the newest, and when one was last tried out."""

import json
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from config.database import is_sqlite, sqlite_path


@dataclass(frozen=True)
class Copy:
    """A backup: its file, when it was made and when it was last brought back for trial, and whether it is encrypted."""

    file: Path
    made: datetime
    tried: datetime | None
    encrypted: bool


def manifest_of(copy: Path) -> Path:
    """Return the file beside a copy that says what it should be."""
    return copy.with_name(copy.name + ".json")


def backups_of(url: str) -> Path:
    """Return the folder in which a database's backups lie unless somebody names another place."""
    return (sqlite_path(url).parent if is_sqlite(url) else Path("var")) / "backups"


def copies(folder: Path, now: datetime | None = None) -> list[Copy]:
    """Return the backups of a folder, the newest first; what is no backup, or half of one, is passed over.

    With `now` those alone that were made and tried by then: what a clock that was ahead has dated proves nothing.
    """
    found = [copy for manifest in folder.glob("*.json") if (copy := _told_by(manifest)) and copy.file.exists()]
    if now:
        by_then = [copy for copy in found if copy.made <= now]
        found = [replace(copy, tried=None) if copy.tried and copy.tried > now else copy for copy in by_then]
    return sorted(found, key=lambda copy: copy.made, reverse=True)


def _told_by(manifest: Path) -> Copy | None:
    try:
        told = json.loads(manifest.read_bytes())
        made, tried = datetime.fromisoformat(told["made"]), told.get("tried")
        return Copy(
            manifest.with_suffix(""),
            made,
            datetime.fromisoformat(tried) if tried else None,
            bool(told.get("encrypted")),
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None
