"""How somebody asks until when the bodies of a village sit; pure."""

import re

_WHEN = r"(?:好久|多久|什么时候|啥时候|几时|哪一?[天年]|几[年号月])"
_TERMS = re.compile(rf"(?:换届|任期|[任当干]到)[^,，。]{{0,6}}{_WHEN}|{_WHEN}[^,，。]{{0,6}}(?:换届|到期|任期|选新)")
# A posting ends as well, and who names nothing asks of what was just spoken of.
_OTHER = re.compile(rf"公示|决议|结果|^{_WHEN}(?:才)?到期")


def asks_of_terms(text: str) -> bool:
    """Return whether a line asks when terms end or people are elected anew."""
    return len(text) <= 30 and bool(_TERMS.search(text)) and not _OTHER.search(text)
