"""How people say a step without its word, of the only thing that waits for it: 路灯修好了, 看了账，没问题; pure."""

import re

from bot.language.pattern import Pattern
from bot.language.people import is_name
from models.values.wording import asks

_LONGEST = 40
_WHOSE, _NOW = r"[^,，。]{2,12}?(?:的|那个|那条|这个)", r"[\s,，]*(?:我|就)?"
_DECLINES = re.compile(r"(?:支部|建议)[^,，。]{0,8}[,，]?(?:这次|今年|暂时)?(?:不(?:采纳|提|考虑|议)|先?放一放|缓一缓)")
_SAID = (
    # Who answers what somebody has asked says whose question it was.
    (("答复",), re.compile(r"^[^,，。]{1,8}(?:问|质询)的(?:那个|那件|那条|事|那事)[,，:：]")),
    # Who looks at accounts, at a resolution, at what was done.
    (
        ("同意", "通过", "答复"),
        re.compile(
            r"^(?:我们?|监督委员会|大家|都|这[边个里])*(?:没有?|莫得|没得|无)(?:啥子?|什么)?(?:意见|异议)(?:[,，].*)?$|"
            r"(?=.*(?:看|查|账|帐|验收?|公开|公示|公布)).*(?:没有?|莫得|没得|无)(?:得|啥子?|什么|其他)*(?:意见|问题|异议|毛病)|"
            r"(?:同意|可以|能)(?:公开|公示|公布)|验收?(?:了|过了?)?[,，]?(?:是)?(?:合格|通过|过了|没问题|可以)|(?:账|帐)(?:目)?(?:是)?(?:对的?|没错)"
        ),
    ),
    # Who has looked whether it is done.
    (
        ("通过", "满意", "答复"),
        re.compile(
            r"(?:看|查|去)(?:过|了)[^?？]{0,6}(?:好|亮|通|完|真|属实|干净|到位|合格)|(?:确实|真的)[^,，。]{0,4}(?:好|亮|通|修|办|做)|^(?:是真的|属实)"
        ),
    ),
    (
        ("通过", "同意", "满意"),
        re.compile(r"(?:修|装|做|弄|搞|办|建|铺)得(?:很|还|多|真)?(?:巴适|好|不错|可以|安逸|牢实|结实)"),
    ),
    # Who does what was reported, and who has reported it.
    (
        ("办结", "满意"),
        re.compile(
            r"(?:修|弄|换|装|清|搞|办|处理|解决|搬|补|扫|疏|铺|接|盖|贴|挂|建|做|送|发|开|退|拆|砌|种|调解|落实|整改|兑现)(?:理|通)?"
            r"(?:好|完|通|走|掉|妥|干净|清|到位|出来|上去?)了|(?:都|已经|又|确实|真的?)(?:好|亮|通|来)了|"
            r"(?:已经?|都|就)(?:给|帮|替)[^,，。了]{1,6}(?:办|开|盖|修|换|弄|通|送|装|发|领|解决|处理)了|"
            r"[章证明钱款灯沟路水树账表](?:都|已经?|也)?(?:盖|开|办|发|退|付|换|清|修|扫|砍|贴)了|贴[^,，。]{0,3}上了|^(?:都|已经)?(?:办|做|完成|兑现|解决)了$|"
            r"^(?:这[下回次]|现在|我看了?)?[,，]?(?:总算|终于|就|都)?(?:可以|满意|巴适|没问题)(?:了|得很)(?:[,，].*)?$"
        ),
    ),
    (
        ("答复",),
        re.compile(
            r"(?:让|叫|请|喊|联系|安排)了?[^,，。]{1,12}(?:去|来)(?:看|修|弄|换|查|处理)|"
            r"(?:明天|后天|下周|这两天|过[几两]天)[^,，。]{0,6}(?:修|换|弄|装|处理|清)|"
            r"属实|不成立|(?:没有?|莫得|没得)(?:这|那)(?:回|种|个)?事|(?:查|核[实对查]|问|了解)(?:过|清楚?)?了|"
            r"(?:已经?|正在)(?:安排|联系|上报|报|申请|协调)|有(?:正规)?(?:发票|收据|票据|单据|合同|记录)"
        ),
    ),
    (("通过", "同意", "答复"), re.compile(r"材料(?:都|已经?)?(?:是)?(?:齐|够|全)|材料[^,，。]{0,4}[差缺]")),
    # Who is asked whether he wants to go to another branch.
    (
        ("不同意",),
        re.compile(
            r"^(?:我们)?不接?收(?:他|她)?(?:了|嘛|哈|吧)?(?:[,，].*)?$|^(?:等(?:一?[哈下]|等)[,，\s]*)?我?(?:们|本人)?(?:还是)?(?:不(?:想|愿意?|得|要)?转(?:走|过去|了)?|不愿意?|不同意转?|想留下?)(?:的|嘛|吧|哈|走|过去)*(?:[,，].*)?$"
        ),
    ),
    (
        ("同意",),
        re.compile(
            r"^(?:好的?|行|要得|可以|嗯)?[,，\s]*我?(?:本人)?(?:愿意|同意)(?:转|过去)?(?:的|嘛|哈)?$|^(?:要得|好|行|可以|我们)[,，\s]*(?:接|收)(?:收|下)?(?:了|嘛|哈|吧)?$"
        ),
    ),
    (
        ("撤回",),
        re.compile(
            r"^(?:算了[,，]?)?(?:还是|我|这[件个]?事)?(?:不想|不|莫)(?:删|转|申请|质询|承诺|反映|弄|搞|提|议|修)(?:除|走)?了(?:吧|嘛|哈)?$|^[^,，。]{2,8}?(?:的事情?|这[件个]事情?)?(?:今年|暂时|先)?(?:不|莫)(?:弄|搞|提|议|修)了[,，]|(?:办|修|弄|搞|做|建)不(?:成|起|下去)了(?:[,，].*)?$|质询(?:算了|撤了|不问了|不用答了)(?:吧|嘛)?$|"
            r"^我?(?:想|要)?(?:把)?(?:撤回|收回|取消)(?!.*(?:记录|[刚昨今]|条|小时|分钟|核实|通知|会)).{2,}|"
            r"^我(?:的|那个|这个|提的|反映的|申请的)[^,，。]{1,10}不(?:办|弄|搞|提|转|要|用管|管)了(?:吧|嘛|哈)?$|"
            r"^(?:那个|这个|我的?|我提的)*(?:建议|提议|申请)(?:那个)?(?:就)?(?:不用|不要|取消|撤|算|收回)了?(?:吧|嘛|哈)?$"
        ),
    ),
    # Whose it is, and the word after it: 程立 不通过, 何光荣的同意.
    (("退回", "不同意"), re.compile(rf"^(?:{_WHOSE}|[一-龥·]{{2,5}}[\s,，]+){_NOW}不(?:予|给|能)?通过[了吧嘛]?$")),
    (("通过", "同意"), re.compile(rf"^(?!.*(?:会|票|决|[不没未])){_WHOSE}{_NOW}(?:通过|同意)[了吧嘛]?$")),
    (("不同意",), _DECLINES),
    (("同意",), re.compile(r"(?:支部|建议)[^,，。不没]{0,8}[,，]?(?:采纳|接受|可以提)")),
    (("满意",), re.compile(r"办得(?:快|好|不错)|(?:好|巴适|安逸)得很|^(?:东西|证|章|钱)?拿到了")),
    (("退回",), re.compile(r"(?:退|打)回(?:去|来|重)|(?:要|得|请|让|叫)[^,，。]{0,4}(?:返工|重[办弄做修])")),
    (
        ("不满意", "退回"),
        re.compile(
            r"(?:^|[,，])还差|(?:还是?|又|根本|压根)(?:就)?(?:没有?|不)(?:修好|弄好|好|亮|通|来|修|弄)|没有?得?(?:修|弄|搞|办|换|清|处理)(?:好|通|干净|完)|还[在是]?(?:漏|堵|响|臭|淌|坏)|[灯路水管沟]还?(?:没有?|不)[亮通好]|骗人|哄人|^我不满意|还有[^,，。]{1,6}(?:没有?|不)(?:亮|好|通|修|弄)|又(?:熄|坏|堵|漏|不亮)"
        ),
    ),
)
_NOT_SAID = re.compile(
    r"[?？]|几[次回个件条]|多少|吗|没有?$|没得$|怎么|咋|好久|多久|什么时候|啥时候|小时|分钟|我们?(?:去(?!看|验|查|检查)|把|帮|跟|和|一起|几个)"
)


# What has become of somebody closes nothing: 唐敏搬走了, 何光荣住院了.
_OF_A_PERSON = Pattern(
    r"(?P<who>[一-龥·]{2,5}?)(?:同志)?(?:已经|都|又|要)?(?:[搬转调]?走|住院|生病|去世|过世|不在|出院|回来|出去)了?"
)
# Whether a text speaks of somebody without a name, as who answers does: 已经给他办了.
of_somebody_known = re.compile(r"(?:给|帮|替)(?:他|她|人家|别个)|(?:问|质询)的(?:那|事)").search


def step_words(text: str) -> tuple[str, ...]:
    """Return the shared words of which a text may say one plainly; none for a question or a report of a deed."""
    said = text.strip(" 。.,，!！~～")
    somebody = _OF_A_PERSON.fullmatch(said)
    if len(said) > _LONGEST or _NOT_SAID.search(said) or (somebody and is_name(somebody["who"])):
        return ()
    return next((words for words, pattern in _SAID if pattern.search(said)), ())


_NUMBER_FIRST = re.compile(r"\s*([A-Za-z]{1,2}\s?\d{3,6})(?!\d)[\s,，。:：]*(.{2,})", re.DOTALL)


# Of these the sentence itself is what is kept with the step, of what is let go what follows it.
GRANTED = re.compile("[准批]了")
_LET_GO = re.compile(rf"(?:{_DECLINES.pattern}|(?:不|莫)(?:弄|搞|提|议|修|办)了?)[了吧嘛]*[,，]\s*")
_REASONED = frozenset({"办结", "答复", "不满意", "退回"})


def kept_with(word: str, said: str) -> str:
    """Return what of a sentence is kept with the step that it says: of what is let go the reason alone."""
    let_go = _LET_GO.search(said)
    return said if word in _REASONED else said[let_go.end() :] if let_go else ""


# Whoever says something of a number that waits for one of these, and none of the words above, says that.
TELLING = ("答复", "不满意")


def told_of(text: str) -> tuple[str, str, tuple[str, ...]]:
    """Return (the number that a text opens with, or an empty one, what else it says, the words that it may be)."""
    if answer := _ANSWERS.fullmatch(text):
        return "", answer["what"], TELLING[:1]
    found = _NUMBER_FIRST.fullmatch(text)
    if found is None or asks(found[2]):
        return "", text, step_words(text)
    return found[1], found[2], step_words(found[2]) or TELLING


_ANSWERS = re.compile(
    r"(?:我来)?(?:答复|回复|答|回)(?:一?下)?(?:他们?|她|人家|这个)(?:一?下|说)?[,，:：\s]*(?P<what>.{2,})", re.DOTALL
)
