"""Thanks, greetings and nods: a human answer, or peace; and what is nobody else's business, said kindly."""

import re

from bot import texts
from bot.language.pattern import Pattern
from models.machine.dialogs import texts as dialogs
from models.machine.dialogs.rules import yes_or_no
from models.machine.dialogs.words import let_go
from models.organisation.asking.texts import HERE

_SIGNS = r"[\s,，。.!！~～、?？的了哈啊呀哦嘛啦\U0001f300-\U0001faff\u2600-\u27bf]*"
_THANK = r"(?:谢谢您?你?|多谢|感谢|谢啦?|辛苦您?你?|麻烦您?你?|thanks?|thx|🙏|\[抱拳\])"
# Whom one thanks: 谢谢书记, 谢谢王主任, 多谢大家.
_WHOM = r"(?:[一-龥]{0,2}(?:书记|主任|支书|组长|委员|会计|文书|老师|同志|大姐|大哥|嬢嬢)|大家|各位|领导|组织|群里)?"
_GREET = (
    r"(?:你好|您好|大家好|早上好|上午好|中午好|下午好|晚上好|早安|晚安|早|"
    r"在吗|在不在?|有人吗|hi|hello|嗨|哈喽|新年好|节日快乐)"
)
_ASSENT = (
    r"(?:收到|好|好[滴嘞嘛]|没事|莫事|巴适|安逸|中|嗯+|哦+|噢|行|要得|可以|知道|晓得|明白|ok|okay|哈+|嘿+|呵+|没事|"
    r"不客气|再见|拜拜|\[\w+\]|👌|👍)"
)
_NEVER_MIND = r"(?:算了|不用了?|不弄了|不管了|没啥|没什么事?|没得事)"
_DROPPED = Pattern(rf"(?:{_SIGNS}{_NEVER_MIND})+{_SIGNS}")
# 收到，谢谢哈 thanks as well.
_THANKS = re.compile(rf"(?=.*{_THANK})(?:{_SIGNS}(?:{_THANK}{_WHOM}|{_ASSENT}))+{_SIGNS}", re.I)
_GREETING = re.compile(rf"{_SIGNS}{_GREET}{_SIGNS}", re.I)
_NOD = re.compile(rf"(?:{_SIGNS}{_ASSENT})+{_SIGNS}|{_SIGNS}", re.I)

# What is asked about somebody else, what no book takes, and what is said to a neighbour rather than to a book.
_OTHERS = (
    (re.compile(r".*(?<!\d)\d{17}[\dXx](?!\d).*", re.DOTALL), texts.NO_IDENTITY_NUMBERS),
    (
        re.compile(
            r"[^，。我]{2,6}(?:是不是|算不算)(?:低保|五保|特困|贫困)户?[吗嘛?？]*|(?!.*我).*[吃评]上了?(?:低保|五保).*(?:凭[啥什]|[他她人]家).*"
        ),
        texts.OTHERS_HARDSHIP,
    ),
    (
        re.compile(r"(?!.*(?:党费|我|小时|分钟)).{0,8}(?:哪[些个]|哪几个|谁).{0,12}没(?:来|交|参加|搞|报|自评).{0,6}"),
        texts.WHO_DID_NOT,
    ),
    (
        re.compile(
            r"(?!我|咱|俺|大家|全|本)[^，。村社组支区镇]{2,4}(?:[这上本]个?月|今年)[^，。]{0,4}[报做]了(?:几|多少).{0,6}"
        ),
        texts.OTHERS_RECORDS,
    ),
    (re.compile(r"(?:你|机器人).{0,4}[笨蠢傻].{0,3}"), texts.MY_FAULT),
    (
        re.compile(
            r"(?=.*(?:我[^,，。]{0,6}(?:说|讲|报|反映|发|问|写)|这里|你))[^。]*(?:群|别[个人]|大家|哪些?[个人]|其他人|书记|外人)"
            r"[^,，。]{0,6}(?:看|晓|知)(?:得|不|道)[^,，。]{0,4}|[^。]*(?:会不会|不会)[^,，。]{0,4}(?:传|说|漏)出去.{0,4}|.{0,8}保密[不吗嘛].{0,3}"
        ),
        texts.WHO_READS_IT,
    ),
    (re.compile(r"(?!.*\d).{0,14}[,，]\s*(?:还是|那就)?算了[吧嘛。]*"), texts.NEVER_MIND),
    (
        re.compile(
            r".*(?:(?:能不能|算不算|可不可以算|能算)(?:是)?(?:服务|活动|宣传|志愿)|算(?:服务|活动|宣传)[吗不]|(?:自[己家个]|亲戚|收了?工?钱|工资).*(?:算不算|能不能算|能算)).{0,4}"
        ),
        texts.WHAT_COUNTS,
    ),
    (
        re.compile(
            r"[^,，。]{0,8}(?:必须|非要|一定要)(?:都)?报(?:吗|不|嘛|[?？]|[,，].{0,3}不报.*)|不报.{0,4}(?:扣分|处分|影响).{0,4}"
        ),
        texts.ALL_OF_FREE_WILL,
    ),
    (re.compile(r".{4,}[,，](?:这个|这些|这条)?就?不(?:用|要|必)记了?[哈了嘛。]*"), texts.NOT_TO_BE_KEPT),
    (
        re.compile(
            r"你(?:到底)?是不?是?(?:真人|人工|机器人|哪个|谁|人还是机器).{0,4}|(?:转|找)?(?:人工|真人)(?:客服)?"
        ),
        texts.WHAT_I_AM,
    ),
    (
        re.compile(
            r"(?:我?不会?认字[,，\s]*|我?不会打字[,，\s]*)?(?:说话|语音|讲话).{0,5}(?:听得[到懂]|行|可以).{0,3}|我?不会(?:打字|认字)"
        ),
        texts.SPEAK,
    ),
    (
        re.compile(
            r"(?:我|可以|能|都)*(?:在)?(?:你|这)(?:这?[儿里]|里头)?(?:都|能|可以|些)*(?:问|查|晓得|知道|打听)(?:得到|得|到)?(?:些)?(?:啥子?|什么|哪些).{0,4}|(?:我|可以|能|都)*问你(?:些)?(?:啥子?|什么|哪些).{0,4}"
        ),
        HERE,
    ),
    (re.compile(r"在(?:吗|不在?|没)[?？]?|有人(?:吗|没)[?？]?"), texts.LISTENING),
    (re.compile(r".*我.{0,10}[去到].{0,6}[打务]工.{0,14}(?:帮不|来不|不能|没法).*"), texts.FAREWELL),
)
_WORDS = Pattern("[一-龥]")


def of_others(text: str) -> str | None:
    """Return the answer to who asks about somebody else's affairs, or says what no book is for; None otherwise."""
    return next((answer for pattern, answer in _OTHERS if pattern.fullmatch(text.strip())), None)


def small_talk(text: str, name: str) -> str | None:
    """Return the answer to small talk, an empty one for peace; None when it is something else."""
    if _THANKS.fullmatch(text):
        return texts.WELCOME_BACK
    if _GREETING.fullmatch(text):
        return texts.greeting(name)
    if _DROPPED.fullmatch(text) or let_go(text):
        return texts.never_mind()
    return "" if _NOD.fullmatch(text) else None


def talked_back(text: str, name: str) -> str | None:
    """Return the same, and of a yes or no to nothing that nothing was asked.

    Silence would let him believe that what he agrees to is done.
    """
    answer = small_talk(text, name)
    return dialogs.NOTHING_ASKED if answer is None and yes_or_no(text) is not None else answer


def is_talk(text: str) -> bool:
    """Return whether there are words in it at all, not only signs."""
    return _WORDS.search(text) is not None
