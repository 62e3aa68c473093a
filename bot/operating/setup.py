"""The guided set-up: at most seven questions, each answer checked at once, then .env is written."""

import getpass
import os
import re
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from dotenv import dotenv_values

from config.settings import Settings, SettingsError, load_settings

DONE, UNFINISHED = 0, 2
TRIES = 3
KEPT = "已填，回车保留"


@dataclass(frozen=True)
class SettingAsked:
    """One setting to ask for: its name without BOT_, and where the answer is found."""

    field: str
    words: str
    secret: bool = False

    @property
    def variable(self) -> str:
        """Return the name of the environment variable."""
        return "BOT_" + self.field.upper()


class NothingUsable(Exception):
    """Nothing usable was said three times, or nobody is there any more."""


BACKUPS = SettingAsked("backup_passphrase", "备份的口令（自己想一句，至少 12 个字；另抄一份放在别处）", secret=True)
APPLICATION = (
    SettingAsked("corp_id", "企业 ID（管理后台“我的企业”页最下面）"),
    SettingAsked("app_agent_id", "应用的 AgentId（管理后台该应用的页面）"),
    SettingAsked("app_secret", "应用的 Secret（同一页）", secret=True),
    SettingAsked("app_token", "接收消息的 Token（该应用“接收消息”页）", secret=True),
    SettingAsked("app_aes_key", "接收消息的 EncodingAESKey（同一页，43 位）", secret=True),
    BACKUPS,
)
SMARTBOT = (
    SettingAsked("smartbot_name", "智能机器人的名称（群里 @ 的名字）"),
    SettingAsked("smartbot_token", "智能机器人的 Token（机器人“接收消息”页）", secret=True),
    SettingAsked("smartbot_aes_key", "智能机器人的 EncodingAESKey（同一页，43 位）", secret=True),
    SettingAsked("public_url", "公网地址（https 开头的域名）"),
    BACKUPS,
)
DOORS = {"1": APPLICATION, "2": SMARTBOT}


# Returns the field that WeCom refuses, or none, and what to say.
TryOut = Callable[[Settings], tuple[str, str]]


def guide(path: Path, ask: TextIO, tell: TextIO, try_out: TryOut) -> int:
    """Ask for one door's settings and write them to `path`, readable by this user only; return the exit status.

    What is on file already is offered again, and everything else in the file stays. 2, and `path` untouched, when an
    answer is wrong three times or the input ends; what was right until then is kept beside it and offered next time.
    """
    text = path.read_text(encoding="utf-8-sig") if path.exists() else ""
    draft = path.with_name(f"{path.name}.init")
    known = _values(path) | _values(draft)
    given: dict[str, str] = {}
    try:
        _ask_all(_door(ask, tell), _Talk(ask, tell, try_out, known, given))
    except (NothingUsable, KeyboardInterrupt) as stopped:
        if given:
            _write(draft, _with("", _values(draft) | given))
        kept = f"填对的 {len(given)} 项先放在 {draft}，下次接着填" if given else "随时可以再来"
        print(f"\n没有填完，{path} 里什么也没有写；{kept}：python -m bot init。", file=tell)
        if isinstance(stopped, KeyboardInterrupt):
            raise
        return UNFINISHED
    _write(path, _with(text, given))
    draft.unlink(missing_ok=True)
    address = (known | given).get("BOT_PUBLIC_URL", "https://您的域名").rstrip("/")
    print(f"已写好 {path}。管理后台“接收消息”页要填的回调地址：", file=tell)
    print(f"  自建应用 {address}/wecom/app\n  智能机器人 {address}/wecom/smartbot", file=tell)
    print(
        "后台点保存时企业微信当场来核对，要先开着 python -m bot serve。下一步：python -m bot doctor 逐项检查。",
        file=tell,
    )
    return DONE


@dataclass(frozen=True)
class _Talk:
    """Who is asked, what was known before, and what was given so far, by variable."""

    ask: TextIO
    tell: TextIO
    try_out: TryOut
    known: Mapping[str, str]
    given: dict[str, str]


def _ask_all(questions: Sequence[SettingAsked], talk: _Talk) -> None:
    for question in questions:
        known = talk.known.get(question.variable, "")
        talk.given[question.variable] = _answer(question, known, talk.ask, talk.tell)
        if question.field == "app_secret":
            _try_application(talk)


def _try_application(talk: _Talk) -> None:
    """Try the three answers on WeCom at once and ask again for the one that it refuses; the others stay."""
    for _ in range(TRIES):
        answers = {one.field: talk.given[one.variable] for one in APPLICATION[:3]}
        field, said = talk.try_out(load_settings(_env_file=None, **answers))
        print(said, file=talk.tell)
        if not field:
            return
        question = next(one for one in APPLICATION if one.field == field)
        del talk.given[question.variable]
        talk.given[question.variable] = _answer(question, "", talk.ask, talk.tell)
    raise NothingUsable


def _values(path: Path) -> dict[str, str]:
    return {name: value for name, value in dotenv_values(path, encoding="utf-8-sig").items() if value}


def _door(ask: TextIO, tell: TextIO) -> tuple[SettingAsked, ...]:
    for _ in range(TRIES):
        said = _hear("先接哪一个？1 自建应用，2 智能机器人 [1]：", ask, tell) or "1"
        if said in DOORS:
            return DOORS[said]
        print("请回答 1 或 2。", file=tell)
    raise NothingUsable


def _answer(question: SettingAsked, known: str, ask: TextIO, tell: TextIO) -> str:
    shown = f" [{KEPT if question.secret else known}]" if known else ""
    for _ in range(TRIES):
        said = _hear(f"{question.words}{shown}：", ask, tell, secret=question.secret) or known
        fault = _fault(question, said)
        if fault is None:
            return said
        print(f"{fault}。", file=tell)
    raise NothingUsable


def _hear(words: str, ask: TextIO, tell: TextIO, *, secret: bool = False) -> str:
    """Return one line, a secret unseen on a terminal; raises NothingUsable at the end of input."""
    try:
        if secret and ask.isatty():
            return getpass.getpass(words, stream=tell).strip()
        print(words, end="", file=tell, flush=True)
        line = ask.readline()
    except EOFError:
        raise NothingUsable from None
    if not line:
        raise NothingUsable
    return line.strip()


def _fault(question: SettingAsked, said: str) -> str | None:
    """Return what is wrong with an answer, by the same checks as at the start; never the answer itself."""
    if not said or said == "0":
        return "这一项不能空着"
    if not said.isprintable() or re.search(r"['\\$]", said):
        return "里面有引号、反斜杠、$ 或看不见的字符，请重新复制"
    if question.field == "public_url" and not re.fullmatch(r"https://[^\s/]+(/\S*)?", said):
        return "应为 https 开头的网址"
    try:
        # Under another prefix the surroundings say nothing, so that only this answer is judged.
        load_settings(_env_file=None, _env_prefix="BOT_GUIDE_", **{question.field: said})
    except SettingsError as wrong:
        return str(wrong).split("。")[0]
    return None


def _with(text: str, given: Mapping[str, str]) -> str:
    """Return the text of an .env file with these variables set and all other lines as they were."""
    lines = [line for line in text.splitlines() if line.removeprefix("export ").split("=")[0].strip() not in given]
    return "\n".join([*lines, *(f"{name}='{value}'" for name, value in given.items())]) + "\n"


def _write(path: Path, text: str) -> None:
    handle, draft = tempfile.mkstemp(dir=path.parent, prefix=path.name)
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as target:
            target.write(text)
        os.replace(draft, path)
    except OSError:
        os.unlink(draft)
        raise
