"""People in a message: companions, the person reported for, the person helped, and somebody else's story."""

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from functools import lru_cache
from typing import Any

from bot.language.data import any_of, letters, words
from bot.language.numerals import WHOLE
from bot.language.pattern import Pattern
from bot.language.text import TAKEN, Span, blanked
from bot.language.values import Message

_SURNAME = rf"(?:{any_of(words('people', 'compound_surnames'))}|[{letters('people', 'surnames')}])"
_GIVEN = rf"[^{re.escape(letters('people', 'never_in_names'))}\x00-\x7f]"
_TITLE = rf"(?:{any_of(words('people', 'titles'))})(?:儿(?![子女孙媳童]))?"
KIN = rf"(?:[我俺](?:们)?(?:家|屋头)?(?:{any_of(words('people', 'kin'))}))"
# The surname of 顾 in 照顾 is none; nor is what begins like one a name in 包席.
_INSIDE = "|".join([f"{word[0]}(?={word[1]})" for word in words("people", "surname_inside")])
_NOT_A_NAME = rf"(?<!{_INSIDE})(?!{any_of([word for word in words('people', 'not_names') if len(word) > 1])})"
# Only where a character stands with which a surname begins is more asked, which is five times as quick.
_BEGINS = "".join([word[0] for word in words("people", "compound_surnames")]) + letters("people", "surnames")
_FAMILY = rf"(?=[{_BEGINS}]){_NOT_A_NAME}{_SURNAME}"
_AFTER_NAME = (
    rf"(?=$|[{TAKEN}\s,，。、;；:：!！?？()（）~]|一[起块道同路]|[一-龥]位|两|俩|[三四五六七八]个|几个|去|来|到|在|把|给|帮|替|"
    r"的|和|跟|与|同|还|以及|也|都|要|问|愿意|想[换跟和请]|换|调|对|顶|值|坐|搁|搭|各|登|录|申|打下手|磨|"
    r"于|共同|上|代|自|填|写|我|他|她|今[天早晚]|昨|前天|明[天早晚]|后天|大前|周|星|下午|中午|早|晚|报|记|补|家|是|了|同意|那|说|搞|"
    r"本[周月季]|协助|带队|负责|对调|打扫|扫|捡|清|修|巡|走访|看|送|陪|请|签|做|开|入户|宣|发|调|种|搬|挖|疏|掏|铲|劝|守|站|排|帮|"
    r"教|讲|摆|打的|当|陪|搭|哪|几|什么|啥|不|赴|托|互|初|\d|正月|[冬腊]月|加[上进]|交[接班]|商[量定议]|[说约谈讲]好|谈妥|[抓逮围抬赶追]|[找喊叫约请求让]我|一个人|独自)"
)
_ANY = (
    r"[^\x00-\x7f，。、；：！？（）的了我他她你们个这那和跟与同给帮替把被在去到是有大小老好新每各村镇党团副表堂社区部长家人居东户生组队屋"
    r"二三四五六七八九十一两幺俩叫喊让请找位名为由女男正任]"
)
# With what the telling of a deed begins.
_DEED = (
    r"[扶剪割装量栽测检查堵捞拉换裱拆收晾抄刷垒抬砍挑背扛铺砌抹焊锯掰薅喂撒打洗煮烧缝贴写读拍录卸拖推拌喷灭救抓逮赶追找问谈聊听练跑爬骑"
    r"搞弄做干化画包盖围扎编挂拔除翻犁耕插摘挖掏疏看守讲教送给帮把带巡走清扫修补运去抢护]"
)
_CLEAR_TITLE = (
    r"(?:师母|哥|姐(?!妹)|嫂|嬢嬢|孃孃|嬢|孃|师傅|主任|支书|会计|老师|队长|大爷|婆婆|大姐|大哥|老汉|文书|妹儿|"
    r"镇长|书记)"
)
TITLED = (
    rf"(?:{_FAMILY}(?:(?:{_GIVEN}(?:(?!{_DEED}){_GIVEN})?)??{_TITLE}|大(?!前)(?={_AFTER_NAME}))|"
    rf"(?<=[和跟与同、,，\s])[一-龥]子[哥姐嫂叔妹]|(?={_ANY}{_CLEAR_TITLE}){_NOT_A_NAME}(?![教扶背]|[子壁业工天头保]|孤老){_ANY}{_CLEAR_TITLE})"
)
_NOT_FAMILIAR = (
    r"[伴母板师区学组时孩伙人年家乡婆公汉表党百妈爷太规样早广雨雪心狗姐妹弟品巷路河沟桥院房屋旧城街庙树井水电鼠虎实大二三幺娃朋"
    r"寒暑事型程额哥卖麦便票册儿毛半声菜吃结伤病灶件少两几些奶爸外远长短字说费气黄白红青本的了把是小桌]"
)
FAMILIAR = (
    rf"(?:(?:(?:(?<!孤)老|(?<!发)(?<!村(?=小.(?:校长|老师)))小)(?!{_NOT_FAMILIAR}|文书|石匠|书记|队长|社长)(?:{_SURNAME}|{_ANY}(?={_AFTER_NAME}|(?!工){_TITLE}))|阿(?![姨婆妈爸爷公拉里弥胶斯富尔们]|.们)[一-龥])(?:{_TITLE}|(?<=老.)头(?![顶上家发]))?|{_SURNAME}sir|"
    rf"阿[a-z]{{1,9}}(?![a-z])|大(?=[张李王刘陈杨黄赵周吴])[一-龥](?={_AFTER_NAME}))"
)
_GIVEN_OFTEN = letters("people", "given")
NICKNAME = (
    rf"(?:(?=[{_GIVEN_OFTEN}])(?!刚刚|光光|亮亮|香香|静静|欣欣)(?:{any_of(2 * sign for sign in _GIVEN_OFTEN)})|"
    r"(?<=[和跟与同、])[狗猫牛虎毛石]儿(?![子女媳童])|"
    rf"[幺老大小](?:老表|舅子|妹儿|幺妹|幺爸|幺叔|幺舅|表[哥弟])|[^\x00-\x7f，。、小女男的了个帮给教带把接送看两三几些那这学乖胖]娃子|[军兵强勇刚伟明华平波涛松林山海云龙虎东建国庆辉斌超亮春秋飞鹏鑫磊洋杰毛狗猫牛石黑]娃(?!娃)|[一-龥]家老[大二三四五六幺]|"
    rf"{_SURNAME}老[大二三四五六幺]|{_SURNAME}[二三四五幺老大](?:娃|爷|哥|姐|嫂|叔|婶|妹|爸|孃|嬢|娘|姨)|"
    r"(?<![\d第十一老])[二三四五六幺](?:娃子?|哥|姐|嫂|叔|婶|妹|爸|孃|爷|娘)(?!们|家))"
)
# 车, 单 or 习 are oftener a part of another word; 张 and 段 behind a number count things.
_IS_A_SURNAME = (
    r"(?:(?<![^和跟与同、员师医长任记@替帮请让给由找,，。:：\s(（])|(?![车楼管过步党农占双权单席商习解钱]))"
    r"(?<![一两三四五六七八九十几\d这那每百千半](?=[张段包席]))(?<![上下这本每](?=周))"
)
# Behind these a character that begins deeds as well (清, 发) is the last of a name: 与何世清、吕国发两位查看水库.
_ENDS_A_NAME = (
    r"(?=$|[\s,，。、;；:：()（）]|一[起块道同路]|[两二三]位|[和跟与也都昨今]|还有|[上代]?报|登记|"
    r"(?<=清)[巡捡修挖守抬搬帮送给去来到在看走陪栽种装割])"
)
# Characters of names that are hardly ever anything else: such a name ends where they do, 和陈晓梅消杀.
_COMMON = f"[{_GIVEN_OFTEN}]"
FULL = (
    rf"(?:(?<![老阿])(?<!(?<!发)小)(?!(?<=[换改调变])成){_IS_A_SURNAME}{_FAMILY}"
    rf"(?:(?!.?的)[一-龥]{{1,2}}同志|{_GIVEN}[清发开守修登站]{_ENDS_A_NAME}|(?:大?{_GIVEN}|{_GIVEN}(?!{_DEED}[了过完趟]|月[初底末]){_GIVEN}|一(?![起道路块同天直个次对批]){_GIVEN}){_AFTER_NAME}|{_COMMON}{{2}}(?!{_COMMON})))"
)
# 张三, 李四: a number beside the commonest surnames is a name, never a count (周三 is a day, 高三 a school year).
NUMBERED = rf"(?:[张李王赵陈刘杨][二三四五六七八九]{_AFTER_NAME})"
# A surname and what may be a given name, whatever stands behind it.
NAMED = rf"(?:{_FAMILY}{_GIVEN}{{1,2}}?)"
# Where names stand is found once in a text; what is said about them is matched on a copy with signs for names, which
# nobody can type: `clean` drops them. A pattern that spelled names out again in each place took 3 s to compile.
_SHORT_SIGN, _FULL_SIGN, _GOES_ON = "\ue000", "\ue001", "\ue002"
_SHORT = rf"(?:{_SHORT_SIGN}{_GOES_ON}*+)"
_FULL = rf"(?:{_FULL_SIGN}{_GOES_ON}*+)"
PERSON = rf"(?:[{_SHORT_SIGN}{_FULL_SIGN}]{_GOES_ON}*+)"
"""A person's name as villagers say it (李书记, 老李, 张二娃, 陈晓梅), in a `NamePattern`."""
NAME = Pattern(
    rf"(?<!主)(?:(?<=@)(?!所有|全体)[一-龥]{{2,4}}(?![一-龥])|{NICKNAME}|{FAMILIAR}|{TITLED}|(?P<full>{NUMBERED}|{FULL}))"
)


@lru_cache(maxsize=64)
def _signed(text: str) -> str:
    """Return the copy of a text in which signs of the same length stand for the names."""
    return NAME.sub(
        lambda name: (_FULL_SIGN if name["full"] else _SHORT_SIGN) + _GOES_ON * (len(name[0]) - 1),
        text,
    )


class NamePattern(Pattern):
    """A regular expression with `PERSON` in it, matched where the names of a text are; a match knows only places."""

    signed = staticmethod(_signed)

    def _looking(self, method: Callable[..., Any]) -> Callable[..., Any]:
        """Return a method that looks at the text with signs for its names."""
        return lambda text, *places: method(self.signed(text), *places)


_JOIN = rf"\s*(?:、|[,，]?(?:和|跟|与|同|还有|以及)|，|,|\s|(?<!^)(?={_SHORT_SIGN}))\s*"
_TOGETHER_WORD = r"一[起块道同路]"
# Whom one names by his post or by how he is related, where one says with whom it was done.
_KNOWN_AS = (
    r"(?:(?:(?:治保|妇女|民兵|综治|监委会?)(?:主任|连长)|老伴|老表|表[弟哥姐妹叔]|战友|徒弟|村医|文书|会计|书记|支书|主任|网格员|队长|组长|社长|专干|老幺|老(?:支书|书记|主任|队长|社长))"
    r"(?=$|[\s,，。、;；)）+]|一[起块道同路]|两|俩|[三四]个|几个|还|去|来|到|在|把|给|帮|和|跟|上|下|今|昨|守|蹲))"
)
# Who somebody is to the speaker, or what he is by trade, before his name: 我幺弟…, 养蚕的…, 物业小…, 美术老师….
_NO_VERB = (
    r"[^\x00-\x2f\x3a-\x7f，。、；：！？的给帮替把被去来到在讲说劝谈聊教送看陪了过着对让做搞弄修扫清慰问探访挖铲捡拉抬搬发读写查巡守值扶背接量剪喂"
    r"煮打洗和跟与同我他她你]"
)
_PERSONS = (
    "[民员师医生工长手匠亲弟妹哥姐嫂叔婶姨舅姑爷婆娘公妈爸爹伯孃汉夫妻婿属客孙女表友伴子儿娃幺警安保记任计书贩户事"
    "头家主学伙侄居者兵徒坊兄蜜板席们]"
)
_TRADE = rf"(?:{_PERSONS}|专干|[区业所站村口店铺馆办部队院厂委组])"
_OF = (
    rf"@?(?:我们?|咱们?|隔壁|对门|[楼村][上下])?(?:[^\x00-\x2f\x3a-\x7f，。、；的给帮替把被在到讲说了过着对让和跟与同他她你]{{1,6}}的)??"
    rf"(?:{_NO_VERB}{{0,4}}{_TRADE}的?|(?:老?同[事学桌组乡班]|发小|老庚|对门|隔壁|邻村|司机|房东|物管|学校)的?|{_NO_VERB}{{1,4}}?(?={_SHORT_SIGN}))??"
)
# A name right before what was done, where those are told who came along (和罗丽、谭永强割草), or of common characters.
_NAMED_BESIDE = (
    rf"(?:{_FAMILY}(?:(?![老小阿])(?:{_GIVEN}(?!张贴){_GIVEN}|{_GIVEN})(?=$|张贴|{_DEED})|"
    rf"{_COMMON}{{1,2}}+(?!{_COMMON})))"
)
# 和杜三, but 和周三 is a day.
_THIRD_SON = (
    rf"(?:(?<=[和跟与、同])(?![周高初]){_SURNAME}[二三四五六七八九](?=$|[\s,，。、;；)）]|"
    r"一[起块道同路]|两|[去来在到]))"
)
_OTHER_NAME = Pattern(rf"{_KNOWN_AS}|{_THIRD_SON}|{_NAMED_BESIDE}")
_OTHER_SIGN = "\ue003"
# In 美术老师 with a name behind it the name is somebody's, not the office.
_ONE = rf"(?:{PERSON}(?!{_FULL_SIGN})|{_OTHER_SIGN}{_GOES_ON}*+)"


@lru_cache(maxsize=64)
def _all_signed(text: str) -> str:
    """Return the copy in which signs stand also for the names by which only those are called who came along."""
    return _OTHER_NAME.sub(lambda name: _OTHER_SIGN + _GOES_ON * (len(name[0]) - 1), _signed(text))


class _ListPattern(NamePattern):
    """A regular expression with `_ONE` in it, who came along by whatever name."""

    signed = staticmethod(_all_signed)


_LIST = rf"{_ONE}(?:{_JOIN}{_OF}{_ONE})*"
_WITH = (
    r"(?:跟[着到起]?|陪(?=@)|和|(?<!参)与|同|约[上了起到]?|叫[上了起]?|喊[上了起]?|邀[约了起]?|带[着上]|会同|协同|联合|伙同|"
    r"还有|加上)"
)
_ONE_OF_THEM = _ListPattern(rf"(?<!主){_ONE}")
_ONLY_SURNAMED = Pattern(rf"{_SURNAME}[一-龥·]{{1,3}}")

_COMPANIONS = _ListPattern(rf"(?<![暖平总附缓温柔配谐陪])(?P<with>{_WITH})(?P<list>{_OF}{_LIST})(?P<after>.{{0,8}})")
# Whom one accompanies by his post has come along; 陪何婆婆 is who was helped.
_ACCOMPANIED = Pattern(
    rf"陪同?(?:[村镇乡区县][里上]?的?)?(?:农技员|工作队的?|专家|医生|村医)?(?P<list>{_SURNAME}[一-龥]{{0,2}}?"
    r"(?:书记|支书|主任|镇长|所长|站长|局长|会计|文书|干部|大夫|医生|技术员|工))"
)
# 与驻村第一书记何明远共同: however long the office before the name.
_TOGETHER_WITH = Pattern(
    rf"(?:[与和跟同]|会同)[一-龥]{{1,8}}?{_PERSONS}(?P<list>{_SURNAME}(?!一[起道路块同])[一-龥]{{1,2}})(?:同志)?(?=共同|{_TOGETHER_WORD})"
)
_WITH_PUPIL = NamePattern(rf"带[着上]?(?:徒弟|学徒|新人|搭档)(?P<list>{PERSON})")
_ADDED = _ListPattern(rf"(?:(?<=\s)|(?<=我)|^)\+\s?(?P<list>{_ONE}(?:\s?[+、]\s?{_ONE})*)(?=$|[\s,，。;；+)）])")
_AND_I = _ListPattern(rf"(?P<list>{_LIST})(?:[今昨前]天|[今昨]晚|[上下]午)?(?:和|跟|与|还有|、)\s*(?:我|本人)(?!们?村)")
_ALONGSIDE = _ListPattern(rf"(?:跟|和|与|同)(?P<list>{_OF}{_LIST})(?:他们|两个|俩)?{_TOGETHER_WORD}")
_I_AND = _ListPattern(rf"(?<![帮给替为对和跟与同让喊叫托请])(?:我|本人)(?:、|,|，|和|跟|还有)\s?(?P<list>{_OF}{_LIST})")
_LISTED = _ListPattern(
    rf"(?:另一个(?=是)|[两三四五\d][名位个][^,，、]{{0,4}}(?:战友|同事|党员|志愿者|队员|邻居)|同行|同去|搭子|搭伴|(?:参与|参加)(?=[者:：\s(的有])|参加人员|参与人员|人员|(?<![一-龥])队员|(?:配合|协助)(?=者|人)|搭档|一起的?|一路的?|同伴|"
    rf"我们(?![^,，:：(]{{0,3}}[给帮替陪看为])[一-龥]{{0,3}}个?人?)(?:人员?|者|有|还有|的?有|的是|是)?\s*[:：(]?\s*(?P<list>{_OF}{_LIST})"
)
_ALSO = _ListPattern(
    rf"(?P<list>{_LIST})(?:(?:也|都|他们也?|两天都)(?:跟我)?(?:一起|一路|一块|去了|来了|来[教帮搬守修]|在|参加|帮忙)|协助|带队|搭了?[把个]?手|打下手|打的?(?:电筒|手电|灯|伞)|[做当](?:助教|助手|帮手|搭档|翻译|司机)|同[去来行]|陪同|来搭手|陪我|负责|一[起块道同路](?=$|[)）,，。;；]))"
)
# Whoever one says to have done it with, by a name that only his friends know: 和室友阿楠一起, 我和表弟还有小贵州.
_SIDE_BY_SIDE = (
    Pattern(
        r"(?<![暖平总附缓温柔配谐])(?:跟着?|和|与|同|约[上了]?|叫上|喊上|带[着上]|会同|我还有)(?P<list>[^,，。;；\d]{1,20}?)"
        r"(?:他们|她们|[两三四五]个人?|俩)?(?:一[起块道同路](?![^,，。]{0,8}(?:纠纷|矛盾|扯皮|争))|共同|结伴|搭伙|搭伴)"
    ),
    Pattern(
        r"我(?:和|跟|还有|、)(?P<list>[^,，。;；\d]{1,12}?)(?=$|[,，。;；)）]|[两三四五]个人?(?:$|[,，。;；去一])|大?[今昨前]天|[去到在把给帮][^,，。])"
    ),
    # 和琳子, in a clause of its own.
    Pattern(r"(?:^|[,，。;；\s])(?:和|跟|与|同)(?P<list>[^,，。;；\d]{2,8}?)(?=$|[,，。;；])"),
)
_PET_NAME = Pattern(r"(?![儿妹嫂孩女娃妻侄孙老娘婶妗])[一-龥]子|([^爸妈爷奶哥姐弟妹叔公婆舅姑姨伯孙人天])\1")
_BY_POST = (_TOGETHER_WITH, _ACCOMPANIED)
_TOLD_OF = (_COMPANIONS, *_BY_POST, _WITH_PUPIL, _ALONGSIDE, _I_AND, _AND_I, _ADDED, _LISTED, _ALSO)
_BETWEEN_NAMES = re.compile(r"、|和|跟|与|还有|以及|,")
_FRIEND_OF_MINE = re.compile(
    r"^(?:[^的]{1,6}的(?=.{2,4}$)|"
    r"(?:室友|舍友|同学|同桌|工友|同事|邻居|隔壁|朋友|战友|徒弟|师弟|师妹|搭档|队友|村医|学员|老乡|亲戚)(?=[一-龥]{2,3}$))"
)
_CALLED_SO = Pattern(r"[小老阿](?!师|人|乡|伴|年|大|区|学|组|朋友|伙)[一-龥]{1,2}|[一-龥]{2,3}")
_LAST_OF_LIST = Pattern(rf"、(?P<who>[一-龥]{{2}})(?=种|{_DEED}|[去到在]|一[起块道同路])")
_NO_ONE = Pattern(
    r"^[在到去给]|大家|群众|村民|居民|志愿|党员|学生|娃|孩子|朋友|老人|同志|同学|员工|社员|工人|人员|他们|她们|[队组班部所站院社厂校会们]$|我|自己|几个"
)
# 修闸门 老庞、小余 半天: beside the deed, parted by blanks.
_NAMED_APART = NamePattern(rf"(?<=\s)(?P<list>{_SHORT}(?:[、\s]{_SHORT})*)(?=\s|$)")
_FOR_WHOM = Pattern(r"(?:看望?|慰问|探望|走访|照[顾看料]|陪[同伴]?|帮[扶助忙]?|[给送教找劝接背替为]|访问?|家)\s?$")
_AN_OFFICE = Pattern("[站所院厂局]的")
_TALK = Pattern(
    rf"(?!劝导|(?:调解|调停|劝解|讲解|解释|讲)[^,，]{{0,8}}(?:纠纷|矛盾|政策))"
    rf"(?:{any_of(words('people', 'talk'))}|争[水地路界吵执])"
)
_TOGETHER = Pattern(r"一[起块道同路]")

# Whom a report is for: by name, or by who he is to the speaker (我屋老汉, 我对门邻居), whatever stands between.
_ENTER = (
    r"(?:[上补代申填汇]?报送?|打个?卡|登个记|补?[登记录]|登记|记录|补|代?填|写|说(?=一)|转[达告]|自?评)"
    r"(?:一(?:下子?|哈|声|笔|条|个)|[下上起哈]|个到?|到|(?:这个月|上个月|本月|[一二三四五六七八九十\d]{1,3}月份?)的?|星|自评)?"
)
_RELATIVE = rf"[我俺]们?[^\x00-\x7f，。、；：把昨今前也再先这都就]{{0,6}}?(?:{_PERSONS}|那个|那口子)"
_BEHALF = NamePattern(
    rf"(?:(?:帮忙?|替|代|给|为)(?:一下)?){{1,2}}(?!我们?{_ENTER}|大家|各?位|组织|领导|支部|管家|助手)"
    rf"(?:(?:[^\x00-\x7f，。、；：把昨今前也再先这]{{1,8}}的)?{_OF}(?P<who>{PERSON})|(?P<kin>{_RELATIVE})|"
    rf"(?P<whom>(?:隔壁|对门)?邻居|护工|{any_of(words('people', 'kin'))}))"
    rf"(?:同志)?(?:也|再)?\s?{_ENTER}[哈啊嘛呀哦\U0001f300-\U0001faff]*(?=[\s,，:：。.](?!我)|$|星|活动|服务|时长|他|她|今|昨|前|上周|上个|周|星期|自评|评|\d|[一二三四五][星颗])"
)
_FOR = NamePattern(
    rf"受{_OF}(?P<trusts>{PERSON})(?:同志)?[的之所]?(?:委托|嘱托|嘱咐|托付|请托|托)[,，]?+(?!我?(?:代(?!为?[上填申]?[报登记]|[他她])|[帮替](?![他她]?[上填申]?[报登记])|[去到往办取领缴交送给照看接陪]))(?:[代替帮][他她](?:报|登记|记)[一-龥]{{0,2}}[:：,，])?[他她]?于?|^(?:(?:代报|帮报|替报|代上报|代为上报)\s*[:：]?\s*{_OF}(?P<who>{PERSON}|{KIN})|"
    rf"[^,，。]{{0,3}}将{_OF}(?P<handed>{PERSON})(?:同志)?(?:的)?[^,，。:：]{{0,12}}(?:[上填]?报[上送]?|登记|录入|如下)[:：]|"
    rf"代\s*(?P<named>{PERSON}|{KIN})\s*[:：,，]|"
    rf"[替帮代]\s*(?P<speaks>{PERSON}|{KIN}|老伴|老公|老婆|爱人|媳妇|邻居)\s*说(?:一?[声下句]|个)?(?=[,，:：\s]|[他她今昨前])|"
    rf"(?:老?支书|老?书记|老?主任|邻居|隔壁|{_OF})?(?P<asked>{PERSON}|{KIN})[托请喊让叫]我(?:[帮替给][他她]?)?(?:[上填]?报送?|记|登记|登|补)(?:一?下|个|上)?(?=[,，:：\s]|[他她]|[本这上\d一二三四五六七八九十]+个?月)|"
    rf"(?:隔壁|邻居)?(?P<wish>{PERSON}|{_RELATIVE}(?![娘汉婿公客表孙妈爸]))(?:让|喊|叫|请|托|要)?[^,，]{{0,10}}[,，]?(?:我|让我)?(?:帮|替|给)(?:他|她)"
    rf"{_ENTER})"
)
_COMRADE = Pattern(
    rf"^(?:报备|[上填汇补]报|登记)[:：]\s*(?:[\d一二三四五六七八九十]+[组社])?[^,，。:：\s]{{0,8}}?(?P<who>{_SURNAME}[一-龥]{{1,2}})同志"
)
_CALLED = NamePattern(rf"(?:[他她](?:名字)?(?:叫|是)|名字(?:叫|是)?[:：\s]*)(?P<who>{_FULL})")
# Whose whole name is said is called by it: 钟玉珍大姐.
_WITHOUT_TITLE = Pattern(r"^([一-龥]{3})(?:大[姐哥爷娘]|老师|师傅|女士|先生)$")
_WHO = ("trusts", "handed", "named", "who", "whom", "speaks", "asked", "wish", "kin")
_HEADER = NamePattern(rf"^(?:姓名[:：]?\s*)?(?P<who>{_FULL})[\s,，:：]+(?=\S)")
_HELPED = NamePattern(
    rf"(?:帮助?|给|为|替|陪同?|看望|慰问|照顾|照看|照料|护送|送|接|探望|走访|关心|服侍|背|扶|带|"
    rf"教)[了着过]?(?:我们|社区|邻居|隔壁|村里的?|独居|孤寡|困难户|残疾人?|贫困户|五保户?|老党员|"
    rf"低保户|孤老汉?儿?|[一-龥]{{0,2}}老人|老?[大太][爷娘妈爷]|残疾人|病人|\d+[组社队]的?|[一二三四五六七八九十]+[组社队]的?|同组的?|留守老人|院子里的?)*"
    rf"(?P<who>(?:{PERSON})家?|{_SURNAME}家(?!里|具|电|属|长|庭|畜)|邻居|{_SURNAME}姓)"
)
_AT_HOME = NamePattern(rf"(?:去|到|在|上)(?P<who>(?:{PERSON}|{_SURNAME})家)(?!湾|沟|坝|坪|岩|河|桥|场|院子|咀|巷|街)")
_TALKED = NamePattern(rf"(?:跟|和|与|同|找)(?P<who>{PERSON})(?:家)?(?={any_of(words('people', 'talk'))})")

_ROLE = rf"(?:(?:{any_of(words('people', 'roles'))})(?:们|都|些)?)"
# 书记早，… and 大家好！…
GREETING = (
    r"(?:[一-龥]{0,3}(?:书记|主任|支书|领导|镇长|老师|组长|队长|管家|助手)|大家|各位|您|你)?"
    r"(?:们|同志们)?(?:早上|上午|中午|下午|晚上)?(?:好|早)[呀啊哈]?[\s,，!！。~]+"
)
_SUBJECT = rf"(?:{PERSON}|他们?|她们?|人家|{KIN}|{_ROLE})"
_STORY = NamePattern(
    rf"^(?:{GREETING})?(?:[今昨前]天|[今昨]晚|刚才|刚刚|上午|下午|早上|晚上|今早|我们?村的?|我们?组的?|隔壁的?|那个|"
    rf"看到|看见|遇到|\s|,)*(?:{_SUBJECT}|[二三四五六七八九十\d]+[组社](?:的|里)?{_SUBJECT})"
    rf"(?:{_JOIN}(?:{_SUBJECT}))*(?:他们|们|俩|两个|几个)?(?!家|的班|换)(?=\S)"
)
_CAME_TOO = _ListPattern(rf"^{_LIST}(?:也|都|也都)(?:来|在|去)了?[,，\s]")
_SELF = Pattern(r"(?<![帮给替为对])我(?!家|们?(?:村|组|社|支部|社区)(?!的?人都))")
_NUMBERED_DEED = Pattern(rf"(?:{WHOLE})\s?个?(?:小时|钟头|分钟|[袋车户桶家份棵米条盏])")
_HEARD = Pattern(r"^(?:我)?(?:刚|今天|昨天)?听(?!党课|课|取|民|群众|意见|老易|讲).{0,5}说")


def companions(message: Message) -> tuple[str, ...]:
    """Return those who did it together with the sender; whoever was talked to or helped is none."""
    found: list[str] = []
    for match in _told_of(message.text):
        found += [_named(message, *span) for span in _names(message.text, match.span("list"))]
        found += _one_more(message, match.end("list"))
    found += [name for name in _known_to_friends(message, found) if not any(name in one for one in found)]
    return tuple(dict.fromkeys(found))


def _told_of(text: str) -> Iterator[re.Match[str]]:
    """Yield where those are told who came along; where nobody is named, by their posts only."""
    for pattern in _BY_POST if _all_signed(text) == text else _TOLD_OF:
        yield from (match for match in pattern.finditer(text) if pattern is not _COMPANIONS or _is_company(match))


def _one_more(message: Message, end: int) -> Iterator[str]:
    """Yield the last of a list of names that is none of the usual ones: 和阿坤、大鹏给新来的讲政策."""
    more = _LAST_OF_LIST.match(message.text, end)
    if more and not _NO_ONE.search(more["who"]):
        yield message.said[slice(*more.span("who"))]


def _known_to_friends(message: Message, known: Collection[str]) -> Iterator[str]:
    """Yield those who were there by names that are none of the usual ones, where the words say that they are people."""
    for pattern in _SIDE_BY_SIDE:
        for match in pattern.finditer(message.text):
            yield from _called(_BETWEEN_NAMES.split(message.said[slice(*match.span("list"))]), known)
    for match in _NAMED_APART.finditer(message.text):
        if not _FOR_WHOM.search(message.text[: match.start()]):
            yield from (_named(message, *span) for span in _names(message.text, match.span("list")))


def _called(people: Sequence[str], known: Collection[str]) -> Iterator[str]:
    """Yield the names of friends among people: 室友阿楠, 小贵州, and 秀兰 beside somebody whose name is known."""
    known_beside = any(one in known for one in people)
    for one in people:
        name = _FRIEND_OF_MINE.sub("", one.rstrip("哈嘛啊哦"))
        friend = name != one or name[:1] in "小老阿" or known_beside or _PET_NAME.fullmatch(name)
        if friend and _CALLED_SO.fullmatch(name) and not _NO_ONE.search(one):
            yield name


def on_behalf_of(message: Message) -> tuple[str, tuple[int, int]] | None:
    """Return whom the report is for and where that is said."""
    match = _BEHALF.search(message.text) or _FOR.search(message.text) or _COMRADE.search(message.text)
    if not match:
        return None
    group = next(name for name in _WHO if match.groupdict().get(name))
    return _WITHOUT_TITLE.sub(r"\1", _named(message, *match.span(group))), match.span()


def behalf(message: Message) -> tuple[str, tuple[int, int]] | None:
    """Return whom a report is for and where that is said; by the name said later of 我妈 and the like."""
    found = on_behalf_of(message)
    if found and (named := _CALLED.search(message.text, found[1][1])):
        # What stands between the two names tells of no deed.
        begins = named.end() if named.start() - found[1][1] < 3 else found[1][1]
        return message.said[slice(*named.span("who"))], (found[1][0], begins)
    return found


def name_header(message: Message, before: str | None = None) -> tuple[str, tuple[int, int]] | None:
    """Return the full name that stands alone before the report, as in forms; it may be the sender's own.

    With `before`, the name may also stand directly before that word.
    """
    match = _HEADER.search(message.text)
    if not match and before:
        match = re.search(rf"^(?P<who>{KIN}|{PERSON})(?={before})", _signed(message.text))
    return (message.said[slice(*match.span("who"))], match.span()) if match else None


def beneficiary(message: Message) -> str | None:
    """Return the person or household that was helped, as named."""
    match = _HELPED.search(message.text) or _TALKED.search(message.text) or _AT_HOME.search(message.text)
    return message.said[slice(*match.span("who"))] if match else None


def persons(message: Message, days: Collection[Span] = ()) -> list[tuple[str, int]]:
    """Return all names with their positions; a name ends where one of the days begins."""
    text = blanked(message.text, days)
    return [(_named(message, *match.span()), match.start()) for match in NAME.finditer(text)]


def is_name(text: str) -> bool:
    """Return whether a text is nothing but one name."""
    name = text.strip()
    return any(one.fullmatch(name) for one in (_ONLY_SURNAMED, NAME))


def is_somebody_elses_story(message: Message) -> bool:
    """Return whether the sentence begins with somebody else doing something."""
    if _HEARD.search(message.text):
        return True
    match = _STORY.search(message.text)
    if not match or name_header(message) or _CAME_TOO.search(message.text) or _AND_I.search(message.text):
        return False
    own = _SELF.search(message.text, match.end())
    return own is None or _has_done_it_all(message.text, own.start())


def _has_done_it_all(text: str, place: int) -> bool:
    """Return whether what was done is told of others, and of oneself only something beside it: …，我给他拍了照."""
    first, _, later = text[:place].rpartition(",")
    return bool(_NUMBERED_DEED.search(first)) and not later


def _names(text: str, span: tuple[int, int]) -> list[tuple[int, int]]:
    """Return where people are named; 农技 of 农技站的鲜老师 is no name."""
    found = [match.span() for match in _ONE_OF_THEM.finditer(text, *span)]
    return [(start, end) for start, end in found if not _AN_OFFICE.match(text, end)]


def _named(message: Message, start: int, end: int) -> str:
    """Return somebody's name as it was said, without 同志 behind it."""
    return message.said[start:end].removesuffix("同志")


def _is_company(match: re.Match[str]) -> bool:
    """Return whether these people came along: not those who were talked to, unless it was done together."""
    after = match["after"]
    if _TOGETHER.match(after.lstrip(" 两俩三四个人几")):
        return True
    return match["with"] not in ("带", "还有", "加上") and not _TALK.match(after) and not after.startswith("家")
