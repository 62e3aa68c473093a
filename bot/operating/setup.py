"""The guided set-up: at most seven questions, three of which an empty line answers; then .env is written.

What can be tried on WeCom only when all of them are known follows in `connecting.py`.
"""

import getpass
import os
import re
import secrets
import string
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from dotenv import dotenv_values

from config.settings import Settings, SettingsError, load_settings

DONE, UNFINISHED = 0, 2
TRIES = 3
SKIP = "跳过"
KEPT = "已填，回车保留"


@dataclass(frozen=True)
class Talk:
    """Who sets the program up: where his lines come from, and where he reads."""

    ask: TextIO
    tell: TextIO

    def say(self, words: str) -> None:
        """Show one line."""
        print(words, file=self.tell, flush=True)

    def hear(self, words: str, *, secret: bool = False) -> str:
        """Return one line, a secret unseen on a terminal; raises NothingUsable at the end of input."""
        try:
            if secret and self.ask.isatty():
                return getpass.getpass(words, stream=self.tell).strip()
            print(words, end="", file=self.tell, flush=True)
            line = self.ask.readline()
        except EOFError:
            raise NothingUsable from None
        if not line:
            raise NothingUsable
        return line.strip()

    def answer(self, question: "SettingAsked", known: str = "") -> str:
        """Return a usable answer; for an empty line `known`, what the program makes, or nothing where that will do.

        Raises NothingUsable after three that cannot be used.
        """
        for _ in range(TRIES):
            said = self.hear(question.asked(known), secret=question.secret) or known or self._made(question)
            if question.optional and said in ("", SKIP):
                return ""
            fault = _fault(question, said)
            if not fault:
                return said
            self.say(f"{fault}。")
        raise NothingUsable

    def _made(self, question: "SettingAsked") -> str:
        """Return what the program makes for an answer, shown; nothing where it makes none."""
        if not question.made:
            return ""
        made = question.made.make()
        self.say(f"起好了：{made}\n{question.made.told}")
        return made


@dataclass(frozen=True)
class Made:
    """What the program can make itself where nobody has it yet, and what is to be done with it; shown this once."""

    make: Callable[[], str]
    told: str


@dataclass(frozen=True)
class SettingAsked:
    """One setting to ask for: its name without BOT_, and where the answer is found."""

    field: str
    words: str
    secret: bool = False
    optional: bool = False
    made: Made | None = None

    @property
    def variable(self) -> str:
        """Return the name of the environment variable."""
        return "BOT_" + self.field.upper()

    def asked(self, known: str) -> str:
        """Return the question as it is shown, with what an empty line keeps."""
        offered = KEPT if self.secret else known
        return f"{self.words} [{offered}]：" if known else f"{self.words}："


class NothingUsable(Exception):
    """Nothing usable was said three times, or nobody is there any more."""


def _random(letters: str, count: int) -> str:
    return "".join(secrets.choice(letters) for _ in range(count))


def _new_key() -> str:
    # 43 signs of six bits each are two more than a key has: strict readers want these to be none.
    return _random(SIGNS, 42) + secrets.choice(SIGNS[::4])


def _new_passphrase() -> str:
    return "-".join(_random(PLAIN_SIGNS, 4) for _ in range(4))


# In the order of base64, of which a key may have no others.
SIGNS = string.ascii_uppercase + string.ascii_lowercase + string.digits
# None that is mistaken for another when it is copied by hand.
PLAIN_SIGNS = "abcdefghjkmnpqrstuvwxyz23456789"
IN_CONSOLE = "等会儿贴到后台同一栏；忘了看 .env。"
TOKEN = Made(lambda: _random(SIGNS, 32), IN_CONSOLE)
KEY = Made(_new_key, IN_CONSOLE)
PASSPHRASE = Made(_new_passphrase, "请抄一份放在别处，忘了它备份就打不开。")
OR_MADE = "后台已有就照抄，没有就回车，由程序起一个"

BACKUPS = SettingAsked(
    "backup_passphrase", "备份的口令（自己想一句，至少 12 个字；回车由程序起一句）", secret=True, made=PASSPHRASE
)
APPLICATION = (
    SettingAsked("corp_id", "企业 ID（管理后台“我的企业”页最下面）"),
    SettingAsked("app_agent_id", "应用的 AgentId（管理后台该应用的页面）"),
    SettingAsked("app_secret", "应用的 Secret（同一页）", secret=True),
    SettingAsked("app_token", f"接收消息的 Token（该应用“接收消息”页；{OR_MADE}）", secret=True, made=TOKEN),
    SettingAsked("app_aes_key", "接收消息的 EncodingAESKey（同一页，43 位；同上）", secret=True, made=KEY),
    BACKUPS,
)
SMARTBOT = (
    SettingAsked("smartbot_name", "智能机器人的名称（群里 @ 的名字）"),
    SettingAsked("smartbot_token", f"智能机器人的 Token（机器人“接收消息”页；{OR_MADE}）", secret=True, made=TOKEN),
    SettingAsked("smartbot_aes_key", "智能机器人的 EncodingAESKey（同一页，43 位；同上）", secret=True, made=KEY),
    BACKUPS,
)
DOORS = {"1": APPLICATION, "2": SMARTBOT}
QUESTIONS = (*APPLICATION, *SMARTBOT)
DEFAULTS = {"BOT_SMARTBOT_NAME": Settings.model_fields["smartbot_name"].default}


# Returns the field that WeCom refuses, or none, and what to say.
TryOut = Callable[[Settings], tuple[str, str]]


def guide(path: Path, talk: Talk, try_out: TryOut) -> int:
    """Ask for one door's settings and write them to `path`, readable by this user only; return the exit status.

    What is on file already is offered again, and everything else in the file stays. 2, and `path` untouched, when an
    answer is wrong three times or the input ends; what was right until then is kept beside it and offered next time.
    """
    draft = path.with_name(f"{path.name}.init")
    known = DEFAULTS | on_file(path) | on_file(draft)
    given: dict[str, str] = {}
    try:
        for question in _door(talk):
            given[question.variable] = talk.answer(question, known.get(question.variable, ""))
            if question.field == "app_secret":
                _try_application(talk, try_out, given)
    except (NothingUsable, KeyboardInterrupt) as stopped:
        if given:
            keep(draft, given)
        kept = f"填对的 {len(given)} 项先放在 {draft}，下次接着填" if given else "随时可以再来"
        talk.say(f"\n没有填完，{path} 里什么也没有写；{kept}：python -m bot init。")
        if isinstance(stopped, KeyboardInterrupt):
            raise
        return UNFINISHED
    keep(path, given)
    draft.unlink(missing_ok=True)
    talk.say(f"要填的都填好了，已写进 {path}。")
    return DONE


def _try_application(talk: Talk, try_out: TryOut, given: dict[str, str]) -> None:
    """Try the three answers on WeCom at once and ask again for the one that it refuses; the others stay."""
    refused: list[str] = []
    while True:
        answers = {one.field: given[one.variable] for one in APPLICATION[:3]}
        field, said = try_out(load_settings(_env_file=None, **answers))
        talk.say(said)
        if not field:
            return
        question = next(one for one in APPLICATION if one.field == field)
        del given[question.variable]
        refused.append(field)
        if refused.count(field) == TRIES:
            raise NothingUsable
        given[question.variable] = talk.answer(question)


def on_file(path: Path) -> dict[str, str]:
    """Return the variables of an .env file that are not empty."""
    return {name: value for name, value in dotenv_values(path, encoding="utf-8-sig").items() if value}


def _door(talk: Talk) -> tuple[SettingAsked, ...]:
    for _ in range(TRIES):
        said = talk.hear("先接哪一个？1 自建应用，2 智能机器人 [1]：") or "1"
        if said in DOORS:
            return DOORS[said]
        talk.say("请回答 1 或 2。")
    raise NothingUsable


def _fault(question: SettingAsked, said: str) -> str:
    """Return what is wrong with an answer, by the same checks as at the start; empty when nothing is."""
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
    return ""


def keep(path: Path, given: Mapping[str, str]) -> None:
    """Set these variables in an .env file and leave all other lines as they were; all or nothing."""
    text = path.read_text(encoding="utf-8-sig") if path.exists() else ""
    lines = [line for line in text.splitlines() if line.removeprefix("export ").split("=")[0].strip() not in given]
    _write(path, "\n".join([*lines, *(f"{name}='{value}'" for name, value in given.items())]) + "\n")


def _write(path: Path, text: str) -> None:
    handle, draft = tempfile.mkstemp(dir=path.parent, prefix=path.name)
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as target:
            target.write(text)
        os.replace(draft, path)
    except OSError:
        os.unlink(draft)
        raise
