"""What the bot is measured beside: a bare echo, and a plain handler of aiohttp, wechatpy and Tortoise.

`python -m benchmarks.rivals echo|plain PORT DATABASE`. The plain handler is what one would write from the three
projects' manuals: one transaction a message, the same statements as the bot's handling, no inbox, no language.
"""

import asyncio
import re
import signal
import sys
from datetime import date, datetime, timedelta
from typing import Any

from aiohttp import web
from tortoise import Tortoise
from tortoise.transactions import in_transaction
from wechatpy.messages import TextMessage
from wechatpy.work.crypto import WeChatCrypto
from wechatpy.work.parser import parse_message
from wechatpy.work.replies import TextReply

from benchmarks.packets import AES_KEY, CORP_ID, TOKEN
from bot.clock import Clock
from config.database import on_postgres, table_of, tortoise_config
from models.ledger.audit.tables import AuditRow
from models.machine.inbox.tables import InboxRow
from models.organisation.people.tables import Person, Post
from models.service.activities.tables import ActivityRecord

STANDING = ("claimed", "verified")
_CRYPTO = WeChatCrypto(TOKEN, AES_KEY, CORP_ID)


async def ready(request: web.Request) -> web.Response:
    """Answer that the server listens."""
    return web.Response()


async def echo(request: web.Request) -> web.Response:
    """Answer the body."""
    return web.Response(body=await request.read())


async def plain(request: web.Request) -> web.Response:
    """Decrypt, store and answer one report, the manuals' way."""
    stamp = (request.query["msg_signature"], request.query["timestamp"], request.query["nonce"])
    message = parse_message(_CRYPTO.decrypt_message(await request.text(), *stamp))
    async with in_transaction():
        text = await _handle(message, Clock().now())
    reply = TextReply(content=text, message=message).render()
    return web.Response(text=_CRYPTO.encrypt_message(reply, stamp[2], stamp[1]), content_type="application/xml")


async def _handle(message: TextMessage, now: datetime) -> str:
    key, milliseconds = f"app:{message.id}", round(now.timestamp() * 1000)
    known = await InboxRow.get_or_none(message_key=key)
    if known is not None:
        return known.reply or ""
    row = await InboxRow.create(
        message_key=key, conversation=f"app::{message.source}", received=milliseconds, state="pending", tries=0
    )
    person = await Person.get(userid_key=message.source.casefold())
    await Post.filter(person_id=person.id)
    reply = await _report(person, message.content, key, now)
    await InboxRow.filter(id=row.id).update(
        state="done", reply=reply, replied_by="callback", handled=milliseconds, payload=None
    )
    return reply


async def _report(person: Person, text: str, key: str, now: datetime) -> str:
    day, minutes = now.date(), int(re.findall(r"(\d+)分钟", text)[0])
    if on_postgres():
        await Person.select_for_update().get(id=person.id)
    known = await _known(person.id, day)
    record = await ActivityRecord.create(
        member_id=person.id,
        branch_id=person.branch_id,
        unit_id=person.unit_id,
        day=day,
        month=f"{day:%Y-%m}",
        category="other",
        minutes=minutes,
        description=text[3:60],
        companions=[],
        source_text=text,
        flags=["当天超过 3 条"] if len(known) > 3 else [],
        status="claimed",
        reported_at=now,
        message_key=key,
    )
    facts = {"day": day.isoformat(), "category": "other", "minutes": minutes}
    await AuditRow.create(
        at=now, actor=person.userid, action="report", subject="activity", subject_id=record.id,
        message_key=key, after=facts,
    )  # fmt: skip
    twin = f"和 A{known[0].id:04} 相近" if known else ""
    return f"谢谢，记下了 A{record.id:04}，待核实。\n{text[3:]}，{day.month}月{day.day}日\n{twin}\n写错了？发“撤销”。"


async def _known(member_id: int, day: date) -> list[ActivityRecord]:
    beside = (day - timedelta(days=1), day + timedelta(days=1))
    return await ActivityRecord.filter(member_id=member_id, day__range=beside, status__in=STANDING)


def _plain_config(url: str) -> dict[str, Any]:
    """Return the bot's configuration with Tortoise's own SQLite engine, as a plain handler would use it."""
    config = tortoise_config(url)
    for one in config["connections"].values():
        one["engine"] = one["engine"].replace("config.sqlite_immediate", "tortoise.backends.sqlite")
    return config


async def serve(kind: str, port: int, url: str) -> None:
    """Serve one of the rivals until the process is told to stop."""
    stop = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stop.set)
    application = web.Application()
    application.add_routes([web.get("/readyz", ready), web.post("/wecom/app", echo if kind == "echo" else plain)])
    runner = web.AppRunner(application, access_log=None, shutdown_timeout=2)
    try:
        if kind == "plain":
            await Tortoise.init(config=_plain_config(url), table_name_generator=table_of, _enable_global_fallback=True)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", port).start()
        await stop.wait()
    finally:
        await runner.cleanup()
        if kind == "plain":
            await Tortoise.close_connections()


if __name__ == "__main__":
    asyncio.run(serve(sys.argv[1], int(sys.argv[2]), sys.argv[3]))
