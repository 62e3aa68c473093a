"""What kind of message it is: what was learned from the examples, together with what rules know for certain."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

from bot.language.model import detail, models, sized_groups
from bot.language.numerals import WHOLE
from bot.language.pattern import Pattern
from bot.language.people import PERSON, NamePattern, is_somebody_elses_story
from bot.language.spent import find_spent
from bot.language.undone import left_open, never_done
from bot.language.values import Message

KIND = "kinds"
KINDS = {
    "活动": "activity", "自评": "star_report", "问值班": "duty_query", "换班": "duty_swap", "请假": "duty_leave",
    "签到": "duty_checkin", "问排名": "ranking_query", "问自己": "my_record", "撤改": "revoke",
    "问决定": "decision_query", "问办事": "service_list", "问资料": "library_query", "问用法": "help",
    "闲话": "none", "没说清": "clarify",
}  # fmt: skip
"""The kinds as the example files name them, and their codes."""
EFFECTS = frozenset({"activity", "star_report", "duty_swap", "duty_leave", "duty_checkin", "revoke"})
"""The kinds that write something when they are acted on."""

_ASKED_FOR = EFFECTS - {"activity"}

SURE = 0.8
_OWN_WORDS = 0.9
_BEYOND_DOUBT = 0.97
# Of 1,050 messages of hands unknown to the examples, none that told how long it took and was likelier than this was
# anything but a report.
_TIMED_SURE = 0.6
_HARDLY = 0.02
_PERHAPS = 0.08
_SHORT = 16
_TOLD = frozenset({"activity", "star_report"})
# Of 3,300 reports that were told, two end as a question and none thanks somebody without a word of oneself.
_QUESTION = (
    r"(?:[?？]|吗|没有?|没得|不|么)[\s?？!！。~]*(?:嘛|哦|啊|呀|哈|呢)?[\s?？!！。~]*$|(?:算几分|的?是谁|要多久)[?？]?$|"
    r"(?P<either>[够对])不(?P=either)[啊哦嘛呢\s?？!！。~]*$|(?:多少|好多|几块)钱|去不[了成][吧哦嘛啊,。]*$"
)
_PLAN = (
    r"^(?:@\S+\s)?(?:明[天早晚]|后天|下个?(?:周|星期|礼拜|月)|打算|准备|改天|过[几两三]天|等会儿?|争取)"
    r"(?!.*(?:记|报|登|昨|今天|前天|刚))"
)
_FOR_EVERYBODY = (
    r"^(?:@所有人|@全体|@all|提醒[:：]|\[链接\]|【(?:通知|转|公告|预告|紧急|提醒|预警|温馨|招聘|转发|重要)|转发?[:：]|紧急?通知|"
    r"通知[:：]|公告|#接龙)|各位(?:党员|村民|群众|居民|同志|邻居|组长)(?!.*我)|"
    r"请(?:大家|各位|各[村组户支]|全体|互相转告|相互转告|准时)|(?:希望|要求|望)(?:大家|各位|全体|同志们|党员们)|请[^,，我]{0,6}(?:同志|人员|党员|组长)们?(?:坚守|务必|按时|及时|做好|注意|[^,，。]{0,10}(?:领取|参加))|大家(?:记得|注意|都来)|务必|准时(?:参加|到)|"
    r"请勿|请(?:空腹|自带|携带)|(?<![给为帮\d])\d+岁以上[^,，。我]*(?:体检|接种|领|认证)|[断停][水电气]检修|请(?:蓄|储|备)水|绕行|带来不便|敬请(?!录|登|记|核|审|查收|更正)|别(?:乘|停车|靠近|往[^,，]{1,6}走|走[那这])|收到(?:请)?回复|不得(?:缺席|迟到)|(?:记得|别忘了|莫忘了?|记到)(?:带|签到|来|跟|给|把|去)(?!.*[写记报加登]上)|把[^,，]{1,8}[报发交传](?:一下|给我|上来|过来|到群里)[\s,，]*我(?:来)?(?:汇总|统计|登记)|有(?:没有)?人(?:想|要|愿意)?(?:一起|一路|同去)[^,，]{0,4}[吗么没]|扣个?1(?=$|[,，。!])|欢迎(?:群众|大家|各位)|自带"
)
_WORDS_OF_COMMANDS = (
    r"^(?:我[要想]?)?(?:反映|投诉|质询)(?!了?[,，]?(?:处理|解决|办))|^(?:任务|待办|通知|公告|已核实|已经核实|核实了|考核|表决|提议|公示|承诺|"
    r"预约|申报|需求|认领|销号|整改)(?:了|的|$|[\s,，:：。])"
)
_NOT_OF_MYSELF = r"^(?!.*(?:自评|我|本人|俺|咱|[帮替代][^,，]{1,6}(?:报|记|登)))"
_THANKS = (
    r"谢谢|多谢|多亏|感谢|辛苦(?:了|您|你|大家|各位)|表扬|点个?赞|好样的|真不错|"
    r"了不起|服气|佩服|致敬|也?太(?:拼|能干|厉害|牛|给力)了?|事迹|(?:值得|向[^,，]{1,8})学习|连续[^,，月天]{1,3}年"
)
_HEARSAY = r"好像|似乎|记不清|听说|听讲|据说|视频里|电视[上里]|新闻|他们说|别个说|人家说"
_SO_LONG = r"[\d一二两三四五六七八九十半]\s?[个個]?半?\s?(?:小[时時]|[钟鐘][头頭]|h(?![a-z])|分[钟鐘])"
# 栽树1小时，不对，是2小时 takes nothing back that was told before.
_CORRECTS_ITSELF = (
    rf"^(?!.*(?:刚|[那这上]一?条|前[头面]|记录|编号|报[的成了]|[写记]成|[改撤删])).{{2,}}{_SO_LONG}[,，。…\s]*"
    rf"(?:不对|[说记搞写]?错了?|不是|哦不)[,，。\s]*(?:应该)?是.*{_SO_LONG}"
)
# 上星期四 has a star in it, and no more of one.
_ONLY_A_WEEKDAY = r"^(?!.*(?:星(?!期)|评|[颗★⭐]|自|[报打够升给]个?[一二三四五1-5](?!\d?[号月点天个小户]))).*星期"
_LEFT_OUT = r"^(?:我|本人)(?:要|想)?申请[^,，?？吗怎咋]{0,8}(?:免评|不参评)(?!.*(?:[吗?？]|怎么|咋))"
# What a meeting has voted is nobody's deed, unless it is said how long one was there.
_TALLY = (
    rf"^(?!.*(?:小时|钟头|分钟|\dh)).*(?:(?:{WHOLE})票(?:赞成|反对|弃权|同意|通过|不|对|[,，。:：\s]|$)|全票|票(?:赞成|反对|弃权)|"
    rf"应到[^,，。]{{0,6}}[,，]?\s?实到|(?:同意|赞成|反对|弃权)的?(?:有|是)?\s?(?:{WHOLE})(?:[人个票户名]|$|[,，。])|"
    rf"(?:{WHOLE})[个人户名]人?[^,，。]{{0,4}}(?:赞成|反对|弃权|(?<!不)同意))"
)
_STARS_OF_OTHERS = (
    r"^(?!.*(?:我|本人|俺|咱|自评))(?:[今昨前]天)?"
    r"(?:别的|其他|人家|隔壁|好多|有些?的?|大家|他们|群里|[一-龥]?(?:孙[儿子女]|娃儿?|学生))[^,，。]{0,14}星"
)
# What one was told of another who is not spoken for, and saw on the telephone; what goes for whoever does it.
_TOLD_OF_OTHERS = (
    rf"^(?!.*(?:[帮替代][他她]|那条|[,，。;；\s]我(?![不没未])))[听闻据]?{PERSON}(?:同志)?(?:言|自称|声称|称|说|讲|报|告诉我)[,，:：]?\s?[他她其](?![^,，。]*[和跟]我)|"
    r"^(?:[今昨前]天|[今昨]晚|刚才?|我|\s)*刷到(?=[^,，。]{0,8}(?:隔壁|别[个的人]|人家|视频|新闻|直播|抖音|有人))|"
    r"(?P<anybody>哪个|谁).{1,16}就[^,，。]{0,2}(?P=anybody)"
)
# What is forbidden, and what is passed on.
_ORDERED = (
    r"^帮?转(?:发|告)?[:：]|^(?!.*(?:[了过完巡劝查贴发守看]|宣传|小时|分钟|\dh))(?:.*[\s,，。;；])?(?:严禁|禁止|切勿)"
)
# What befell others, where nobody did anything about it.
_BEFELL = r"^(?!.*[我帮救搬抬灭守劝散清修查送排]).*(?:失火|[着起]火|淹了|冲[垮走]|车祸|塌了)"
_SOMEBODY = (
    rf"{PERSON}(?:同志)?(?:他|她)?"
    r"(?:今天|昨天|前天|昨晚|今早|上午|下午|上周|刚才|一大早|又去?)"
)
_HOW_TO = r"^[^,，]{0,8}(?:咋个?|怎么|怎样|如何)(?:才能)?[撤改请换报评签弄整填写用销补删取][^,，]{0,4}$"
# What was only dreamt, and what slipped out to the bot instead of somebody else.
_DREAMT_OR_MISSENT = (
    r"梦[到见里]|做梦|不是(?:要?[跟给对和找喊叫]|发给)[你您](?:说|讲|的|发|看|$|[,，。])|发错(?:人|群|窗口|地方)"
)
# 整了两个钟头, 补2h, 2小时 老赵: how long and with whom, and not what.
_NO_DEED_NAMED = NamePattern(
    rf"^(?:[今昨前]天|[今昨]晚|[上下]午|[帮给]我|我|又|也|[,，\s])*(?:[整搞弄干做报记加补]|登记)?了?\s?"
    rf"(?:[\d.一二两三四五六七八九十]*{_SO_LONG}半?|[一半整]+个?(?:天|上午|下午|晚上))[,，。!！\s]*"
    rf"(?:我?[和跟同与]?{PERSON}(?:一起|一路|同行)?|帮?我?[报记登]一?下|记上)?吧?$"
)
# Who is told to do something, and who only passes a question on.
_ASKED_OF_OTHERS = (
    r"^(?:楼[上下]|隔壁|对面|对门|[\d一二三四五六七]楼|哪家|谁家)的?[^,，了]{0,4}把[^,，了]{1,8}一下|"
    r"^(?:我|你|您|请|麻烦)?[替帮代][^,，]{1,8}问(?:一?[句下声哈]|问|个)"
)
_ABOUT_LEAVE = (
    r"为(?:什么|啥子?)|(?:哪些|哪个|哪几个|多少|有没有|是不是|是否).{0,8}请了?[病事婚产丧年陪护]{0,2}假|谁请|"
    r"能[请休]几?[多少天]|假(?:有|给|能休|可以休)?几天|工资|怎么算|扣不扣|"
    r"[^我]没有?请了?假|假了?(?:吗|么|没得?|没有吗?)[?!。~\s]*$|请假(?:条|单|的人|制度|人员|情况)"
)
_WHY_SO_MANY_STARS = (
    r"^(?!.*才能)(?:那么?|我)?(?:为(?:什么|啥子?|何)|凭(?:什么|啥子?)|咋个?|怎么)[^,，]{0,6}(?:[一二三四五两\d]颗?星|星级)|"
    r"^为(?:什么|啥子?)(?:呢|啊)?[?？]?$|"
    r"^我的?(?:星级?|[一二三四五\d]星)是?(?:怎么|咋个?|如何)(?:来|算|评|得)|^我(?:现在)?[是有]?几颗?星[?？]?$"
)
# 15号黎芳请假了 is news of somebody else.
_LEAVE_OF_ANOTHER = (
    rf"^(?!.*我)[^,，]{{0,8}}?{PERSON}(?:同志)?(?:[今明后]天)?(?:请假?了|请了[^,，]{{0,4}}假|请过假|要请假)"
)
# 老李明天请一天假, 小舒交班了: told of somebody, unless he is spoken to (老李，明天…) or speaks of himself by name.
_OF_SOMEBODY = NamePattern(
    rf"^(?!.*(?:我|本人|换|替|顶))(?:{PERSON}|[他她])(?:同志)?(?![那这][条个次]|的?[那这])(?=[^\s,，:：、!！。同和跟])"
)
_HANDS_ON = r"^交(?:接|班)?给[^,，。]{1,4}[了,，](?:.*[,，])?我(?:就|先)?(?:下班|走|收摊|收工|撤|回去)"
_NO_RECORD = (
    r"(?:撤|取消|删)[掉了除]?(?:那个|这个|旧|订的?)?[一-龥]{0,2}"
    r"(?:牌|摊|军|柜|县|资|职|航班|订单|好友|照片|会员|合同|闹钟|牛奶|票)"
)
# 当日值班由副主任宁涛同志代为履行
_STOOD_IN_FOR = r"^(?!.*请假).*值班[^,，?？]{0,2}由(?![谁哪])[^,，?？]{2,12}代(?:为|[行值理])"
_NOT_OF_THIS_DUTY = (
    r"^(?!.*(?:退岗|离岗|我(?:就|先)?下班|交接给|已交|交给|转给?了|值班的?电话(?:是?(?:多少|好多|几号)|[?？]?$)))(?=.*(?:(?:打卡机|签到[表簿册]|交接?班[本表簿记]|值班[本簿记]|值班(?:电话|床|补)|记录本)|坏了|用完|没墨|打不通|航班|车票|请客|"
    r"[上下]班(?:就?别|莫|不要|先|后|以后|之后|的时候|时间|路上|前|记得|大家|都|一起)|"
    r"(?:值班|坐班)的?(?:同志|师傅|人员?|那?个?[小年]|老师|干部)[^,，]{0,2}(?:请|麻烦|注意|辛苦|把|下午|到|帮|记得|态度|真)))"
)
_CERTAIN: tuple[tuple[Collection[str], Pattern, str], ...] = (
    (KINDS.values(), Pattern(_WHY_SO_MANY_STARS), "my_record"),
    (("star_report", "none", "my_record"), Pattern(_LEFT_OUT), "star_report"),
    (("clarify", "none"), Pattern(r"^\d{1,2}(?:\.\d)?改成?\d{1,2}(?:\.\d)?$"), "revoke"),
    (("revoke",), Pattern(_CORRECTS_ITSELF), "activity"),
    (("star_report",), Pattern(_ONLY_A_WEEKDAY), ""),
    (EFFECTS, Pattern(_HOW_TO), "help"),
    (EFFECTS, Pattern(_ASKED_OF_OTHERS), "none"),
    (EFFECTS, Pattern(_FOR_EVERYBODY), "none"),
    (EFFECTS, Pattern(_WORDS_OF_COMMANDS), "none"),
    (EFFECTS, Pattern(_DREAMT_OR_MISSENT), "none"),
    (("activity",), _NO_DEED_NAMED, "clarify"),
    (("revoke",), Pattern(r"(?<![少多别莫])算了(?!记错)|先不|还是不"), "clarify"),
    (("revoke",), Pattern(_NO_RECORD), "none"),
    (("activity", "none"), Pattern(_HANDS_ON), "duty_checkin"),
    # What is given back to its writer is another's; nobody's own last record goes for it.
    (("revoke",), Pattern(r"^(?!.*我的?).*(?:退回|打回|驳回|退给|退了$|退去)|^先?(?:不要|不用|别|莫|不)撤"), "none"),
    (("duty_leave",), Pattern(_ABOUT_LEAVE), ""),
    (("duty_leave",), NamePattern(_LEAVE_OF_ANOTHER), ""),
    (
        ("duty_checkin",),
        NamePattern(rf"^(?!.*我)[^,，]{{0,4}}?{PERSON}(?:同志)?[^,，我]{{0,4}}没(?:有|来|去)?(?:签|打卡|到岗|来)"),
        "",
    ),
    (KINDS.values(), Pattern(_STOOD_IN_FOR), "duty_swap"),
    (("duty_checkin", "duty_query"), Pattern(_NOT_OF_THIS_DUTY), "none"),
    (
        _TOLD,
        Pattern(
            r"^(?:今天|昨天|刚才)?有?(?:群众|村民|居民|老百姓|有人|人)[^,，]{0,4}(?:反映|举报|投诉|告状)(?!.*(?:谈[妥拢好]|劝|拉[着到]|处理|解决|修好|我))"
        ),
        "none",
    ),
    (_TOLD, Pattern(rf"{_NOT_OF_MYSELF}(?:.*(?:{_THANKS})|(?:听说|听讲|据说))"), "none"),
    (
        _TOLD,
        NamePattern(
            rf"{_NOT_OF_MYSELF}(?:{_SOMEBODY}|(?:那个|人家|隔壁)[一-龥]{{1,6}}[队站所局](?:的人)?(?=[今昨前上又在]))"
        ),
        "none",
    ),
    (
        _TOLD,
        Pattern(
            r"(?:向[他她]们?|值得[我大])[^,，]{0,4}(?:致敬|学习)|^(?!.*我)[^,，]{0,4}[区市县镇](?:领导|[委政][^,，]{0,4}书记|长)[^,，]{0,14}(?:调研|视察|督导|指导)"
        ),
        "none",
    ),
    (_TOLD, Pattern(_BEFELL), "none"),
    ({*_TOLD, "revoke"}, NamePattern(_TOLD_OF_OTHERS), "none"),
    (_TOLD, Pattern(_ORDERED), "none"),
    (("star_report",), Pattern(_STARS_OF_OTHERS), "none"),
    (_TOLD, Pattern(_TALLY), ""),
    (
        _TOLD,
        Pattern(
            r"^据(?:[^,，]{0,4}反映|了解|悉|报)[,，](?!.*我)|^[^我改]*想起(?!来?去)|(?:^|[,，])唉[。!]*$|保重[。!]*$|节哀|一路走好"
        ),
        "none",
    ),
    (_TOLD, Pattern(rf"{_QUESTION}|{_PLAN}|^(?:谁|哪个|哪家)|(?<![计问看记解、])谁家"), ""),
)
"""What rules know for certain: of what seems to be one of these kinds, what such words make of it.

An empty kind stands for the likeliest that writes nothing.
"""
# With these words a report is asked about, unless it is more likely something that writes nothing.
_DOUBTED = NamePattern(
    rf"{_HEARSAY}|没[去来搞做干弄修栽办][成动完得了]*[。!！]*$|开玩笑|骗你|逗你|去年|谢谢|多谢|感谢|辛苦(?:了|您|你|大家|各位)|表扬|点个?赞|佩服|"
    r"了不起|不简单|好样的|记一?大?功|比不[上过]|这[娃人][^,，]{0,2}(?:可以|能干|不错)|"
    # What was only reported, and what offices did.
    rf"^据[^,，]{{1,8}}[讲说称]|^我?看[到见](?={PERSON})|"
    r"^(?:[镇乡县区]上|[县区]里|上头|妇联|团委|物业|学校|工作队|施工队)(?![^,，]*我)[^,，]{0,3}(?:来人|派人|[今昨前大上]|\d+[.月号])|"
    # What everybody is told.
    r"^各位|请(?:打|拨|致)电|^[^,，。我]{2,9}来了?(?:\d+|[一二两三四五六几]+)(?:个?人|位)|"
    # Of one's own family, and what has been so for weeks: no service.
    r"(?:[给帮陪带]|接送?)(?:自己|我)?(?:的|家)?(?:孙[子女儿]|外孙|女儿|儿子|老婆|老公|媳妇|老伴|爸妈|[我自]?己?[爸妈爹娘]|老汉|娃(?=打针|看病|上学|爬|玩))|"
    r"^[^,，。;；]*(?:明[天早晚儿日]|后天|下个?(?:周|星期|礼拜|月)|打算|准备(?:去|要)|改天|过[几两三]天|要去(?!了)|等会儿?|到时候)|"
    # Where somebody is just now is not yet what he has done.
    r"^[“「『\"]|^我?正?在(?!.*(?:了|过|完|好|小时|分钟|[个次户份]|\d)).{2,10}$|"
    r"(?:他们|人家|别个|别人)[^,，]{0,6}(?:星|评|报)|星[^,，]{0,4}(?:他们|人家|别个|别人)"
)
# With these it is asked about as well, unless it is a report beyond doubt.
_STRANGE = Pattern(
    r"打工|挣|加班|麻将|(?<!电)动车|高铁|自家|接待|来访|主家|客户|订单|[改批]作业|备课|卸货|工钱|还剩|停[水电]|断[网水电]|坏了|没[墨油]|丢了|不见了|被[^,，]{1,6}了|"
    r"了(?:一|两|三|几|半|好几|十几|[一二三四五六\d]+)个?多?(?:星期|礼拜|个月|月|年)(?:了|$|[,，])|明[天早晚儿日]|后天|下个?(?:周|星期|礼拜|月)"
)
# Who says how long it took has done it for somebody; who asks says no time.
_LASTED = Pattern(rf"{_SO_LONG}|[半一]个工(?=$|[\s,，。])")
_TIMED = Pattern(rf"{_SO_LONG}|[\d一二两三四五六七八九十半][点:]半?")
_ASKS = Pattern(r"^还[有剩差]|^[离距]|[?？]|吗|怎么|咋|多久|好久|多少|几|哪|谁|啥|什么|要多少")
_FOR_ANOTHER = Pattern(
    r"[帮替代给][他她][^,，]{0,3}[报记登录补]|[帮替代给]我[^,，]{1,8}?[报记登录](?:一?[个条笔下声]|上|[:：,，]|[一二三四五]颗?星)"
)
_CORRECTS = Pattern(
    r"[报写记填]成了?\s?[\d一二两三四五六七八九十]|\d\s?(?:个?小时|h|分钟|min|[户人份件次袋])\s?(?:→|->|=>|改成?)\s?\d|(?:时[间长]|日期|数量|[户人次份件袋棵]数)由?[^,，。]{0,12}(?:改|更正|调|应)[成为到]?|^(?:@\S+\s)?(?:(?:刚才?的?|刚刚|上一?|前[面头]?|那)[那一]?条|刚[才刚]?(?:我)?[报记说写打]的)"
)


@dataclass(frozen=True)
class Guess:
    """The likeliest kind by its code, its probability, whether it may be acted on unasked, and the second kind."""

    kind: str
    chance: float
    sure: bool
    second: str | None


# Who closes a report with thanks thanks the bot; yet unless he says that it is to be put down, he is asked.
_THANKS_AT_THE_END = Pattern(
    r"[,，。;；!！\s]+(?:谢谢|多谢|谢了|辛苦了|麻烦了)(?:[您啦哈了嘛]|管家|助手|书记|主任|领导|大家|各位|的?支持|理解|配合)*[\s。!！~]*$"
)
_TO_BE_PUT_DOWN = Pattern(
    r"^[^,，。\d]{0,6}[报记登录]|[代替帮][他她]报|(?:^|[,，。:：])[^,，。:：]{0,6}(?<![帮给替为])我(?!们|[爸妈家])"
)


def guess(message: Message, threshold: float = SURE) -> Guess:
    """Return what kind of message it is; `threshold` is the probability from which an effect needs no question."""
    thanks = _THANKS_AT_THE_END.search(message.text)
    if thanks and _TIMED.search(message.text[: thanks.start()]):
        told = guess(message.part(0, thanks.start()), threshold)
        return replace(told, sure=told.sure and (told.kind not in _TOLD or bool(_TO_BE_PUT_DOWN.search(message.text))))
    return _guess(message, threshold)


def _guess(message: Message, threshold: float) -> Guess:
    chances = {KINDS[name]: chance for name, chance in models()[KIND].chances(sized_groups(message.text)).items()}
    first, second = list(chances)[:2]
    if first not in EFFECTS and _tells_of_a_deed(message.text, first, chances):
        first = "activity"
    if certain := _certain(first, message.text, chances):
        return _of(certain, chances, sure=True)
    reads = _told(first, second, message, chances, threshold) if first in _TOLD else _likely(first, chances, threshold)
    return replace(reads, sure=reads.sure and not _may_be_meant_otherwise(reads.kind, message.text))


def _may_be_meant_otherwise(kind: str, text: str) -> bool:
    return kind in _ASKED_FOR and (left_open(text, kind) or _OF_SOMEBODY.search(text) is not None)


def _certain(first: str, text: str, chances: Mapping[str, float]) -> str | None:
    """Return the kind that rules know for certain when `first` is the likeliest; None when they know none."""
    known = (meant for kinds, pattern, meant in _CERTAIN if first in kinds and pattern.search(text))
    meant = next(known, None)
    if meant is None and first in EFFECTS and never_done(text, first):
        meant = ""
    return _harmless(chances) if meant == "" else meant


def _told(first: str, second: str, message: Message, chances: Mapping[str, float], threshold: float) -> Guess:
    """Return the kind of what sounds like a report: what others did, or was only heard, is asked about or is none."""
    if _CORRECTS.search(message.text) and chances["revoke"] > _HARDLY:
        return _of("revoke", chances, sure=False)
    if _FOR_ANOTHER.search(message.text):
        return _likely(first, chances, threshold)
    if not _is_doubted(message, chances[first]):
        return _likely(first, chances, _TIMED_SURE if _lasted(message.text) else threshold)
    if chances[first] < _OWN_WORDS and second not in EFFECTS:
        return _of(second, chances, sure=True)
    return _of(first, chances, sure=False)


def _lasted(text: str) -> bool:
    return any(one.minutes for one in find_spent(text))


def _is_doubted(message: Message, chance: float) -> bool:
    """Return whether a report may be of others, only heard, or no service."""
    strange = chance < _BEYOND_DOUBT and _STRANGE.search(message.text)
    return bool(strange or _DOUBTED.search(message.text)) or is_somebody_elses_story(message)


def _likely(kind: str, chances: Mapping[str, float], threshold: float) -> Guess:
    return _of(kind, chances, sure=chances[kind] >= threshold)


def _harmless(chances: Mapping[str, float]) -> str:
    """Return the likeliest kind that writes nothing."""
    return next(kind for kind in chances if kind not in EFFECTS)


def _tells_of_a_deed(text: str, first: str, chances: Mapping[str, float]) -> bool:
    """Return whether a few words with a time tell of a deed, however rarely it is done; unlikely, it is asked about."""
    lasted = _LASTED.search(text)
    if lasted is None or len(text) > _SHORT or _ASKS.search(text):
        return False
    deed = text[: lasted.start()] + text[lasted.end() :]
    named = first == "clarify" and len(deed) > 1 and detail("活动", deed)[1] > _OWN_WORDS
    return named or chances["activity"] > _PERHAPS


def _of(kind: str, chances: Mapping[str, float], *, sure: bool) -> Guess:
    return Guess(kind, chances[kind], sure, next(other for other in chances if other != kind))
