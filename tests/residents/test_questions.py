"""Questions as residents ask them: answered from the book and the roster, or honestly not."""

from pathlib import Path

import pytest

from tests.fakes.chat import Chat, 群众

GROUP = "wrLHC0001aB"
LINES = (Path(__file__).parent / "questions.tsv").read_text(encoding="utf-8").splitlines()
QUESTIONS = [tuple(line.split("\t")) for line in LINES if not line.startswith("#")]


@pytest.mark.parametrize("where", ["app", GROUP], ids=["in private", "in a group"])
async def test_residents_are_answered_in_their_own_words(chat: Chat, where: str) -> None:
    assert len(QUESTIONS) >= 30
    answers = {asked: (await chat.says(群众, asked, to=where), wanted) for asked, wanted in QUESTIONS}
    assert {asked: said for asked, (said, wanted) in answers.items() if len(said) != 1 or wanted not in said[0]} == {}
