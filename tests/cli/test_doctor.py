"""The doctor names each cause with its way out, tells no secret, and never hangs."""

import asyncio
import json
import re
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from email.utils import format_datetime
from pathlib import Path

import pytest
from aiohttp import web

from bot.clock import Clock, MovableClock
from bot.operating.doctor.place import own_disk
from config.database import tortoise_config
from tests.cli.conftest import AES_KEY, ROOT, SECRET, TOKEN, Answer, Terminal
from tests.fakes.clocks import TODAY
from tests.fakes.databases import NOON, sample_url

GOOD = {
    "smartbot_name": "示范带助手",
    "public_url": "https://bot.example.org",
    "filing_no": "蜀ICP备00000000号",
    "technicians": "tang.min",
    "backup_passphrase": "correct horse battery",
}


def line(answer: Answer, title: str) -> str:
    """Return the one line about a title."""
    (found,) = [told for told in answer.out.splitlines() if told[2:].startswith(title + "：")]
    return found


@asynccontextmanager
async def wecom(answers: dict[str, dict[str, object]], date: str | None = None) -> AsyncIterator[str]:
    """Run a server that gives fixed answers, and the date it is told to."""

    async def answer(request: web.Request) -> web.Response:
        headers = {"Date": date} if date else {}
        return web.json_response(answers.get(request.path.removeprefix("/cgi-bin/"), {"errcode": 0}), headers=headers)

    application = web.Application()
    application.router.add_get("/{path:.*}", answer)
    runner = web.AppRunner(application, access_log=None)
    await runner.setup()
    try:
        site = web.TCPSite(runner, "127.0.0.1", 0)
        await site.start()
        yield f"http://127.0.0.1:{runner.addresses[0][1]}"
    finally:
        await runner.cleanup()


async def examine(terminal: Terminal, clock: Clock = TODAY, **more: str) -> Answer:
    """Run the doctor beside the server of this test."""
    answer = await asyncio.to_thread(replace(terminal, clock=clock).run, "doctor", **GOOD | more)
    assert not [secret for secret in (SECRET, TOKEN, AES_KEY, "hush") if secret in answer.out + answer.err]
    assert answer.err == ""
    return answer


async def test_when_all_is_well_every_line_is_good(village: Terminal) -> None:
    clock = MovableClock(NOON)
    assert replace(village, clock=clock).run("backup").status == 0
    async with wecom({"gettoken": {"errcode": 0, "access_token": "t"}}, format_datetime(NOON)) as base:
        answer = await examine(village, clock, wecom_api_base=base)
    lines = answer.out.splitlines()
    assert [told for told in lines if not told.startswith("✓ ")] == []
    assert 15 <= len(lines) <= 20
    assert answer.status == 0


def test_what_it_found_can_be_read_by_a_program(terminal: Terminal) -> None:
    answer = terminal.run("doctor", "--json", **GOOD)
    found = {one["title"]: one for one in json.loads(answer.out)}
    assert (answer.status, found["Python"]["good"], found["网络"]["good"]) == (1, True, False)
    assert "443" in found["网络"]["line"]
    assert found["网络"]["link"] == "docs/operate.md#网络"


async def test_what_is_wrong_is_counted_and_every_check_stands_in_the_manual(terminal: Terminal) -> None:
    async with wecom({}) as base:
        told = (await examine(terminal, wecom_api_base=base)).out.splitlines()
    titles = [one[2:].split("：")[0] for one in told if one[0] in "✓✗"]
    assert [title for title in titles if title not in _headings()] == []
    wrong = [one for one in told if one.startswith("✗")]
    assert [one for one in wrong if not one.endswith(f"详见 docs/operate.md#{one[2:].split('：')[0].lower()}")] == []
    assert told[-1].startswith(f"查了 {len(titles)} 项，{len(wrong)} 项要处理：")


def test_every_check_has_a_heading_of_its_own_and_every_heading_is_a_check() -> None:
    """Also those that speak only when something is wrong, as they stand in the source."""
    sources = "".join(file.read_text(encoding="utf-8") for file in (ROOT / "bot/operating/doctor").glob("*.py"))
    named = set(re.findall(r"(?:fine|wrong|_written)\(\s*\"([^\"]+)\"", sources))
    named |= set(re.findall(r"^\s*(?:TITLE|PLACE|title) = \"([^\"]+)\"", sources, re.M))
    assert named == set(_headings())


def _headings() -> list[str]:
    """Return the headings about the checks; none occurs twice on the page, or its anchor would lead elsewhere."""
    manual = (ROOT / "docs" / "operate.md").read_text(encoding="utf-8")
    everywhere = [one.lower() for one in re.findall(r"^#+ (.+)$", manual, re.M)]
    assert len(everywhere) == len(set(everywhere))
    return re.findall(r"^### (.+)$", manual.partition("## doctor 的每一项")[2].partition("\n## ")[0], re.M)


ADDRESS = "not allow to access from your ip, hint: [1_2_3], from ip: 203.0.113.9, more info at https://open"
REFUSALS = [
    ({"gettoken": {"errcode": 40001, "errmsg": "invalid credential"}}, "BOT_APP_SECRET"),
    ({"gettoken": {"access_token": "t"}, "agent/get": {"errcode": 60020, "errmsg": ADDRESS}}, "203.0.113.9"),
    ({"gettoken": {"access_token": "t"}, "agent/get": {"errcode": 301002, "errmsg": "x"}}, "BOT_APP_AGENT_ID"),
]


@pytest.mark.parametrize(("answers", "named"), REFUSALS)
async def test_what_wecom_refuses_is_named(
    terminal: Terminal, answers: dict[str, dict[str, object]], named: str
) -> None:
    async with wecom(answers) as base:
        answer = await examine(terminal, wecom_api_base=base)
    assert answer.status == 1
    assert line(answer, "自建应用").startswith("✗ ")
    assert named in line(answer, "自建应用")


async def test_a_clock_that_is_off_is_named(terminal: Terminal) -> None:
    async with wecom({}, date="Sat, 01 Jan 2000 00:00:00 GMT") as base:
        answer = await examine(terminal, wecom_api_base=base)
    assert line(answer, "时钟").startswith("✗ ")
    assert "NTP" in line(answer, "时钟")


NOTHING = {"typo": "1", "public_url": "", "filing_no": "", "app_secret": "", "policy_file": "nowhere.toml"}
AWAY = {
    "public_url": "http://bot.example.org",
    "wecom_api_base": "https://no-such-host.invalid",
    "database_url": "postgres://bot:hush-hush@127.0.0.1:9/bot",
}
MISSING = [
    (NOTHING, "设置的名字", "BOT_TYPO"),
    (NOTHING, "公网地址", "BOT_PUBLIC_URL"),
    (NOTHING, "备案号", "BOT_FILING_NO"),
    (NOTHING, "接入设置", "BOT_APP_SECRET"),
    (NOTHING, "政策文件", "nowhere.toml"),
    (NOTHING, "数据库", "migrate"),
    (NOTHING, "备份", "backup"),
    (NOTHING, "网络", "防火墙"),
    (AWAY, "公网地址", "https"),
    (AWAY, "网络", "DNS"),
    (AWAY, "数据库", "BOT_DATABASE_URL"),
]


async def test_what_is_missing_is_named_with_the_way_out(terminal: Terminal) -> None:
    told = {id(more): await examine(terminal, **more) for more in (NOTHING, AWAY)}
    for more, title, named in MISSING:
        assert line(told[id(more)], title).startswith("✗ ")
        assert named in line(told[id(more)], title)
    assert [answer.status for answer in told.values()] == [1, 1]
    assert not terminal.database.exists()


@pytest.mark.parametrize(("content", "named"), [(b"", "0 字节"), (b"garbage" * 999, "已损坏")])
async def test_a_damaged_database_is_named(terminal: Terminal, content: bytes, named: str) -> None:
    terminal.database.parent.mkdir()
    terminal.database.write_bytes(content)
    assert named in line(await examine(terminal), "数据库")


async def test_a_server_that_never_answers_does_not_hold_it_up(terminal: Terminal) -> None:
    held: asyncio.Queue[float] = asyncio.Queue()

    async def silent(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        began = time.monotonic()
        await reader.read()  # until the doctor has given up
        held.put_nowait(time.monotonic() - began)
        writer.close()

    async with await asyncio.start_server(silent, "127.0.0.1", 0) as server:
        port = server.sockets[0].getsockname()[1]
        answer = await examine(terminal, wecom_api_base=f"http://127.0.0.1:{port}")
        assert await held.get() < 10
    assert line(answer, "网络").startswith("✗ ")


SSL_ASKED = bytes.fromhex("0000000804d2162f")


async def test_a_password_goes_only_where_sslmode_lets_it(terminal: Terminal) -> None:
    heard: list[bytes] = []

    async def plain_only(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        heard.append(await reader.read(8))
        writer.write(b"N")
        heard.append(await reader.read())
        writer.close()

    async with await asyncio.start_server(plain_only, "127.0.0.1", 0) as server:
        port = server.sockets[0].getsockname()[1]
        url = f"postgres://bot:hush-hush@127.0.0.1:{port}/bot?sslmode=require"
        answer = await examine(terminal, database_url=url)
    assert line(answer, "数据库").startswith("✗ 数据库：不收加密的连接")
    assert set(heard) == {SSL_ASKED, b""}


@asynccontextmanager
async def stalled(url: str, at: bytes) -> AsyncIterator[tuple[str, list[float]]]:
    """Give the address of a way to a database that carries nothing more once somebody says `at`; all stays open.

    The list holds for how many seconds whoever said it waited before he gave up.
    """
    held: list[float] = []
    credentials = tortoise_config(url)["connections"]["postgres"]["credentials"]
    socket = f"{credentials['host']}/.s.PGSQL.{credentials['port']}"

    async def carry(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while part := await reader.read(65536):
            if at in part:
                began = time.monotonic()
                await reader.read()
                held.append(time.monotonic() - began)
                break
            writer.write(part)
        writer.close()

    async def carries(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        far = await asyncio.open_unix_connection(socket)
        await asyncio.gather(carry(reader, far[1]), carry(far[0], writer))

    async with await asyncio.start_server(carries, "127.0.0.1", 0) as server:
        port = server.sockets[0].getsockname()[1]
        yield f"postgres://{credentials['user']}:x@127.0.0.1:{port}/{credentials['database']}?sslmode=disable", held


async def test_a_database_that_freezes_meanwhile_does_not_hold_it_up(terminal: Terminal) -> None:
    async with stalled(await sample_url("postgres"), at=b"chat_groups") as (url, held):
        answer = await examine(terminal, database_url=url)
    assert max(held) < 14  # 8, and as much patience as a busy machine needs
    assert line(answer, "数据库").startswith("✗ ")


MOUNTS = """/dev/sda1 / ext4 rw 0 0
server:/share /srv nfs4 rw 0 0
none /srv/local xfs rw 0 0
host /mnt/host fuse.sshfs rw 0 0
share /mnt/share virtiofs rw 0 0
"""


@pytest.mark.parametrize(
    ("folder", "good"),
    [
        ("/var/lib/bot", True),
        ("/srv/bot", False),
        ("/srv/local/bot", True),
        ("/mnt/host", False),
        ("/mnt/share/var", False),
        ("/srvice", True),
    ],
)
def test_a_database_on_a_network_disk_is_named(folder: str, good: bool) -> None:
    assert own_disk(Path(folder), MOUNTS).good is good
