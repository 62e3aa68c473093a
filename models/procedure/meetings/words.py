"""What is typed about a meeting that was held; pure."""

import re
from collections.abc import Mapping
from dataclasses import asdict, replace
from datetime import datetime

from bot.language.beside import DIGITS, NUMBER, Beside, read_beside
from bot.language.days import read_day
from bot.language.numerals import to_whole
from bot.language.people import NAMED, PERSON, NamePattern
from models.procedure.meetings.rules import MeetingSaid, Tally

_ROLL = {"expected": "应到", "present": "实到"}
_OF_ROLL = {"expected": r"应到会?|应参[会加]|应出席|(?<![到会])户数", "present": r"实到会?|到会|参会|出席"}
_OF_VOTE = {
    # 24个举手 are votes; 弃权1 举手 is how it was voted.
    "ayes": r"(?<!不)(?:赞成|同意|赞同)|(?<=[个名位人票户都])举手(?!表决|投票)",
    "noes": r"反对|不同意|不赞成",
    "abstentions": r"弃权",
}
_BARE = re.compile(rf"(?:应到|实到|赞成|同意|是|一共|总共|来了|有)*\s*{NUMBER}\s*(?:个|名|位|户)?人?")
_ARRIVED = re.compile(rf"(?:[到来]了|(?<=[\d个人])到)\s*{NUMBER}")
# 30个代表来了26个; 4个人全到.
_CAME = re.compile(
    rf"(?<![{DIGITS}]){NUMBER}(?!组)\s*(?:个|名|位|户)?(?:人|代表|党员|委员|同志)*[^,，。{DIGITS}]{{0,3}}(?:(?:来|到)了?\s*(?P<came>\d{{1,5}}|[零一二三四五六七八九十百两]{{1,7}})|(?:全|都)(?:到|来|齐|在|同意|赞成|举手)|[到来]齐)"
)
_ALL = re.compile(
    r"全票|一致(?:通过|赞成|同意)|没有?(?:一个)?人(?:反对|不同意|不赞成)|(?:都|全部?|全体|其[余他](?:的|人)*)(?:是)?(?:赞成|同意|赞同|举手|举了手)"
)
# What is said in one breath: 应到2个实到2个都同意.
_GLUED = re.compile(
    r"(?:(?<![\d个人名位户])应到会?(?:\d+|[一二两三四五六七八九十百]+)[个人名位户]?(?=实到)"
    r"|实到会?(?:\d+|[一二两三四五六七八九十百]+)[个人名位户]?(?=[都全][同赞]))"
)
_ATTENDANT = re.compile(
    r"(?:镇街?|街道)?列席(?:的?人?是|[:：])?\s*"
    r"(?P<who>[^\s，。,；;]{2,12}(?:[ 　](?!缺|全|没|未|都)[^\s，。,；;纪]{2,12})?)"
)
_CAME_ALONG = re.compile(
    r"(?:^|[\s，。,；;])(?:镇[上里街]|街道)?的?(?P<who>(?!镇|街道)[^\s，。,；;\d]{2,8}?)(?:同志)?(?:来)?列席"
)
_PROXIES = re.compile(rf"(?:书面)?(?:委托|代投|代签|代表决)(?:的|票|人|投票)?[:：是有为]?\s*{NUMBER}?")
_MINUTES = re.compile(r"(?:会议)?(?:纪要|记录)(?:如下|是)?[:：\s]\s*(?P<text>.+)$", re.DOTALL)
MINUTES_MOST = 600
_BALLOT = re.compile(r"无记名|举手")
_MERGED = re.compile(r"合并|一并|一起开")
# Who tells that a meeting was held tells its figures as well, or is asked for them.
was_held = re.compile(
    r"会(?!儿)[^,，。?？]{0,8}(?<![没不])(?:开[了过完的]|一起开)(?!.*(?:[?？吗]|没有?$|没得$))"
).search


def read_held(text: str, moment: datetime) -> MeetingSaid | None:
    """Return what is said in 应到30 实到22 赞成20 反对1 弃权1 列席 刘启航 纪要 …; None without the figures.

    Where abstentions are not said, whoever voted neither for nor against has abstained.
    """
    minutes = _MINUTES.search(text)
    rest = text[: minutes.start()] if minutes else text
    tally, who = _tally(rest), _ATTENDANT.search(rest) or _CAME_ALONG.search(rest)
    if tally is None:
        return None
    said = minutes["text"].strip()[:MINUTES_MOST] if minutes else ""
    attendant, merged = who["who"].strip() if who else "", _MERGED.search(rest) is not None
    day, ballot = read_day(rest, moment) or moment.date(), _BALLOT.search(rest)
    return MeetingSaid(tally, rest, day, attendant, said, _proxies(rest), ballot[0] if ballot else "", merged)


_ATTENDED = "列席"
_NOBODY = re.compile(r"没|无人|不[知晓]|[?？]|吗")
# A name, or a post that stands for one.
_SOMEBODY = NamePattern(rf"{PERSON}|{NAMED}|书记|[镇区乡]长|主任|委员|干部|站长|所长|同志")


_CAME_HIMSELF = re.compile(r"(?:都|也)?(?:来|到|列席)(?:列席)?了?的?$")


def read_attendant(text: str) -> str | None:
    """Return that somebody attended from above, with his post; None for what is no name."""
    said = _CAME_HIMSELF.sub("", text.strip(" 。，,"))
    return f"{_ATTENDED} {said}" if _SOMEBODY.search(said) and len(said) <= 20 and not _NOBODY.search(said) else None


def lacking(text: str) -> str:
    """Return the word for the figure of a meeting that is not said, where others are; nothing for another text."""
    found, _ = _figures(_MINUTES.sub("", text))
    told = was_held(text) or ("ayes" in found and len(found) > 1)
    return next((word for name, word in {**_ROLL, "ayes": "赞成"}.items() if told and name not in found), "")


def read_told(text: str, moment: datetime) -> str | None:
    """Return a text that tells of a meeting, with its figures as far as they are said; None for any other."""
    return text if lacking(text) or read_held(text, moment) else None


def tells_all(text: str, moment: datetime) -> bool:
    """Return whether a text tells all figures of a meeting, or that two were held at once, whatever it names."""
    return bool(read_held(text, moment) or (was_held(text) and _MERGED.search(text)))


def tells_votes(text: str, moment: datetime) -> bool:
    """Return whether a text tells how some assembly has voted: 党员大会开了 alone is the branch's own business."""
    return "ayes" in _figures(text)[0] and read_told(text, moment) is not None


def read_figure(word: str, text: str) -> str | None:
    """Return what a bare number answers to whoever asks for a figure: 应到32; None for anything else."""
    found = _BARE.fullmatch(text.strip(" 。，,"))
    return f"{word}{to_whole(found['n'])}" if found else None


def _proxies(text: str) -> int:
    """Return how many were represented; spoken of without a number it is one at least."""
    found = _PROXIES.search(text)
    return (to_whole(found["n"]) if found["n"] else 1) or 0 if found else 0


# What somebody says who has counted wrongly, and how he counts then: 数错了，到了27，20票.
amends = re.compile(
    r"^(?:哎呀?|哦|等哈|等等|不对|又|我|刚才|前面|上面)*[,，\s]*(?:(?:说|数|写|记|搞|弄|报|发)?错了?|不对)"
).search
_PRESENT = re.compile(
    rf"(?:[到来]了|到场)\s*{NUMBER}|(?<![{DIGITS}])(?P<m>\d{{1,5}}|[一二三四五六七八九十百两]{{1,7}})\s*个?人(?:来|到)"
)


def amended(text: str, before: Tally) -> Tally | None:
    """Return the tally of a meeting with what somebody says was counted wrongly; None for any other text.

    Who is left over abstained, unless that is said.
    """
    said = _counted_anew(text) if amends(text) else {}
    now = Tally(**{**asdict(before), **said})
    left = now.present - now.ayes - now.noes
    kept = now if "abstentions" in said or left < 0 else replace(now, abstentions=left)
    return kept if said else None


def _counted_anew(text: str) -> dict[str, int]:
    said, _ = _figures(text)
    if "present" not in said and (found := _PRESENT.search(text)):
        said["present"] = to_whole(found["n"] or found["m"]) or 0
    return said


_REASON = re.compile(r"(?:原因|理由|因为)[:：\s]*(?P<why>\S.*)$", re.DOTALL)


def read_correction(text: str, moment: datetime) -> tuple[MeetingSaid, str] | None:
    """Return the figures and why they are other than they were kept; None unless both are said."""
    reason, said = _REASON.search(text), read_held(_REASON.sub("", text), moment)
    return (said, reason["why"].strip()) if reason and said else None


def _figures(text: str) -> tuple[dict[str, int], Beside]:
    """Return the figures in a text by what they count, with those that are not said but follow; and as they stand."""
    found = read_beside(_GLUED.sub(r"\g<0>，", _PROXIES.sub("，", text)), (_OF_ROLL, _OF_VOTE))
    said = _with_roll(found.said, text)
    if _ALL.search(text) and "ayes" not in said:
        said["ayes"] = max(said.get("present", 0) - said.get("noes", 0) - said.get("abstentions", 0), 0)
    if len(votes := [number for number, after in found.spare if after.startswith("票")]) == 1:
        said.setdefault("ayes", votes[0])
    return said, found


def _with_roll(said: Mapping[str, int], text: str) -> dict[str, int]:
    """Return the figures with how many came as people tell it: 应到30，来了26个; 30个代表来了26个."""
    if not {"expected", "present"} & said.keys():
        return {**said, **_came(text)}
    arrived = _ARRIVED.search(text) if "expected" in said else None
    return {"present": to_whole(arrived["n"]) or 0, **said} if arrived else dict(said)


def _came(text: str) -> dict[str, int]:
    """Return how many should have come and came in 30个代表来了26个, 4个人全到; nothing where it is not said so."""
    found = _CAME.search(text)
    if found is None:
        return {}
    expected = to_whole(found["n"]) or 0
    return {"expected": expected, "present": (to_whole(found["came"]) or 0) if found["came"] else expected}


def _tally(text: str) -> Tally | None:
    said, found = _figures(text)
    if found.doubtful or not {"expected", "present", "ayes"} <= said.keys():
        return None
    noes, rest = said.get("noes", 0), 0
    if "noes" in said:
        rest = max(said["present"] - said["ayes"] - noes, 0)
    by_household = any(found.after.get(name, "").startswith("户") for name in _OF_ROLL)
    by = by_household or "按户" in text or "户数" in text
    return Tally(said["expected"], said["present"], said["ayes"], noes, said.get("abstentions", rest), by)
