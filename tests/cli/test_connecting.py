"""`init` before a WeCom that is not ours: what only the platform can say is tried live, and nothing right is lost."""

import os
import select
import signal
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing.process import BaseProcess
from pathlib import Path

import pytest
from dotenv import dotenv_values

from tests.cli.conftest import AES_KEY, CORP_ID, PATIENCE_SECONDS, SECRET, TOKEN, Terminal
from tests.cli.console import Console
from tests.cli.test_setup import EMPTY, PASSPHRASE, WRITTEN
from tests.fakes.clocks import TODAY
from tests.fakes.forks import Place, fork

PROOF = "WW_verify_8kO9UrqRYVzAiyWE.txt"
DOOR, CORP, AGENT, SECRETS, TOKENS, KEYS, PHRASE = (
    "先接哪一个", "企业 ID（", "AgentId（", "Secret（", "的 Token（", "的 EncodingAESKey（", "备份的口令",
)  # fmt: skip
ADDRESS, SAVE, FILE, ALLOW, FIRST = "公网地址（", "点过“保存”", "归属文件的名字", "再试（", "第一条消息发给谁"


@dataclass
class Guide:
    """A running `init`: what it asks is waited for, what is answered is typed."""

    process: BaseProcess
    types: int
    reads: int
    shown: str = ""

    def says(self, asked: str, answer: str) -> str:
        """Wait until something is asked, answer it, and return what was shown since the last answer."""
        before = self.waits(asked)
        os.write(self.types, answer.encode() + b"\n")
        return before

    def waits(self, asked: str) -> str:
        """Return what is shown until a question stands there."""
        before = len(self.shown)
        while not (asked in self.shown[before:] and self.shown.endswith("：")):
            assert select.select([self.reads], [], [], PATIENCE_SECONDS)[0], self.shown
            part = os.read(self.reads, 65536)
            assert part, f"{asked} was not asked: {self.shown}"
            self.shown += part.decode()
        return self.shown[before:]

    def ends(self) -> tuple[int | None, str]:
        """Return the exit status and what was shown last."""
        before = len(self.shown)
        while select.select([self.reads], [], [], PATIENCE_SECONDS)[0] and (part := os.read(self.reads, 65536)):
            self.shown += part.decode()
        self.process.join(PATIENCE_SECONDS)
        return self.process.exitcode, self.shown[before:]


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        return int(taken.getsockname()[1])


@pytest.fixture
def console(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Console]:
    """Give a running WeCom with one application, whose proxy leads to where the bot will listen."""
    made = Console(CORP_ID, 1000002, SECRET, tmp_path_factory.mktemp("wecom"))
    with made.running():
        made.forwards_to = free_port()
        yield made


@contextmanager
def init(terminal: Terminal, console: Console, *, trusted: bool = True) -> Iterator[Guide]:
    """Run `init` beside the test."""
    typed, shown = terminal.folder / "typed", terminal.folder / "shown"
    for pipe in (typed, shown):
        pipe.unlink(missing_ok=True)
        os.mkfifo(pipe)
    settings = terminal.settings(**EMPTY, wecom_api_base=console.api, port=str(console.forwards_to))
    if trusted:
        settings["SSL_CERT_FILE"] = str(console.certificate)
    place = Place(terminal.folder, typed, shown, terminal.folder / "log")
    process = fork(["init"], settings, TODAY, place)
    guide = Guide(process, os.open(typed, os.O_WRONLY), os.open(shown, os.O_RDONLY))
    try:
        yield guide
    finally:
        os.close(guide.types)
        os.close(guide.reads)
        process.join(PATIENCE_SECONDS)
        assert "Traceback" not in (terminal.folder / "log").read_text()


def on_file(terminal: Terminal) -> dict[str, str | None]:
    return dict(dotenv_values(terminal.folder / ".env"))


def test_every_wrong_answer_is_found_by_wecom_and_put_right_alone(terminal: Terminal, console: Console) -> None:
    url = f"{console.proxy}/wecom/app"
    with init(terminal, console) as guide:
        for asked, answer in ((DOOR, "1"), (CORP, "ww0000000000000000"), (AGENT, "1000009"), (SECRETS, "Wrong" * 8)):
            guide.says(asked, answer)
        assert "企业 ID 不对" in guide.says(CORP, CORP_ID)
        assert "Secret 不对" in guide.says(SECRETS, SECRET)
        assert "不是同一个应用" in guide.says(AGENT, "1000002")
        assert "203.0.113.9" in guide.says(TOKENS, "OtherToken")
        for asked, answer in ((KEYS, AES_KEY[::-1]), (PHRASE, PASSPHRASE)):
            guide.says(asked, answer)
        assert "已写进 .env" in guide.says(ADDRESS, "http://127.0.0.1")
        assert "https 开头" in guide.says(ADDRESS, "https://no-such-host.invalid")
        assert "查不到这个域名" in guide.says(ADDRESS, f"https://127.0.0.1:{free_port()}")
        right, console.forwards_to = console.forwards_to, free_port()
        assert "连不上" in guide.says(ADDRESS, console.proxy)
        assert "HTTP 502" in guide.waits(ADDRESS)
        console.forwards_to = right
        os.write(guide.types, b"\n")
        assert f"URL 填 {url}" in guide.says(SAVE, "")
        assert "还没有来过" in guide.waits(SAVE)
        assert not console.saves(url, TOKEN, AES_KEY, late_seconds=900)
        os.write(guide.types, b"\n")
        assert "Token 对不上" in guide.says(TOKENS, "OtherToken")
        guide.says(KEYS, "")
        guide.waits(SAVE)
        assert not console.saves(url, "OtherToken", AES_KEY, late_seconds=900)
        os.write(guide.types, b"\n")
        assert "时间差了" in (before := guide.waits(SAVE)) and "自动对时" in before
        assert not console.saves(url, TOKEN, AES_KEY)
        os.write(guide.types, b"\n")
        assert "Token 对不上" in guide.says(TOKENS, TOKEN)
        guide.says(KEYS, "")
        guide.waits(SAVE)
        assert not console.saves(url, TOKEN, AES_KEY)
        os.write(guide.types, b"\n")
        assert "EncodingAESKey 或企业 ID 对不上" in guide.says(TOKENS, "")
        guide.says(KEYS, AES_KEY)
        guide.waits(SAVE)
        assert console.saves(url, TOKEN, AES_KEY)
        os.write(guide.types, b"\n")
        assert "✓ 企业微信来核对过" in guide.says(FILE, "proof.html")
        assert "WW_verify_ 开头" in guide.says(FILE, PROOF)
        assert "✓ 归属文件取得到" in (before := guide.waits(ALLOW)) and "203.0.113.9" in before
        console.allowed = True
        os.write(guide.types, b"\n")
        guide.says(FIRST, "nobody")
        assert "没有这个成员" in guide.says(FIRST, "tang.min")
        status, last = guide.ends()
    assert (status, url in last) == (0, True)
    (message,) = console.arrived
    assert (message["touser"], message["agentid"]) == ("tang.min", 1000002)
    assert "接通了" in message["text"]["content"]
    live = {"BOT_PUBLIC_URL": console.proxy, "BOT_DOMAIN_PROOF": PROOF, "BOT_TECHNICIANS": "tang.min"}
    assert on_file(terminal) == WRITTEN | live
    assert not [secret for secret in (SECRET, TOKEN, AES_KEY, PASSPHRASE) if secret in guide.shown]


def test_interrupted_at_each_question_it_goes_on_from_there(terminal: Terminal, console: Console) -> None:
    console.allowed = True
    url = f"{console.proxy}/wecom/app"
    steps = [
        (DOOR, "1"), (CORP, CORP_ID), (AGENT, "1000002"), (SECRETS, SECRET), (TOKENS, TOKEN), (KEYS, AES_KEY),
        (PHRASE, PASSPHRASE), (ADDRESS, console.proxy), (SAVE, ""), (FILE, PROOF), (FIRST, "tang.min"),
    ]  # fmt: skip
    for stopped_at in range(len(steps)):
        with init(terminal, console) as guide:
            for place, (asked, answer) in enumerate(steps[:stopped_at]):
                guide.waits(asked)
                if asked == SAVE:
                    assert console.saves(url, TOKEN, AES_KEY)
                # What was right in an earlier run is offered: an empty line keeps it.
                os.write(guide.types, (answer if place == stopped_at - 1 else "").encode() + b"\n")
            guide.waits(steps[stopped_at][0])
            assert guide.process.pid is not None
            os.kill(guide.process.pid, signal.SIGINT)
            assert guide.ends()[0] == 130, steps[stopped_at]
            assert "再运行一次接着做" in (terminal.folder / "log").read_text()
    live = {"BOT_PUBLIC_URL": console.proxy, "BOT_DOMAIN_PROOF": PROOF}
    assert on_file(terminal) == WRITTEN | live
    assert not (terminal.folder / ".env.init").exists()


def test_everything_live_may_be_left_for_later(terminal: Terminal, console: Console) -> None:
    with init(terminal, console, trusted=False) as guide:
        for asked, answer in zip(
            (DOOR, CORP, AGENT, SECRETS, TOKENS, KEYS, PHRASE, ADDRESS),
            ("1", CORP_ID, "1000002", SECRET, TOKEN, AES_KEY, PASSPHRASE, console.proxy),
            strict=True,
        ):
            guide.says(asked, answer)
        assert "证书不对" in guide.says(ADDRESS, "跳过")
        guide.says(ALLOW, "跳过")
        guide.says(FIRST, "")
        status, last = guide.ends()
    assert (status, "再运行 init 接着做" in last) == (0, True)
    assert on_file(terminal) == WRITTEN | {"BOT_PUBLIC_URL": console.proxy}


def test_a_smart_bot_is_connected_by_its_own_callback(terminal: Terminal, console: Console) -> None:
    with init(terminal, console) as guide:
        answers = ("2", "", TOKEN, AES_KEY, PASSPHRASE, console.proxy)
        for asked, answer in zip((DOOR, "名称（", TOKENS, KEYS, PHRASE, ADDRESS), answers, strict=True):
            guide.says(asked, answer)
        guide.waits(SAVE)
        assert console.saves(f"{console.proxy}/wecom/smartbot", TOKEN, AES_KEY)
        os.write(guide.types, b"\n")
        assert "✓ 企业微信来核对过" in guide.says(FILE, "")
        assert guide.ends()[0] == 0
    assert on_file(terminal)["BOT_SMARTBOT_NAME"] == "示范带助手"


def test_a_taken_port_is_said_and_the_rest_goes_on(terminal: Terminal, console: Console) -> None:
    console.allowed = True
    (terminal.folder / ".env").write_text("".join(f"{name}='{value}'\n" for name, value in WRITTEN.items()))
    with socket.create_server(("127.0.0.1", console.forwards_to or 0)), init(terminal, console) as guide:
        for asked in (DOOR, CORP, AGENT, SECRETS, TOKENS, KEYS, PHRASE):
            guide.says(asked, "")
        assert "先停下它" in guide.says(FIRST, "tang.min")
        assert guide.ends()[0] == 0
    assert len(console.arrived) == 1
    assert Path(terminal.folder / ".env").exists()
