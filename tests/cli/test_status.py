"""Every command ends with 0, 1 or 2, and says in one Chinese sentence what is wrong."""

import json
import os
import pty
import re
import resource
import select
import shutil
import socket
import subprocess
from pathlib import Path

import pytest

from tests.cli.conftest import AES_KEY, PATIENCE_SECONDS, ROOT, SECRET, Terminal
from tests.fakes.forks import Place, fork

TAB_SECONDS = 20
CHINESE = re.compile(r"[\u4e00-\u9fff]")
WRONG_SETTINGS = [
    (
        "no door",
        {"corp_id": "", "app_agent_id": "", "app_secret": "", "app_token": "", "app_aes_key": ""},
        "BOT_CORP_ID",
    ),
    ("half a door", {"app_secret": ""}, "BOT_APP_SECRET 还没填"),
    ("42 characters", {"app_aes_key": AES_KEY[1:]}, "现在是 42 位"),
    ("port", {"port": "http"}, "BOT_PORT"),
    ("database", {"database_url": "mysql://root@localhost/bot"}, "BOT_DATABASE_URL"),
    ("policy file", {"policy_file": "nowhere.toml"}, "nowhere.toml"),
    ("corporation", {"corp_id": "秘 密"}, "BOT_CORP_ID"),
    ("secret", {"app_secret": "没有 空格"}, "BOT_APP_SECRET"),
    ("long secret cut by a line", {"app_secret": "abc\ndef"}, "BOT_APP_SECRET"),
    ("address to listen on", {"host": "这台机器"}, "BOT_HOST"),
    ("public address", {"public_url": "bot.example.org"}, "BOT_PUBLIC_URL"),
    ("name of two lines", {"smartbot_name": "助手\n二"}, "BOT_SMARTBOT_NAME"),
    ("agent", {"app_agent_id": "-1"}, "BOT_APP_AGENT_ID"),
    ("no file", {"database_url": "sqlite://"}, "BOT_DATABASE_URL"),
    ("no name of a database", {"database_url": "postgres://localhost"}, "BOT_DATABASE_URL"),
    ("no port", {"database_url": "postgres://u:p@localhost:many/bot"}, "BOT_DATABASE_URL"),
    ("no number", {"database_url": "sqlite://x.db?wait=long"}, "BOT_DATABASE_URL"),
    ("no end", {"database_url": "sqlite://x.db?wait=inf"}, "BOT_DATABASE_URL"),
    ("half a connection", {"database_url": "postgres://h/bot?maxsize=1.5"}, "BOT_DATABASE_URL"),
    ("a folder", {"database_url": "sqlite://var/"}, "BOT_DATABASE_URL"),
    (
        "what would not be obeyed",
        {"database_url": "postgres://h/bot?ssl=on"},
        "不认得 ssl，可以写 host、maxsize、sslmode",
    ),
    ("no such mode", {"database_url": "postgres://h/bot?sslmode=yes"}, "sslmode 只能是 disable、allow"),
    ("no corporation", {"corp_id": "w" * 65}, "BOT_CORP_ID"),
    ("no application", {"app_agent_id": "99999999999"}, "BOT_APP_AGENT_ID"),
    ("a port with the host", {"host": "localhost:8080"}, "BOT_HOST"),
    ("no such port", {"heartbeat_url": "https://x:99999/"}, "BOT_HEARTBEAT_URL"),
]
WRONG_POLICY = [
    ("[verification]", "[verification]\nbatch_colour = 1", "verification.batch_colour"),
    ("top_min = 3", "top_min = ", "写法有误"),
    ("[schedule]", '[schedule]\nno_such_job = "10:00"', "no_such_job"),
]
WRONG_WORDS = [
    (("frobnicate",), "没看懂"),
    ((), "没看懂"),
    (("export", "passwords"), "没有“passwords”，可以是 activities、people、audit；"),
    (("demo", "--port", "99999"), "没看懂"),
    (("demo", "--at", "sometime"), "2026-12-07T10:07"),
    (("demo", "--database", "postgres://localhost/bot"), "sqlite"),
    (("job", "run", "no_such_job", "--due", "2026-12-07T10:00"), "no_such_job"),
    (("job", "run", "honour_list", "--due", "next week"), "2026-12-07T10:07"),
]


@pytest.mark.parametrize(("_", "more", "named"), WRONG_SETTINGS, ids=[case[0] for case in WRONG_SETTINGS])
def test_a_wrong_setting_is_named_in_one_sentence(terminal: Terminal, _: str, more: dict[str, str], named: str) -> None:
    answer = terminal.run("serve", **more)
    assert answer.status == 2
    assert named in answer.sentence
    assert SECRET not in answer.err
    assert AES_KEY[1:] not in answer.err
    assert not terminal.database.exists()


@pytest.mark.parametrize(("line", "instead", "named"), WRONG_POLICY)
def test_a_wrong_policy_is_named_in_one_sentence(terminal: Terminal, line: str, instead: str, named: str) -> None:
    text = (ROOT / "config" / "policy.toml").read_text(encoding="utf-8")
    (terminal.folder / "policy.toml").write_text(text.replace(line, instead, 1), encoding="utf-8")
    answer = terminal.run("job", "list", policy_file="policy.toml")
    assert answer.status == 2
    assert named in answer.sentence


@pytest.mark.parametrize(("words", "named"), WRONG_WORDS, ids=[" ".join(case[0]) for case in WRONG_WORDS])
def test_a_wrong_command_line_is_refused(terminal: Terminal, words: tuple[str, ...], named: str) -> None:
    answer = terminal.run(*words)
    assert answer.status == 2
    assert named in answer.sentence


def test_a_line_that_sets_nothing_is_named(terminal: Terminal) -> None:
    (terminal.folder / ".env").write_text("# ours\nBOT_PORT: 8080\n", encoding="utf-8")
    answer = terminal.run("job", "list")
    assert (answer.status, ".env 第 2 行" in answer.sentence) == (2, True)


def test_the_jobs_can_be_read_by_a_program(terminal: Terminal) -> None:
    head, *shown = [line.split("\t") for line in terminal.run("job", "list").out.splitlines()]
    assert head == ["任务", "名称", "下次（北京时间）"]
    written = json.loads(terminal.run("job", "list", "--json").out)
    assert [[one["job"], one["title"], (one["next"] or "-")[:16].replace("T", " ")] for one in written] == shown


@pytest.mark.parametrize(
    ("typed", "completed"),
    [("do", "doctor"), ("job ", "list run"), ("export ", "activities people audit"), ("backup --n", "--nightly")],
)
def test_the_tab_key_completes_what_there_is(terminal: Terminal, typed: str, completed: str) -> None:
    script = terminal.run("completion", "bash").out
    asks = (
        f'{script}\nread -ra COMP_WORDS <<< "shifandai {typed}x"; COMP_CWORD=$((${{#COMP_WORDS[@]}} - 1))\n'
        'COMP_WORDS[COMP_CWORD]=${COMP_WORDS[COMP_CWORD]%x}; _shtab_shifandai; echo "${COMPREPLY[@]}"'
    )
    done = subprocess.run(["bash", "-c", asks], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == completed


def test_in_zsh_the_tab_key_completes_commands_what_follows_and_files(terminal: Terminal) -> None:
    if shutil.which("zsh") is None:
        print("zsh was not found: its completion is not tried")
        return
    script = terminal.run("completion", "zsh").out
    (terminal.folder / ".zshrc").write_text(script, encoding="utf-8")
    (terminal.folder / "copy.dump").write_bytes(b"")
    ours, theirs = pty.openpty()
    surroundings = {"HOME": str(terminal.folder), "PATH": os.environ["PATH"], "LANG": "C.UTF-8", "TERM": "dumb"}
    with open(theirs, "wb") as end:
        typing = subprocess.Popen(
            ["zsh", "-i"], cwd=terminal.folder, env=surroundings, stdin=end, stdout=end, stderr=end
        )
    try:
        for typed, whole in (("do", "doctor"), ("job r", "job run"), ("restore co", "restore copy.dump")):
            os.write(ours, f"shifandai {typed}\t".encode())
            shown = ""
            while f"shifandai {whole}" not in shown:
                assert select.select([ours], [], [], TAB_SECONDS)[0], shown
                shown += os.read(ours, 4096).decode(errors="replace")
            os.write(ours, b"\x15")  # wipes the line
    finally:
        typing.kill()
        typing.wait()
        os.close(ours)


def test_on_a_terminal_it_shows_that_something_is_being_done(terminal: Terminal) -> None:
    ours, theirs = pty.openpty()
    place = Place(terminal.folder, log=Path(os.ttyname(theirs)))
    working = fork(["doctor"], terminal.settings(), terminal.clock, place)
    seen = b""
    while "正在检查" not in seen.decode(errors="replace"):
        assert select.select([ours], [], [], PATIENCE_SECONDS)[0], seen
        seen += os.read(ours, 4096)
    working.kill()
    working.join()
    for end in (ours, theirs):
        os.close(end)


def test_a_file_in_another_encoding_is_said_so(terminal: Terminal) -> None:
    (terminal.folder / ".env").write_bytes("BOT_SMARTBOT_NAME=助手\n".encode("gbk"))
    answer = terminal.run("serve")
    assert (answer.status, "UTF-8" in answer.sentence) == (2, True)


def test_help_is_quick_and_needs_no_settings(terminal: Terminal) -> None:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    answer = terminal.run("--help", port="http")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert answer.status == 0
    assert all(word in answer.out for word in ("serve", "doctor", "restore", "read"))
    # The processor's time: on a busy machine everything takes long.
    assert after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime < 2


def test_while_a_server_runs_others_are_told_and_readers_are_served(village: Terminal) -> None:
    with village.server():
        for words in (("serve",), ("restore", "copy.db")):
            answer = village.run(*words)
            assert (answer.status, "正被另一个示范带管家使用" in answer.sentence) == (1, True), words
        assert village.run("export", "people").status == 0
        assert village.run("backup", "copy.db").status == 0


@pytest.mark.parametrize("command", ["serve", "demo"])
def test_a_port_in_use_is_said_so(terminal: Terminal, command: str) -> None:
    (terminal.folder / "config").symlink_to(ROOT / "config")  # the demo takes the shipped policy, whatever is set
    more = ("--port", "PORT", "--database", f"sqlite://{terminal.database}") if command == "demo" else ()
    run = terminal.executed if command == "serve" else terminal.run
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        answer = run(command, *(port if word == "PORT" else word for word in more), port=port)
    assert answer.status == 1
    assert "Traceback" not in answer.err
    assert "端口已被占用" in answer.err.splitlines()[-1]


def test_a_job_is_known_by_the_title_under_which_it_is_listed(village: Terminal) -> None:
    assert "已运行" in village.run("job", "run", "每晚整理", "--due", "2026-11-20T03:17").out


@pytest.mark.parametrize("command", ["demo", "serve", "init", "job", "import", "export", "backup", "restore", "sample"])
def test_help_has_examples_and_speaks_chinese(terminal: Terminal, command: str) -> None:
    told = terminal.run(command, "--help").out
    assert f"例：\n  python -m bot {command}" in told
    assert not re.search("usage|options|positional|show this", told)


def test_where_there_are_no_books_no_job_runs_and_none_are_made(terminal: Terminal) -> None:
    answer = terminal.run("job", "run", "books_trim", "--due", "2026-11-20T03:17")
    assert (answer.status, "还没有数据库" in answer.sentence) == (2, True)
    assert not terminal.database.exists()


def test_a_missed_job_is_run_once(village: Terminal) -> None:
    words = ("job", "run", "books_trim", "--due", "2026-11-20T03:17")
    assert "已运行" in village.run(*words).out
    assert "没有重复" in village.run(*words).out


def test_the_jobs_are_listed_with_their_next_moment(terminal: Terminal) -> None:
    lines = [line.split("\t") for line in terminal.run("job", "list").out.splitlines()]
    assert "honour_list" in {line[0] for line in lines}
    assert all(len(line) == 3 and CHINESE.search(line[1]) for line in lines)


def test_the_sample_tells_its_people_and_groups(village: Terminal) -> None:
    told = json.loads(village.run("sample", "--json").out)
    assert told["people"][0].keys() >= {"userid", "name", "roles", "unit"}
    assert told["chats"][0].keys() >= {"chatid", "name", "unit", "webhook_key", "members"}


@pytest.mark.parametrize(
    ("content", "named"),
    [(b"", "0 字节"), (b"SQLite format 3\x00" + b"x" * 4000, "数据库用不了"), (b"not a database" * 90, "数据库用不了")],
    ids=["zero bytes", "damaged", "something else"],
)
def test_a_damaged_database_is_refused_with_the_newest_backup(terminal: Terminal, content: bytes, named: str) -> None:
    backups = terminal.database.parent / "backups"
    backups.mkdir(parents=True)
    Path(backups / "20261121-030000.db").touch()
    Path(backups / "20261121-030000.db.json").write_text('{"made": "2026-11-21T03:00:00+08:00"}', encoding="utf-8")
    terminal.database.write_bytes(content)
    answer = terminal.run("migrate")
    assert answer.status == 1
    assert named in answer.sentence
    assert content == terminal.database.read_bytes()
    assert "20261121-030000.db" in answer.sentence or not content


def test_a_database_server_that_is_away_is_said_so_without_its_password(terminal: Terminal) -> None:
    answer = terminal.run("migrate", database_url="postgres://bot:hush-hush@127.0.0.1:9/bot")
    assert answer.status == 1
    assert CHINESE.search(answer.sentence)
    assert "hush" not in answer.err
