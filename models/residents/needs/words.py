"""What somebody types who has something to report, without the word for it; pure."""

import re
from datetime import datetime

from models.organisation.asking.words import SURELY, AskedOf, asking, kind_asked
from models.organisation.people.rules import Role
from models.values.wording import asks as asks_something
from models.values.wording import for_everybody, whole

# Something is broken, blocked, dirty or in the way: what a village can see to.
_WRONG = re.compile(
    r"走[丢失]|(?:牛|羊|猪|狗|猫|鸡|鸭|鹅|车|手机|钱包|钥匙)[^,，。]{0,5}(?:丢了|不见了|掉了|跑了|找不[到着])|堵|爆了|我们?[家屋][^,，。]{0,8}(?:登|算|量|丈)(?:少|错|漏)了|坏了?|不亮|熄了|漏水?|渗水|断[了网电]?|垮|黑了|锁[着起]|按喇叭|[被让]人?偷|电鱼|建渣|冻裂|烂[了得]|枯树|吓[死坏]?人|咬人|返水|塌|裂|积水|淹|臭|脏|没得?有?人(?:管|收|扫|修)|停[水电]|停了[^,，]{1,4}[天日][水电气]|没[有得]?[水电](?![视费])|"
    r"[没不]通(?!过)|路烂|坑|乱(?:停|倒|丢|扔|堆|搭)|噪音|吵得|占(?:道|了路)|飞线|满了|[倒歪斜松][了起]|危险"
)
# Who has seen to it already tells of a service; who asks wants to know something.
_DONE_ALREADY = re.compile(
    r"小时|分钟|钟头|(?:修|通|扫|清|掏|换|补|扶|捡|搬|挖|铲|收拾|处理|解决)(?:好|完|了|干净|通)|辛苦|谢谢|我(?:去|们(?![一二三四五六七八九十\d]?[组队社]|院|楼|村|这|小区|单元|[几\d一二三四五六七八九十]?[栋幢]|门口|巷|对面|隔壁)|来|把|帮)"
)
_ASKS = re.compile(r"[?？]|吗|怎么|咋|多久|哪|谁|啥|什么时候|还?能不能")
# Who asks when or by whom it is mended says that it is broken.
_WHO_MENDS_IT = re.compile(
    r"(?:跟|给|找|喊|叫|请)(?:哪个|谁)(?:来|说|讲|反映|处理)(?:看|修|管|弄)?|^(?!.*(?:[钱账]|保管)).*(?:哪个|谁|哪家|啥子?时候|什么时候|好久|几时|多久|能不能|可不可以|有没有人|怎么没人|咋没人)[^,，。]{0,4}(?:修|来看一?[下哈]|管一?下|管[嘛哦啊]?$|清|处理|解决)"
)
# Who closes with what is to be done about it asks nothing else.
_WHAT_THEN = re.compile(r"(?:国家|政府|村[里上])?管不管[嘛哦啊]?$|[咋怎]么?个?(?:办|整)[嘛啊呀]?$|[嘛嗦吗][?？]?$")
# Who needs no more done what he has reported: 不用了，自己通了.
lets_go = whole(
    r"(?:那个?|我的?)*[^,，。]{2,10}?(?:不办|不用办|不要办)了",
    r"(?:不用|不要|莫)(?:来|办|修|管|弄)?了?[,，\s]*(?:自己|已经|都)?[^,，。]{0,4}(?:好|通|亮|弄好|修好)了|"
    r"[^,，。]{0,8}(?:反映|之前说|说)的?(?:那个|那件|的)?[^,，。]{0,4}(?:给我)?(?:撤|不用管|不要|取消|作废)了?(?:吧|嘛)?",
    around=" ，。,.!！",
)
# Where it is, as a writer says it after what it is: 就在桥头那里. Who only urges (搞快点) says no more of it.
says_where = whole(
    r"(?:就|就是|是)?(?:在)?[^,，。\d]{0,8}(?:[那这]里|[那这]边|[那这]儿|[那这]头|旁边|边上|门口|对面|背后|后面|前面|[上下]头|[上下]面|里头|附近|"
    r"桥头|路口|村口|坡上|山上|院坝|坝坝|屋[前后]|[河沟塘路]边|[组社队])(?:的?(?:位置|地方))?[啊嘛哈哦]?",
    around=" ，。,.!！",
)
_URGES = whole(
    r"(?:你们?|麻烦)?(?:搞|弄|整|来|办)?(?:快|赶快|赶紧|早)一?点(?:儿|来|办|搞|弄)?[啊嘛哈哦]?|快[来些点]|(?:赶快|赶紧|马上)(?:来|办|搞|弄)?[啊嘛哈哦]?|(?:我)?(?:很|好|有点|急得很|等)?着?急[得很啊嘛死人了]*",
    around=" ，。,.!！",
)


def said_on(line: str, text: str) -> str | None:
    """Return a line that would be reported with the place that a text says, unchanged by urging; else None."""
    if not line.startswith("反映"):
        return None
    return line if _URGES(text) else f"{line}，{text.strip(' ，。,.!！')}" if says_where(text) else None


# Who may say that another villagers' `group` was meant, before it is looked what was reported.
puts_right = whole(
    r"(?:我)?(?:说的|讲的)?(?:是|应该是)(?P<group>[一二三四五六七八九十\d]{1,2}[组社队])[^,，。]{0,6}(?:[,，\s]*(?:打错|写错|说错|搞错).{0,3})?",
    around=" ，。,.!！",
)
_GROUP = re.compile(r"[一二三四五六七八九十\d]{1,2}[组社队]")
# Who would have something otherwise tells the village so.
_WISHES = re.compile(
    r"^(?:我们?)?(?:想|要)?(?:提|说)?(?:一?[个点条])?(?:小)?(?:建议|意见)|能不能(?:在|把|给)[^,，。]{2,}|(?:组里|我们组|院子里?)[^,，。]{0,6}都(?:说|想)"
)
_LONGEST = 80
# Who speaks for others says so first: 我代表二组反映，桥栏杆断了.
_FOR_OTHERS = re.compile(
    r"(?:我?(?:代表|替|帮)[^,，。]{1,8}|我们?(?:想|要|来|得)*|想|要|给(?:你们?|村[里上]))反映(?:一下|哈|[个点]事情?|一?件事情?|情况)*(?:[,，:：\s]+|(?<=[事下哈]))(?P<what>.{4,})"
)


# What was reported before is spoken of: 反映了到时候还没弄好咋整.
_REPORTED_BEFORE = re.compile(r"(?:了|过|的|后|以后|上去|完)(?=.*(?:[没不]|怎么|咋|哪|好久|多久|[?？]))")


def read_report(text: str, moment: datetime) -> str | None:
    """Return what is reported; None for words that ask of what was reported before."""
    return None if _REPORTED_BEFORE.match(text) else text


# Who asks whether the water is to be cut off has it still.
_WHETHER_IT_COMES = re.compile(
    r"(?:是不是|会不会|要不要|好久|什么时候|哪天)[^,，。]{0,3}停[水电气]|停[水电气](?:不|吗|到)"
)


def asks_how_far(text: str) -> bool:
    """Return whether a text asks after what its writer has reported; complaints to the district are another list."""
    return asks_something(text) and asking(AskedOf.NEED)(text) and "投诉" not in text


def complaint(text: str, moment: datetime) -> str | None:
    """Return the line that reports what a text complains of, such as 三组沟渠堵了; None when it does not complain."""
    said = text.strip()
    if told := _FOR_OTHERS.fullmatch(said):
        return f"反映 {told['what']}"
    said = _TO_WHOM.sub("", said)
    if "反映" in said or for_everybody(said) or _WHETHER_IT_COMES.search(said):
        return None
    wrong = _complains(said) and not _DONE_ALREADY.search(said)
    return f"反映 {said}" if wrong and 4 <= len(said) <= _LONGEST else None


# To whom it is to be reported is asked behind what is wrong: 楼道灯坏了，跟谁反映.
_TO_WHOM = re.compile(r"[,，\s]*(?:该|要)?[跟找向给](?:谁|哪个|哪里|哪儿)去?反映[嘛哦呢呀啊?？。]*$")
# Of what is wrong one may ask so as well; any other sure question no report answers: 房子墙裂了，国家给不给钱修.
_OF_WHAT_IS_WRONG = frozenset({AskedOf.NEED, AskedOf.NOTICE, AskedOf.ELSEWHERE, AskedOf.DAY, AskedOf.PROGRESS})
_LIKELY = 0.5


def _complains(said: str) -> bool:
    """Return whether a text says that something is wrong, as was learned or by its words, and asks nothing else."""
    kind, chance = kind_asked(said)
    if kind is AskedOf.WRONG and chance >= _LIKELY:
        return True
    asks_of_else = asks_something(said) and kind not in _OF_WHAT_IS_WRONG and chance >= SURELY
    asks = _ASKS.search(_WISHES.sub("", _WHO_MENDS_IT.sub("", _WHAT_THEN.sub("", said))))
    return not (asks or asks_of_else) and any(one.search(said) for one in (_WHO_MENDS_IT, _WISHES, _WRONG))


# Who (`name`) is to do `what` instead, as a secretary says it: 路灯那个给周小川办.
handed = whole(
    r"(?P<what>.*?)[,，]?(?:那个?|这个?)?(?:事情?)?(?:就)?(?:交给|转给|给|喊|叫|让|请|派)(?P<name>[\u4e00-\u9fff·]{2,5}?)(?:去|来)?"
    r"(?:办|弄|修|处理|看|管|负责|跟|搞)(?:一?下)?(?:嘛|吧|了|哈)*",
    around=" ，。,.!！",
)
# Of `what` somebody asks who does it: 路灯那个哪个在办.
asks_in_whose_hands = whole(
    r"(?P<what>.{2,12}?)(?:那个?|这个?|的事)*(?:现在)?(?:是)?(?:哪个|谁|哪位)(?:在|来|去)?(?:办|弄|修|管|处理|搞)(?:的|着)?"
)
# What goes on with what he has reported, as its writer says it: 又熄了一盏.
goes_on = whole(
    r"(?:不对|哎呀?)?[,，\s]*(?:又|还有|还是|还在)[^,，。]{0,6}(?:熄|坏|堵|漏|断|倒|垮|臭|淹|没(?:亮|好|修|弄|通|搞)|不(?:亮|通))[^,，。]{0,5}",
    around=" ，。,.!！",
)
# By which words somebody in office is named without his name.
_OFFICERS = (
    (re.compile(r"书记|支书|干部"), Role.SECRETARY),
    (re.compile(r"主任|村长|干部|会计|文书"), Role.VILLAGE_COMMITTEE),
    (re.compile(r"[组社队]长"), Role.VILLAGERS_GROUP_LEADER),
)


_ASKED_TO_COME = re.compile(
    r"(?:请|喊|叫|找|麻烦|希望|望|想|派)[^,，。]{1,8}?(?:[来去]|管|看|帮|处理|解决|调解|协调|说一?下)"
)


def spoken_of(text: str) -> str:
    """Return a text without whom it only asks to come: nothing is said of them (请干部来一趟)."""
    return _ASKED_TO_COME.sub("", text)


def offices_named(text: str) -> frozenset[Role]:
    """Return the posts whose holders a text speaks of: 书记喝酒开车."""
    return frozenset(role for spoken, role in _OFFICERS if spoken.search(text))


# Who only says that he wants to report something has not said what: 我要反映问题.
reports_nothing_yet = whole(
    r"(?:我们?)?(?:想|要|来|得)*反映(?:一?下|哈)?(?:一?[个点件些])?(?:问题|情况|事情?|意见)?", around=" ，。,.!！"
)
_NOTHING = re.compile(r"(?:一?[个点件些下])?(?:问题|情况|事情?|意见)?[ ，。,.!！吧嘛]*")
_FILLER = re.compile(r"^(?:(?:[个一这]?[件点个]?(?:事情?|情况|问题)|哈|一下)[,，:：\s]+)+")


def told(text: str) -> str:
    """Return what is reported without what only leads to it: 个事，二组的路灯坏了; nothing of 一个问题."""
    return "" if _NOTHING.fullmatch(text.strip()) else _FILLER.sub("", text.strip())


# A whole text that asks what residents have reported: 有哪些反映没办, 哪些反映超期了.
asks_for_all = whole(
    r"(?!我)[\u4e00-\u9fff·]{2,5}反映的[^,，。]{0,8}(?:没有?|没得|咋样|怎么样|哪一?步)了?|(?!.*对.*意见)(?:(?:有|还有)(?:没有|没得|哪些|啥子|什么|好多|几[件个])|哪些|好多|几[件个])[^,，。]{0,6}(?:反映|意见)[^,，。]{0,8}|反映[^,，。]{0,6}(?:超期|没办|没完)[^,，。]{0,6}|"
    r"(?:群众|村民|居民|大家)反映的[^,，。]{0,8}(?:没办|没完|[几好][件个多]|多少)[^,，。]{0,6}"
)


def is_question(text: str, moment: datetime) -> bool:
    """Return whether what stands behind 反映 asks something and says of nothing that it is wrong."""
    return asks_something(text) and complaint(text, moment) is None


def put_right(text: str, reported: str) -> str | None:
    """Return what was reported with the group that a text says was meant (我说的是二组，打错了); None otherwise."""
    found = puts_right(text)
    return _GROUP.sub(found["group"], reported, count=1) if found and _GROUP.search(reported) else None
