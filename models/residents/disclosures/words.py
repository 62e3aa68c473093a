"""What is typed about what is published; pure."""

import re
from datetime import date, datetime

from bot.language.periods import read_month
from models.residents.disclosures.rules import DisclosureWanted
from models.values.periods import Month, Quarter, read_period
from models.values.wording import holds, whole

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


# Who keeps the money is a rule's to say.
_WHO_KEEPS = r"(?:谁|哪[个位些]人?)(?:在|来)?(?:管|签|批|保管|记|做主|说了算)"
_ACCOUNTS = (
    r"(?:村|社区|组|集体|公家)[里上]?的?(?:钱|账|帐|收入|开支|财务)[^,，。]{0,8}(?:哪|啥|什么|怎么|咋|多少|明细|公开|看)"
    r"|(?:去年|今年|[上下]半年)的?(?:账|帐|财务|收支)"
    r"|(?:看|查|问)[^,，。]{0,4}(?:村|社区|集体)[里上]?的?(?:账|帐|财务|收支)"
)


_OWN_ACCOUNTS = (
    r"(?:上个?|这个?|[一二三四1-4])季度[^,，。]{0,8}(?:账|帐|钱|收入|开支|财务|进了|花了)|(?:账|帐|财务)[^,，。]{0,6}(?:没[得有]?(?![得有]|问题|意见|错|毛病)|公开了?)"
    r"|(?:村|社区|集体)(?:里|上|集体)?[^,，。]{0,6}(?:分红|进了多少|进了好多|收入多少|收入好多)"
)
_QUARTER = re.compile(r"(?P<before>上个?季度)|(?P<named>(?:今年|去年|20\d\d年)?第?[一二三四1-4]季度)")


_OF_ASSETS = re.compile(r"资产[^,，。]{0,6}(?:公开|公布)")
# What plainly asks for accounts.
asks_accounts = holds(f"{_OWN_ACCOUNTS}|{_ACCOUNTS}|{_OF_ASSETS.pattern}", never=_WHO_KEEPS)
# Who asks of the accounts that were just shown who has looked at them.
asks_approver = whole(
    r"[这那]?(?:个|笔|些)?[账帐钱]?是?(?:谁|哪[个位些]人?)(?:来|给)?(?:批|审|看|查|签|同意)过?的?[这那]?(?:个|笔|些)?[账帐钱]?"
)


def accounts_asked(text: str, today: date) -> DisclosureWanted:
    """Return which period's accounts a text that `asks_accounts` is about, those of all the year if it names none."""
    found = _QUARTER.search(text)
    if found is None:
        return DisclosureWanted(ASSETS if _OF_ASSETS.search(text) else FINANCE, None)
    if found["before"]:
        return DisclosureWanted(FINANCE, Quarter.of(today).before)
    return DisclosureWanted(FINANCE, read_period(found["named"], today)[0])


_MONEY = r"(?:花|用|收|剩|存|进|欠|结余)[^,，。]{0,3}(?:钱|多少|好多)|(?:钱|账|帐)[^,，。]{0,4}(?:剩|还有|哪|花|用)"
_OF_ALL = r"村|社区|集体|公家|公款|大家的|^(?:那)?(?:些)?(?:钱|账)(?:都)?(?:花|用)"
# What asks about what a village has spent, taken or kept.
asks_money = holds(_MONEY, _OF_ALL, never=_WHO_KEEPS)
