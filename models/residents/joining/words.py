"""How somebody says that he, or one of his, wants to join the Party; pure."""

from models.values.wording import holds

_WANTS = (
    r"(?=.*(?:想|要|愿意|申请|怎么|咋|如何|条件|程序|流程|步骤|找谁|找哪个|哪里|交给))"
    r".*(?:入党|加入(?:中国共产)?党)(?!志愿书|誓词|宣誓|介绍人|纪念|积极分子)"
)
_OF_THE_BOOK = r"手册|ABC|abc|书[里上]|老易|重温|小时|分钟|谈话|活动"
# Who wants to join the Party, or asks how; what was done on that account is a deed.
wants_to_join = holds(_WANTS, never=rf"{_OF_THE_BOOK}|^.{{41}}")
