"""Questions that the library answers: decisions, the service list, the handbooks, and help."""

import re
from collections.abc import Iterable
from functools import cache

from bot.language.data import any_of, table
from bot.language.pattern import Pattern
from bot.language.silence import is_notice
from bot.language.text import squeeze
from bot.language.values import Message, Reading

_MEETING = (
    r"(?:村民代表会|村民代表大会|代表会|代表大会|村民大会|村民会议|居民代表会|居民会议|居民大会|党员大会|"
    r"两委会|户代会|院坝会|议事会|理事会)"
)
_DECISION = Pattern(
    rf"四议|两公开|两晒|晒一?[晒下]|会议纪要|会议记录|村民代表(?:都|是不是)?同意|晒(?:决议|结果)|"
    rf"决议|表决|提议|商议|审议|议事|议得|议到|议过|议了|商量得|通过没|票(?:赞成|反对|通过|弃权)|"
    rf"(?:多少|几|好多)票|赞成票|{_MEETING}|投票|异议|公示(?![牌栏])|议题|议案|定下来|定了没|在议|议些"
)
_STAGES = (
    (
        "publish_result",
        r"晒结果|实施结果|结果.{0,3}(?:公示|公开|晒)|(?:公示|公开|晒).{0,10}结果|完工结果|办理结果",
    ),
    ("publish_resolution", r"晒决议|决议.{0,6}(?:公示|公开|晒|贴)|(?:公示|公开|晒|贴).{0,8}决议"),
    ("resolve", r"决议|表决|投票|票|代表会|代表大会|村民大会|村民会议|居民会议|居民大会"),
    ("deliberate", r"审议|党员大会"),
    ("discuss", r"商议|两委"),
    ("propose", r"提议"),
)
_WANTS = (
    ("votes", r"(?<![投])票(?!据)|赞成|反对的|弃权"),
    ("minutes", r"会议记录|纪要|会议材料|记录"),
    ("objection", r"异议|不同意|有意见|提意见|反对咋|申诉|反映"),
    (
        "schedule",
        r"(?:啥时候?|什么时候|几时|几号|哪天|何时|好久|几点|啥子时候).{0,6}(?:开|议|表决|投|审|商)|(?:开|"
        r"表决|投票|审议).{0,6}(?:啥时候?|什么时候|几时|几号|哪天|何时|几点)|哪天开|会.{0,4}(?:哪天|几号|"
        r"啥时候|什么时候|几时)",
    ),
    (
        "rule",
        r"多少人(?:才|参加|到|同意)|几成|过半|三分之二|规则|规定|怎么(?:才)?算|咋(?:个)?才?算|程序|"
        r"怎么表决|咋个表决|要不要(?:先|经过|开)|哪几步|哪四议|是哪[四几些]|是啥意思|什么意思|几个步骤|"
        r"流程|才有效|谁有权|谁能",
    ),
    (
        "list",
        r"有哪些|哪些(?:事|议题|项目|决议)|都(?:议|定)了(?:些)?(?:啥|什么|哪些)|列表|清单|议(?:了|些|"
        r"了些)(?:啥|什么|哪些)|定了(?:些)?啥",
    ),
    ("publicity", r"公示(?!期)|公开|贴(?:出来|没|了)|晒.{0,6}(?:没|了|吗)"),
    ("result", r"结果|通过没|过了?没|通过了|成没成|定了没|定下来|是啥结论|通没通过|过没过|通过"),
    ("progress", r"咋样|怎么样|进展|哪一步|到哪|进度|啥情况|议得|走到|议到|定没定|还没|没有|了没|怎样"),
)
_ASKS = Pattern(
    r"[?]|吗|没|谁|哪|啥|什么|咋|怎|几|多少|好多|何时|好久|看|查|发|晒一?晒|结果|情况|进度|进展|公示|"
    r"纪要|记录|不$|呢$|了解|问"
)
_TOPIC_NOISE = Pattern(
    rf"{_MEETING}|四议两公开|四议两晒一单|四议两晒|四议|两公开|两晒|晒一晒|晒晒|晒|[这那]?个?(?:事情|"
    rf"事项|项目|事|方案|议题|议案)|的?(?:决议|表决|提议|商议|审议|议事|实施|公示|公开|投票)|结果|"
    rf"议得|议到|议过|议了|议|"
    r"咋样|怎么样|咋个样|怎样|啥情况|情况|进展|进度|走到|到?哪一?步|到哪|多少票|几票|好多票|得票|"
    r"赞成|反对|弃权|票|啥时候?|什么时候|几时|几号|哪天|好久|何时|是不是|是|有没有|没有?|没得|了|吗|"
    r"呢|不|的|[?!。,，\s]|开|通过|过|会议记录|会议纪要|纪要|记录|"
    r"看一?下|看看|查一?下|查|发一?下|请问|问一?下|想问|帮我|我想|我|村上|村里|我们村|社区|现在|目前|"
    r"上次|昨天|今天|最近|上个?月|这次|那个|关于|两委|党员大会|支部|定下来|定|有|出来|贴|谁|哪个|"
    r"哪些|都|些|啥|吧|哈|嘛|在|上|要|能|咋个?|怎么|提|想|对|异议|意见|如何|了解|多少人?|几个人|几成|"
    r"参加|同意|才|效|下次|几天|多久|在哪里?|哪里?|商量得?|算数|一下|哪天|村民代表|表决要|要|村委会?|"
    r"去年|今年|本月|这个月|季度"
)
_SERVICE_WANTS = (
    ("process", r"流程|程序|步骤|怎么走|咋(?:个)?走|怎么办理|走什么|走哪些"),
    ("handler", r"哪些人(?:签|批|审)|谁(?:签|批|审)|哪个(?:签|批|审)|找(?:谁|哪)"),
    ("cost", r"多少钱|好多钱|收费|要钱|花钱|交钱|费用|给钱|几块|免费|收不收"),
    ("duration", r"多久|几天|多少天|好多天|好久|啥时候能|什么时候能|多长时间|几个工作日|要等|时限"),
    (
        "materials",
        r"材料|带啥|带些?什么|带哪些|手续|证件|要啥|要些啥|需要啥|需要什么|要哪些|资料|要准备|准备(?:啥|"
        r"什么|哪些)|拿啥|需要带|条件|要带",
    ),
    (
        "handler",
        r"找(?:谁|哪个|哪位|哪家|什么人)|谁(?:管|负责|办|签|批|经手|审)|哪个(?:管|负责|办|签|批|经手|"
        r"在办)|归谁|在?哪里?(?:办|盖|交|领|开|补|申请)|哪儿办|去哪|到哪|负责人|经办|谁来|联系谁|电话",
    ),
    (
        "duty",
        r"管(?:些)?(?:啥|什么|哪些)|职责|职权|权力|干(?:些)?(?:啥|什么)|负责(?:些)?(?:啥|什么|哪些)|"
        r"做(?:些)?(?:啥|什么)(?:的|工作)|有(?:些)?(?:啥|什么|哪些)权|能不能管|工作内容",
    ),
    (
        "process",
        r"怎么|咋|如何|程序|流程|步骤|啷个|怎样|办法|走什么|走哪些|能不能|可以不|可不可以|可以领|能领|"
        r"多少岁",
    ),
)
_LIST = Pattern(
    r"服务清单|办事清单|权力清单|办事指南|事项清单|为民清单|清单(?:发|看|$)|(?:能|可以|都|"
    r"代)办(?:理)?(?:些|哪些|什么)(?:事|业务|证|手续)?|(?:哪些|什么|啥)(?:事|业务|证)(?:情)?(?:可以|"
    r"能)(?:在)?(?:村|社区)?|村(?:上|里)(?:能|可以)办|服务事项|有(?:些)?(?:哪些|啥|"
    r"什么)[^,，]{0,4}服务|哪些(?:便民)?服务"
)
_DO = Pattern(
    r"(?:办理?个?|申请|申领|补办?|领取?|开|迁|注销|过户|"
    r"[交缴](?=.{0,3}[费金险保]))(?P<item>[一-龥a-z]{2,8}?)(?=要|需|找|去|在|怎|咋|如何|多|有|得|能|"
    r"的|手续|材料|程序|流程|[,，?。\s]|$|啷)"
)
_DEED = Pattern(r"(?:帮|替|给).{0,8}(?:办了|办好|代办|交了|缴了|跑)|\d(?:\.\d)?个?(?:小时|h)")
_HOW = (
    r"(?:怎么(?!样|还|没|不|又|都)|咋(?:个)?(?!样|没|还|不|又|都)|如何|怎样|啷个|教(?:我|下|一下)|不会|"
    r"不晓得咋|不知道怎么|搞不懂|弄不来|搞不来|整不来)"
)
_SHORT_QUESTION = 16
_PUNCTUATION = Pattern(r"^[\s?？!！。.,，~]+$")


def read_library(message: Message) -> Reading | None:
    """Return the handbook or lecture that is asked for."""
    pattern, codes = _aliases("collections")
    match = pattern.search(message.text)
    if not match or is_notice(message) or re.search(r"听了?老易|学习了|看了|小时", message.text):
        return None
    rest = message.said[: match.start()] + " " + message.said[match.end() :]
    noise = (
        r"里面?|中|上|关于|怎么说的?|咋说的?|说的?|怎么讲的?|讲的?|是哪(?:些|几条|十.|几.)|是什么|有哪些|"
        r"都有啥|有啥|是啥|最近一?期|最新一?期|上一期|这一期|第一期|查一?下|看一?下|看看|查查|找一?下|"
        r"发一?下|我想|想看|想听|想学|看|听|给我|帮我|一下|的|内容|全文|原文|资料|视频|文章|[?!。,，:]|"
        r"请问|有没有|有没得|吗|呢|几条|哪几条|分别|包括|具体|讲了啥|都|些|几|哪|怎么|咋个|咋|发我|看哈|"
        r"在哪里?|对|规定|如何|啥|什么|这段|一段|那段|期"
    )
    topic = squeeze(re.sub(noise, " ", rest)).strip()
    return Reading("library_query", {"collection": codes[match[0]], "topic": topic if len(topic) > 1 else None})


def read_decision(message: Message) -> Reading | None:
    """Return the question about a decision of the village."""
    text = message.text
    if (
        not _DECISION.search(text)
        or not _ASKS.search(text)
        or is_notice(message)
        or re.search(r"排名|红榜|评星|自评|公示期满", text)
    ):
        return None
    want = first_of(_WANTS, text) or "progress"
    topic = squeeze(_TOPIC_NOISE.sub(" ", message.said)).strip()
    return Reading(
        "decision_query",
        {"topic": topic if len(topic) > 1 else None, "stage": first_of(_STAGES, text), "want": want},
    )


def read_service(message: Message) -> Reading | None:
    """Return the question about an item of the service list."""
    text = message.text
    if is_notice(message) or _DEED.search(text):
        return None
    if _LIST.search(text):
        return Reading("service_list", {"item": None, "want": "list"})
    want = first_of(_SERVICE_WANTS, text)
    item = _service_item(text)
    if not want or not item:
        return None
    if want == "duty" and item != "村干部职权":
        want = "process"
    return Reading("service_list", {"item": item, "want": want})


def read_how_to(message: Message) -> Reading | None:
    """Return the topic when the sender asks how one of the bot's own functions is used."""
    topics = _help_topics()
    match = (
        re.search(rf"{_HOW}[^,，?。]{{0,4}}?(?:{topics})", message.text)
        or re.search(
            rf"(?:{topics})[^,，?。]{{0,5}}?(?:{_HOW}(?:个)?(?:[弄操写填报搞用改整做查看加走评打算取换请签]|"
            rf"[?？哦啊嘛]|$)|啥意思|什么意思|的?(?:格式|步骤|方法|规则|例子|模板|流程|操作|教程))",
            message.text,
        )
        or re.search(
            r"(?P<star_report>自评|评星|星级)[^,，]{0,4}(?:标准|条件|截止|要求)|(?:截止|什么时候|"
            r"啥时候|几号)[^,，]{0,4}(?:自评|评星)|(?<!差)(?:多少分|几分|什么条件|怎么样?|怎样|如何|咋个?)[^,，]{0,2}"
            r"[才能可评得有][^,，]{0,3}[一二三四五1-5]颗?星",
            message.text,
        )
    )
    return Reading("help", {"topic": match.lastgroup or "star_report"}) if match else None


def read_help(message: Message) -> Reading | None:
    """Return the wish to be told what the bot can do."""
    text = message.text
    if _PUNCTUATION.match(text):
        return Reading("help", {"topic": None})
    general = re.search(_general_help(), text)
    return Reading("help", {"topic": None}) if general and len(text) <= _SHORT_QUESTION else None


def first_of(rows: Iterable[tuple[str, str]], text: str) -> str | None:
    """Return the name of the first row whose pattern occurs in the text."""
    return next((name for name, pattern in rows if re.search(pattern, text)), None)


@cache
def _aliases(section: str) -> tuple[Pattern, dict[str, str]]:
    codes = {alias: code for code, aliases in table("asking")[section].items() for alias in aliases}
    return Pattern(any_of(codes)), codes


def _service_item(text: str) -> str | None:
    pattern, names = _aliases("services")
    found = [match[0] for match in pattern.finditer(text)]
    if found:
        return names[max(found, key=len)]
    match = _DO.search(text)
    return match["item"] if match else None


@cache
def _help_topics() -> str:
    """Return a regular expression for every topic of the help, in a group of the topic's name."""
    topics: dict[str, list[str]] = table("asking")["help_topics"]
    return "|".join(f"(?P<{topic}>{any_of(aliases)})" for topic, aliases in topics.items())


@cache
def _general_help() -> str:
    return any_of(table("asking")["help"]["general"])
