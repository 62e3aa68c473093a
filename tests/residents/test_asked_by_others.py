"""What residents ask in their own words, of services, decisions, people and books: right answers were written first."""

from pathlib import Path

from models.library.catalogue.words import things_in
from tests.democracy.village import posted
from tests.fakes.chat import Chat, after, 乙, 群众

LINES = (Path(__file__).parent / "asked_by_others.tsv").read_text(encoding="utf-8").splitlines()
QUESTIONS = [tuple(line.split("\t")) for line in LINES if not line.startswith("#")]


@after(posted)
async def test_what_is_asked_is_answered_from_the_village_s_own_books(chat: Chat) -> None:
    await chat.says(乙, "值班设置 电话 0816-2345678")
    chat.hears_all()
    answers = [(asked, wanted, "\n".join(await chat.says(群众, asked))) for asked, wanted in QUESTIONS]
    wrong = [(asked, said) for asked, wanted, said in answers if not all(one in said for one in wanted.split("＋"))]
    assert not wrong, "\n".join(f"{asked}: {said}" for asked, said in wrong)


async def test_two_services_that_are_asked_of_in_one_sentence_are_both_shown_whole(chat: Chat) -> None:
    [answer] = await chat.says(群众, "五保户和低保有啥不同")
    assert answer.count("为民服务清单（示例） 第 ") == 2
    assert answer.count("20 个工作日；费用：不收费") == 2


async def test_what_was_reported_before_is_no_report(chat: Chat) -> None:
    assert "记下了" not in (await chat.says(群众, "反映了到时候还没弄好咋整"))[0]
    await chat.says(群众, "反映 三组的沟堵了，水流到田里头了")
    chat.hears_all()
    assert "林晓雨在办" in (await chat.says(群众, "我报的那个沟现在哪个在弄"))[0]


def test_what_is_only_carried_along_is_not_asked_of() -> None:
    assert [one.name for one in things_in("办老年证要不要身份证")] == ["老年证"]
    assert things_in("今天去三组扫了街") == []
    assert things_in("户口不在这里") == []
