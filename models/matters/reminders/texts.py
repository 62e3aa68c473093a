"""Reminders in words: what somebody wants of them, and what every automatic message ends with."""

import re

from models.matters.reminders.rules import Amount, Preference

STOPPED = "好的，以后不提醒您了。您自己的班还是会说一声；等您办的事，想看了发“待办”。想恢复，发“恢复提醒”。"
FEWER = "好的，少说几句：同一件事只说一次，值班一周说一次。还嫌多，发“不要提醒”；想恢复，发“恢复提醒”。"
AS_BEFORE = "好的，照常提醒您。嫌多就发“提醒少一点”。"

# Whether somebody wants to hear nothing of itself, such as 以后不要给我发消息.
is_unwanted = re.compile(
    r"(?:不要|别|莫|不用)再?(?:给|跟)我发(?:消息|信息|东西|通知)?|(?:不要|别|莫)再?(?:来)?找我了?|烦[^,，。]{0,4}(?:不要|别|莫)(?:再)?发"
).search
# Whether somebody says that he hears too much, such as 提醒太多了，烦得很.
is_too_much = re.compile(
    r"(?<!要)(?:提醒|消息|通知).{0,6}(?:太多|好多|烦)|每天发.{0,4}(?:太多|好多|烦)|一天到晚.{0,4}发(?:消息|信息)|^(?:以后|你)?少(?:发|说|来)(?:一?点|些|几条)|(?:不要|别)(?:老是|一直|总是|天天)提醒"
).search


def wanted(wish: Preference) -> str:
    """Return what somebody reads who has said how much he wants to hear."""
    return {Amount.NONE: STOPPED, Amount.FEW: FEWER, Amount.USUAL: AS_BEFORE}[wish.amount]


def half_hour(minutes: int, *, on: bool) -> str:
    if on:
        return f"好的，您每个班开始前 {minutes} 分钟提醒您一声。不用了，发“不用提前提醒”。"
    return "好的，值班前不再另外提醒，头天晚上照常说一声。"
