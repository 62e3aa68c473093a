"""Why a command ended, in one Chinese sentence: what a person can put right."""

import errno

USAGE, FAILED = 2, 1
REASONS = {
    errno.EADDRINUSE: "端口已被占用；请换一个端口，或先停掉占用它的程序",
    errno.EADDRNOTAVAIL: "这台机器没有 BOT_HOST 写的地址",
    errno.ENOSPC: "磁盘满了",
    errno.EACCES: "没有权限；请检查文件的所有者，或换一个 1024 以上的端口",
    errno.EPERM: "没有权限",
    errno.EROFS: "磁盘是只读的",
    errno.ENOENT: "没有这个文件或目录",
    errno.ENOTDIR: "上级不是目录",
    errno.EISDIR: "这是一个目录，不是文件",
    errno.ECONNREFUSED: "数据库没有应答；请看它是否在运行",
}
UNUSABLE = "数据库用不了（损坏、不是数据库，或没有应答）"


def explain(wrong: Exception) -> tuple[int, str] | None:
    """Return exit status and sentence for what a person can put right; None for a fault of the program."""
    from bot.operating.commands import UsageError
    from config.file_faults import FileError
    from config.settings import SettingsError

    if isinstance(wrong, UsageError | SettingsError | FileError):
        return USAGE, str(wrong)
    if isinstance(wrong, UnicodeDecodeError):
        return USAGE, "有个文件不是 UTF-8 编码（.env、政策文件或导入的资料），请另存为 UTF-8 后再试。"
    if isinstance(wrong, OSError):
        return FAILED, _of_system(wrong)
    return _refused(wrong)


def _refused(wrong: Exception) -> tuple[int, str] | None:
    from bot.operating.encryption import PassphraseError
    from bot.operating.safekeeping import KeepingError
    from config.database import DatabaseBusy
    from models.migrations import MigrationError
    from models.values.refusal import Refusal

    if isinstance(wrong, DatabaseBusy | MigrationError | Refusal | KeepingError | PassphraseError):
        return FAILED, str(wrong)
    if found := _cause_in_database(wrong):
        untouched = f"，没有做任何改动；{_way_back()}" if found == UNUSABLE else ""
        return FAILED, f"没能完成：{found}{untouched}。"
    return None


def _of_system(wrong: OSError) -> str:
    where = f" {wrong.filename}" if wrong.filename else ""
    return f"没能完成{where}：{_cause_in_system(wrong)}。"


def _cause_in_system(wrong: OSError) -> str:
    told = f"系统报告 {wrong.strerror}" if wrong.strerror else REASONS[errno.ECONNREFUSED]
    return REASONS.get(wrong.errno or 0, told)


def _cause_in_database(wrong: Exception) -> str:
    """Return what is the matter with the database; empty when it is something else.

    A driver's own text may hold the address with its password.
    """
    import sqlite3

    from tortoise.exceptions import BaseORMException

    if not isinstance(wrong, sqlite3.Error | BaseORMException) and not type(wrong).__module__.startswith("asyncpg"):
        return ""
    if "locked" in str(wrong):
        return "数据库正被别的程序占用，请稍后再试"
    if "disk is full" in str(wrong):
        return "数据库所在的磁盘满了，请先清理"
    return UNUSABLE


def cause(wrong: Exception) -> str:
    """Return what was in the way, without what was done or not; empty for a fault of the program."""
    from models.migrations import MigrationError

    if isinstance(wrong, OSError):
        return _cause_in_system(wrong)
    return str(wrong).rstrip("。") if isinstance(wrong, MigrationError) else _cause_in_database(wrong)


def _way_back() -> str:
    from bot.copies import backups_of, copies
    from config.settings import load_settings

    known = copies(backups_of(load_settings().database_url))
    newest = f"可用 python -m bot restore {known[0].file} 恢复最近的备份" if known else ""
    return newest or "请先运行 python -m bot doctor 看原因"
