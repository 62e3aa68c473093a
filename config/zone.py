"""The one time zone in which people here live, and in which every day begins and ends."""

from zoneinfo import ZoneInfo

SHANGHAI = ZoneInfo("Asia/Shanghai")
