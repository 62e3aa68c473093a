"""Dialogues written in the documents, read and played against the running demo."""

import re
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from bot.clock import SHANGHAI
from tests.fakes.chat import Chat

ROOT = Path(__file__).parents[2]
BOT = "管家"
LEFT_OUT = "\n……\n"
VILLAGE = "莲花池村"
_BLOCK = re.compile(r"^```dialogue\n(.*?)^```$", re.M | re.S)
_SPEAKER = re.compile(r"^(?P<who>[\u4e00-\u9fff·]{2,6})(?P<group>（群里）)?：(?P<text>.*)$")
_MOMENT = re.compile(r"^（(\d+)年(\d+)月(\d+)日 (\d+):(\d+)）$")


@dataclass(frozen=True)
class Turn:
    """One thing said: by whom, whether in the village's group, and what; or a moment that has come."""

    who: str
    in_group: bool
    text: str
    moment: datetime | None = None


def documents() -> list[Path]:
    """Return the documents that hold dialogues."""
    pages = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]
    return sorted(page for page in pages if _BLOCK.search(page.read_text(encoding="utf-8")))


def turns(page: Path, names: set[str]) -> list[Turn]:
    """Return everything said in a document's dialogues; lines without a speaker continue the turn before."""
    found: list[Turn] = []
    for block in _BLOCK.findall(page.read_text(encoding="utf-8")):
        for line in block.splitlines():
            moment, speaker = _MOMENT.match(line), _SPEAKER.match(line)
            if moment:
                year, month, day, hour, minute = map(int, moment.groups())
                found.append(Turn("", False, "", datetime(year, month, day, hour, minute, tzinfo=SHANGHAI)))
            elif speaker and speaker["who"] in names | {BOT}:
                found.append(Turn(speaker["who"], bool(speaker["group"]), speaker["text"]))
            else:
                last = found.pop()
                found.append(Turn(last.who, last.in_group, f"{last.text}\n{line}"))
    return found


async def play(chat: Chat, script: list[Turn]) -> list[Turn]:
    """Say what people say and return the script with what the bot answered instead of what is written.

    What the bot said beyond the script is added, so that it shows.
    """
    userids = {person.name: person.userid for person in chat.stand_in.world.people}
    group, waiting, told = chat.group_of(VILLAGE), list[str](), list[Turn]()
    for turn in script:
        if turn.who == BOT:
            told.append(Turn(BOT, turn.in_group, _as_written(turn.text, waiting.pop(0) if waiting else "（没有说话）")))
            continue
        told += [Turn(BOT, False, unwritten) for unwritten in waiting]
        told.append(turn)
        if turn.moment is not None:
            await chat.moves_to(turn.moment)
            waiting = chat.group_hears(group)
        else:
            waiting = await chat.says(userids[turn.who], turn.text, to=group if turn.in_group else "app")
        chat.everybody_hears()
        chat.groups_hear()
    return told + [Turn(BOT, False, unwritten) for unwritten in waiting]


def _as_written(written: str, said: str) -> str:
    """Return what was said, with the lines left out that the document leaves out."""
    head, mark, tail = written.partition(LEFT_OUT)
    fits = mark and said.startswith(head + "\n") and said.endswith("\n" + tail) and len(said) > len(head + tail) + 1
    return written if fits else said
