"""What is typed about what is published; pure."""

from datetime import datetime

from bot.language.periods import read_month
from models.residents.disclosures.rules import DisclosureWanted
from models.values.periods import Month, read_period

FINANCE = "财务"


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
