"""What a unit may set for its desk, and how it is said; pure."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from models.values.refusal import Refusal, required
from models.values.showing import HALF_NAMES, HALF_WORDS
from models.values.wording import asks, holds, line_of

SEASON_WORDS = {"冬": "winter", "夏": "summer"}
WEEKDAY_WORDS = {"周一": "mon", "周二": "tue", "周三": "wed", "周四": "thu", "周五": "fri"}
NONE = "none"
ON_WORDS = ("开", "打开", "要")
OFF_WORDS = ("关", "关掉", "不要", "不设", "没有", "取消", "无", "不公布")
ADDRESS_MOST = 80
LONGEST_MINUTES = 8 * 60
_CLOCK = r"(\d{1,2})[:点](\d{2}|半)?"


@dataclass(frozen=True)
class SettingChange:
    """One thing that is set: an hour such as "summer.am", `collective_weekday`,
    `office_phone`, `address` or `chase`; None clears it."""

    key: str
    value: str | bool | None


UNCLEAR_SETTING = (
    "没看懂要设什么。可以说：值班设置 夏季 上午 8:00-11:30，值班设置 集中办公 周二（或 不设），"
    "值班设置 电话 0816-2212345（或 不公布），值班设置 到岗提醒 开（或 关），"
    "值班设置 地址 三组村小旁边。"
)
SO_MANY_A_SHIFT = (
    "一班几个人由区里统一定，现在是 {least} 人，村里改不了，什么都没改。想全体在岗的那天，发“值班设置 集中办公 周二”；"
    "觉得人数该改，发“投诉建议 …”告诉区里。"
)
ODD_HOURS = "{span} 不像一个上班时段。请按 8:00-11:30 这样再发一次。"
ODD_PHONE = "这里只登记办公室座机，不登记个人手机号。请按 0816-2212345 这样再发一次。"


def read_setting(text: str) -> SettingChange:
    """Return what should be set; refuses with UNCLEAR_SETTING, ODD_HOURS or ODD_PHONE."""
    if text.strip().startswith("到岗提醒"):
        return SettingChange("chase", _on(text.strip().removeprefix("到岗提醒").strip(" ：:")))
    said = text.replace("：", ":").replace("－", "-").replace("—", "-").replace("到", "-").strip()
    if said.startswith("集中办公"):
        return SettingChange("collective_weekday", _weekday(said.removeprefix("集中办公").strip()))
    if said.startswith("地址"):
        return SettingChange("address", text.strip().removeprefix("地址").strip(" ：:")[:ADDRESS_MOST] or None)
    if said.startswith(("电话", "办公电话")):
        return SettingChange("office_phone", _phone(said.removeprefix("办公").removeprefix("电话").strip(" :")))
    return _hours(said)


_OFFICE = re.compile(
    r"(?:我们|咱)?(?:村里?|村委会?|社区)?的?办公室?的?(?P<what>电话|地址)(?:现在)?[是为:：\s]*(?:改[成为]|换[成为])?[:：\s]*(?P<said>.{4,})"
)


_COLLECTIVE = re.compile(
    r"(?:我们|咱)?(?:村里?|社区)?的?集中办公日?(?:的?日子)?(?:改[成到为]|换[成到]|定[在到为]|设[成为])\s*(?P<day>每?(?:周|星期|礼拜)[一二三四五六日天])[吧嘛。]?"
)


# The line that sets on which day all sit together: 集中办公日改成周二.
collective_line = line_of(_COLLECTIVE.fullmatch, "值班设置 集中办公 {day}")


# The line that sets the office's phone or address: 办公电话 0816-2345678.
setting_line = line_of(_OFFICE.fullmatch, "值班设置 {what} {said}", unless=asks)


# Who would have another number of people in a shift: 下个月每天排两个人.
sets_people = holds(
    r"(?:每天|天天|每班|一班|每个班)[^,，。]{0,5}(?:[一两二三四1-4])个?人",
    r"排|值班|坐班|每个?班|一班",
    never=r"[?？吗请到]|没有?$",
)


def _on(said: str) -> bool:
    if said not in (*ON_WORDS, *OFF_WORDS):
        raise Refusal(UNCLEAR_SETTING)
    return said in ON_WORDS


def _weekday(said: str) -> str:
    if said in OFF_WORDS:
        return NONE
    word = said.replace("星期", "周").replace("礼拜", "周").replace("每", "")
    if word not in WEEKDAY_WORDS:
        raise Refusal(UNCLEAR_SETTING)
    return WEEKDAY_WORDS[word]


def _phone(said: str) -> str | None:
    if said in OFF_WORDS:
        return None
    digits = re.sub(r"[\s()-]", "", said)
    if re.fullmatch(r"1\d{10}", digits):
        raise Refusal(ODD_PHONE)
    if not re.fullmatch(r"\d{7,12}", digits):
        raise Refusal(UNCLEAR_SETTING)
    return said[:32]


def _hours(said: str) -> SettingChange:
    found = required(re.fullmatch(rf"([冬夏])[季天]?\s*(上午|下午)\s*{_CLOCK}\s*-\s*{_CLOCK}", said), UNCLEAR_SETTING)
    season, half = SEASON_WORDS[found[1]], HALF_WORDS[found[2]]
    starts, ends = _clock(found[3], found[4], half), _clock(found[5], found[6], half)
    span = f"{starts // 60:02}:{starts % 60:02}-{ends // 60:02}:{ends % 60:02}"
    if not (0 < ends - starts <= LONGEST_MINUTES and ends < 24 * 60 and starts % 60 < 60):
        raise Refusal(ODD_HOURS, span=span)
    return SettingChange(f"{season}.{half}", span)


def short_seasons(spans: Mapping[str, str], least: float) -> list[tuple[str, float]]:
    """Return (season in words, hours a day) of those in which the desk is kept for fewer hours than `least`."""
    found = {
        word: sum(_length(spans[f"{code}.{half}"]) for half in HALF_NAMES) / 60 for word, code in SEASON_WORDS.items()
    }
    return [(word, hours) for word, hours in found.items() if hours < least]


def _length(span: str) -> int:
    starts, ends = (int(clock[:2]) * 60 + int(clock[3:]) for clock in span.split("-"))
    return ends - starts


def _clock(hour: str, minute: str | None, half: str) -> int:
    """Return minutes since midnight; 2:30 in the afternoon is 14:30."""
    number = int(hour) + (12 if half == "pm" and int(hour) < 12 else 0)
    return number * 60 + (30 if minute == "半" else min(int(minute or 0), 59))
