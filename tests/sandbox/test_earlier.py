"""The demo begins with two months of talk, and the talk is what the books hold."""

from datetime import datetime

from bot.demo import DemoPlace, running
from config.policy import load_policy
from models.service.activities.tables import ActivityRecord
from tests.fakes.databases import NOON, sample_url


async def test_every_record_of_the_books_was_said_and_answered_before_the_demo_began() -> None:
    place = DemoPlace(await sample_url("sqlite"), 0, NOON, frozen=True, earlier=True)
    async with running(place, load_policy()) as (_, sandbox):
        talk = list(sandbox.stand_in.messages)
        records = await ActivityRecord.all()
        assert [message.when for message in talk] == sorted(message.when for message in talk)
        assert all(message.when <= NOON and message.extra["earlier"] for message in talk)
        answers = [message.content for message in talk if message.content.startswith("谢谢，记下了")]
        assert len(answers) == len(records) == 236
        confirmed = sum("已核实 1 条" in message.content for message in talk)
        assert confirmed == sum(record.decided_at is not None for record in records)
        in_groups = {message.chat for message in talk if ":" not in message.chat}
        assert len(in_groups) > 10


async def test_the_month_that_runs_has_its_roster_and_the_last_one_its_honour_list() -> None:
    place = DemoPlace(await sample_url("sqlite"), 0, NOON, frozen=True, earlier=True)
    async with running(place, load_policy()) as (_, sandbox):
        heard = [message.content for message in sandbox.stand_in.messages.since(0) if message.chat == "wrLHC0001aB"]
        assert any(text.startswith("莲花池村2026年11月值班表\n") for text in heard)
        assert any(text.startswith("2026年10月党员服务红榜\n") for text in heard)
        asked = {"from": "MaXiaojun7", "chat": "app"}
        [duty] = (await sandbox.say({**asked, "text": "今天谁值班"}))["replies"]
        assert duty["content"].startswith("11月22日（周日）莲花池村值班\n")
        honour, *pictures = (await sandbox.say({**asked, "text": "红榜"}))["replies"]
        assert honour["content"].startswith("2026年10月党员服务红榜") and pictures


async def test_the_reading_names_the_words_each_value_came_from() -> None:
    async with running(DemoPlace(await sample_url("sqlite"), 0, NOON, frozen=True), load_policy()) as (_, sandbox):
        text = "昨天调解1组纠纷1.5小时，打扫院坝一个半小时"
        read = await sandbox.bot.read(text, datetime.fromisoformat("2026-11-22T10:00+08:00"))
        assert (read["kind"], read["text"]) == ("报活动", text)
        hours = [(one["value"], one["words"]) for one in read["values"] if one["name"].endswith("小时")]
        assert hours == [("1.5", "1.5小时"), ("1.5", "一个半小时")]
        days = {(one["value"], one["words"]) for one in read["values"] if one["name"].endswith("日期")}
        assert days == {("11月21日", "昨天")}
        command = await sandbox.bot.read("更正 A0237 1小时", NOON)
        assert (command["kind"], command["sure"]) == ("命令“更正”", "写明了，一定是")
        assert [one["words"] for one in command["values"]] == ["A0237", "1小时"]
