"""Questions about the sender's own records, and requests about their own data."""

import re
from typing import Any

from bot.language.durations import find_durations
from bot.language.duty_talk import DUTY
from bot.language.organisations import find_organisation
from bot.language.pattern import Pattern
from bot.language.people import is_somebody_elses_story
from bot.language.periods import find_period
from bot.language.silence import is_notice, is_plan, is_praise
from bot.language.topics import find_category
from bot.language.values import Message, Reading

_OWN = Pattern(r"我(?!们村|们支部)|本人|自己|个人|俺")
_DATA = r"(?:资料|数据|信息|档案|记录|个人信息)"
_RIGHTS = (
    (
        "export",
        rf"导出|下载.{{0,6}}{_DATA}|{_DATA}.{{0,6}}(?:下载|打包|发给我一?份|拷|打印)|导一份|"
        rf"打包.{{0,6}}{_DATA}|^(?:查|看|查看)?(?:一下)?我的(?:数据|资料|信息|个人信息)[。!?]*$",
    ),
    (
        "visibility",
        r"(?:谁|哪些人|哪个|别人|其他人|大家|群里).{0,8}(?:看得?到|能看到?|可以看到?|看)我的?(?:记录|"
        r"积分|星|资料|时长|信息|名字|自评|数据|活动|报|分)|不想?公开|公不公开|公开不|别公开|隐藏|"
        r"不?想?上(?:红|光荣)?榜(?=[了哈啊]|$)|不上榜|不要?上红榜|不(?:要|想)(?:显示|公布|展示|出现)|"
        r"退出排名|别(?:显示|公布|展示|让)|不想?让.{0,6}看|(?:公开|显示)我|匿名|可见|(?:不要|别|不想|"
        r"不愿)[^,，]{0,12}(?:红榜|上榜|名字|公布|公开|显示)",
    ),
    (
        "delete",
        rf"(?:删除?|清空|清除|注销|抹掉).{{0,6}}我?的?(?:全部|所有|个人)的?(?:{_DATA}|账号|帐号)|"
        rf"(?:删除?|清空|清除|注销).{{0,4}}我的?(?:个人)?(?:资料|数据|信息|账号|帐号)|我.{{0,8}}(?:资料|"
        rf"数据|信息|账号|帐号|所有记录|全部记录).{{0,6}}(?:删|注销|清空|抹)|注销",
    ),
)
_METRICS = (
    ("stars", r"几颗?星|什么星|多少星|啥星|星级|几级|评星结果|哪些星|几个星|星评|我的星(?=$|[?是有多怎咋呢])|自评"),
    ("points", r"积分|多少分|几分|好多分|分数|得分|查分|差几分|差多少分|加分|加了?几分|总分|我的分"),
    (
        "duty",
        rf"(?:{DUTY}|值了|坐了|值过|坐过|签到).{{0,8}}(?:几|多少|好多|记录|次数)|(?:几|多少|好多)(?:次|"
        rf"天|回)(?:{DUTY}|班)",
    ),
    (
        "count",
        r"几次|多少次|好多次|几回|几场|几条|多少条|好多条|几起|多少起|几户|多少户|好多户|几件|多少件|"
        r"几趟|次数|几个活动|多少个?活动|好多个?活动|几项|多少项|多少人|几个人|多少份|几袋|多少袋|好多起|"
        r"好多件|多少件?好事|好多事|多少事|多少活",
    ),
    (
        "hours",
        r"多久|多长时间|时长|多少小时|几个?小时|好多小时|多少个小时|好多个小时|多少个?钟头|几个钟头|"
        r"好多个?钟头|多少时间|小时数|好久(?:了|$)|工时|多少钟",
    ),
    (
        "records",
        r"记录|明细|审核|通过|核实|审了|审过|哪些活动|做了些?啥|做了哪些|报了些?啥|报了什么|报了哪些|"
        r"干了些?啥|那条|记上|记起|录进|报上|报成功|登记上|记到|有没有记|台账|流水|历史|确认了?没|"
        r"批了?没|入库",
    ),
)
_WHY = Pattern(
    r"^(?:那|那么)?(?:(?:为(?:什么|啥子?|何)|凭(?:什么|啥)|咋个?|怎么)(?:我|给|是|才|就|只有?|的|评|成|了|个|这个|今年|现在)*"
    r"(?:[一二三四五两\d]颗?星|星级)|我的?(?:星级?|[一二三四五\d]星)是?(?:怎么|咋个?|如何)(?:来|算|评|得))|"
    r"^为(?:什么|啥子?)(?:呢|啊)?[?]$"
)
_ASKS = Pattern(r"几|多少|好多|多久|查|看|有没有|没有?|了没|没得|吗|不|啥|哪些|什么|情况|呢|统计|发我|给我")
_REPORTED = Pattern(
    r"(?:报|记|录|登记|上报|交|填|服务|参加|干|做|走访|调解|巡逻|值|打扫)(?:上|进|了|的|过)|报上|"
    r"报成功|审核|我的|我这?个?[月年季周星]|一共|总共|累计|查一?下?(?:记录|积分|时长|分)"
)
_OTHERS = Pattern(r"(?:他|她|谁|别人|大家|村里|支部)的?(?:记录|积分|时长|服务)")
_NOT = Pattern(
    r"血压|快递|成绩|工资|电费|水费|话费|医保|低保|社保|票|表决|决议|钱|材料|办|值班室|我家|我娃|"
    r"我爸|我妈|收费|分钟就|会议记录|纪要|评星标准|有意见|异议|不服"
)
_HOW_MUCH = Pattern(r"几|多少|好多|多久|[?]|吗|没有?$")
_SHORT = Pattern(
    r"^(?:帮我)?(?:查|看|看看|查查|查询|查一?下|看一?下)?(?:我的?|个人|本人)?(?:本月|这个?月|上个?月|"
    r"本?季度|今年|去年|前年|20\d\d年|累计|总|一共|的|现在|目前|本周|这周|上周)*(?:积分|时长|记录|分|服务时长|星级|自评|明细|"
    r"台账|服务记录|活动记录|得分|总时长)(?:查询|是多少|有多少|多少|明细|情况|[?])*$"
)


def read_rights(message: Message) -> Reading | None:
    """Return the request about the sender's own data: to have it, to hide it, to have it deleted."""
    right = _first(_RIGHTS, message.text) if _OWN.search(message.text) else None
    if not right or is_notice(message):
        return None
    period = find_period(message, days=True) or (None if right == "visibility" else "all")
    return Reading("my_record", {"period": period, "metric": right})


def read_my_record(message: Message) -> Reading | None:
    """Return the question about the sender's own records in the message."""
    text = message.text
    if is_notice(message) or is_praise(message) or _is_of_others(message):
        return None
    metric = _metric(text)
    if not metric or is_plan(message) or (find_durations(text) and not _HOW_MUCH.search(text)):
        return None
    slots: dict[str, Any] = {"period": find_period(message, days=True), "metric": metric}
    category = None if metric in ("points", "stars", "duty") else find_category(message)
    return Reading("my_record", slots | ({"category": category} if category else {}))


def _is_of_others(message: Message) -> bool:
    """Return whether it asks for the records of another person, or of a whole organisation."""
    if _OWN.search(message.text):
        return False
    return is_somebody_elses_story(message) or find_organisation(message) is not None


def _metric(text: str) -> str | None:
    if _WHY.search(text):
        return "points"
    if _SHORT.search(text):
        return _first(_METRICS, text) or "points"
    if _NOT.search(text) or _OTHERS.search(text) or not _ASKS.search(text):
        return None
    return _first(_METRICS, text) if _OWN.search(text) or _REPORTED.search(text) else None


def _first(table: tuple[tuple[str, str], ...], text: str) -> str | None:
    return next((name for name, pattern in table if re.search(pattern, text)), None)
