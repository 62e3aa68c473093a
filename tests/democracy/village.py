"""What a dialogue about decisions goes on from: something proposed in 莲花池村, deliberated, resolved, put up."""

from tests.fakes.chat import Chat, after, 乙, 戊

DRAFT = "在三组装20盏路灯"
# Of the first thing that is proposed: nothing was before.
NUMBER = "D010"


async def yes(chat: Chat, who: str, said: str) -> str:
    """Let somebody say a line and agree to what is shown; return what he is told then."""
    return (await chat.agreed(who, said))[0]


async def proposed(chat: Chat, who: str = 乙, kind: str = "1", title: str = "修三组路灯") -> str:
    """Let a secretary propose something and say all that is asked; return its number."""
    opened = (await chat.says(who, f"提议 {title}"))[0]
    assert opened.startswith("记下了，D")
    assert "这是哪类事" in opened
    number = opened[4 : opened.index(" ")]
    assert "谁先提出来的" in (await chat.says(who, kind))[0]
    assert "要花多少钱" in (await chat.says(who, "群众"))[0]
    assert "哪天前办完" in (await chat.says(who, "3万元，集体收入"))[0]
    assert "下一步：支部会" in (await chat.says(who, "12月底"))[0]
    return number


async def through_three(chat: Chat, number: str) -> None:
    """Let the first three deliberations of 莲花池村 pass; it is the 25th of November then."""
    assert "等两委会商议" in (await chat.says(乙, f"开会 {number} 应到2 实到2 赞成2 反对0 弃权0"))[0]
    assert "等党员大会审议" in (await chat.says(乙, f"开会 {number} 应到4 实到4 赞成3 反对1 弃权0"))[0]
    await yes(chat, 乙, f"会议通知 {number} 11月25日 {DRAFT}")
    await chat.skips_to("2026-11-25T18:00:00+08:00")
    assert "镇街哪位同志列席" in (await chat.says(乙, f"开会 {number} 应到8 实到7 赞成6 反对1"))[0]
    assert "等最后决议" in (await chat.says(乙, "刘启航 组织干事"))[0]


@after(proposed)
async def deliberated(chat: Chat) -> None:
    """Bring the street lights of 莲花池村 as far as the resolution."""
    await through_three(chat, NUMBER)
    chat.hears_all()


@after(deliberated)
async def resolved(chat: Chat) -> None:
    """Let the representatives resolve on the street lights."""
    await chat.says(乙, f"开会 {NUMBER} 应到30 实到22 赞成20 反对1 弃权1 列席 刘启航")
    chat.hears_all()


@after(resolved)
async def posted(chat: Chat) -> None:
    """Put the resolution up: the supervision committee agrees, the secretary posts."""
    await chat.says(戊, f"同意 {NUMBER}")
    await yes(chat, 乙, f"公布 {NUMBER}")
    chat.hears_all()
