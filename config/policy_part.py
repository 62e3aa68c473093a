"""What every part of the policy and of versioned data shares: frozen, closed to unknown keys; spans of the day."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict

from config.file_faults import written


class PolicyPart(BaseModel):
    """A part of the policy, or of another file that people write."""

    model_config = ConfigDict(frozen=True, extra="forbid")


Span = Annotated[str, written(r"([01]\d|2[0-3]):[0-5]\d-([01]\d|2[0-3]):[0-5]\d", "时段要写成 20:30-08:00")]


class Choice(PolicyPart):
    """Something that is chosen from a list: its code, its name for people, the words by which it is known as well."""

    code: str
    name: str
    words: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """Return its name and the words by which it is known as well."""
        return (self.name, *self.words)
