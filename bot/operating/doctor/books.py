"""The checks of the database: it opens, is whole, is of this version, and what in it waits for a person."""

import asyncio
import sqlite3
from contextlib import closing
from pathlib import Path

import asyncpg

from bot.clock import Clock
from bot.health import Health
from bot.operating.doctor.finding import Finding, fine, wrong
from config.database import Database, is_sqlite, sqlite_path
from models.machine.delivery import actions as outbox
from models.machine.delivery.rules import Fate
from models.machine.inbox.actions import counts
from models.migrations import MigrationError, is_current
from models.organisation.units.tables import ChatGroup

SECONDS = 4
TITLE = "数据库"
CLOSED: tuple[tuple[type[Exception], str], ...] = (
    (asyncpg.InvalidAuthorizationSpecificationError, "用户名或口令不对；请改 BOT_DATABASE_URL。"),
    (asyncpg.InvalidCatalogNameError, "没有这个库；请先建好，或改 BOT_DATABASE_URL 里的库名。"),
    (TimeoutError, "几秒没有应答，像是停住了；请看 PostgreSQL 和它的磁盘。"),
    (OSError, "没有应答；请看它是否在运行，BOT_DATABASE_URL 的主机和端口对不对。"),
)


async def look_at_books(url: str, clock: Clock) -> list[Finding]:
    """Return whether the database can be used; a server may go on running meanwhile."""
    found: list[Finding] = []
    if is_sqlite(url):
        whole = await asyncio.to_thread(_whole, sqlite_path(url), clock)
        if not whole.good:
            return [whole]
        found.append(whole)
    try:
        async with Database(url).opened():
            return [*found, *await _inside(Health(clock))]
    except Exception as failed:
        return [*found, wrong(TITLE, _why_closed(failed))]


def _why_closed(failed: Exception) -> str:
    """Return why a database does not open; not in the driver's words, which may hold the address with its password."""
    if "SSL" in str(failed):
        return "不收加密的连接；请给它配证书，或改 BOT_DATABASE_URL 里的 sslmode。"
    kinds = (failed, failed.__cause__)
    found = (told for kind, told in CLOSED if any(isinstance(one, kind) for one in kinds))
    return next(found, "打不开；请检查 BOT_DATABASE_URL，看数据库是否在运行。")


def _whole(path: Path, clock: Clock) -> Finding:
    if not path.exists():
        return wrong(TITLE, f"还没有 {path}；运行 python -m bot migrate 新建，或用 restore 恢复备份。")
    if not path.stat().st_size:
        return wrong(TITLE, f"{path} 是空的（0 字节）；把它移走，再用 restore 恢复最近的备份。")
    until = clock.monotonic() + SECONDS
    try:
        # Writable, though nothing is written: a connection that only reads would leave its -wal and -shm lying about.
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=rw", uri=True)) as books:
            books.set_progress_handler(lambda: clock.monotonic() > until, 10_000)
            answer = books.execute("PRAGMA quick_check(1)").fetchone()[0]
    except sqlite3.OperationalError as stopped:
        if "interrupted" in str(stopped):
            return fine(TITLE, f"{path} 较大，{SECONDS} 秒内没查完，查过的部分完好。")
        return wrong(TITLE, f"{path} 打不开；请检查文件的所有者和权限。")
    except sqlite3.DatabaseError:
        answer = ""
    if answer != "ok":
        return wrong(TITLE, f"{path} 已损坏；请停掉服务，用 python -m bot restore 恢复最近的备份。")
    return fine(TITLE, f"{path} 完好。")


async def _inside(health: Health) -> list[Finding]:
    try:
        current = await is_current()
    except MigrationError as newer:
        return [wrong("数据库版本", str(newer))]
    if not current:
        return [wrong("数据库版本", "不是当前版本；运行 python -m bot migrate 升级。")]
    try:
        await health.can_store()
    except Exception:
        return [wrong(TITLE, "写不进去，来信存不下；多半是磁盘满了或只读，请清理磁盘、检查权限。")]
    return [fine("数据库版本", "是当前版本。"), await _groups(), await _waiting(health)]


async def _groups() -> Finding:
    count = await ChatGroup.all().count()
    broken = [group.name for group in await ChatGroup.exclude(broken_at=None).order_by("id")]
    if not count:
        return wrong("群", "名册里还没有群；用 python -m bot import 导入组织资料。")
    if broken:
        return wrong("群", f"{'、'.join(broken)} 的群机器人已失效；请在群里重新添加，并更新地址。")
    return fine("群", f"{count} 个，都能送达。")


async def _waiting(health: Health) -> Finding:
    if not await health.keeps_up():
        return wrong("消息", "有来信或待发的消息等了很久没有办；请看 serve 是否在运行，再看日志。")
    fates = await outbox.counts()
    lost = fates.get(Fate.UNCONFIRMED, 0) + fates.get(Fate.DEAD, 0)
    aside = (await counts())["quarantined"]
    if lost or aside:
        return wrong(
            "消息",
            f"有 {lost} 条发出的消息不知是否送达、{aside} 条来信没能办理；请区级管理员发“投递”查看。",
        )
    return fine("消息", "没有等人处理的。")
