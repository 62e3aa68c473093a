"""Free words about the star appraisal → the line of the command that they amount to; offered, never obeyed unasked."""

import re
from datetime import datetime

from bot.language.numerals import NUMBER, to_whole
from bot.language.pattern import Pattern
from bot.language.people import KIN, NAMED
from bot.language.text import clean, fold
from models.values.wording import asks, whole

_GRADE = r"(?P<stars>[1-5一二三四五])\s*颗?星级?"
_NAME = (
    r"(?P<name>(?!大家|支部|本人|这个|那个|怎|咋|什么|为什|谁|哪|如何|多少|要|得)"
    r"(?:(?![我你您他她自己不的对给说])[一-龥·]){2,4}?)(?:同志)?"
)
_MODAL = r"(?:应该|应当|可以|可|该|就|也|要|想|能|得|够)*"
_DONE = r"[吧嘛了呢哈的]*[。!！]*"
_OTHERS_GRADE = Pattern(
    rf"(?:我们?|本人|支部|支委会?|大家|会上)*(?:觉得|认为|建议|提议|同意|推荐|想|商量)*[\s,，]*(?:给|把)?\s*{_NAME}(?:的星级?)?\s*{_MODAL}"
    rf"(?:评|定|打|报|提议?|改)[为成个上]?\s*{_GRADE}{_DONE}\s*(?P<why>.*)"
)
# Whose stars are told without a word that gives them: 支委会评的，何光荣四星，林晓雨三星.
_EACH_GRADE = re.compile(
    rf"(?:^|[,，、。；;\s]){_NAME}(?:评|打|定|给)?\s*(?P<stars>[1-5一二三四五])\s*颗?星级?(?=[,，、。；;\s]|$)"
)
_OF_HIMSELF = re.compile(r"自评|我(?:自己|本人|[是报评打给]?[1-5一二三四五])|恭喜|祝贺|不")
_UNFIT = r"(?:不合适|不妥|不公平?|不对|不服|[太偏][高低]|[高低]了)"
_AGAINST = (
    Pattern(
        rf"(?:我们?)?(?:觉得|认为)?(?:给|把)?{_NAME}{_MODAL}(?P<why>(?:评|定|打)[1-5一二三四五]\s*颗?星级?[^,，。]{{0,4}}{_UNFIT}.*)"
    ),
    Pattern(
        rf"(?:我们?)?(?:觉得|认为)?{_NAME}(?P<why>(?:不应?该|不应|不配|不够格?|凭什么)(?:[评定是得给]|有|够).*星.*|[评定]得?[太偏]?[高低错]了?.*)"
    ),
    Pattern(rf"(?:我们?)?(?P<why>(?:不同意|反对|不服|不赞成))(?:给)?{_NAME}(?P<more>(?:评|定|是|的).*)"),
    Pattern(
        rf"(?:我们?|本人)?(?:想)?对{_NAME}(?:这次)?的?(?:(?:评|定|打){_GRADE}|星级?|评星|星评|评)的?(?:结果)?(?:有|提)(?:点|些|个)?"
        rf"(?:意见|异议|看法)[\s,，。]*(?P<why>.*)"
    ),
)
_MY_STAR = Pattern(r"我这?次?的?(?:星评|评星|星级?)(?:结果)?[评定给打]?得?[太偏]?(?:低|高|少|错|不对|不公).*")
_OBJECTING = Pattern(
    r"我?们?[要想]?[有提]个?异议了?[。!！]*|我?对?(?:评星|星级|公示)的?(?:结果)?[有提]?(?:点|些|个)?(?:意见|异议|不服)[。!！]*"
)
_BARE_GRADE = Pattern(rf"我?(?:[要想]?(?:改[成为到]|换成|调[成为到]))?\s*{_GRADE}{_DONE}")
_NO_MORE = Pattern(rf"(?:(?:那|还是)?算了[,，\s]*)?(?:我|这个?月|还是|那)*不(?:自评|评星|评)了{_DONE}")
_EXPECTED = Pattern(rf"应到(?:会)?\s*(?P<n>{NUMBER})")
_PRESENT = Pattern(rf"实到(?:会)?\s*(?P<n>{NUMBER})")
_COUNTED = Pattern(rf"(?P<n>{NUMBER})(?=\s*[票人张])|(?<=[应实]到)(?P<came>{NUMBER})")
_AGREED = Pattern(r"同意备案[\s,，]*(?P<unit>.*)|同意(?P<before>.+?)的?(?:星级)?备案")
_RETURNED = Pattern(r"退回[\s,，]*(?P<unit>[一-龥]{2,8}?(?:村|社区|支部))[\s,，]+(?P<why>.+)")
_DOSSIER = Pattern(
    rf"(?:帮我|我[要想]|请)?(?:看[看下]?|查看?|看一下|查[一询]?下?)?\s*{_NAME}"
    r"(?:的?评星档案|的?(?:现在|今年)?(?:是|自?评了?|得了?)?(?:几颗?星|多少星|什么星级?)|的星级)[呢啊吗?？。]*"
)
_PROGRESS = Pattern(
    r"(?:我们)?(?:支部|村)?的?(?:今年|现在|这次)?(?:评星|评议|星级|评)(?:工作)?(?:进行)?[到走]+哪[一里]?步?了?[呢啊?？]*|"
    r"(?:今年的?|这次的?)?(?:民主)?(?:评议|评星)(?:工作)?(?:开始|开展|启动)(?:了)?(?:没有?|没得|吗)?[呢啊?？]*|"
    r"(?:大家|支部|党员)的?(?:今年|这次|这个月)?(?:的)?(?:评星|评议|星级|星星?)(?:都)?(?:评|搞|进行|弄)?得?(?:咋样|怎么?样|如何|完了?没|好了?没)[了得有?？呢]*"
)
_TO_FILE = Pattern(
    r"(?:现在|今天)?[还]?有?(?:哪些|什么|多少|几个|没有|哪个)(?:支部|村|社区)?的?(?:星级)?[要等待没]备案的?[吗呢?？]*"
)

_HIDES = Pattern(
    r"(?:不想|不愿意?|不要|别|莫)[让把给]?[^,，。]{0,6}(?:看到|看见|晓得|知道|公开|公布|写|登|上)[^,，。]{0,4}(?:我的?|本人)?(?:名字|姓名)"
    r"|我?的?(?:名字|姓名)[^,，。]{0,5}(?:不要|别|莫|不想|可不可以不|能不能不)[^,，。]{0,3}(?:公开|公布|写|登|上)"
    r"|(?:别|莫|不要|不许)(?:发|公布|公开|写|提)我的?(?:名字|姓名)|我(?:的)?(?:名字|姓名)(?:别|莫|不要|不许)[^,，。]{0,8}(?:发|公布|公开|写|提)"
    r"|^(?:请|麻烦)?把我的?(?:名字|姓名)(?:去掉|删掉|删了|划掉|拿掉|隐去)"
    r"|^(?:算了|还是|那)[,，]?(?:别|莫|不要?)公(?:开|布)(?:了|嘛|吧)?$"
)
_MY_FINDING = Pattern(r"我?(?:不服|不同意|不认)(?:这个|那个|给我|我的|我被)*(?:扣分|扣我的?分|扣的分)[,，]?(?P<why>.*)")
_WITHDRAWS = Pattern(r"(?:取消|收回|撤销|撤回)我?的?授权")
_SHOWS = Pattern(
    r"(?:名字|姓名).{0,4}(?:可以|能)(?:写|公开|公布|登|上)|(?:可以|同意)(?:写|公开|公布)我的?(?:名字|姓名)|名字可以写我"
)
_STOPS = Pattern(
    r"(?:没同意|没有同意|不同意|不准|不许|不让|不想让?)(?:过|让)*(?:你们?)?(?:再)?(?:记|登记)(?:我|录我)|以后(?:都)?(?:别|不要|莫)(?:再)?记我"
    r"|(?:不同意|不许|不准|别|不要|莫)(?:你们?)?(?:再)?收集(?!.*(?:垃圾|废))"
)
_BEGINS = Pattern(r"^(?:还是|继续|接着|又|重新)(?:给我)?记(?:吧|我的?(?:吧)?|上吧)?$")
_LEFT_OUT = Pattern(
    r"我.{0,12}?(?:身体|身子|病|年纪|年龄|岁|老了|走不动|外地|打工).{0,14}?(?:不评|不参评|不参加评|莫评|免评)"
)
# Of another than the speaker: 陈桂兰住院了，今年评星她就不参加了.
_HIS_OUT = Pattern(
    rf"^(?P<who>{NAMED})(?:同志)?(?:他|她)?(?:身体|身子|住院|生病|病|瘫|年纪|年龄|老了|走不动|在外|外地|打工|长期)"
    r".{0,18}?(?:不评|不参评|不参加评|莫评|免评|评星[^,，。]{0,6}不参加)"
)
_TAKES_NO_PART = Pattern(
    r"我?(?:今年|这次|明年)?(?:不想?|不愿意?|莫)(?:参加|参与)(?:今年的?)?(?:星级)?(?:评星|评议|评定|星级评定)[了嘛吧。]*"
)
_REASONS = (
    ("身体原因", "身体|身子|病|瘫|住院|走不动"),
    ("年纪大了", "年纪|年龄|岁|老了"),
    ("长期在外地", "外地|打工|在外|长期"),
)


def hide_line(text: str, moment: datetime) -> str | None:
    """Return the line by which somebody's name is shown no more, for 不想让别人看到我名字 or 取消我的授权.

    The answer says by which words more than that is withdrawn.
    """
    if _WITHDRAWS.search(text):
        return "撤回同意"
    return "不公开姓名" if _HIDES.search(text) else None


def show_line(text: str, moment: datetime) -> str | None:
    """Return the line by which somebody's name may be shown, for 红榜上的名字可以写我."""
    return "公开姓名" if _SHOWS.search(text) and not _HIDES.search(text) else None


def stop_line(text: str, moment: datetime) -> str | None:
    """Return the line by which nothing more is recorded of somebody, for 我没同意过让你记我."""
    return "不要记我的" if _STOPS.search(text) else None


def begin_line(text: str, moment: datetime) -> str | None:
    """Return the line by which somebody is recorded again, for 还是记吧."""
    return "可以记我的" if _BEGINS.search(text.strip(" 。.！!")) else None


def exemption_line(text: str, moment: datetime) -> str | None:
    """Return the request to be left out this year, with the kind of reason only, for 我身体不好今年能不能不评."""
    if _TAKES_NO_PART.fullmatch(text.strip()):
        return "免评"
    his = _HIS_OUT.search(text)
    if not his and not _LEFT_OUT.search(text):
        return None
    why = next(shown for shown, said in _REASONS if re.search(said, text))
    return f"免评 {his['who']} {why}" if his else f"免评 {why}"


def propose_line(text: str, moment: datetime) -> str | None:
    """Return the proposal in 给陈桂兰评4星 and the like, such as “提议 陈桂兰 4星”."""
    found = _about_somebody(_OTHERS_GRADE, _plain(text))
    if found and re.search(_UNFIT, found["why"]):
        return None
    if found:
        return _line("提议", found["name"], f"{to_whole(found['stars'])}星", found["why"])
    told = [] if asks(text) or _OF_HIMSELF.search(text) else _EACH_GRADE.finditer(text)
    each = "，".join(f"{one['name']} {to_whole(one['stars'])}星" for one in told if not is_ones_own(one["name"]))
    return f"提议 {each}" if each else None


def object_line(text: str, moment: datetime) -> str | None:
    """Return the objection that somebody voices in his own words, as far as he has said it."""
    plain = _plain(text)
    for pattern in _AGAINST:
        if found := _about_somebody(pattern, plain):
            return _line("异议", found["name"], found["why"] + (found.groupdict().get("more") or ""))
    if found := _MY_FINDING.fullmatch(plain):
        return _line("异议", "扣分", found["why"])
    if _MY_STAR.fullmatch(plain):
        return _line("异议", plain)
    return "异议" if _OBJECTING.fullmatch(plain) else None


def self_report_line(text: str, moment: datetime) -> str | None:
    """Return the self-report that a bare grade, or 改成3星, may mean; 算了不评了 means to take it back."""
    if _NO_MORE.fullmatch(_plain(text)):
        return "撤回自评"
    found = _BARE_GRADE.fullmatch(_plain(text))
    return f"自评{to_whole(found['stars'])}星" if found else None


def meeting_line(text: str, moment: datetime) -> str | None:
    """Return the attendance in 今天开了评星会应到八人实到七人."""
    plain = _plain(text)
    expected, present = _EXPECTED.search(plain), _PRESENT.search(plain)
    if "评星会" not in plain or not expected or not present:
        return None
    return _line("评星会", f"应到{to_whole(expected['n'])}", f"实到{to_whole(present['n'])}")


def with_digits(text: str) -> str:
    """Return the text with the heads and votes counted in it in digits: 四星十票 is 四星10票."""
    return _COUNTED.sub(lambda found: str(to_whole(found["n"] or found["came"]) or found[0]), text)


def file_line(text: str, moment: datetime) -> str | None:
    """Return the filing in 同意备案 莲花池村."""
    found = _AGREED.fullmatch(_plain(text))
    unit = (found["unit"] or found["before"] or "").strip() if found else ""
    return _line("备案", unit) if unit else None


def return_line(text: str, moment: datetime) -> str | None:
    """Return the return of a unit's stars in 退回 莲花池村 不行."""
    found = _RETURNED.fullmatch(_plain(text))
    return _line("退回备案", found["unit"], found["why"]) if found else None


# 我民主评议是什么等次; what such a review is at all stands in the books.
asks_own_outcome = whole(
    r"(?=.*(?:我|等次|等级))(?:我|本人|的|今年|去年)*民主评议会?上?(?:我|的|是|评|得|定|给|结果|等次|等级|了|个)*"
    r"(?:啥子?|什么|哪[个一]|咋样|怎么样|出来没有?)(?:等次|等级|结果|档次?)?"
)


def agrees_to_file(text: str) -> bool:
    """Return whether somebody agrees to a filing without saying whose."""
    return _plain(text).rstrip("。!！") in ("同意备案", "同意星级备案", "备案同意")


def member_asked_about(text: str) -> str | None:
    """Return whose stars are asked for in 看下陈桂兰的评星档案 or 陈桂兰几星."""
    found = _about_somebody(_DOSSIER, _plain(text))
    return found["name"] if found else None


def asks_for_progress(text: str) -> bool:
    """Return whether somebody asks how far the appraisal has come."""
    return _PROGRESS.fullmatch(_plain(text)) is not None


def asks_what_to_file(text: str) -> bool:
    """Return whether somebody asks what waits to be filed."""
    return _TO_FILE.fullmatch(_plain(text)) is not None


def _about_somebody(pattern: Pattern, text: str) -> re.Match[str] | None:
    """Return the match if what stands where a name should is one, and not 今年 or 本月."""
    found = pattern.fullmatch(text)
    return None if found is None or is_ones_own(found["name"]) else found


def _plain(text: str) -> str:
    return fold(clean(text)).strip()


def _line(*parts: str) -> str:
    return re.sub(r"\s+", " ", " ".join(part.strip(" ,，。") for part in parts if part)).strip()


_MYSELF = rf"(?:(?!{KIN})我(?!家|们)|本人|俺)"
# What follows the last word by which a speaker means himself; 我家 and 我老汉 are others.
_AFTER_MYSELF = Pattern(rf"(?P<before>.*){_MYSELF}(?P<rest>.*)$")
_OBJECT = Pattern(r"[给让叫喊选被说夸推]$")
_GRADING_ONESELF = Pattern(r"(?P<before>.*?)(?:自评|自平|字评|自我评|自荐|自己)")
# What may stand before a grade without being anybody: times, wishes, doing words, signs.
_NOBODY = Pattern(
    r"今年|本年|这个?月|本月|当月|上个?月|这个?季度?|本季度?|上个?季度?|第?[一二三四1-4]季度|上半年|下半年|"
    r"20\d\d年?|(?:\d{1,2}|[一二三四五六七八九十]{1,2})月份?|年度|年底|[这本]一?[次回]|现在|目前|今天|昨天|刚才|刚刚|"
    r"应该|应当|可以|可能|能够?|希望|申请|申报|上报|够得上|够格|达到|觉得|认为|感觉|估计|大概|差不多|综合|最终|决定|"
    r"还是|仍然|依然|保持|最多|至少|勉强|起码|只[有能]?|表现|总的来[说看]|总体|整体|实事求是|各方面|全部|一共|"
    r"改[成为到]|调到|换成|争当|参评|选择?|自我|评价|评定|星级|等级|主题星?|十星|报星|打星|评星|分数?|党员|"
    r"一下|哈子|麻烦|[要想先就也再还都算该得够定评报打给来去下把为是的了个颗吧嘛哈呢嗯好申上和跟与及]|"
    r"[\W\d_]"
)
_LONGEST_NAME = 4


def is_ones_own(said: str) -> bool:
    """Return whether the words around a grade leave nobody but the speaker as the one who gives it and gets it."""
    mine = _AFTER_MYSELF.match(said)
    if mine is None:
        return _nobody_first(said)
    if _OBJECT.search(mine["before"]) and _somebody(mine["before"]).strip("我"):
        return False
    return _GRADING_ONESELF.match(mine["rest"]) is not None or not _somebody(mine["rest"])


def _nobody_first(said: str) -> bool:
    """Return whether nobody is named; a long account before 自评 is no name."""
    oneself = _GRADING_ONESELF.match(said)
    if oneself is None:
        return not _somebody(said)
    return not 1 <= len(_somebody(re.split(r"\s", oneself["before"])[-1])) <= _LONGEST_NAME


def _somebody(said: str) -> str:
    return _NOBODY.sub("", said)
