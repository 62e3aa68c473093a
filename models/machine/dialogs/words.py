"""How people agree and disagree; pure."""

import re

_ENDING = r"[的了啊呀哦嘛呢哈吧滴嘞哇噻撒]*[\s,，、。]*"
YES = re.compile(
    rf"(?:(?:是|对头?|好|行|嗯|中|成|要得|可以|没错|没问题|确认|就这样|就这么|就是|办|记){_ENDING})+|1|ok", re.I
)
NO = re.compile(rf"(?:(?:不是|不对|否|不要?|没有|不得行|不行){_ENDING})+|2")
