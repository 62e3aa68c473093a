"""How people call posts, and what they see to; pure."""

import re
from collections.abc import Collection, Sequence

from bot.language.pattern import Pattern
from bot.language.people import is_name
from models.organisation.people.rules import Role
from models.organisation.posts.words import villagers_group_in
from models.residents.directory.rules import CalledPost, DirectoryQuestion, InPost

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
    (rf"监督(?:我们)?{_COMMITTEE}(?:的?人)?", (Role.SUPERVISOR,), ""),
    (r"(?:党支部|支部|党委)?副书记", (Role.COMMITTEE,), "副书记"),
    (r"村?(?:党支部|支部|党委|党总支)?书记|村?支书|一把手", (Role.SECRETARY,), ""),
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
    (r"公开|监督|盯|看账|查账|名堂|怀疑", "监委会"),
    (r"党务|党建|党费|入党|组织", "组织委员"),
    (r"宣传", "宣传委员"),
    (r"纪检|纪律", "纪检委员"),
    (r"章", "文书"),
    (
        r"账|钱|财务|环境卫生|卫生|办事|低保|残疾|社保|医保|修路|水电|民政|五保|救助|调解|纠纷|计生|户口|养老|建房|宅基地|土地|补贴",
        COMMITTEE_MEMBERS,
    ),
)
_MENDS = Pattern(r"^(?!.*[钱账章]).*(?:谁|哪[个位家])(?:来|在|去)?(?:修|管|清|处理|解决|负责)(?:一?下|[嘛哦呢呀啊])*$")


def who_mends(text: str) -> DirectoryQuestion | None:
    """Return the question who sees to what is broken: who leads the villagers' group that is named, or the village."""
    group = re.search(_GROUP, text)
    post = _post(f"{group[0]}组长" if group else COMMITTEE_MEMBERS)
    return DirectoryQuestion(posts=(post,), mends=True) if post and _MENDS.search(text) else None


def _post(called: str) -> CalledPost | None:
    for pattern, roles, title in _CALLED:
        if re.fullmatch(pattern, called):
            # A Party group is no villagers' group: its number stands in words in the title, and is not asked for.
            group = villagers_group_in(called) if _OF_GROUPS.issuperset(roles) else None
            return CalledPost(called, frozenset(roles), called if title is None else title, group)
    return None


_ANY_POST = Pattern("|".join(one for one, _, _ in _CALLED))
# Whom one sees who names no post; and who works for a village.
COMMITTEE = (CalledPost(COMMITTEE_MEMBERS, frozenset({Role.VILLAGE_COMMITTEE})),)
POSTS_OF_ALL = (CalledPost("干部", frozenset({*_IN_THE_VILLAGE, Role.SUPERVISOR})),)
# What is another house than the office, and keeps its own hours.
is_of_another_house = re.compile("卫生[室站院]|医院|学校|图书[室馆]|活动[室中]|食堂|超市|邮箱|公众号").search
asks_for_phone = re.compile("电话|手机|座机|号码?|联系|微信").search
asks_of_duties = re.compile("各?(?:管|干|做|搞|负责)(?:些|的)?(?:啥|什么|哪)").search


def posts_in(text: str) -> tuple[CalledPost, ...]:
    """Return the posts that are named anywhere in a question after posts, by their names or by what they see to.

    Who names a villagers' group alone asks for whoever leads it; a post of groups is of the group that is named.
    """
    named = [_of_group(_post(one[0]), text) for one in _ANY_POST.finditer(text)]
    seen = [name for what, name in _SEEN_TO if re.search(what, text)][:1]
    meant = named or [_post(one) for one in seen or [f"{one}组长" for one in re.findall(_GROUP, text)]]
    return tuple(dict.fromkeys(filter(None, meant)))


def _of_group(post: CalledPost | None, text: str) -> CalledPost | None:
    group = re.search(_GROUP, text)
    if post is None or post.group or group is None or not _OF_GROUPS.issuperset(post.roles):
        return post
    return _post(f"{group[0]}{post.called}")


def called(one: InPost) -> Collection[str]:
    """Return how people call somebody in office: by name, by surname with his age or his post."""
    surname = one.name[:-2] or one.name[:1]
    return one.name, f"老{surname}", f"小{surname}", f"姓{surname}的", f"{surname}{one.title[-2:]}"


def named(text: str) -> DirectoryQuestion | None:
    """Return what is asked after the word 名录: a post, or a person's name."""
    said = text.strip(" ？?。")
    posts = posts_in(said)
    return DirectoryQuestion(posts=posts) if posts else DirectoryQuestion(person=said) if is_name(said) else None
