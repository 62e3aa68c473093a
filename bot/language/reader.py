"""Reading lines of JSON, for the command line and for measuring."""

import json
from collections.abc import Iterable, Iterator
from datetime import datetime

from bot.language.reading import read


def read_lines(lines: Iterable[str]) -> Iterator[str]:
    """Yield a JSON line with intent and slots for each JSON line with text and sent_at."""
    for line in lines:
        if line.strip():
            asked = json.loads(line)
            reading = read(asked["text"], datetime.fromisoformat(asked["sent_at"]))
            answer = {"intent": reading.intent, "slots": dict(reading.slots)}
            yield json.dumps(answer, ensure_ascii=False)
