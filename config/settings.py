"""This machine: addresses and secrets, read once from the environment or .env, typed, refused early."""

import re
from pathlib import Path
from typing import Annotated, Literal
from urllib.parse import parse_qs, urlsplit

from dotenv.parser import parse_stream
from pydantic import AfterValidator, Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from config.file_faults import first_of, written

# An attacker may try as many as he likes; the format makes each try take about a second.
PASSPHRASE_LEAST = 12
# Seconds for a lock of another program, and connections of one process; WeCom itself waits five seconds.
WAIT_MOST, SIZE_MOST = 60, 1000
# What may follow the question mark of a database's address; what would not be obeyed is refused.
OPTIONS = {"sqlite": ("wait",), "postgres": ("host", "maxsize", "sslmode")}
SSL_MODES = ("disable", "allow", "prefer", "require", "verify-ca", "verify-full")


class SettingsError(Exception):
    """A setting is missing or malformed; its text is one Chinese sentence with the way out."""


def _one_line(value: str) -> str:
    if not value.isprintable():
        raise ValueError("里面有换行或看不见的字符，请重新填写")
    return value


def _web_address(value: str) -> str:
    if value and not (re.fullmatch(r"(https?|wss?)://[^\s/]+(/[^\s?#]*)?", value) and _names_a_host(value)):
        raise ValueError("应为 http 或 https 开头的网址")
    return value


def _names_a_host(value: str) -> bool:
    try:
        parts = urlsplit(value)
        return bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False


def _secret_address(value: SecretStr) -> SecretStr:
    _web_address(value.get_secret_value())
    return value


def _passphrase(value: SecretStr) -> SecretStr:
    text = value.get_secret_value()
    if text and (len(text) < PASSPHRASE_LEAST or not text.isprintable()):
        raise ValueError(f"至少 {PASSPHRASE_LEAST} 个字，不要有看不见的字符")
    return value


def _api_base(value: str) -> str:
    return _web_address(value.rstrip("/")).removesuffix("/cgi-bin")


def _database_url(value: str) -> str:
    url = value.replace("postgresql://", "postgres://", 1)
    if not url.startswith(("sqlite://", "postgres://")):
        raise ValueError("应以 sqlite:// 或 postgres:// 开头")
    if not _names_a_database(url):
        raise ValueError("没写对：sqlite:// 后面写文件，postgres:// 后面写 用户:口令@主机:端口/库名")
    options, known = parse_qs(urlsplit(url).query), OPTIONS[url.partition("://")[0]]
    if strange := options.keys() - known:
        raise ValueError(f"问号后面不认得 {min(strange)}，可以写 {'、'.join(known)}")
    if not {*options.get("sslmode", [])} <= {*SSL_MODES}:
        raise ValueError(f"sslmode 只能是 {'、'.join(SSL_MODES)}")
    return url


def _are_in_range(options: dict[str, list[str]]) -> bool:
    """Return whether waits and connections are some, and not without end; raises ValueError for what is no number."""
    waits = [float(text) / WAIT_MOST for text in options.get("wait", [])]
    sizes = [int(text) / SIZE_MOST for text in options.get("maxsize", [])]
    return all(0 < share <= 1 for share in [*waits, *sizes])


def _names_a_database(url: str) -> bool:
    try:
        parts = urlsplit(url)
        options = parse_qs(parts.query, strict_parsing=bool(parts.query))
        # What follows sqlite:// is a file; a relative one begins where a host would stand.
        named = parts.netloc + parts.path if parts.scheme == "sqlite" else parts.path
        is_folder = parts.scheme == "sqlite" and named.endswith("/")
        return bool(named.strip("/ .")) and not is_folder and parts.port != 0 and _are_in_range(options)
    except ValueError:
        return False


Text = Annotated[str, AfterValidator(_one_line)]
Secret = Annotated[SecretStr, written(r"[!-~]*", "里面有空格、汉字或看不见的字符，请从管理后台重新复制")]
Token = Annotated[
    SecretStr, written(r"[A-Za-z0-9]{3,32}", "应为 3 到 32 位字母或数字，请从管理后台的“接收消息”页重新复制")
]
AesKey = Annotated[
    SecretStr, written(r"[A-Za-z0-9]{43}", "应为 43 位字母或数字，现在是 {length} 位，请从管理后台重新复制")
]
Id = Annotated[str, written(r"[A-Za-z0-9_-]{0,64}", "应为字母和数字，请从管理后台“我的企业”页重新复制")]
# A colon belongs to an address of many, and to no name: the port is a setting of its own.
Host = Annotated[
    str,
    written(r"[A-Za-z0-9.-]+|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*(%[A-Za-z0-9]+)?", "应为这台机器的地址，例如 127.0.0.1"),
]
Proof = Annotated[
    str,
    written(r"(WW_verify_[A-Za-z0-9]{1,64}\.txt)?", "应为 WW_verify_ 开头、.txt 结尾的文件名，照下载的原样"),
]
Userids = Annotated[
    str,
    written(r"(?a:[\w.@-]{1,64}(,[\w.@-]{1,64})*)?", "应为企业微信的成员账号，几个人用英文逗号隔开"),
]


class Settings(BaseSettings):
    """Every setting of `serve`; names are those of the environment without the prefix BOT_."""

    model_config = SettingsConfigDict(
        env_prefix="BOT_",
        env_file=".env",
        env_file_encoding="utf-8-sig",
        extra="ignore",
        env_ignore_empty=True,
        frozen=True,
    )

    database_url: Annotated[str, AfterValidator(_database_url)] = "sqlite://var/bot.db"
    host: Host = "127.0.0.1"
    port: int = Field(default=8080, ge=0, le=65535)
    public_url: Annotated[str, AfterValidator(_web_address)] = ""
    domain_proof: Proof = ""
    wecom_api_base: Annotated[str, AfterValidator(_api_base)] = "https://qyapi.weixin.qq.com"
    corp_id: Id = ""
    app_agent_id: int = Field(default=0, ge=0, lt=2**31)
    app_secret: Secret = SecretStr("")
    app_token: Token | None = None
    app_aes_key: AesKey | None = None
    smartbot_token: Token | None = None
    smartbot_aes_key: AesKey | None = None
    smartbot_name: Text = "示范带助手"
    smartbot_id: Id = ""
    smartbot_secret: Secret = SecretStr("")
    smartbot_ws_url: Annotated[str, AfterValidator(_web_address)] = "wss://openws.work.weixin.qq.com"
    policy_file: Text = "config/policy.toml"
    filing_no: Text = ""
    backup_passphrase: Annotated[SecretStr, AfterValidator(_passphrase)] = SecretStr("")
    technicians: Userids = ""
    heartbeat_url: Annotated[SecretStr, AfterValidator(_secret_address)] = SecretStr("")
    log_format: Literal["json", "pretty"] = "pretty"

    @property
    def technician_ids(self) -> list[str]:
        """Return the userids of those who are told what needs a technician."""
        return [userid for userid in self.technicians.split(",") if userid]


def load_settings(**chosen: object) -> Settings:
    """Return the settings of the environment and .env; `chosen` win over both.

    Raises SettingsError naming the first malformed line or variable; secrets are never part of the sentence.
    """
    _check_lines(chosen.get("_env_file", ".env"))
    try:
        return Settings(**chosen)  # type: ignore[arg-type]  # pydantic checks the values
    except ValidationError as wrong:
        name, reason = first_of(wrong)
        raise SettingsError(f"设置 BOT_{name.upper()} 不对：{reason}。请改好环境变量或 .env 后再启动。") from None


def _check_lines(file: object) -> None:
    """Raise SettingsError for a line of the .env file that sets nothing; unread, it would be left out in silence."""
    if not isinstance(file, str | Path) or not Path(file).is_file():
        return
    with Path(file).open(encoding="utf-8-sig") as lines:
        broken = next((one for one in parse_stream(lines) if one.error), None)
    if broken:
        raise SettingsError(f"{file} 第 {broken.original.line} 行写法不对，应为“名字=值”。请改好后再试。")


def check_doors(settings: Settings) -> None:
    """Raise SettingsError unless `serve` has at least one complete door to WeCom and no half-filled one."""
    app = {
        "BOT_CORP_ID": settings.corp_id,
        "BOT_APP_AGENT_ID": settings.app_agent_id,
        "BOT_APP_SECRET": settings.app_secret.get_secret_value(),
        "BOT_APP_TOKEN": settings.app_token,
        "BOT_APP_AES_KEY": settings.app_aes_key,
    }
    smartbot = {
        "BOT_SMARTBOT_TOKEN": settings.smartbot_token,
        "BOT_SMARTBOT_AES_KEY": settings.smartbot_aes_key,
    }
    for door in (app, smartbot):
        missing = [name for name, value in door.items() if not value]
        if missing and len(missing) < len(door):
            raise SettingsError(f"设置 {missing[0]} 还没填。请在 .env 里补上，或运行 python -m bot init。")
    if not any(app.values()) and not any(smartbot.values()):
        raise SettingsError(
            "设置 BOT_CORP_ID 还没填：至少要接通自建应用或智能机器人中的一个。可先运行 python -m bot init。"
        )
