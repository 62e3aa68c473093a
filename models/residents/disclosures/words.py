"""What is typed about what is published; pure."""

import re
from datetime import date, datetime

from bot.language.periods import read_month
from models.residents.disclosures.rules import DisclosureWanted
from models.values.periods import Month, Quarter, read_period
from models.values.wording import whole

FINANCE, ASSETS = "财务", "集体资产"


def read_disclosure(text: str, moment: datetime) -> DisclosureWanted | None:
    """Return the topic, the period and what else is said in 财务 1季度 收入3万元 or 财务 10月; None without a topic."""
    topic, _, said = text.strip().partition(" ")
    if not topic:
        return None
    period, rest = read_period(said.removeprefix("第"), moment.date())
    if period is None:
        first, _, rest = said.partition(" ")
        period = Month.written(read_month(first, moment))
    return DisclosureWanted(topic, period, rest.strip(" ，,：:") if period else said)


_QUARTER = re.compile(r"(?P<before>上个?季度)|(?P<named>(?:今年|去年|20\d\d年)?第?[一二三四1-4]季度)")


_OF_ASSETS = re.compile(r"资产[^,，。]{0,6}(?:公开|公布)")
# Who asks of the accounts that were just shown who has looked at them.
asks_approver = whole(
    r"[这那]?(?:个|笔|些)?[账帐钱]?是?(?:谁|哪[个位些]人?)(?:来|给)?(?:批|审|看|查|签|同意)过?的?[这那]?(?:个|笔|些)?[账帐钱]?"
)


def accounts_asked(text: str, today: date) -> DisclosureWanted:
    """Return which period's accounts a text that asks for them is about, those of all the year if it names none."""
    found = _QUARTER.search(text)
    if found is None:
        return DisclosureWanted(ASSETS if _OF_ASSETS.search(text) else FINANCE, None)
    if found["before"]:
        return DisclosureWanted(FINANCE, Quarter.of(today).before)
    return DisclosureWanted(FINANCE, read_period(found["named"], today)[0])
