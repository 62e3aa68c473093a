"""What residents ask in common words is answered by what they ask of; right answers were written first."""

from datetime import timedelta
from pathlib import Path

from tests.democracy.village import posted
from tests.fakes.chat import Chat, after, 群众

LINES = (Path(__file__).parent / "asked_by_kind.tsv").read_text(encoding="utf-8").splitlines()
QUESTIONS = [tuple(line.split("\t")) for line in LINES if not line.startswith("#")]
WHO = {"群众": 群众, "白雪莲": "baixuelian"}


def _holds(said: str, wanted: str) -> bool:
    return all(one[1:] not in said if one.startswith("！") else one in said for one in wanted.split("＋"))


@after(posted)
async def test_a_question_in_common_words_is_answered_by_what_it_is_about(chat: Chat) -> None:
    answer = (await chat.says(群众, "反映 三组的沟堵了，水流到田里头了"))[0]
    number = answer[answer.index("V") : answer.index("）")]
    wrong = []
    for who, asked, wanted in QUESTIONS:
        # What was asked a while ago is not gone on with.
        await chat.waits(timedelta(minutes=11))
        said = "\n".join(await chat.says(WHO[who], asked))
        chat.everybody_hears()
        if not _holds(said, wanted.replace("V0001", number)):
            wrong.append((asked, said))
    assert not wrong, "\n".join(f"{asked}: {said}" for asked, said in wrong)
