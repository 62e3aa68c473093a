"""What every part of the policy shares: frozen, closed to unknown keys; and how a span of the day is written."""

import re
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict


class PolicyPart(BaseModel):
    """A part of the policy."""

    model_config = ConfigDict(frozen=True, extra="forbid")


def _span(value: str) -> str:
    if not re.fullmatch(r"([01]\d|2[0-3]):[0-5]\d-([01]\d|2[0-3]):[0-5]\d", value):
        raise ValueError("时段要写成 20:30-08:00")
    return value


Span = Annotated[str, AfterValidator(_span)]
