"""The words of a command are a deed, a leave or a star to nobody who may not say them."""

from bot.language.examples import read_examples
from bot.language.learning import READER
from bot.understanding.command import find, openings
from bot.understanding.reading import read
from handlers import COMMANDS
from tests.language.test_kinds import AT, books

# What they say is booked by a sentence as well as by the command.
THEIR_OWN = {
    "report", "backfill", "correct", "revoke", "take_back", "self_report", "exemption", "my_stars", "themes",
    "leave", "end_leave", "swap", "agree_swap", "disagree_swap", "withdraw_swap", "stand_in", "agree", "disagree",
    "arrive", "sign_out", "away", "hand_on",
}  # fmt: skip


def test_no_other_words_are_booked() -> None:
    lines = {
        line for command in COMMANDS if command.name not in THEIR_OWN for line in (command.example, *command.words)
    }
    booked = sorted(line for line in lines if books(read(line, AT)))
    assert booked == [], (
        "whoever may not say it has reported a deed: put the line, a tab and 闲话 into "
        "config/data/language/examples/commands.tsv, then python -m bot learn --quick"
    )


def test_no_other_command_takes_a_deed_that_is_told() -> None:
    others = openings([command for command in COMMANDS if command.name not in {"report", "backfill"}])
    deeds = [one.text for one in read_examples(READER.kinds, READER.folder) if one.kind == "活动"]
    taken = [(deed, match.word) for deed in deeds if (match := find(deed, others, AT)) and match.values is not None]
    assert taken == [], "the blank of a command whose word opens a report returns None for it (CONTRIBUTING)"
