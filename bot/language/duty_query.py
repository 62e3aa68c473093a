"""Questions about who is on duty, and when."""

from bot.language.duty_talk import DUTY, duty_days, duty_slot, iso
from bot.language.organisations import find_organisation
from bot.language.pattern import Pattern
from bot.language.people import FULL, TITLED, persons
from bot.language.silence import is_notice
from bot.language.values import Message, Reading

_WHO = r"(?:谁|哪个|哪些人?|哪几个|哪位|哪一位|啥子人|什么人|哪家|啷个)"
_DAY = r"(?:今天|今日|现在|今儿|明天|上午|下午|这会儿?)"
_SOMEBODY = rf"(?:{TITLED}|{FULL}|我)"
_ASKS_WHO = Pattern(
    rf"{_WHO}.{{0,8}}(?:{DUTY}|在岗|在班|在村委|在办公室|在村上|在社区|守|值)|{_WHO}在[?!。嘛哦\s]*$|"
    rf"(?:{DUTY}|岗).{{0,6}}(?:是|轮到|该|有)?{_WHO}"
)
_ASKS_OPEN = Pattern(
    r"(?:村委会?|村上|社区|办公室|便民中心|便民服务中心|服务中心|大厅|居委会|党群中心|村里|值班室|"
    r"活动室|支部).{0,10}"
    r"(?:有没得?有?人|有人没|有人不|有人吗|有人在|有没人|开门[不没吗]|开不开门|上班[不没吗]|上不上班|"
    r"办公[不没吗]|办不办公|在不在|有人么|有人?在[不没吗]|得不得有人|[谁哪]个?在|有哪个)"
)
_ASKS_CADRES = Pattern(r"(?:干部|书记|主任|文书)(?!们).{0,6}(?:在不在|在没在|在[不没](?=$|[?。嘛哦\s]))")
_ASKS_WHETHER = Pattern(
    rf"^(?:请问)?{_DAY}?{_SOMEBODY}{_DAY}?(?:在不在|在没在)(?:村委会?|办公室|村上|社区|单位|班|岗)?[?!。嘛哦\s]*$|"
    rf"(?:是不是|是否)(?:轮到)?(?:该)?{_SOMEBODY}{DUTY}"
)
_SAYS_EMPTY = Pattern(
    r"(?:村委会?|办公室|便民(?:服务)?中心|服务中心|大厅|居委会|党群中心|值班室).{0,6}(?:没得?有?人|人都没得?)在?[?!。嘛哦啊呢\s]*$"
)
_ASKS_WORK = Pattern(
    r"上班[不没吗]|上不上班|要不要上班|要上班不|要坐班不|还?值不值班|坐不坐班|值班[不吗没]|坐班[不吗没]"
)
_ASKS_WHEN = Pattern(
    rf"(?:哪天|哪一天|哪几天|哪些天|啥时候?|啥子时候|什么时候|几时|几号|星期几|周几|何时|多久|好久|"
    rf"下[次回]|好多号|好多天).{{0,8}}{DUTY}"
    rf"|{DUTY}.{{0,6}}(?:哪天|哪几天|啥时候?|什么时候|几时|几号|星期几|周几|何时|多久|好久|几天|"
    rf"几次)|轮到(?:我|谁|哪)|轮得到我|该我{DUTY}|{DUTY}.{{0,4}}轮"
)
_TABLE = Pattern(
    rf"(?:{DUTY}|排班|班次|在岗|坐班)(?:的)?(?:安排|表|名单|人员|情况|轮次|顺序|电话|联系方式|人|"
    rf"领导|干部|是谁)|(?:[这本下上]个?(?:周|星期|月)|月份?)的?{DUTY}[?!。嘛哦\s]*$"
)
_CONTACT = Pattern(r"电话|联系方式|号码|咋联系|怎么联系|手机号|联系得到")
_STATEMENT = Pattern(r"贴|挂在?墙|坏了|辛苦|印好|好冷|好热|太累|打扫|空调|钥匙|改了$|发了$|做好了|没带")
_PAST_COUNT = Pattern(r"(?:了|过)(?:几|多少)|坐了|值了")
_ASKS = (_ASKS_WHO, _ASKS_OPEN, _ASKS_CADRES, _ASKS_WORK, _ASKS_WHETHER, _SAYS_EMPTY)
_DAY_LIKE = Pattern(
    r"初[一二三四五六七八九十]|[正冬腊]月|月[底末初中]|[过大]年|年[前后底]|节|假期|放假|长假|[这近几两三]天|最近|改天|那天|"
    r"第.{1,2}天|[\d一二三四五六七八九十][月号日]|周[一二三四五六日天末]|星期|礼拜|[上这本下]个?[周月]"
)
WHICH_DAY = "您问的是哪一天，比如“12月3日谁值班”"
_SELF = Pattern(r"我(?!们|的?章|要?盖|想|来办|找|家|过来|去)|轮到我|该我")


def read_duty_query(message: Message) -> Reading | None:
    """Return the question about the duty roster in the message."""
    asks_who, asks_when, asks_list = _asks(message)
    if not (asks_who or asks_when or asks_list):
        return None
    first, last = duty_days(message)
    if asks_who and not asks_when and first is None:
        if _DAY_LIKE.search(message.text):
            return Reading("clarify", {"about": WHICH_DAY})
        first = message.today
    slots = {
        "date": iso(first),
        "date_end": iso(last),
        "person": _person(message),
        "org": find_organisation(message),
        "slot": duty_slot(message.text),
    }
    return Reading("duty_query", slots | ({"want_contact": True} if _CONTACT.search(message.text) else {}))


def _asks(message: Message) -> tuple[bool, bool, bool]:
    """Return whether it asks who is on duty, when somebody is, and for the roster."""
    text = message.text
    if _STATEMENT.search(text) or _PAST_COUNT.search(text) or is_notice(message):
        return False, False, False
    asks_who = any(pattern.search(text) for pattern in _ASKS)
    return asks_who, _ASKS_WHEN.search(text) is not None, _TABLE.search(text) is not None


def _person(message: Message) -> str | None:
    named = persons(message)
    if named:
        return named[0][0]
    return "self" if _SELF.search(message.text) else None
