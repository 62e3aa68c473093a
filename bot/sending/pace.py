"""How fast may be sent, counted from what was taken in hand before; pure. Source: platform limits."""

from collections.abc import Sequence

from config.policy import DeliveryPolicy
from models.machine.delivery.rules import Claimed, Use

# A second more than WeCom's minute: of two requests the later one may arrive sooner.
MINUTE_MILLISECONDS = 61_000
HOUR_MILLISECONDS = 60 * MINUTE_MILLISECONDS


def wait(row: Claimed, uses: Sequence[Use], policy: DeliveryPolicy, now: int) -> int:
    """Return milliseconds until a row may go by every limit it falls under, 0 when it may now.

    What exceeds a member's limit WeCom drops in silence. A message to more heads than a minute allows goes alone.
    """
    own = [use for use in uses if (use.channel, use.destination) == (row.channel, row.destination)]
    if row.channel == "app":
        waits = [
            _wait(_ones(own), 1, policy.member_per_minute, MINUTE_MILLISECONDS, now),
            _wait(_ones(own), 1, policy.member_per_hour, HOUR_MILLISECONDS, now),
        ]
    else:
        waits = [_wait(_ones(own), 1, policy.webhook_per_minute, MINUTE_MILLISECONDS, now)]
    heads = [(use.taken, use.heads) for use in uses]
    return max(*waits, _wait(heads, row.heads, policy.heads_per_minute, MINUTE_MILLISECONDS, now))


def _ones(uses: Sequence[Use]) -> list[tuple[int, int]]:
    return [(use.taken, 1) for use in uses]


def _wait(weights: Sequence[tuple[int, int]], weight: int, limit: int, span: int, now: int) -> int:
    recent = [(taken, used) for taken, used in weights if taken > now - span]
    if sum(used for _, used in recent) + weight <= max(limit, weight):
        return 0
    return min(taken for taken, _ in recent) + span - now + 1
