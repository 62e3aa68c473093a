"""Who is put on the books in the sandbox can be spoken as, as if the administrator had let him into the corporation."""

from tests.fakes.chat import Chat, 乙


async def test_a_newcomer_speaks_and_is_told(chat: Chat) -> None:
    sandbox = chat.sandbox
    for said in ("加人 张三 党员 农村 三组 账号 zhangsan", "是"):
        await sandbox.say({"from": 乙, "chat": "app", "text": said})
    state = await sandbox.state()
    assert {"userid": "zhangsan", "name": "张三", "roles": ["正式党员"], "unit": "莲花池村"} in state["people"]
    answer = await sandbox.say({"from": "zhangsan", "chat": "app", "text": "我是谁"})
    assert "张三，莲花池村" in answer["replies"][-1]["content"]
    for said in ("转出 张三 桂花湾村", "是"):
        await sandbox.say({"from": 乙, "chat": "app", "text": said})
    assert [said for said in chat.hears("zhangsan") if "桂花湾村" in said]
    chat.hears_all()
