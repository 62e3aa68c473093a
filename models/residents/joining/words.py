"""How somebody says that he, or one of his, wants to join the Party; pure."""

import re

_WANTS = re.compile(
    r"(?=.*(?:想|要|愿意|申请|怎么|咋|如何|条件|程序|流程|步骤|找谁|找哪个|哪里|交给)).*(?:入党|加入(?:中国共产)?党)(?!志愿书|誓词|宣誓|介绍人|纪念|积极分子)"
)
_OF_THE_BOOK = re.compile(r"手册|ABC|abc|书[里上]|老易|重温|小时|分钟|谈话|活动")


def wants_to_join(text: str) -> bool:
    """Return whether a text says, or asks, how one joins the Party; what was done on that account is a deed."""
    return len(text) <= 40 and _WANTS.search(text) is not None and _OF_THE_BOOK.search(text) is None
