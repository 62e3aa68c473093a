"""What each command of the command line does; `chosen` holds its arguments and the clock to go by.

One that can end otherwise than done returns the status.
"""

import argparse
import asyncio
import contextlib
import json
import signal
import sys
from collections.abc import AsyncIterator
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from bot.clock import SHANGHAI, Clock
from config.database import Database, is_sqlite, sqlite_path, transact
from config.policy import Policy, load_policy
from config.settings import Settings, check_doors, load_settings

if TYPE_CHECKING:
    from bot.operating.doctor import Finding
    from bot.understanding.request import House
    from models.values.sheets import SentTable

DONE, FAILED = 0, 1


class UsageError(Exception):
    """What was asked cannot be asked; its text is one Chinese sentence."""


@contextlib.asynccontextmanager
async def _books(settings: Settings, clock: Clock, *, sole: bool = True) -> AsyncIterator[None]:
    """Open the configured database, brought up to date; one that is only read may be in use by a server."""
    from bot.operating.safekeeping import refuse_emptied, settle_in
    from models.migrations import MigrationError, is_current
    from models.migrations import migrate as bring_up_to_date

    refuse_emptied(settings.database_url)
    async with Database(settings.database_url).opened(sole=sole):
        if sole:
            await bring_up_to_date()
            night = load_policy(settings.policy_file).delivery.night
            await settle_in(clock.now(), night, settings.technician_ids)
        elif not await is_current():
            raise MigrationError("数据库还不是当前版本，请先运行 python -m bot migrate。")
        yield


def _configured() -> tuple[Settings, Policy]:
    settings = load_settings()
    policy = load_policy(settings.policy_file)
    from bot.operating.doctor.place import check_jobs

    check_jobs(policy)
    return settings, policy


def _moment(text: str) -> datetime:
    """Return an ISO moment in local time, which it also is without an offset; raises UsageError."""
    try:
        moment = datetime.fromisoformat(text)
        return moment.astimezone(SHANGHAI) if moment.tzinfo else moment.replace(tzinfo=SHANGHAI)
    except (ValueError, OverflowError):
        raise UsageError("时刻要写成 2026-12-07T10:07 这样。") from None


def _print_json(value: object) -> None:
    print(json.dumps(value, ensure_ascii=False))


async def demo(chosen: argparse.Namespace) -> None:
    """Run the sandbox until stopped."""
    from bot.demo import DemoPlace, run
    from bot.log import open_log

    open_log("pretty")
    if not is_sqlite(chosen.database):
        raise UsageError("沙盒的数据库每次启动都重建，只能用 sqlite:// 开头的文件。")
    start = _moment(chosen.at) if chosen.at else chosen.clock.now()
    policy = load_policy()
    stop = asyncio.Event()
    _on_signals(stop)
    running = asyncio.create_task(run(DemoPlace(chosen.database, chosen.port, start, earlier=True), policy))
    await asyncio.wait({running, asyncio.create_task(stop.wait())}, return_when=asyncio.FIRST_COMPLETED)
    running.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await running


def _on_signals(stop: asyncio.Event) -> None:
    for name in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(name, stop.set)


async def serve(chosen: argparse.Namespace) -> None:
    """Run for real until stopped: callbacks, schedule, outbox, as far as the role asks for."""
    settings, policy = _configured()
    check_doors(settings)
    from bot.app import Bot, warm_up
    from bot.copies import backups_of
    from bot.log import info, open_log
    from bot.operating.nightly import nightly_backups
    from bot.operating.rounds import beside
    from bot.operating.watch import Watch, looking
    from bot.receiving.entrance import kept_sockets, listen
    from bot.wecom.client import WeComClient

    open_log(settings.log_format)
    stop = asyncio.Event()
    _on_signals(stop)
    async with _books(settings, chosen.clock), WeComClient(settings.wecom_api_base) as client:
        bot = Bot(settings, policy, chosen.clock, client)
        warm_up(chosen.clock)
        kept = kept_sockets()
        entrance = await listen(bot.web_application(chosen.role), settings.host, settings.port, kept=kept)
        info("listening", host=settings.host, port=entrance.port, role=chosen.role, kept=len(kept))
        try:
            watch = Watch(bot.health, settings, policy, bot.clock)
            copies = backups_of(settings.database_url)
            nights = contextlib.nullcontext() if chosen.role == "web" else beside(nightly_backups(copies, bot.clock))
            async with bot.running(chosen.role), beside(looking(watch)), nights:
                bot.watchdog.watch()
                await stop.wait()
        finally:
            await entrance.cleanup()


async def migrate(chosen: argparse.Namespace) -> None:
    """Bring the configured database up to date."""
    from bot.operating.safekeeping import refuse_emptied
    from models.migrations import migrate as bring_up_to_date

    url = load_settings().database_url
    refuse_emptied(url)
    async with Database(url).opened(sole=True):
        applied = await bring_up_to_date()
    print("数据库已是当前版本。" if not applied else f"已升级：{'、'.join(applied)}。")


async def upgrade(chosen: argparse.Namespace) -> None:
    """Back up, try this version on the copy, then bring the database up to date; else nothing is touched."""
    from bot.copies import backups_of, copies
    from bot.health import Health
    from bot.operating.reasons import cause
    from bot.operating.safekeeping import KeepingError, back_up, try_out

    settings, _ = _configured()
    check_doors(settings)
    url, now, passphrase = settings.database_url, chosen.clock.now(), settings.backup_passphrase.get_secret_value()
    if is_sqlite(url):
        alone = Database(url)
        alone.hold()  # refuses while a server works with the file
        await alone.close()
    ending = "db" if is_sqlite(url) else "dump"
    kept = await back_up(url, backups_of(url) / f"before-upgrade-{now:%Y%m%d-%H%M%S}.{ending}", now, passphrase)
    print(f"已备份到 {kept}。")
    (copy,) = (one for one in copies(kept.parent) if one.file == kept)
    await try_out(url, copy, now, passphrase)
    print("在备份的副本上试着升级，成了。")
    made = f"备份在 {kept}，副本上的试升级是成的"
    way = f"serve 先不要启动。可以再运行一次 upgrade；还不成就换回旧版程序，再 python -m bot restore {kept}。"
    try:
        async with _books(settings, chosen.clock):
            state = await Health(chosen.clock).ready()
    except Exception as wrong:
        why = cause(wrong) or f"程序自己出了错，编号 {_logged(wrong, now)}"
        raise KeepingError(f"真的数据库没有升到底：{why}。{made}；{way}") from wrong
    if not state["ready"]:
        raise KeepingError(f"升到了新版，但查出不对：{''.join(state['said'])}{made}；{way}")
    print("已升级，查过一遍，可以启动 serve。")


def _logged(wrong: Exception, now: datetime) -> str:
    """Write into the log what an upgrade broke down at, and return its number."""
    from bot.faults import fault_number
    from bot.log import fault, open_log

    open_log(load_settings().log_format)
    number = fault_number(now, "upgrade")
    fault("upgrade failed", number, wrong)
    return number


def read() -> None:
    """Read JSON lines with text and sent_at from stdin; write lines with intent and slots, one for each."""
    for line in sys.stdin:
        if line.strip():
            print(_reading(line), flush=True)


def learn(*, strangers: bool) -> int:
    """Learn what messages mean, what may go to groups and what villages are asked; 1 when something did worse."""
    from bot.language.examples import ExampleError
    from bot.language.learning import READER
    from bot.language.learning import learn as learn_from_examples
    from models.organisation.asking.lesson import ASKING
    from models.organisation.gate.lesson import GATE

    try:
        kept = [learn_from_examples(lesson, strangers=strangers) for lesson in (READER, GATE, ASKING)]
    except ExampleError as wrong:
        raise UsageError(str(wrong)) from wrong
    return DONE if all(kept) else FAILED


def _reading(line: str) -> str:
    from bot.understanding.reading import read_lines

    try:
        return next(read_lines([line]))
    except Exception as wrong:
        # Whatever one line holds, it must not cost the others their answer.
        kinds = {"JSONDecodeError": "这一行不是 JSON", "KeyError": "缺 text 或 sent_at"}
        fault = kinds.get(type(wrong).__name__, "text 或 sent_at 读不了")
        return json.dumps({"intent": "none", "slots": {}, "error": fault}, ensure_ascii=False)


async def job(chosen: argparse.Namespace) -> None:
    """List the timed jobs, or run one due moment."""
    from bot.app import build_house
    from bot.clockwork.scheduler import Scheduler

    settings, policy = _configured()
    house, clock = build_house(settings, policy), chosen.clock
    if chosen.action == "list":
        _list_jobs(house, clock.now(), as_json=chosen.json)
        return
    wanted = next((one for one in house.jobs if chosen.name in (one.name, one.title)), None)
    if wanted is None:
        raise UsageError(f"没有叫 {chosen.name} 的任务，运行 python -m bot job list 看名字。")
    due = _moment(chosen.due)
    if is_sqlite(settings.database_url) and not sqlite_path(settings.database_url).exists():
        raise UsageError(
            f"还没有数据库 {sqlite_path(settings.database_url)}，什么都没有运行；请检查 BOT_DATABASE_URL。"
        )
    async with _books(settings, chosen.clock):
        ran = await Scheduler(house, clock).run_once(wanted, due)
    print("已运行，消息进了发件箱。" if ran else "这一次早已运行过，没有重复。")


def _list_jobs(house: "House", now: datetime, *, as_json: bool) -> None:
    from bot.clockwork.job import next_moment

    moments = [(one, next_moment(one, house, now)) for one in house.jobs]
    if as_json:
        _print_json([{"job": one.name, "title": one.title, "next": at and at.isoformat()} for one, at in moments])
    else:
        lines = [
            f"{one.name}\t{one.title}\t{at:%Y-%m-%d %H:%M}" if at else f"{one.name}\t{one.title}\t-"
            for one, at in moments
        ]
        print("\n".join(["任务\t名称\t下次（北京时间）", *lines]))


async def import_(chosen: argparse.Namespace) -> None:
    """Bring tables of people, units, groups and belts onto the books: shown first, entered after a yes."""
    from bot.app import build_house
    from bot.operating.importing import empty_form
    from bot.spreadsheets import ROWS_MOST

    if chosen.form:
        await asyncio.to_thread(Path(chosen.form).write_bytes, empty_form())
        print(f"空表在 {chosen.form}，填好后 python -m bot import {chosen.form}。")
        return
    settings, policy = _configured()
    imports = policy.imports.model_copy(update={"rows_most": ROWS_MOST})
    house = build_house(settings, policy.model_copy(update={"imports": imports}))
    if chosen.undo:
        async with _books(settings, chosen.clock):
            await _take_back(chosen, house)
        return
    if chosen.file is None:
        raise UsageError("要写导入哪个文件，例如 python -m bot import 名册.xlsx；空表用 --form 空表.xlsx 要。")
    table = await _table_in(Path(chosen.file))
    async with _books(settings, chosen.clock):
        await _bring(chosen, house, table)


async def _table_in(file: Path) -> "SentTable":
    from bot.spreadsheets import sheets_of
    from models.values.sheets import SentTable

    return SentTable(file.name, await sheets_of(await asyncio.to_thread(file.read_bytes)))


async def _bring(chosen: argparse.Namespace, house: "House", table: "SentTable") -> None:
    """Show what a table would bring, with the rows to mend beside it; bring it when that is wanted."""
    from bot.operating.importing import bring, would_bring

    now, file = chosen.clock.now(), Path(chosen.file)
    shown = await would_bring(house, table, now)
    print(shown.text)
    if shown.to_mend:
        mend = file.with_name(f"{file.stem}-{shown.to_mend.name}")
        await asyncio.to_thread(mend.write_bytes, shown.to_mend.data)
        print(f"有问题的行在 {mend}，红格里改好再导一次。")
    if not shown.anything or chosen.dry_run or not _agrees(chosen):
        return
    await transact(lambda: bring(house, table, now))
    print(f"已写进去。{house.policy.imports.undo_hours} 小时内可以 python -m bot import --undo 把人整批撤回。")


async def _take_back(chosen: argparse.Namespace, house: "House") -> None:
    from bot.operating.importing import take_back

    for confirmed in (False, True):
        print(await transact(partial(take_back, house, chosen.clock.now(), confirmed=confirmed)))
        if not confirmed and not _agrees(chosen):
            break


def _agrees(chosen: argparse.Namespace) -> bool:
    """Return whether whoever sits at the terminal wants what was shown; without one, only `--yes` does."""
    if chosen.yes:
        return True
    # AskedOf inside the loop, whose own handler would keep the interrupt key from whoever is asked.
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        answer = input("写进去吗？回“是”就写，别的都不写：")
    except EOFError:
        answer = ""
    finally:
        signal.signal(signal.SIGINT, before)
    if answer.strip().lower() in ("是", "yes", "y"):
        return True
    print("什么都没有写。")
    return False


async def book(chosen: argparse.Namespace) -> None:
    """Bring a version of each of some books (handbook, rules, service list) from files; all of them or none."""
    from models.ledger.audit.actions import Cause
    from models.library.catalogue.actions import load_book
    from models.library.catalogue.rules import BookFile, read_book

    def read_all() -> list[BookFile]:
        return [read_book(Path(file).read_text(encoding="utf-8"), file) for file in chosen.files]

    books = read_all()
    cause = Cause("book", chosen.clock.now())

    async def load_all() -> list[tuple[int, int]]:
        return [await load_book(one, cause) for one in books]

    async with _books(load_settings(), chosen.clock):
        loaded = await transact(load_all)
    for one, (new, ended) in zip(books, loaded, strict=True):
        print(f"已装入{one.source}（{one.version}）：新增或改动 {new} 条，停用 {ended} 条，共 {len(one.entry)} 条。")


async def export(chosen: argparse.Namespace) -> None:
    """Write one list as CSV to stdout."""
    from bot.operating.exporting import write_csv

    async with _books(load_settings(), chosen.clock, sole=False):
        await write_csv(chosen.what, sys.stdout, chosen.clock.now().date())


async def backup(chosen: argparse.Namespace) -> None:
    """Write a consistent copy of the database; the nightly one also deletes old ones and tries one out each week."""
    from bot.copies import backups_of, copies
    from bot.operating.nightly import is_due, thin_out, trial_is_due
    from bot.operating.safekeeping import back_up, try_out

    settings, now = load_settings(), chosen.clock.now()
    url, passphrase = settings.database_url, settings.backup_passphrase.get_secret_value()
    folder = backups_of(url)
    if not chosen.nightly or is_due(copies(folder, now), now):
        usual = folder / f"{now:%Y%m%d-%H%M%S}.{'db' if is_sqlite(url) else 'dump'}"
        made = await back_up(url, Path(chosen.file) if chosen.file else usual, now, passphrase)
        print(f"已备份到 {made}。" + ("" if passphrase else "没有加密：请填 BOT_BACKUP_PASSPHRASE。"))
    if chosen.nightly:
        gone = thin_out(folder)
        print(f"清掉了 {len(gone)} 份过期的备份。")
        if trial_is_due(copies(folder, now), now):
            newest = copies(folder, now)[0]
            await try_out(url, newest, now, passphrase)
            print(f"试着恢复了 {newest.file.name}，完好。")


async def restore(chosen: argparse.Namespace) -> None:
    """Put a backup in the place of the database; what was waiting to be sent stays paused."""
    from bot.operating.safekeeping import bring_back

    settings = load_settings()
    passphrase = settings.backup_passphrase.get_secret_value()
    kept, paused = await bring_back(settings.database_url, Path(chosen.file), chosen.clock.now(), passphrase)
    if kept.exists():
        print(f"原数据库留在 {kept}。")
    print(f"已恢复。有 {paused} 条待发消息可能已经发过，先停着，核对后用“重发”。")
    print("备份之后到点的任务不会补跑，要补就用 python -m bot job run。")


async def sample(chosen: argparse.Namespace) -> None:
    """Load the sample district; with --json print its people and groups."""
    from bot.demo import load_sample, world_of_sample
    from models.organisation.enrolment.actions import is_empty

    settings, policy = _configured()
    async with _books(settings, chosen.clock):
        if await is_empty() or not chosen.json:
            await transact(lambda: load_sample(chosen.clock.now(), policy))
    if chosen.json:
        _print_json(world_of_sample())
    else:
        print("示例区县已装好。")


async def doctor(chosen: argparse.Namespace) -> int:
    """Check settings, database, calendar, doors and the way to WeCom; print one line each."""
    from bot.operating.doctor import examine

    findings = await examine(load_settings(), chosen.clock)
    if chosen.json:
        _print_json(
            [{"title": one.title, "good": one.good, "line": one.line[2:], "link": one.link} for one in findings]
        )
    else:
        _tell(findings)
    return DONE if all(one.good for one in findings) else FAILED


def _tell(findings: "list[Finding]") -> None:
    wrong = [one.title for one in findings if not one.good]
    print("\n".join(one.line if one.good else f"{one.line}详见 {one.link}" for one in findings))
    if wrong:
        print(f"查了 {len(findings)} 项，{len(wrong)} 项要处理：{'、'.join(wrong)}。")


def init(clock: Clock) -> int:
    """Ask for what is needed, write .env, and try it on WeCom."""
    from bot.operating.connecting import Connection
    from bot.operating.doctor.wire import try_application
    from bot.operating.setup import Talk, guide

    path, talk = Path(".env"), Talk(sys.stdin, sys.stdout)
    status = guide(path, talk, lambda settings: asyncio.run(try_application(settings)))
    if status == DONE:
        Connection(path, talk, clock).make()
    return status


def completion(shell: str) -> None:
    """Write what lets a shell complete commands after Tab, under a name that it can have."""
    import shtab

    from bot.operating.usage import parser

    whole = parser()
    whole.prog = "shifandai"
    script = shtab.complete(whole, shell)
    if shell == "zsh":
        # Read from ~/.zshrc the script would complete at once instead of when Tab is pressed; evaluated it does not.
        begins = "(( $+functions[compdef] )) || { autoload -Uz compinit && compinit; }"
        script = f"{begins}\neval \"$(cat <<'END'\n{script}\nEND\n)\""
    print(script)
    # Settings and books are those of the program's own folder.
    print(f'{whole.prog}() {{ (cd "{Path(__file__).parents[2]}" && "{sys.executable}" -m bot "$@"); }}')
