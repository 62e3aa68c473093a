"""The few sentences the machine itself says."""

from collections.abc import Iterable, Sequence
from datetime import datetime


def fault(number: str) -> str:
    """Return the answer to a message that could not be handled."""
    return f"没办成，是我这边出了毛病，不怪您，什么都没记。编号 {number}。请稍后再发一次，或把编号告诉技术员。"


def fault_report(number: str) -> str:
    """Return what the district's officers read about a quarantined message."""
    return f"有一条消息试了五次都没办成，先放到一边，别人不受影响。编号 {number}，请技术员看看日志。"


_TROUBLES = {
    "database": "数据库没有应答，来信存不下，企业微信会再送一阵。请看数据库是否在运行。",
    "migrations": "数据库不是当前版本。请运行 python -m bot migrate。",
    "storage": "数据库写不进去，多半是磁盘满了，来信存不下。请先清理磁盘。",
    "clock": "这台机器的时钟和企业微信对不上，来信都被退回了。请打开自动对时（NTP）。",
    "schedule": "定时任务有两分钟没有动静。请看日志，必要时重启服务。",
    "room": "来信比办得快，排队太久，新来的先不收，企业微信会再送一阵。收下的都会办完；常这样就要更快的机器。",
    "handling": "有来信或待发的消息等了很久没有办。请看日志，必要时重启服务。",
    "backup": "昨夜没有备份成。请运行 python -m bot backup 看原因。",
    "district": (
        "区委组织部的岗位两周内都到期，过后谁也登记不了岗位。请区里的同志先发“任职 姓名 区委组织部 到哪一年”互相续上；"
        "已经到期的，把姓名、账号、单位、岗位、任期写成表，运行 python -m bot import 表格.csv 续上。"
    ),
    "trial": "备份有一周多没有试着恢复过。请运行 python -m bot backup --nightly 看原因。",
}


def restored(now: datetime, last: datetime | None, held: int) -> str:
    """Return what district and technicians read after a restore; `last` is when the newest delivery came in."""
    until = f"最后一条来信是 {last:%m-%d %H:%M} 的" if last else "里面还没有来信"
    waiting = f"\n有 {held} 条消息可能早已发过，先停着：请发“投递”核对，没收到的再“重发”。" if held else ""
    return (
        f"示范带管家的数据 {now:%m-%d %H:%M} 从备份恢复了，{until}。"
        f"那以后说的话、办的事这里都没有了，麻烦请大家再报一次；那以后到点该发的也不补发。{waiting}"
    )


def trouble_words(name: str) -> str:
    """Return what something of /readyz that is not well means, and the way out."""
    return _TROUBLES[name]


def trouble(name: str) -> str:
    """Return what the technicians read when something of /readyz needs them; once a day."""
    return f"示范带管家需要您看一下：{_TROUBLES[name]}今天不再重复提醒。"


def late_reply(when: str, text: str) -> str:
    """Return a reply that could not ride on the callback's answer."""
    return f"（回复您 {when} 发的消息）\n{text}"


def continued(head: str) -> str:
    """Return the first line of a further part of a text that is too long for one message."""
    return f"{head}（续）"


# What stands above a text with buttons that has no title of its own; at most 36 characters.
CARD_TITLE = "请您答复"


def pressed(command: str) -> str:
    """Return what stands on a card's grey button once it was pressed; at most ten characters."""
    return f"已按：{command.split()[0]}"[:10]


WORKING = "正在办，稍等一下……"


def only_private(word: str, *, more: bool = False) -> str:
    """Return that a command belongs into a private chat; with `more` words behind it that everybody has read."""
    read = "这条大家都看得到，我没有记，要紧的话请撤回。" if more else ""
    return f"“{word}”是您自己的事或支部里的事，请私聊我发，群里不说。{read}"


def usage(line: str, example: str) -> str:
    """Return how a command is written."""
    return f"还差一点。这样发：{line}\n例如：{example}"


NOT_UNDERSTOOD = "这句我没看懂，什么都没记，对不住。换个说法再说一次就行，想看能做什么发“帮助”。"


def not_found(ask_there: str) -> str:
    """Return that no book holds what was asked, who knows more, and what the books hold."""
    return (
        f"这个我这里查不到，不乱说，{ask_there}。我查得到的：村里定的事发“决定”，账发“公开”，办事要什么发“清单”，谁是谁发“名录”；"
        "要人给您回话，发“反映 …”。"
    )


# The way of a villager, of who supervises, of whoever has something in hand.
TO_REPORT = "想请村里办的事，前面加“反映”两个字就有人看"
TO_QUESTION = "想问村里一件事，前面加“质询”两个字就要答复"
IN_HAND = "说的是手上哪件事，带上编号再说一次，等您办的发“待办”看"


def not_built(word: str, near: str) -> str:
    """Return that nobody has built this yet, with what comes nearest to it."""
    return f"“{word}”这件事我还不会办，什么都没记，对不住。{near}。"


def just_talk(way: str) -> str:
    """Return the answer in a private chat to talk of which nothing is made, with the way of who says it."""
    return f"这话我接不上，什么都没记，对不住。{way}；想看能做什么发“帮助”。"


def go_ahead(shown: str) -> str:
    """Return what a line would do, and the one question before it does."""
    return f"{shown}\n对的话回“是”，我就办；不办回“取消”。"


def said_plainly(line: str) -> str:
    """Return which line was said in other words."""
    return f"您是说“{line}”。"


def not_this_one(refused: str) -> str:
    """Return why one of several things in a message is not done; the others are."""
    return f"{refused}\n一条里说了几件事，只有这一件没办。"


NOT_DONE = "好的，不办了，什么都没改。"


def day_open(words: str, doubt: str) -> str:
    """Return what is wrong with a day that was said."""
    return f"“{words}”{doubt}。"


def meant(first: str, second: str) -> str:
    """Return the one question between the two likeliest kinds, or whether it is the first at all; nothing was done."""
    if second == "none":
        return f"先问一句：是想{KINDS[first]}吗？是就回“是”，不是就不用管。"
    return f"先问一句：是想 1 {KINDS[first]}，还是 2 {KINDS[second]}？回复 1 或 2，都不是就不用管。"


WELCOME_BACK = "不客气，您辛苦了。"


def never_mind() -> str:
    """Return the answer to somebody who lets go of what he was about to say."""
    return NEVER_MIND


OTHERS_HARDSHIP = "别家的情况我这里不说。对低保评定有疑问，可以问镇街民政，或打 12345。"
NO_IDENTITY_NUMBERS = "身份证号不用发给我，这里不收，也没有记。办事的时候带上身份证就行；刚发的这条，能撤回就撤回。"
WHO_DID_NOT = "谁没来、谁没报，这里不列；都是自愿的，不报也没关系。"
OTHERS_RECORDS = "别人的记录这里不说。您自己的，私聊我发“我的记录”就行。"
MY_FAULT = "是我没弄明白，对不住。换个说法我再试试，或者发“帮助”看能做什么。"
WHO_READS_IT = (
    "私聊我说的，群里看不到。反映的事只有您本人和办的人看得到；报的活动，您和核实的人看得到。"
    "里面的名字和难处，我也不往群里发。"
)
WHAT_I_AM = "我是程序，帮着记账、传话的。要找人，发“谁是书记”“办公电话”就行。"
SPEAK = "可以，按住说话就行；没听清的我会再问一声。"
LISTENING = "在的，您说。"
NOT_TO_BE_KEPT = "好的，不记。"
NEVER_MIND = "好的，有事随时说一声。"
WHAT_COUNTS = (
    "给大家做的、自己愿意做的，都可以报，核实的同志会看；本职工作和自家的事不算。想报，直接把做了什么说一遍就行。"
)
ALL_OF_FREE_WILL = "都是自愿的，不报没关系，也不扣分。想报的时候说一声就行。"
FAREWELL = "好的，路上平安，照顾好自己。组织关系和流动党员的事，问书记就行。"


def greeting(name: str) -> str:
    """Return the answer to a greeting."""
    return f"您好，我是{name}。做了好事说一声就记上，发“帮助”看能做什么。"


def here(name: str) -> str:
    """Return the one line to somebody who mentions the bot and says nothing."""
    return f"我在。说“今天上午打扫院坝2小时”就能记一条，发“@{name} 帮助”看能做什么。"


def suggestion(word: str) -> str:
    """Return the one suggestion for a mistyped command; nothing was done."""
    return f"您是不是想说“{word}”？是就回“是”。"


KINDS = {
    "activity": "报活动", "star_report": "自评星级", "duty_swap": "换班", "duty_leave": "请假",
    "duty_checkin": "报到岗",
    "revoke": "撤销或更正记录", "duty_query": "查值班", "ranking_query": "查排名", "my_record": "查自己的记录",
    "decision_query": "查村里的决定", "service_list": "查怎么办事", "library_query": "查资料", "help": "问怎么用",
    "none": "不是要记的事", "clarify": "办别的事",
}  # fmt: skip
"""How the kinds of messages are called in a question."""


def welcome(name: str) -> str:
    """Return the first words to somebody who opens the chat."""
    return (
        f"您好，我是{name}。"
        "做了好事说一声就记上，例如“今天上午打扫院坝2小时”。"
        "发“帮助”看能做什么，发“隐私”看怎么用您的资料。"
    )


UNSUPPORTED = "暂时只看得懂文字，图片和语音没有保存。请打字，或长按语音转成文字再发。"
PICTURE = (
    "照片我这里存不了。照片上的事打几个字就行：做了事发“上报 三组 清沟 2小时”，哪里坏了发“反映 …”，"
    "办完了发“实施结果”加编号、结果；照片原件村里存档。"
)
HOW_TO_KEEP_MINUTES = (
    "会议记录跟在票数后面打几句，例如“开会 D012 应到30 实到22 赞成20 反对1 弃权1 纪要：…”；"
    "会已经记了的，发“会议更正”加上数、纪要和原因，原件村里存档。"
)


NO_TABLE_FROM_HIM = "表格没有留下：名册由书记和镇街的同志导入。您做了什么，打字说一声就行。"


def clarify(about: str) -> str:
    """Return one question when a message has two honest readings."""
    return f"还差一点没听明白：{about or '是想报活动，还是查什么'}？再说全一点就行。"


def about(name: str, keeper: str, filing_no: str) -> str:
    """Return what the bot is, who runs it, and its filing number."""
    filed = filing_no or "（还没填，请技术员在设置里补上）"
    return (
        f"{name}，{keeper}用来记党员服务的一本账。备案号：{filed}\n"
        "星级、核实、名次都由人决定，程序只记账；不报没有任何影响。有意见发“投诉建议 …”。"
    )


def help_page(lines: list[str], page: int, *, more: bool) -> str:
    """Return one page of help, at most seven lines."""
    if not lines:
        return "没有更多了，发“帮助”看第一页。"
    return "\n".join([*lines, *([f"还有：发“帮助 {page + 1}”；只看一件事，发“帮助 请假”这样"] if more else [])])


def help_waits(count: int) -> list[str]:
    """Return the first line of help for whoever has something to do."""
    return [f"待办：等您办的有 {count} 件"] if count else []


def help_on(found: Sequence[tuple[str, str]]) -> str:
    """Return how one thing is done: the command and an example of each that fits."""
    return "\n".join(line if example == line.split("：")[0] else f"{line}，例如“{example}”" for line, example in found)


def perhaps(ways: str) -> str:
    """Return ways of which it is not sure that they are what was asked for."""
    return f"不知道您问的是不是这几样：\n{ways}"


def no_help_on(word: str) -> str:
    """Return that nothing is known by a word."""
    return f"没有找到跟“{word}”有关的，发“帮助”看能做什么。"


def help_elsewhere(word: str, roles: str) -> str:
    """Return what somebody reads who asks about what is for others."""
    return f"“{word}”是{roles}用的，您用不上。您能办的，发“帮助”看。"


def others_do(word: str, who: str, line: str) -> str:
    """Return whose business something is, with the command that they have for it."""
    return f"“{word}”的事由{who}来办，跟他们说一声就行（他们发“{line.partition('：')[0]}”）。"


def heard(text: str) -> str:
    """Return what was understood of a spoken report, with the one question whether to record it."""
    return f"听到的是：“{text}”，要记下来吗？回复“是”，或把不对的地方重说一遍。"


NOT_RECORDED = "好的，什么都没记。"


def not_reached(names: Iterable[str]) -> str:
    """Return whom no message reaches."""
    return f"{'、'.join(names)}没有企业微信账号，收不到消息，请当面说一声。"


def told_later(when: str, *, night: bool, hurries: bool) -> str:
    """Return that others are told of what was said only when the night or the days off end, and how to hurry it."""
    why = "夜里不打扰" if night else "今天休息"
    then = "等不到那时，发“现在送”。" if hurries else "急的话请打个电话。"
    return f"{why}，要告诉别人的{when}送到；{then}"


SHEET_PAGES = "&R第 &P 页 / 共 &N 页"


HOW_TO = "怎么填"


def sheet_head(span: str, by: str) -> str:
    """Return the line under the title of a sheet: of when it is, who made it, who checks it, where the seal goes."""
    return f"{span}　制表：{by}　审核：＿＿＿＿＿＿　（盖章）"
