"""Fault scripts: what goes wrong with the next calls of an endpoint, one word for one call."""

import re
from collections import deque
from dataclasses import dataclass

ANY_ENDPOINT = "*"
AFTER = "_after_apply"
BEFORE = "_before_apply"
KINDS = ("ok", "timeout", "reset", "reset_mid_body", "garbage_json", "html", "errcode_as_string")
STATUS = re.compile(r"[45]\d\d")
ERRCODE = re.compile(r"-1|[1-9]\d{3,6}")
SLOW = re.compile(r"slow:(\d+(?:\.\d+)?)")
MOST_REPEATS = 1_000_000
ANSWERED_AFTER_APPLYING = ("ok", "slow", "errcode_as_string", "reset_mid_body")


@dataclass(frozen=True)
class Fault:
    """What happens to one call: `kind` is a word of KINDS, or status, errcode, slow with a `value`."""

    word: str
    kind: str
    value: float = 0
    applies: bool = False

    @property
    def is_fault(self) -> bool:
        """Return whether anything goes wrong at all."""
        return self.kind != "ok"


OK = Fault("ok", "ok", applies=True)


class BadScript(ValueError):
    """A word of a script is not known; the text is a Chinese sentence."""


def parse_word(word: str) -> Fault:
    """Return the fault a word names; `_after_apply` at the end means the call is carried out first."""
    name = word.removesuffix(AFTER).removesuffix(BEFORE)
    applies = word.endswith(AFTER)
    if name in KINDS:
        return Fault(word, name, applies=applies or name in ANSWERED_AFTER_APPLYING)
    if STATUS.fullmatch(name):
        return Fault(word, "status", int(name), applies)
    if ERRCODE.fullmatch(name):
        return Fault(word, "errcode", int(name), applies)
    if slow := SLOW.fullmatch(name):
        return Fault(word, "slow", float(slow[1]), True)
    raise BadScript(f"故障脚本里的“{word}”看不懂，可以写 ok、500、45009、timeout_after_apply、slow:3 等")


def parse_script(words: list[str]) -> list[tuple[Fault, int]]:
    """Return each fault with its number of repeats; `45009*50` stands for fifty calls."""
    script = []
    for word in words:
        name, star, times = word.partition("*")
        if star and not (times.isdecimal() and 1 <= int(times) <= MOST_REPEATS):
            raise BadScript(f"“{word}”里星号后面要写 1 到 {MOST_REPEATS} 的次数")
        script.append((parse_word(name.strip()), int(times) if star else 1))
    return script


class Faults:
    """The scripts that are still to be played, per endpoint; `*` stands for every endpoint."""

    def __init__(self) -> None:
        self._scripts: dict[str, deque[tuple[Fault, int]]] = {}

    def script(self, endpoint: str, words: list[str]) -> None:
        """Replace the endpoint's script; an empty list clears it. Raises BadScript."""
        self._scripts[endpoint] = deque(parse_script(words))

    def clear(self) -> None:
        """Forget every script."""
        self._scripts.clear()

    def next(self, endpoint: str) -> Fault:
        """Return what happens to this call and use it up."""
        script = self._scripts.get(endpoint) or self._scripts.get(ANY_ENDPOINT)
        if not script:
            return OK
        fault, times = script.popleft()
        if times > 1:
            script.appendleft((fault, times - 1))
        return fault

    def left(self) -> dict[str, list[str]]:
        """Return the words still to be played."""
        return {
            endpoint: [fault.word if times == 1 else f"{fault.word}*{times}" for fault, times in script]
            for endpoint, script in self._scripts.items()
            if script
        }
