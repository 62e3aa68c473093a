"""What is asked about who is who, where the office is and when it is open; pure.

A question is made of posts or somebody's name or the office, of words that ask, and of what may stand around them;
where anything else is left it asks something else.
"""

import re
from collections.abc import Collection, Mapping, Sequence
from functools import lru_cache

from bot.language.pattern import Pattern
from bot.language.people import is_name
from bot.language.values import Message, Reading
from models.organisation.people.rules import Role
from models.organisation.posts.words import villagers_group_in
from models.residents.directory.rules import CalledPost, DirectoryQuestion
from models.values.grouping import grouped

_NUMBER = r"第?[一二三四五六七八九两十\d]{1,2}"
_GROUP = rf"{_NUMBER}(?:村民小组|小组|[组社队])"
_SUPERVISORS = r"(?:[村居]务?)?监(?:督)?委(?:员会|会)?"
_COMMITTEE = r"[村居]民?(?:委(?:员会|会)?|[为位未]会)"
_TITLES = (
    r"文书|会计|出纳|调解委员会主任|调解主任|(?:人民)?调解员|护林员|河长|村医|团支书|妇女主任|妇联主[任席]|治保主任|民兵连长|网格员|综合专干|"
    r"(?:组织|宣传|纪检)委员|第一书记|(?:驻|包|联)村(?:干部|工作队)"
)
_IN_THE_VILLAGE = (Role.SECRETARY, Role.COMMITTEE, Role.VILLAGE_COMMITTEE)
# What people call a post: the roles that it may be, and what its title must hold (None: as it is called).
_CALLED: tuple[tuple[str, Sequence[Role], str | None], ...] = (
    (rf"(?:{_NUMBER})?党小组(?:组)?长", (Role.GROUP_LEADER,), ""),
    (rf"(?:{_GROUP}|小组|[组社队])的?[组社队]?长", (Role.VILLAGERS_GROUP_LEADER,), ""),
    (_TITLES, tuple(Role), None),
    (r"(?:党支部|支部|党委)?副书记", (Role.COMMITTEE,), "副书记"),
    (r"村?(?:党支部|支部|党委|党总支)?书记|村?支书", (Role.SECRETARY,), ""),
    (rf"{_SUPERVISORS}(?:的)?主任", (Role.SUPERVISOR,), "主任"),
    (rf"{_SUPERVISORS}(?:的?(?:成员|人))?", (Role.SUPERVISOR,), ""),
    (rf"{_COMMITTEE}的?(?:成员|委员|干部|人(?!都?没))", (Role.VILLAGE_COMMITTEE,), ""),
    (rf"(?:{_COMMITTEE}的?)?村?副主任", (Role.VILLAGE_COMMITTEE,), "副主任"),
    (rf"(?:{_COMMITTEE}的?)?村?主任|村长", (Role.VILLAGE_COMMITTEE,), "主任"),
    (
        r"村?两委(?:班子)?的?(?:成员|干部|人)?|村?班子(?:成员)?|(?:村[里上]?的?)?(?<!哪个)(?:干部|领导)",
        _IN_THE_VILLAGE,
        "",
    ),
    (r"村?党?支部(?!管)(?:委员会)?的?(?:成员|委员|人)?|支委", (Role.SECRETARY, Role.COMMITTEE), ""),
    (rf"(?:{_GROUP}的?)?(?:[村居]?民)?代表", (Role.REPRESENTATIVE,), ""),
    (r"镇[上里]?(?:包|联系?|驻|管)(?:我们|咱们?)?村?的?(?:那个)?(?:干部|领导|人)", (Role.TOWNSHIP,), ""),
    (r"镇[上里]的?(?:干部|领导|人)?|镇街|街道(?:上)?的?(?:干部|领导)?", (Role.TOWNSHIP,), ""),
    (r"区[上里]的?(?:干部|领导|人)?", (Role.DISTRICT,), ""),
)
_OF_GROUPS = frozenset({Role.VILLAGERS_GROUP_LEADER, Role.REPRESENTATIVE})
COMMITTEE_MEMBERS = "村委会成员"
# What the supervision committee and a village committee see to, as people ask after them by that: 哪个管账.
_SEEN_TO = (
    (r"公开|监督|看账|查账", "监委会"),
    (r"党务|党建|党费|入党|组织", "组织委员"),
    (r"宣传", "宣传委员"),
    (r"纪检|纪律", "纪检委员"),
    (
        r"账|钱|财务|公章|章|环境卫生|卫生|办事|盖章|低保|残疾|社保|医保|修路|水电|民政|五保|救助|调解|纠纷|计生|户口|养老|建房|宅基地|土地|补贴",
        COMMITTEE_MEMBERS,
    ),
)
_SEES_TO = (
    rf"(?:管|负责)(?:的|办)?(?:我们|咱们?)?(?:村?[里上]?的?)?(?:{'|'.join(one for one, _ in _SEEN_TO)})"
    rf"的?(?:人|委员|干部)?|(?:在)?监督(?:我们)?{_COMMITTEE}(?:的?人)?"
)
_TOKENS: Mapping[str, str] = {
    "post": "|".join(one for one, _, _ in _CALLED),
    "sees": _SEES_TO,
    "group": rf"{_GROUP}|(?<=们)[组社队](?!长)",
    "phone": r"联系方式|"
    r"(?:家|屋头)?的?(?:办公|联系)?(?:电话|手机|座机|号码)(?:号码?)?(?:是)?(?:多少|好多号?|几号|有没[有得])?|"
    r"(?:咋个?|怎么样?|如何)(?:才|能|可以)*(?:联系|找)(?:得)?到?",
    "hours": r"(?:早上|下午|中午)?(?:几点钟?|啥子?时候|什么时候|好久)(?:上班|开门|下班|关门|有人)|"
    r"(?:上班|办公|开门)时间|几点到几点|"
    r"(?:周末|星期[六天日]|礼拜[六天日]|节假日|中午)(?:还)?(?:有没有?人|有人[吗没不]|上不?上?班[吗不]?|开不?开?门[吗不]?)",
    "place": r"(?:怎么|咋个?)(?:才)?[走去](?:得[到拢])?|搬到?哪[里儿点]?去?|"
    r"(?:在|坐)?(?:哪(?:[里儿点]|间|个)?(?:办公室|位置)|几楼|啥子?地方|什么地方|哪[里儿点])|"
    r"在哪|(?<=地址)好多",
    "duty": r"是?(?:干|管|做|搞|负责)(?:些|的)?(?:啥子?|什么|哪些)(?:工作)?(?:的|事情?)?",
    "who": (
        r"有没[有得]|谁|哪[几]?[个位些]人?|(?<=[是找])那[个位](?=$|嘛|呀|哦)|(?:有)?(?:几|好多|多少)个(?:人|组)?|"
        r"(?:叫|姓|有些?)?(?:啥子?|什么)(?:名字?|人)?"
    ),
    "office": rf"{_COMMITTEE}|村部|村[上里]|社区[里上]?|"
    r"村委(?!会)|(?:便民|办事|服务)大厅|村?办公室|(?:村|社区)?(?:党群|便民)?服务中心|地址",
    "unit": r"(?![我你咱本这那请问想是个的管找去到归负联和跟])[\u4e00-\u9fff]{2,5}(?:村|社区)(?![长委支民务里上])",
    "around": (
        r"谢谢[你您]?|顺便|请问|请教|问一?下|想问|帮我|看一?下|麻烦|现在|目前|(?:给我?|发我?)(?:一个|一下)?|"
        r"(?:我们|咱们?|你们)?这[儿里]|(?:我们|咱们?|你们|本|这个?)(?:村(?![长委支民务])|社区)?[里上]?|我?(?:要|想|得)?[找见]一?下?|说话|反映|"
        r"[他她]们?|人家|联系|归|由|来|去|和|跟|该|村头|(?:的)?事情?|是不是|头头|头儿|负责人|一把手|那回|一共|总共|晓得|知道|到底|具体|同志|那个|换成|党员那边|支部那边|党?支部(?=管)|各|家|住|打|了|是|叫|当|姓|有|在|都|管|负责|那|[的吗嘛呀啊呢哦哈吧,，。、;；?？!！\s]"
    ),
}
# Where none of these is said nothing is asked of the directory, which is seen ten times as quickly.
_ASKS = Pattern(
    "|".join([_TOKENS[kind] for kind in ("phone", "hours", "place", "duty", "who")])
    + r"|[找见]|是不是|[吗不]$|[是叫](?:谁|[哪那][个位])"
)
_TOKEN = Pattern("|".join(f"(?P<{kind}>{words})" for kind, words in _TOKENS.items()))
# Who is asked for right beside a post is asked for, whatever else is said: 听说三组换了人，现在组长是哪个.
_WHO = r"(?:谁|哪个|哪位|啥子?名字|什么名字)"
_BESIDE = Pattern(
    rf"(?<!委员会)(?<![事作]会)(?P<before>{_TOKENS['post']})(?:现在)?(?:是|叫|姓|换成){_WHO}|{_WHO}(?:是|在?当|做)(?:我们|咱们?)?村?[里上]?的?(?P<after>{_TOKENS['post']})"
)
# Who wants to see somebody asks who that is: 我要找书记.
_LOOKS_FOR = Pattern(r"我?(?:要|想|得)?[找见]")
_HEADED = Pattern(r"管|负责|归|找|说话")
_WHO_IT_IS = Pattern(r"(?:是|叫)(?:谁|[哪那][个位])")
_WHETHER_IT_IS = Pattern(r"是不是(?!要|该|有)|[吗不]$")
_MENDS = Pattern(r"^(?!.*[钱账章]).*(?:谁|哪[个位家])(?:来|在|去)?(?:修|管|清|处理|解决|负责)(?:一?下|[嘛哦呢呀啊])*$")
_PARTS = Pattern(r"[,，。;；?？!！\s]+")
# Who came to a meeting, and how they voted, is no question after a post.
_OF_A_MEETING = Pattern("值班|坐班|来了|到会|同意|赞成|反对|投票|表决")
# Beside a post and a who so little tells nothing else.
_FEW = 4
# 电话 alone may be an answer to something else.
_LEAST = 4


# Whom one accuses, what one enters, one's own place and who is there now are asked of others than the directory.
_ELSEWHERE = Pattern(
    r"贪污|受贿|举报|腐败|任期|换届|\d{5,}|^我(?:现在|们)?(?:是|在)哪|(?:哪个|谁|哪些人?)(?:今天|现在)?在(?:村|社区|办公|便民)"
)


def read_who(message: Message) -> Reading | None:
    """Return the question who holds a post or where the office is; None for any other text."""
    said = message.said.strip()
    return Reading("who_is_who", {"question": said}) if asked_in(said) else None


# A line is looked at whole and clause by clause, which are often the same.
@lru_cache(maxsize=64)
def asked_in(text: str) -> DirectoryQuestion | None:
    """Return what a text asks of the directory, such as 三组组长是谁; None when it asks something else."""
    said = text.strip(" ？?。！!～~").removeprefix("名录").strip()
    return _asked(said) if _ASKS.search(said) and not _ELSEWHERE.search(text) else None


def _asked(said: str) -> DirectoryQuestion | None:
    told = grouped((one.lastgroup or "", one[0]) for one in _TOKEN.finditer(said))
    left = _TOKEN.sub("", said)
    if left:
        return _of_somebody(said, left, told)
    posts = _posts(said, told)
    of_office = _of_the_office(told, posts)
    if not (_asks_who(said, told) if posts else of_office) or len(said) < _LEAST:
        return None
    return DirectoryQuestion(
        unit=next(iter(told.get("unit", [])), None),
        posts=posts,
        office=of_office,
        duty="duty" in told,
        phone="phone" in told,
    )


def _asks_who(said: str, told: Collection[str]) -> bool:
    return "who" in told or "phone" in told or _LOOKS_FOR.match(said) is not None


def _of_the_office(told: Collection[str], posts: Collection[CalledPost]) -> bool:
    return ("office" in told and ("place" in told or "hours" in told)) or ("phone" in told and not posts)


def asked_beside(text: str) -> DirectoryQuestion | None:
    """Return what one clause of a text asks of the directory, or who holds the post that it asks after in few words."""
    if _OF_A_MEETING.search(text) or _ELSEWHERE.search(text):
        return None
    if clause := next(filter(None, map(asked_in, _PARTS.split(text))), None):
        return clause
    beside = _BESIDE.search(text)
    post = _post(beside["before"] or beside["after"]) if beside else _in_few_words(text)
    return DirectoryQuestion(posts=(post,)) if post else None


def _in_few_words(text: str) -> CalledPost | None:
    """Return the only post in the first clause of a question who somebody is, if hardly anything else is said there."""
    first = _PARTS.split(text)[0]
    posts = [one["post"] for one in _TOKEN.finditer(first) if one["post"]]
    asks = re.search(_WHO, text) or _WHETHER_IT_IS.search(first)
    return _post(posts[0]) if asks and len(posts) == 1 and len(_TOKEN.sub("", first)) <= _FEW else None


def who_mends(text: str) -> DirectoryQuestion | None:
    """Return the question who sees to what is broken: who leads the villagers' group that is named, or the village."""
    group = re.search(_GROUP, text)
    post = _post(f"{group[0]}组长" if group else COMMITTEE_MEMBERS)
    return DirectoryQuestion(posts=(post,), mends=True) if post and _MENDS.search(text) else None


def _of_somebody(said: str, left: str, told: Mapping[str, Sequence[str]]) -> DirectoryQuestion | None:
    """Return the question in which public post somebody is, or for the office's phone: nobody's own is told."""
    if left not in said or not is_name(left):
        return None
    if "phone" in told:
        return DirectoryQuestion(office=True, phone=True)
    asks = _WHETHER_IT_IS.search(said) if "post" in told else "duty" in told or _WHO_IT_IS.search(said)
    return DirectoryQuestion(person=left) if asks else None


def _posts(said: str, told: Mapping[str, Sequence[str]]) -> tuple[CalledPost, ...]:
    """Return the posts that a text names, by what they are called or by what they see to."""
    seen = [next(name for what, name in _SEEN_TO if re.search(what, one)) for one in told.get("sees", [])]
    headed = [f"{one}组长" for one in told.get("group", []) if _HEADED.search(said)]
    called = [*told.get("post", []), *seen, *headed]
    if not called and "who" in told and "office" in told:
        called = [COMMITTEE_MEMBERS]
    return tuple(dict.fromkeys(filter(None, map(_post, called))))


def _post(called: str) -> CalledPost | None:
    for pattern, roles, title in _CALLED:
        if re.fullmatch(pattern, called):
            # A Party group is no villagers' group: its number stands in words in the title, and is not asked for.
            group = villagers_group_in(called) if _OF_GROUPS.issuperset(roles) else None
            return CalledPost(called, frozenset(roles), called if title is None else title, group)
    return None


def named(text: str) -> DirectoryQuestion | None:
    """Return what is asked after the word 名录: a post alone, a person's name, or a question as one asks it."""
    said = text.strip(" ？?。")
    post = _post(said)
    asked = asked_in(said) or (DirectoryQuestion(posts=(post,)) if post else None)
    return asked or (DirectoryQuestion(person=said) if is_name(said) else None)
