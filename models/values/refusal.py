"""The one exception a person is meant to read."""

from typing import TypeVar

T = TypeVar("T")


class Refusal(Exception):
    """Something that is not done, with the sentence for the person: what is not done, and the way out.

    A subclass is for what somebody catches, gathers or raises in many places; it brings its sentence along.
    """

    text = ""

    def __init__(self, sentence: str | None = None, /, **fields: object) -> None:
        """Fill the {fields} of a sentence, by default of the subclass's own."""
        self.sentence = (self.text if sentence is None else sentence).format(**fields)
        super().__init__(self.sentence)


def required(found: T | None, why: str | type[Refusal], /, **fields: object) -> T:
    """Return what has to be there; where nothing is, refuses with a sentence, or a kind of refusal, and its fields."""
    if not found:
        raise Refusal(why, **fields) if isinstance(why, str) else why(**fields)
    return found
