"""The number under which a fault is logged and told."""

import hashlib
from datetime import datetime


def fault_number(now: datetime, key: str) -> str:
    """Return a number such as F1122-3A7C: the local day, and a mark of what failed and when."""
    mark = hashlib.sha256(f"{now.isoformat()} {key}".encode()).hexdigest()[:4].upper()
    return f"F{now:%m%d}-{mark}"
