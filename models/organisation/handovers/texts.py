"""Handovers in words."""

ALL_TAKEN_OVER = "都有人接了，看过就能办结"
GONE, OUT_OF_OFFICE = "离开", "卸任"


def title(name: str, why: str) -> str:
    """Return what a handover is called."""
    return f"{name}{why}后的交接"


def owed(number: str, called: str) -> str:
    """Return the reminder that a handover is open."""
    return f"{called}还没有办完，看清单发“待办”，都办好了发“办结 {number}”。"


def finished(number: str) -> str:
    """Return that a handover is worked off."""
    return f"好的，{number} 交接完了，辛苦您。"


def line(called: str, lines: list[str]) -> str:
    """Return what stands beside the number in a list."""
    return f"{called}：{'；'.join(one.splitlines()[0].rstrip('。') for one in lines) or ALL_TAKEN_OVER}"
