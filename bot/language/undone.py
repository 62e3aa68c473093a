"""What is spoken of and was not done: supposed, ordered, asked about, wished, put off, denied or made up."""

from collections.abc import Iterable, Sequence

from bot.language.pattern import Pattern

_WHO_AND_WHEN = (
    r"^(?:@\S+\s)?(?:身份证(?:号码?)?[:：是]?[\dx]{15,18}[,，\s]*)?(?:我们?|咱们?|俺|自己|大家|其实|虽然|[今昨前]天|[今昨]晚|[早今]早|上[个周]?[一二三四五六日天]?|"
    r"这[周两]天?|[本这]?(?:周|星期|礼拜)[一二三四五六日天末]|(?:\d{1,2}月)?\d{1,2}[日号]|上午|下午|晚上|中午|也|都|还|就|真|又|正|才|\s)*"
)
_IF = r"如果|假如|要是|假若|倘若|万一|除非|哪怕|即使|等(?![级候待到在了下会哈])"
_NO_NEWS = (
    r"开玩笑|说着玩|骗你|逗你|哄你|梦[里见到]|以前|从前|当年|小时候|曾经|从来没|那时候?|据(?:反映|了解|悉|报|称)|那个?年[代月]|(?:书|小说|电影|故事)里|往年|每年|那些年|听[说讲]|据说|"
    r"有?(?:群众|村民|居民|老百姓|有人)[^,，]{0,4}(?:反映|举报|投诉|告[状发]|说)"
)
_TOLD_TO = (
    r"(?:领导|书记|上级|[他她])说|(?:同事|政府|上[面级]|[乡镇区村]上|组织上?|上头|支部|党委|工作队|专班|指挥部|村里|领导|书记|主任|队长|组长|老师|[他她]|[老小][一-龥])"
    r"[^,，。]{0,4}?(?:让|叫|喊|派|安排|要求|通知|布置)(?!我(?:说|报|记|讲)|.*(?:[了过]|[帮代替][^,，]{1,4}[报记登]))"
)
_ASKS = r"怎么|咋个?|为(?:什么|啥)|什么时候|好久|(?:哪[天个里种类]|谁)(?!能|可以|方便|愿意|来?[帮替顶]|[和跟同]我)"
_ASKS_AT_END = (
    r"(?:(?:安排|布置|落实|组织|搞)(?:下去|起来|一下|到位)|(?P<good>[算够行好合多远])不(?P=good)适?|合适|几点开始|多久|带[什啥]么?[一-龥]{0,2}|要(?:几个人|[好多]少?钱?|提前几天)|是不是|几(?:分|个?小时)|"
    r"哪[里个一]?(?:类|集合)?|没有|没得|有用吗|扣分吗|通过了?[吗没]|怎么办|咋办|是什么意思|制度)[?？了呢嘛]*$"
)
_MEANT = (
    r"下一步|将(?:要|会|继续|持续|进一步|全面|于|在|对|把|组织|开展)|本来|本想|原本|原先|原定|预定(?!了)|差一?点|险些|想(?:起要|着)?(?![来想办要法通])|不想|懒得|不愿|(?<![模虚比])拟(?![定好])|打算|计划|准备(?!了)|正要|刚要|快要|才要|只差|就差|"
    r"应该(?![是有为]|\d)|应当|该(?![是有为校村组社]|\d)|早(?:就)?该|(?:说|约|排|定)好了?(?!的?事)(?=[^,，。]*(?:明|后天|下[周个]|周[一-日天末]|[一-龥]起))(?!.*(?:昨|刚|前天|今天[^,，]*了))|必须|需要|要求|希望|建议|记得|(?P<may>[要该能可会])不(?P=may)|可不可以|可以(?=[^,，]*[吗不么没])|是不是|有没有"
)
_LATER = (
    r"(?:等下|等会|等哈|待会|一会儿?(?!工夫|功夫|就)|晚点|马上(?=去|要|就去|来)|"
    r"改天|有空|以后|将来|迟早|回头)(?!.*了)|再(?=[一-龥]{2})|要(?![是求命不])"
)
_OTHERS = (
    r"(?:花钱|求|雇)[请人]|(?:村[里上])?[请雇]了?人|看[见到]有人|"
    r"[^,，\s]{0,6}?(?<![帮给替为和跟与同陪教带把是听劝])(?:他们|她们)(?=[今昨前上去来在把给也又都])|"
    r"(?:让|叫|喊|派|安排|通知|麻烦|请)(?:我|咱|你|您|[老小][一-龥]|[一-龥]{1,2}组长)|轮到我|"
    r"[帮替]我(?![们爸妈爹老孙加上写改]|[^,，。:]{0,8}[报记登录填补])|答应(?!下来)"
)
_DENIED = (
    r"没(?:有)?(?!啥事?就|收[钱费工]|[人钱要花火事吃歇停用什发少睡敢顾让得水电路爹妈儿喝拿误耽休见问关管牌买带跳])|"
    r"没得?(?:时间|空|工夫|功夫)|不(?!是)(?=.{2,}了$)|不要|莫|别(?=[去给帮忘])|有事(?=$|[,，])|来不及|腾不出|抽不出|走不[开脱]"
)
_NOTHING_CAME = (
    r"(?:取消|泡汤|改期|延期|顺延|作罢|黄|推迟|推|(?<![过进出])不[去干搞弄做]|算|停)了?(?:哈|的)?$|"
    r"(?<!劝)[^,，]*(?:推迟|推到|改到|改期|延期|半路(?:就)?[回折转]|缓一缓|先放)|"
    r"没[去搞做办弄干修清补赶献](?:[成拢动完]|了)?了?$|(?:推脱|推辞|推|回绝|谢绝|婉拒)[掉了]+(?:没去)?$|我(?:又|也|就|还|倒)?没(?:有|得)?(?:参加|去|在|来)[了的]?$|(?:里头|里面|当中)[^,，]{0,3}没(?:有|得)?我$|[搞做干办弄]不[成了]+$|走不[开脱]$"
)
_UNREAL = Pattern(rf"{_WHO_AND_WHEN}(?:{_IF}|{_NO_NEWS}|{_TOLD_TO}|{_ASKS})|^[“「『\"].*[”」』\"]|{_ASKS_AT_END}")
_WISHED = Pattern(rf"{_WHO_AND_WHEN}(?:{_MEANT})")
_NOT_DONE = Pattern(rf"{_WHO_AND_WHEN}(?:{_LATER}|{_OTHERS}|{_DENIED}|忘[了记])|{_NOTHING_CAME}")
_CAME_TO_NOTHING = Pattern(_NOTHING_CAME)
_NOT_THERE = Pattern(rf"{_WHO_AND_WHEN}(?:{_DENIED}|{_LATER}|明|后天)")
_OPEN = Pattern(
    rf"{_WHO_AND_WHEN}(?:没(?!得)|忘[了记](?!.*补)|莫(?!记|算|排)|不(?![该要对是算用作换行得同值来去能好请])|(?:谢谢|多谢|感谢|多亏)(?![,，。!！~\s]))|"
    r"(?<![以行好得])(?:吗|没)[?？]*$|(?:再|到时候?)(?:看|说)(?:情况)?[吧嘛哈。!！]*$|开玩笑|骗你|"
    r"如果(?!可以|方便|行|能)"
)
# 明天请假，不，是后天; 7号8号都有班，只换8号的; 除开21号没去.
_PUT_RIGHT = Pattern(
    r"(?:^|[,，。;；!\s…—-])(?:哦|噢|啊|哎呀?|嗯|呃)*(?:不对|不是的?|不|[说记搞写]?错了?)(?:了|哈|哦|嘛)?(?:[,，。!…—\s-]+|$)|"
    r"[哦噢哎啊](?:不|没)|[除刨]开|只[换请替顶](?=\d|周)"
)
_UNDECIDED = Pattern(r"[哦噢啊]也?不是|等我再?想|[唉哎嗨哦]\s?算了")
# Asked about is not asked for: 走一个小时要不要请假, 请假领导批不批, 我够不够评五星.
_WONDERS = Pattern(r"(?P<either>[要会够批算该评扣来去])不(?P=either)")
_ASKS_FOR = Pattern(rf"{_WHO_AND_WHEN}(?:想|希望|需要|请求)")
_TAKES_BACK = Pattern(r"^(?:本来|原[本先定]).*(?:取消|销假|不请|不用了|退[了掉])")
_CLAUSE = Pattern(r"[,，。;；!！?？\n]+|(?=结果(?![是怎如公咋]))|(?<=.)(?=后来|没想到|哪晓得)")
_TELLS = Pattern(
    r"[了过完]|先[走撤]|[一二两三四五六七八九十\d]点|[报记]个?活动|[\d一二两三四五六七八九十半]\s?个?(?:小时|钟头|分钟|h|[户次份件袋])|\d"
)
# How much it will be is no news: 计划上三节课，每节45分钟.
_HOW_MUCH = Pattern(
    r"(?!.*[了过])(?:时长|约|大概|大约|估计|预计|可能|差不多|要|得|用|一共|总共|共|每|各|一)*[一-龥]{0,2}?[\d.一二两三四五六七八九十半]+\s?个?半?"
    r"(?:小时|钟头|分钟|h|[户人次份件袋节个家名天])[一-龥]{0,2}?(?:左右|吧|的样子)?[。!！~\s]*"
)
# 明天请一天假行不行, 如果可以我想换个班: asked politely for what is meant.
_POLITE = Pattern(r"如果(?:可以|方便|行|能)|(?:行不行|好不好|可不可以|得行不|要得不)[?？了呢嘛]*$")
# 周末去栽树，怕要一天 says how long it will take; 昨天栽树怕要一天 guesses how long it took.
# Nor was done what at the end came to nothing: 人没到齐，剪枝没搞成.
_NEVER_WAS = Pattern(
    r"(?:因故|因[病事公]|本人|我)[^,，。]{0,8}(?:未[能及克曾]|没有?能|缺席)[^,，。]{0,6}(?:$|[,，。])(?!.*(?:后|但|不过|只))|"
    r"^(?!上午|下午|[今早昨])[^,，。了过\d]{1,8}[,，][^,，。]*没[去搞做办弄干修清]成[了的]?[。!！]*$|"
    r"^(?!.*(?:[了过完好]|昨|前[天儿晚]|刚|今早|上[个周])).*(?:恐怕|怕|估计|估摸|可能|预计|大概|大约)也?[要得](?:[用花搞弄做干]|去)?(?:[\d一二两三四五六七八九十半大整个]|好几)"
)
# 社区喊我去站岗两小时，我腿痛，推脱了没去: how long is what was asked for.
_CALLED_FOR = Pattern(r"[喊叫让请派](?:我|咱|俺|大家)?们?[去来到帮]")
_KINDS = {"activity": (_UNREAL, _WISHED, _NOT_DONE), "duty_checkin": (_UNREAL, _WISHED, _NOT_THERE)}


def never_done(text: str, kind: str) -> bool:
    """Return whether a folded text speaks of something of a kind that is not so, and no later clause tells that it is.

    Of leave, swaps, stars and corrections a wish is as good as the word, and a no may be what is meant.
    """
    if kind not in _KINDS and _POLITE.search(text):
        return False
    spoken_of = _KINDS.get(kind, (_UNREAL,))
    clauses = [clause.strip() for clause in _CLAUSE.split(text) if clause.strip()]
    if kind == "activity" and (_NEVER_WAS.search(text) or _came_to_nothing(clauses)):
        return True
    return bool(clauses) and _says(clauses[0], spoken_of) and not _told_later(clauses, spoken_of)


def _came_to_nothing(clauses: Sequence[str]) -> bool:
    """Return whether the last clause says that it was not done, and none before it that something was."""
    if len(clauses) < 2 or not _CAME_TO_NOTHING.search(clauses[-1]):
        return False
    return not any(_TELLS.search(clause) for clause in clauses[:-1] if not _CALLED_FOR.search(clause))


def _told_later(clauses: Sequence[str], spoken_of: Iterable[Pattern]) -> bool:
    return any(_tells(clause, clauses[0]) for clause in clauses[1:] if not _says(clause, spoken_of))


def _says(clause: str, words: Iterable[Pattern]) -> bool:
    return any(one.search(clause) for one in words)


def _tells(clause: str, first: str) -> bool:
    """Return whether a clause tells of something that is so, beside the first one of the text."""
    planned = _UNREAL.search(first) or _WISHED.search(first)
    return _TELLS.search(clause) is not None and not (planned and _HOW_MUCH.fullmatch(clause))


def puts_itself_right(text: str) -> bool:
    """Return whether a text changes its mind on the way, so that what was understood in the end must be shown.

    Of 400 sure readings of hands unknown to the reader nine were of such texts, and seven of them wrong.
    """
    return _PUT_RIGHT.search(text) is not None


def undecided(text: str) -> bool:
    """Return whether somebody lets it be in the end, or has yet to think: 改成3，哦也不是，等我再想哈."""
    return _UNDECIDED.search(text) is not None


def wonders(text: str) -> bool:
    """Return whether a text asks about what it names instead of asking for it."""
    return _WONDERS.search(text) is not None


def left_open(text: str, kind: str) -> bool:
    """Return whether a folded text begins with a wish, a no or thanks, or asks at its end, and so must be asked.

    原定12月3日的假取消了 and 我想请12月3日的假 say what is wished, 我想评四星 not yet.
    """
    asks_for = kind != "star_report" and _ASKS_FOR.search(text)
    wished = _WISHED.search(text) is not None and not (asks_for or _TAKES_BACK.search(text))
    return (
        wished
        or _OPEN.search(text) is not None
        or wonders(text)
        or (kind == "star_report" and _POLITE.search(text) is not None)
    )
