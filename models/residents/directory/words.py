"""What is asked about who is who, where the office is and when it is open; pure."""

import re
from collections.abc import Sequence

from bot.language.people import is_name
from bot.language.values import Message, Reading
from models.organisation.people.rules import Role
from models.organisation.posts.words import villagers_group_in
from models.residents.directory.rules import PUBLIC, DirectoryQuestion, OfficeQuestion

_AS_CALLED = "called"
# What people call a post: the roles that it may be, and what its title must hold.
_CALLED: tuple[tuple[str, Sequence[Role], str], ...] = (
    (r"第?[一二三四五六七八九两十\d]{1,2}(?:村民小组|小组|[组社队])的?[组社队]?长", (Role.VILLAGERS_GROUP_LEADER,), ""),
    (r"第?[一二三四五六七八九两十\d]*党小组(?:组)?长", (Role.GROUP_LEADER,), ""),
    (r"(?:党支部|支部|党委)?副书记", (Role.COMMITTEE,), "副书记"),
    (r"(?:党支部|支部|党委|党总支)?书记|[村支]*支书", (Role.SECRETARY,), ""),
    (r"(?:[村居]务?监(?:督)?委(?:员会|会)?|监(?:督)?委(?:员会|会)?)(?:的)?主任", (Role.SUPERVISOR,), "主任"),
    (r"(?:[村居]务?监(?:督)?委(?:员会|会)?|监(?:督)?委(?:员会|会)?)(?:的?(?:成员|人))?", (Role.SUPERVISOR,), ""),
    (r"[村居]?民?(?:委员?会)?的?主任|村?长", (Role.VILLAGE_COMMITTEE,), "主任"),
    (r"[村居]?民?委员?会的?(?:成员|委员)", (Role.VILLAGE_COMMITTEE,), ""),
    (r"(?:[一二三四五六七八九两十\d]*[组社队]的?)?(?:[村居]?民)?代表", (Role.REPRESENTATIVE,), ""),
    (
        r"(?P<title>文书|会计|妇女主任|妇联主任|妇联主席|治保主任|民兵连长|网格员|综合专干|(?:组织|宣传|纪检)委员)",
        tuple(Role),
        _AS_CALLED,
    ),
)
# 电话 alone may be an answer to something else.
_LEAST = 4
_POLITE = (
    r"(?:谢谢[你您]?[,，\s]*)?(?:顺便|我要|我想)?"
    r"(?:请问|问一?下|想问|帮我?看一?下|现在|在几楼|在哪个办公室|找)?[,，\s]*"
)
# What may be asked after it: 书记是哪个，咋个找他.
_AND = r"(?:[,，。\s]*(?:他们?|她们?)?(?:都|是)?(?:管|做|负责|咋个?|怎么|如何|在哪|电话|联系|找).{0,8})?"
_OURS = r"(?:我们|咱们?|你们|本|这个?)?(?P<unit>[\u4e00-\u9fff]{2,6}(?:村|社区))?(?:村里|村上|村(?!长)|社区)?(?:的)?"
_WHO = re.compile(
    rf"{_POLITE}(?:名录\s*)?(?:(?:谁|哪[个位])(?:是|当)(?:的)?{_OURS}(?P<first>[\u4e00-\u9fff\d]{{2,10}}?)|"
    rf"{_OURS.replace('unit', 'unit2')}(?P<then>[\u4e00-\u9fff\d]{{2,10}}?)(?:现在)?"
    r"(?:都)?(?:是|叫|有|姓)?(?:谁|哪[几]?[个位些]人?|(?:啥子?|什么)(?:名字)?|哪些人|有?几个人))(?:呀|啊|嘛|呢|哦)?"
    rf"{_AND}"
)
# 我们三组归哪个管, 妇女主任电话好多.
_GROUP_HEAD = re.compile(
    rf"{_POLITE}(?:我们|咱们?)?(?P<group>第?[一二三四五六七八九两十\d]{{1,2}}(?:村民小组|小组|[组社队]))(?:归|是|由)?(?:谁|哪[个位])(?:在)?(?:管|负责)(?:的|嘛|呀)?"
)
_PHONE_OF = re.compile(
    rf"{_POLITE}{_OURS}(?P<post>[\u4e00-\u9fff]{{2,8}}?)(?:的)?(?:办公|联系)?(?:电话|手机)(?:号码?)?(?:是)?(?:多少|好多|几号)?"
)
_OFFICE = r"(?:[村居]?民?委会|村部|村上|村里|社区|村办公室|办公室|(?:村|社区)?(?:党群|便民)?服务中心)"
_AND_WHEN = r"(?:[,，\s]*(?:好久|几点|啥子?时候|什么时候)(?:开门|上班|有人))?"
_QUESTIONS = (
    (
        OfficeQuestion.WAY,
        re.compile(
            rf"{_POLITE}{_OURS}{_OFFICE}(?:在|的)?(?:地址(?:是|在)?)?(?:怎么走|咋个?走|哪[里儿]?|啥子?地方|什么地方|好多|(?<=地址)){_AND_WHEN}"
        ),
    ),
    (
        OfficeQuestion.PHONE,
        re.compile(
            rf"{_POLITE}{_OURS}(?:{_OFFICE}|书记|主任|文书)?(?:的)?(?:办公|联系|座机)?(?:电话|手机)(?:号码?)?"
            r"(?:是)?(?:多少|好多|几号|发我|给我)?"
        ),
    ),
    (
        OfficeQuestion.HOURS,
        re.compile(
            rf"{_POLITE}{_OURS}{_OFFICE}(?:早上|下午)?(?:几点|啥时候|什么时候|好久)(?:上班|开门|下班|关门|有人)"
        ),
    ),
)


# 哪个管三组, 谁负责我们组: the group's head; 哪个管账: who keeps it.
_WHO_SEES_TO = re.compile(
    rf"{_POLITE}(?:谁|哪[个位])(?:在|来)?(?:管|负责)(?:的)?(?:我们|咱们?)?(?P<what>[\u4e00-\u9fff\d]{{1,6}}?)(?:的|嘛|呀|哦|呢)?"
)
_SEEN_TO = (
    (re.compile(r"第?[一二三四五六七八九两十\d]{0,2}(?:村民小组|小组|[组社队])"), "长"),
    (re.compile(r"村?(?:里|上)?的?(?:账|钱|财务|公章|章|环境卫生|卫生|办事|盖章|低保|残疾|社保|医保|修路|水电)"), ""),
    (re.compile(r"公开|监督|看账|查账|财务监督"), "监督"),
)
_COMMITTEE, _SUPERVISORS = "村委会成员", "监委会"
_HIS_PHONE = re.compile(
    r"(?:那)?(?:他们?|她们?|书记|主任|文书|组长|人家)的?(?:办公|联系)?(?:电话|手机|号码)(?:号码?)?(?:是)?(?:多少|好多|几号|给我(?:一个|一下)?|发我(?:一个|一下)?|有没有|有没得)?(?:一个|一下)?|"
    r"(?:那)?(?:咋个?|怎么|如何)(?:联系|找)(?:他|她)们?"
)


def _sees_to(text: str) -> DirectoryQuestion | None:
    """Return the question who heads a villagers' group or keeps what a village committee keeps: 哪个管账."""
    found = _WHO_SEES_TO.fullmatch(text)
    ends = [end for pattern, end in _SEEN_TO if found and pattern.fullmatch(found["what"])]
    if not found or not ends:
        return None
    return _post({"长": f"{found['what']}长", "监督": _SUPERVISORS}.get(ends[0], _COMMITTEE), None)


# Who wants to see somebody asks who that is: 我要找书记.
_LOOKS_FOR = re.compile(rf"我?(?:要|想|得)?(?:找|见)(?:一?下)?{_OURS}(?P<post>[\u4e00-\u9fff]{{2,6}}?)[嘛吧哦啊]?")


def read_who(message: Message) -> Reading | None:
    """Return the question who holds a post or where the office is; None for any other text."""
    said = message.said.strip(" ？?。！!～~")
    return Reading("who_is_who", {"question": said}) if asked_in(said) else None


def asked_in(text: str) -> DirectoryQuestion | None:
    """Return what a text asks of the directory, such as 三组组长是谁; None when it asks something else."""
    for about, pattern in _QUESTIONS:
        if found := pattern.fullmatch(text):
            return DirectoryQuestion(unit=found["unit"], about=about) if len(text) >= _LEAST else None
    return _holder(text)


def _holder(text: str) -> DirectoryQuestion | None:
    if _HIS_PHONE.fullmatch(text):
        return DirectoryQuestion(about=OfficeQuestion.PHONE)
    if found := _GROUP_HEAD.fullmatch(text):
        return _post(f"{found['group']}长", None)
    if found := _PHONE_OF.fullmatch(text) or _LOOKS_FOR.fullmatch(text):
        return _post(found["post"], found["unit"]) or _at_the_office(found["post"], found["unit"])
    return _sees_to(text) or _asked_who(text)


def _asked_who(text: str) -> DirectoryQuestion | None:
    found = _WHO.fullmatch(text)
    return _post(found["first"] or found["then"], found["unit"] or found["unit2"]) if found else None


def _at_the_office(name: str, unit: str | None) -> DirectoryQuestion | None:
    """Return the question for the office's phone, for whoever asks for somebody by name: nobody's own is told."""
    return DirectoryQuestion(unit=unit, about=OfficeQuestion.PHONE) if is_name(name) else None


def _post(called: str, unit: str | None) -> DirectoryQuestion | None:
    for pattern, roles, title in _CALLED:
        if found := re.fullmatch(pattern, called):
            must = found["title"] if title == _AS_CALLED else title
            # A Party group is no villagers' group: its number stands in words in the title, and is not asked for.
            group = villagers_group_in(called) if Role.VILLAGERS_GROUP_LEADER in roles and title != _AS_CALLED else None
            return DirectoryQuestion(unit=unit, called=called, roles=frozenset(roles), title=must, group=group)
    return None


def named(text: str) -> DirectoryQuestion | None:
    """Return what is asked after the word 名录: a post alone, a person's name, or a question as one asks it."""
    said = text.strip(" ？?。")
    asked = asked_in(said) or _post(said, None)
    return asked or (DirectoryQuestion(roles=PUBLIC, person=said) if is_name(said) else None)
