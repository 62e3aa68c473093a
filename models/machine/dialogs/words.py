"""How people agree and disagree; pure."""

import re

from models.values.wording import whole

_ENDING = r"[的了啊呀哦嘛呢哈吧滴嘞哇噻撒]*[\s,，、。]*"
YES = re.compile(
    rf"(?!(?:办|记)[好成对]?了)(?:(?:是|对头?|好|行|嗯|中|成|要得|可以|没错|没问题|确认|就这样|就这么|就是|办|记){_ENDING})+|1|ok",
    re.I,
)
NO = re.compile(rf"(?:(?:不是|不对|否|不要?|没有|不得行|不行){_ENDING})+|2")

# Who lets go of what he was about to do, or has just done: 那先不请, 还是不换了, 先不发.
_LET_GO = re.compile(
    r"(?:那|就|还是|算了|我|先|暂时|[,，\s])*不(?P<what>请|换|报|记|发|删|评|问|办|弄|顶|说|去)(?:假|班)?了?(?:吧|嘛|哈|哦)?|(?:那|还是)?算了[,，\s]*我?自己(?:上|来|值|去)(?:吧|嘛|算了)?"
)
_ROUND = " \t\n，。！!,.~～、"
# Whether somebody who is asked about something leaves it be: 不撤了, 先不公示了.
gives_up = whole(
    r"(?:那|就|还是|我|先|暂时|[,，\s])*不(?!知|晓|记|清|懂|是|对|好|行|少|够)[一-龥]{1,3}了(?:吧|嘛|哈|哦)?",
    around=_ROUND,
)


def let_go(text: str) -> str | None:
    """Return what somebody would rather not do (请 of 那先不请); None for a text that says anything else."""
    found = _LET_GO.fullmatch(text.strip(_ROUND))
    return (found["what"] or "换") if found else None
