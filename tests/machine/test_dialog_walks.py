"""Random dialogues against a model: one question at most, one effect at most, cancel ends it, no endless path.

Each walk belongs to one person. BOT_TEST_WALKS sets how many are taken, BOT_TEST_SEED which.
"""

import os
import random
from datetime import timedelta
from itertools import count

import pytest

from bot.app import build_house
from bot.understanding.dispatch import answer
from bot.understanding.request import House
from bot.wecom.updates import Update
from config.database import Database, rows, transact
from config.policy import load_policy
from config.settings import Settings
from handlers import QUESTIONS
from models.democracy.decisions.rules import DECISION, DELIBERATIONS
from models.honour.honour_list.rules import CORRECTION
from models.ledger.audit.tables import AuditRow
from models.machine.delivery.rules import Message
from models.machine.dialogs.actions import begin
from models.machine.dialogs.tables import Dialog
from models.machine.inbox.actions import Waiting
from models.matters.steps.tables import Matter
from models.organisation.people.actions import speaker
from models.organisation.units.tables import Unit
from models.service.activities.tables import ActivityRecord
from models.values.refusal import Refusal
from tests.fakes.databases import NOON, sample_url

WALKS = int(os.environ.get("BOT_TEST_WALKS", "150"))
SEED = int(os.environ.get("BOT_TEST_SEED", "20261122"))
PEOPLE = ("chenguilan", "LuoZhengfu", "tang.min", "dengguocai", "zhou-xiaochuan", "heguangrong", "lizhiqiang")
SAYINGS = {
    "report": ("上报 三组 清理沟渠 20分钟", "今天打扫院坝10分钟", "昨天下午看望老党员15分钟"),
    "missing": ("今天搞了卫生", "昨天巡逻", "上报 清理沟渠"),
    "vague": ("今天修水渠忙了半天", "昨天义务劳动个把小时"),
    "unknown": ("志愿服务10分钟",),
    "proxy": ("帮李大爷报一下，他今天扫了10分钟的巷子", "帮邓国才报一下，他今天巡逻10分钟"),
    "typo": ("上抱 打扫院坝 10分钟", "我的纪录"),
    "answer": ("20分钟", "半小时", "2", "是", "不是", "不记得", "第二个", "邓国才", "环境卫生", "⑤", "٣小时", "¹小时"),
    "look": ("我的记录", "帮助", "示范带", "红榜", "我是谁"),
    "change": ("撤销", "更正 5分钟", "写错了，是5分钟不是10分钟"),
    "duty": (
        "请假 明天 有事",
        "我后天来不了",
        "换班 12月5日上午 邓国才",
        "我到了",
        "下班了",
        "今天谁值班",
        "12月9号和11号请假",
    ),
    "star": ("自评4星", "我评三颗星", "自评", "我的星级"),
    "need": ("反映 三组路灯不亮了", "村口的路灯黑了三天了", "提议 修晒坝", "好久能修好"),
    "follow": ("不对，一个半", "还有邓国才也去了", "不是邓国才，是林晓雨", "删了吧", "上面那条是昨天的", "一共6个人"),
    "undone": ("本来想去扫街，下雨没去成", "书记让我去巡山", "要不要明天去扫街", "昨天老李清了2小时的沟"),
    "noise": ("呵呵", "明天开会请互相转告", "辛苦了", "……", "‍​"),
    "end": ("取消", "算了", "上一步"),
}
EFFECTS = {"report", "correct", "revoke"}
# What any question may keep of what it asks about.
ASKED_ABOUT = {
    "number": 237, "minutes": None, "words": "上周", "doubt": "", "shown": ["扫街"], "count": 9, "twin": 231,
    "others": 2, "by": "何光荣", "claim": "扫街", "text": "今天扫街2小时", "at": NOON.isoformat(), "name": "唐敏",
    "units": ["莲花池村"], "sending": False, "asks": "想和谁换？", "field": "kind", "word": "值班", "title": "修路",
    "kinds": ["activity", "none"], "found": {"tang.min": "三组"}, "many": False, "half": None, "days": [],
    "day": NOON.date().isoformat(), "reason": None, "period": "2026-11", "way": "normal", "seen": "", "themes": [],
    "meetings": 0, "meeting": "theme_day", "then": "", "line": "反映", "done": "扫街", "said": "弄好了",
    "lines": ["办结 C0001"], "asked": "到哪一年为止？",
    "among": ["collective_reps", "collective_assembly"],
}  # fmt: skip
# They end when the decision is gone, or has come on.
OF_DECISIONS = {"dossier", "draft", "figure", "assembly", "attendant", "announced", "told_early"}


def _house() -> House:
    return build_house(Settings(_env_file=None), load_policy())


async def _say(house: House, walk: int, turn: int, who: str, text: str) -> list[Message]:
    moment = NOON + timedelta(days=walk // 20, seconds=turn)
    update = Update(f"app:{walk}-{turn}", "app", "text", who, None, text, round(moment.timestamp()))

    async def heard() -> list[Message]:
        found = await rows(*speaker(who, moment.date()))
        return await answer(update, house, moment, Waiting(1, update.key, "", asked=True, beside=found))

    try:
        return await transact(heard)
    except Refusal as refusal:
        return [Message(refusal.sentence)]


async def _check(walk: int, turn: int, said: list[Message], text: str = "") -> None:
    assert await Dialog.filter(state="open").count() <= len(PEOPLE)
    effects = await AuditRow.filter(message_key=f"app:{walk}-{turn}", action__in=EFFECTS).count()
    assert effects <= 1
    # What says nothing may be left in peace; everything else is answered, once.
    assert sum(message.is_reply for message in said) == 1 or (text in SAYINGS["noise"] and not said)


async def test_help_and_cancel_work_at_every_question() -> None:
    database = Database(await sample_url("sqlite"))
    await database.open()
    who, house, turns = "linxiaoyu", _house(), count()

    async def says(text: str) -> str:
        return "\n".join(message.text for message in await _say(house, 0, next(turns), who, text) if message.is_reply)

    async def asked(question: str) -> None:
        await transact(lambda: begin(f"app::{who}", question, ASKED_ABOUT, NOON, "key"))

    try:
        await says("上报 三组 清理沟渠")
        await says("取消")
        correction = {"kind": CORRECTION.code, "title": "2026年11月", "said": {}, "state": CORRECTION.first}
        await Matter.create(id=ASKED_ABOUT["number"], unit=await Unit.first(), opened_at=NOON, **correction)
        for question in QUESTIONS:
            about = {"kind": DECISION.code, "state": DELIBERATIONS[0]} if question.name in OF_DECISIONS else correction
            await Matter.filter(id=ASKED_ABOUT["number"]).update(**about)
            await asked(question.name)
            assert question.ask(ASKED_ABOUT) in await says("帮助"), question.name
            assert question.ask(ASKED_ABOUT) in await says("上一步"), question.name
            assert await _open(who), question.name
            assert question.left(ASKED_ABOUT) in await says("取消"), question.name
            assert not await _open(who), question.name
            await asked(question.name)
            await says("嗡#嗡")
            await says("嗡#嗡")
            assert not await _open(who), f"{question.name}: who has answered twice what nobody can read is left alone"
    finally:
        await database.close()


async def _open(who: str) -> bool:
    return await Dialog.filter(conversation=f"app::{who}", state="open").exists()


@pytest.mark.parametrize("seed", [SEED])
async def test_every_walk_keeps_to_the_model(seed: int) -> None:
    database = Database(await sample_url("sqlite"))
    await database.open()
    dice, house = random.Random(seed), _house()
    try:
        for walk in range(WALKS):
            who = dice.choice(PEOPLE)
            for turn in range(dice.randint(2, 8)):
                text = dice.choice(SAYINGS[dice.choice(tuple(SAYINGS))])
                await _check(walk, turn, await _say(house, walk, turn, who, text), text)
            turns = 100
            while await _open(who):
                await _check(walk, turns, await _say(house, walk, turns, who, "取消"))
                turns += 1
                assert turns <= 112, "a dialogue has to end within twelve turns"
        assert not await ActivityRecord.filter(minutes__in=[180, 300], reported_at__gte=NOON).exists()
    finally:
        await database.close()
