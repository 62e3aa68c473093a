"""What is set for a desk, in words."""

from collections.abc import Mapping, Sequence

from models.duty.settings.rules import WEEKDAY_WORDS

_NAMES = {
    "winter.am": "冬季上午",
    "winter.pm": "冬季下午",
    "summer.am": "夏季上午",
    "summer.pm": "夏季下午",
}


def fewer_hours(short: Sequence[tuple[str, float]], kind: str, least: float) -> str:
    """Return which seasons have fewer hours a day than is usual in a unit of a kind; empty when none has."""
    named = "、".join(f"{season}天一天 {hours:g} 小时" for season, hours in short)
    return f"{named}，{kind}一般要 {least:g} 小时，您看合适不。" if short else ""


def settings(spans: Mapping[str, str], weekday: str, phone: str, address: str, short: str, *, chase: bool) -> str:
    days = {code: word for word, code in WEEKDAY_WORDS.items()}
    return "\n".join(
        [
            "本单位值班设置",
            *[f"{name} {spans[key]}" for key, name in _NAMES.items()],
            *([short] if short else []),
            f"集中办公 {days.get(weekday, '不设')}",
            f"办公电话 {phone or '没有登记'}",
            f"地址 {address or '没有登记'}",
            f"到岗提醒 {'开' if chase else '关'}",
            "要改：值班设置 夏季 上午 8:00-11:30；值班设置 集中办公 周二；值班设置 电话 0816-2212345；"
            "值班设置 地址 三组村小旁边；值班设置 到岗提醒 开。",
        ]
    )


def changed(key: str, shown: str) -> str:
    since = (
        "马上生效"
        if key in ("office_phone", "address", "chase")
        else "从下一次排班起用，排好的草稿发“重排”加月份；已公布的班不变"
    )
    return f"设好了，{since}。\n{shown}"
