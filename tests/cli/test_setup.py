"""The guided set-up asks at most seven questions, checks each answer at once, and writes all or nothing."""

import asyncio
import base64
import os
import pty
import stat
from pathlib import Path

import pytest
from aiohttp.test_utils import TestServer
from dotenv import dotenv_values

from bot.sandbox.wecom import StandIn
from bot.sandbox.world import Doors, World
from tests.cli.conftest import AES_KEY, CORP_ID, PATIENCE_SECONDS, SECRET, TOKEN, Answer, Terminal
from tests.fakes.databases import NOON
from tests.fakes.forks import Place, fork

PASSPHRASE = "shan-shui-tian-yuan-42"
APPLICATION = ["1", CORP_ID, "1000002", SECRET, TOKEN, AES_KEY, PASSPHRASE]
SMARTBOT = ["2", "示范带助手", TOKEN, AES_KEY, PASSPHRASE, "https://bot.example.org"]
WRITTEN = {
    "BOT_CORP_ID": CORP_ID,
    "BOT_APP_AGENT_ID": "1000002",
    "BOT_APP_SECRET": SECRET,
    "BOT_APP_TOKEN": TOKEN,
    "BOT_APP_AES_KEY": AES_KEY,
    "BOT_BACKUP_PASSPHRASE": PASSPHRASE,
}
EMPTY = {
    name: "" for name in ("corp_id", "app_agent_id", "app_secret", "app_token", "app_aes_key", "backup_passphrase")
}


def init(terminal: Terminal, *lines: str) -> Answer:
    answer = terminal.run("init", said="".join(line + "\n" for line in lines), **EMPTY)
    assert not [secret for secret in (SECRET, TOKEN, AES_KEY, PASSPHRASE) if secret in answer.out + answer.err]
    return answer


def on_file(terminal: Terminal) -> dict[str, str | None]:
    return dict(dotenv_values(terminal.folder / ".env"))


def test_seven_answers_make_a_complete_private_file(terminal: Terminal) -> None:
    answer = init(terminal, *APPLICATION)
    assert (answer.status, answer.err) == (0, "")
    assert on_file(terminal) == WRITTEN
    assert stat.S_IMODE((terminal.folder / ".env").stat().st_mode) == 0o600
    # Complete: the next start gets as far as the database.
    assert terminal.run("job", "list", **EMPTY).status == 0


def test_what_nobody_has_yet_the_program_makes_and_shows_once(terminal: Terminal) -> None:
    answer = init(terminal, "", CORP_ID, "1000002", SECRET, "", "", "")
    assert answer.status == 0
    made = {name: str(on_file(terminal)[name]) for name in WRITTEN if name not in ("BOT_CORP_ID", "BOT_APP_SECRET")}
    assert [answer.out.count(value) for name, value in made.items() if name != "BOT_APP_AGENT_ID"] == [1, 1, 1]
    assert len(made["BOT_APP_TOKEN"]) == 32
    key = made["BOT_APP_AES_KEY"]
    assert base64.b64encode(base64.b64decode(key + "=")).decode() == key + "="
    assert len(made["BOT_BACKUP_PASSPHRASE"]) >= 12 and "抄一份" in answer.out
    # Once more they stay, unseen.
    again = init(terminal, "", "", "", "", "", "", "")
    assert (again.status, on_file(terminal)["BOT_APP_AES_KEY"]) == (0, key)
    assert key not in again.out and "起好了" not in again.out
    assert terminal.run("job", "list", **EMPTY).status == 0


def test_a_smart_bot_needs_six(terminal: Terminal) -> None:
    assert init(terminal, *SMARTBOT).status == 0
    assert on_file(terminal)["BOT_SMARTBOT_NAME"] == "示范带助手"
    assert on_file(terminal)["BOT_PUBLIC_URL"] == "https://bot.example.org"


def test_what_is_on_file_is_offered_and_the_rest_stays(terminal: Terminal) -> None:
    file = terminal.folder / ".env"
    file.write_text(f"\ufeff# ours\nBOT_PORT=9090\nBOT_CORP_ID={CORP_ID}\nBOT_APP_SECRET={SECRET}\n", encoding="utf-8")
    answer = init(terminal, "", "", "1000002", "", TOKEN, AES_KEY, PASSPHRASE)
    assert answer.status == 0
    assert f"[{CORP_ID}]" in answer.out
    assert on_file(terminal) == WRITTEN | {"BOT_PORT": "9090"}
    assert file.read_text(encoding="utf-8").startswith("# ours\n")


WRONG = [
    (0, "3", "1 或 2"),
    (1, "", "不能空着"),
    (1, "ww'; rm", "看不见的字符"),
    (2, "many", "应为整数"),
    (2, "0", "不能空着"),
    (4, "ab", "3 到 32 位"),
    (5, AES_KEY[1:], "现在是 42 位"),
    (6, "short", "至少 12 个字，不要有"),
]


def test_a_wrong_answer_is_said_at_once_and_asked_again(terminal: Terminal) -> None:
    lines = [line for at, right in enumerate(APPLICATION) for line in (*(w for n, w, _ in WRONG if n == at), right)]
    answer = init(terminal, *lines)
    assert answer.status == 0
    assert [named for _, _, named in WRONG if named not in answer.out] == []
    assert on_file(terminal) == WRITTEN


@pytest.mark.parametrize(("before", "wrong", "named"), [WRONG[0], WRONG[-1]])
def test_after_three_wrong_answers_it_gives_up(terminal: Terminal, before: int, wrong: str, named: str) -> None:
    answer = init(terminal, *APPLICATION[:before], wrong, wrong, wrong, *APPLICATION[before:])
    assert (answer.status, answer.out.count(named)) == (2, 3)
    assert not (terminal.folder / ".env").exists()


def test_when_the_input_ends_before_an_answer_nothing_is_written(terminal: Terminal) -> None:
    answer = init(terminal)
    assert (answer.status, "什么也没有写" in answer.out) == (2, True)
    assert list(terminal.folder.iterdir()) == []


def test_when_the_input_ends_what_was_right_is_kept_apart_and_gone_on_from(terminal: Terminal) -> None:
    answer = init(terminal, *APPLICATION[:5])
    assert (answer.status, "什么也没有写" in answer.out) == (2, True)
    (kept,) = terminal.folder.iterdir()
    assert (kept.name, stat.S_IMODE(kept.stat().st_mode)) == (".env.init", 0o600)
    assert init(terminal, "1", "", "", "", "", *APPLICATION[5:]).status == 0
    assert on_file(terminal) == WRITTEN
    assert not kept.exists()


async def test_what_wecom_refuses_is_asked_again_and_the_rest_is_kept(terminal: Terminal) -> None:
    doors = Doors(CORP_ID, 1000002, SECRET, TOKEN, AES_KEY, TOKEN, AES_KEY, "助手", "aib1")
    async with TestServer(StandIn(World((), (), doors), lambda: NOON).application()) as far:
        address = {"wecom_api_base": str(far.make_url("")).rstrip("/")}
        lines = ["1", "ww0000000000000000", "1000002", "Wrong" * 8, CORP_ID, SECRET, *APPLICATION[4:]]
        said = "".join(line + "\n" for line in lines)
        answer = await asyncio.to_thread(terminal.run, "init", said=said, **EMPTY, **address)
    assert answer.status == 0, answer
    assert [answer.out.count(told) for told in ("企业 ID 不对", "Secret 不对", "令牌取得到")] == [1, 1, 1]
    assert "/wecom/app" in answer.out and "/wecom/smartbot" in answer.out
    assert on_file(terminal) == WRITTEN


def read_all(end: int) -> bytes:
    parts = []
    try:
        while part := os.read(end, 4096):
            parts.append(part)
    except OSError:  # Linux says so when the other end has closed
        pass
    return b"".join(parts)


def test_on_a_terminal_a_secret_is_not_shown_while_it_is_typed(terminal: Terminal) -> None:
    ours, theirs = pty.openpty()
    end = Path(os.ttyname(theirs))
    # In a session of its own, or a secret would be asked for on the terminal of whoever runs the tests.
    typing = fork(
        ["init"], terminal.settings(**EMPTY), terminal.clock, Place(terminal.folder, end, end, end), os.setsid
    )
    shown = os.read(ours, 4096)
    os.close(theirs)
    leaves = ["\x04"]  # what can be tried on WeCom only is for another day
    for asked, line in zip(
        ("先接", "企业 ID", "AgentId", "Secret", "Token", "EncodingAESKey", "口令", "公网"),
        APPLICATION + leaves,
        strict=True,
    ):
        while asked.encode() not in shown.rpartition(b"\n")[2] or not shown.endswith("：".encode()):
            shown += os.read(ours, 4096)
        os.write(ours, line.encode() + b"\n" * (line != "\x04"))
    seen = (shown + read_all(ours)).decode()
    typing.join(PATIENCE_SECONDS)
    assert typing.exitcode == 0
    os.close(ours)
    assert CORP_ID in seen
    assert not [secret for secret in (SECRET, TOKEN, AES_KEY, PASSPHRASE) if secret in seen]
    assert Path(terminal.folder / ".env").exists()
