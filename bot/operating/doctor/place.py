"""The checks of this machine: program, settings, policy, calendar, disk and backups."""

import base64
import os
import shutil
import sys
from datetime import datetime
from pathlib import Path

from dotenv import dotenv_values

from bot.copies import Copy, backups_of, copies
from bot.drawing.press import try_templates
from bot.operating.doctor.finding import Finding, fine, wrong
from config.database import is_sqlite, sqlite_path
from config.file_faults import FileError
from config.holidays import load_calendar
from config.policy import ASKED, Policy, load_policy
from config.settings import Settings, SettingsError, check_doors
from schedules import JOBS

PLACE = "数据库位置"
NETWORK_KINDS = ("nfs", "nfs4", "cifs", "smb3", "virtiofs", "9p", "fuse")
FREE_BYTES = 1024**3
BACKUP_HOURS = 48
TRIAL_DAYS = 8
ANNOUNCED_IN_MONTH = 12  # the table of the next year is published in November


def check_jobs(policy: Policy) -> None:
    """Raise FileError unless every job, and nothing else, has its line."""
    odd = {job.name for job in JOBS} ^ policy.schedule.keys()
    if odd:
        raise FileError(f"政策文件的 schedule 与任务对不上：{'、'.join(sorted(odd))}。每个任务要写且只写一次。")
    for job in JOBS:
        if (policy.schedule[job.name].at == ASKED) is (job.asks is None):
            raise FileError(f"政策文件的 schedule.{job.name} 不对：看账办的任务写 {ASKED}，其他任务写时刻。")


def look_at_settings(settings: Settings, now: datetime) -> list[Finding]:
    """Return whether program, settings, policy and calendar are complete."""
    return [
        _python(sys.version_info[:2]),
        *_unknown({*os.environ, *dotenv_values(".env", encoding="utf-8-sig")}),
        _doors(settings),
        _keys(settings),
        *_policy(settings.policy_file),
        *_templates(),
        _calendar(now),
        _public_url(settings.public_url),
        _written("机器人名称", settings.smartbot_name, "BOT_SMARTBOT_NAME 没填；群里 @ 它的名字要与企业微信里的一致。"),
        _written("备案号", settings.filing_no, "BOT_FILING_NO 没填；网页对外开放前要在“关于”里写明备案号。"),
    ]


def look_at_files(settings: Settings, now: datetime) -> list[Finding]:
    """Return whether database and backups lie where they are safe."""
    url = settings.database_url
    known = copies(backups_of(url), now)
    found = [_backup(known, now, encrypted=bool(settings.backup_passphrase)), _watchers(settings)]
    if is_sqlite(url):
        folder = _existing(sqlite_path(url).absolute().parent)
        found = [own_disk(folder, _mounts()), _space(folder), *found]
    return found


def _python(version: tuple[int, int]) -> Finding:
    said = f"{version[0]}.{version[1]}"
    if version < (3, 11):
        return wrong("Python", f"现在是 {said}，需要 3.11 或更新的版本。")
    return fine("Python", said)


def _unknown(names: set[str]) -> list[Finding]:
    """Return which variables are none of ours; where all are, nothing needs to be said."""
    ours = {f"BOT_{name.upper()}" for name in Settings.model_fields}
    strange = sorted(name for name in names if name.startswith("BOT_") and name not in ours)
    told = f"没有叫 {'、'.join(strange)} 的设置，没有用它；请对照 .env.example 看是不是写错了。"
    return [wrong("设置的名字", told)] if strange else []


def _doors(settings: Settings) -> Finding:
    try:
        check_doors(settings)
    except SettingsError as missing:
        return wrong("接入设置", str(missing))
    return fine("接入设置", "已填全。")


def _keys(settings: Settings) -> Finding:
    keys = {"BOT_APP_AES_KEY": settings.app_aes_key, "BOT_SMARTBOT_AES_KEY": settings.smartbot_aes_key}
    given = {name: key.get_secret_value() for name, key in keys.items() if key}
    if not given:
        return wrong("加解密密钥", "还没有填 EncodingAESKey；运行 python -m bot init 补上。")
    for name, key in given.items():
        if len(base64.b64decode(key + "=")) != 32:
            return wrong("加解密密钥", f"{name} 解不出 32 字节，请从管理后台重新复制。")
    return fine("加解密密钥", "长度正确。")


def _policy(file: str) -> list[Finding]:
    try:
        policy = load_policy(file)
    except FileError as broken:
        return [wrong("政策文件", str(broken))]
    try:
        check_jobs(policy)
    except FileError as broken:
        return [fine("政策文件", file), wrong("定时任务", str(broken))]
    return [fine("政策文件", file), fine("定时任务", f"{len(JOBS)} 个，时刻都写了。")]


def _templates() -> list[Finding]:
    """Return which templates are wrong; of those that are right nothing needs to be said."""
    return [
        wrong("图样", f"config/drawing/{file} 画不出来：{why}；改过图样就照原样改回，文字消息不受影响。")
        for file, why in try_templates().items()
    ]


def _calendar(now: datetime) -> Finding:
    title = "放假安排"
    try:
        calendar = load_calendar()
    except (OSError, ValueError, KeyError):
        return wrong(title, "config/data/holidays.toml 写法有误，请照文件开头的例子改。")
    if not calendar.knows(now.year):
        return wrong(title, f"没有 {now.year} 年的放假表，现在按双休算；请升级程序或填 config/data/holidays.toml。")
    after = now.year + 1
    if calendar.knows(after):
        return fine(title, f"{now.year} 和 {after} 年都有。")
    if now.month >= ANNOUNCED_IN_MONTH:
        return wrong(title, f"还没有 {after} 年的放假表；请升级程序，或把公布的日期填进 config/data/holidays.toml。")
    return fine(title, f"{now.year} 年有；{after} 年的等 11 月公布后升级程序。")


def _public_url(url: str) -> Finding:
    if not url:
        return wrong("公网地址", "BOT_PUBLIC_URL 没填；企业微信要靠它把消息送到这台机器，请填 https 开头的域名。")
    if not url.startswith("https://"):
        return wrong("公网地址", "BOT_PUBLIC_URL 不是 https 开头；请给域名配好证书后改正。")
    return fine("公网地址", url)


def _written(title: str, value: str, missing: str) -> Finding:
    return fine(title, value) if value else wrong(title, missing)


def _existing(folder: Path) -> Path:
    while not folder.exists():
        folder = folder.parent
    return folder


def own_disk(folder: Path, mounts: str) -> Finding:
    """Return whether a folder is on a disk of this machine, by the lines of /proc/mounts."""
    lines = [line.split() for line in mounts.splitlines()]
    # A later mount lies over an earlier one; the deepest that holds the folder counts.
    kinds = {Path(line[1]): line[2] for line in lines if len(line) > 2}
    holder = max((at for at in kinds if folder.is_relative_to(at)), key=lambda at: len(at.parts), default=Path("/"))
    kind = kinds.get(holder, "")
    if kind.split(".")[0] in NETWORK_KINDS:
        return wrong(PLACE, f"{folder} 在 {kind} 上，SQLite 在网络盘或共享盘上会损坏；请换本机磁盘。")
    return fine(PLACE, f"{folder} 在本机磁盘上。")


def _mounts() -> str:
    try:
        return Path("/proc/mounts").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""  # a system without it has other ways to mount; nothing to say about them


def _space(folder: Path) -> Finding:
    free = shutil.disk_usage(folder).free
    if not os.access(folder, os.W_OK):
        return wrong("磁盘", f"{folder} 不能写；请检查目录的所有者和权限。")
    if free < FREE_BYTES:
        return wrong("磁盘", f"只剩 {free // 1024**2} MB，请清理到 1 GB 以上，否则消息会存不下。")
    return fine("磁盘", f"剩余 {free / 1024**3:.0f} GB。")


def _backup(known: list[Copy], now: datetime, *, encrypted: bool) -> Finding:
    if not encrypted:
        return wrong(
            "备份", "BOT_BACKUP_PASSPHRASE 没填，备份没有加密，拿到备份的人什么都看得到；请填上，另抄一份放好。"
        )
    if not known:
        return wrong("备份", "还没有备份；运行 python -m bot backup，开着 serve 时每天夜里会自动做一次。")
    hours = (now - known[0].made).total_seconds() / 3600
    if hours > BACKUP_HOURS:
        return wrong("备份", f"最近一次是 {hours / 24:.0f} 天前；请先手工备份一次，再看日志里夜里为什么没有做。")
    days = [(now - copy.tried).days for copy in known if copy.tried]
    # The first trial has a week's time as well.
    if min(days, default=max((now - copy.made).days for copy in known)) > TRIAL_DAYS:
        return wrong("备份", "有一周多没有试着恢复过；运行 python -m bot backup --nightly 试一次。")
    tried = f"，{min(days)} 天前试着恢复过" if days else ""
    return fine("备份", f"{known[0].file.name}，{max(hours, 0):.0f} 小时前{tried}。")


def _watchers(settings: Settings) -> Finding:
    if settings.technician_ids:
        return fine("报警", f"出了问题告诉 {len(settings.technician_ids)} 位技术员。")
    return wrong("报警", "BOT_TECHNICIANS 没填，出了问题没有人知道；请填技术员的企业微信账号。")
