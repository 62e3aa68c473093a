"""Which category an activity belongs to, by the words of config/data/language/activities.toml."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from bot.language.data import any_of, table
from bot.language.pattern import Pattern

CODES = (
    "visit", "care", "mediation", "sanitation", "publicity", "safety",
    "convenience", "livelihood", "facility", "civility", "party_life", "other",
)  # fmt: skip
OTHER = "other"
_PARTICLES = Pattern(r"[了过着的完]|一下子?|一哈|\s")


def without_particles(text: str) -> str:
    """Return the text without blanks and the little words that come between a verb and its object."""
    return _PARTICLES.sub("", text)


@dataclass(frozen=True)
class Tie:
    """A rule for two categories in one text: with one of the words present, `take` wins over the others."""

    take: str
    over: frozenset[str]
    when: Pattern


@dataclass(frozen=True)
class Lexicon:
    """The words of all categories, ready for matching."""

    verb_of: Mapping[str, str]
    noun_of: Mapping[str, str]
    verbs: Pattern
    nouns: Pattern
    ties: tuple[Tie, ...]
    helping: Tie
    helping_not: Pattern
    ignored: Pattern

    def category(self, text: str, *, helping: bool = False) -> str | None:
        """Return the category of what was done; None when the text names nothing that is known.

        `helping` says that one household or person was helped, which makes manual work `care`.
        """
        seen = self.ignored.sub(" ", text)
        candidates = self._candidates(seen)
        if helping and not self.helping_not.search(seen):
            candidates = [self.helping.take if code in self.helping.over else code for code in candidates]
        return self._settle(candidates, seen)

    def _candidates(self, text: str) -> list[str]:
        """Return the categories of the verbs, or of the nouns when no verb tells; `other` only when alone."""
        verbs = [self.verb_of[match[0]] for match in self.verbs.finditer(text)]
        telling = [code for code in verbs if code != OTHER]
        nouns = [] if telling else [self.noun_of[match[0]] for match in self.nouns.finditer(text)]
        return telling or nouns or verbs

    def names_an_action(self, text: str) -> bool:
        """Return whether the text says that something was done, not only what it was about."""
        return self.verbs.search(self.ignored.sub(" ", text)) is not None

    def _settle(self, candidates: list[str], text: str) -> str | None:
        left = set(candidates)
        for tie in self.ties:
            if len(left) > 1 and tie.take in left and tie.over & left and tie.when.search(text):
                left -= tie.over
        return next((code for code in candidates if code in left), None)


def build_lexicon(data: Mapping[str, Any]) -> Lexicon:
    """Return the lexicon of a parsed file.

    Raises ValueError naming an unknown category, or a word that two categories claim.
    """
    codes = {key for key in data if key not in ("ties", "helping", "ignore", "shared")}
    if unknown := codes - set(CODES):
        raise ValueError(f"activities.toml: unknown category {sorted(unknown)}")
    verb_of = _owners(data, codes, "verbs")
    noun_of = _owners(data, codes, "nouns")
    helping = data["helping"]
    return Lexicon(
        verb_of=verb_of,
        noun_of=noun_of,
        verbs=Pattern(any_of(verb_of)),
        nouns=Pattern(any_of(noun_of)),
        ties=tuple(_tie(row) for row in data["ties"]),
        helping=_tie({**helping, "when": ["帮"]}),
        helping_not=Pattern(any_of(helping["except_when"])),
        ignored=Pattern(any_of(data["ignore"]["words"])),
    )


@cache
def lexicon() -> Lexicon:
    """Return the lexicon of the project's own file."""
    return build_lexicon(table("activities"))


def _owners(data: Mapping[str, Any], codes: set[str], kind: str) -> dict[str, str]:
    shared: Mapping[str, str] = data.get("shared", {})
    owners: dict[str, str] = {}
    for code in sorted(codes):
        for word in data[code][kind]:
            if owners.get(word, code) != code and word not in shared:
                raise ValueError(f"activities.toml: {word} belongs to {owners[word]} and to {code}")
            owners[without_particles(word)] = shared.get(word, code)
    return owners


def _tie(row: Mapping[str, Any]) -> Tie:
    if unknown := {row["take"], *row["over"]} - set(CODES):
        raise ValueError(f"activities.toml: unknown category {sorted(unknown)}")
    return Tie(row["take"], frozenset(row["over"]), Pattern(any_of(row["when"])))
