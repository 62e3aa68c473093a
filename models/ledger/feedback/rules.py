"""How far a suggestion has come; pure."""

from models.ledger.feedback.words import CORRUPTION, MISDEED
from models.values.refusal import Refusal

TEXT_MOST, ANSWER_MOST = 1000, 500


class OtherDoor(Refusal):
    """What has doors of its own and stays out of here: nothing is kept, and a question that was open stays open."""

    text = (
        "谢谢您信得过。这样的事有专门的门路，我这里不记、也不转：打 12388，或上 www.12388.gov.cn 找纪委监委，"
        "也可以当面找镇街纪检、区纪委监委；正在发生的（酒驾、打人）打 110；怎么说、说不说名字，您定。"
    )


def check_door(text: str, *, of_officers: bool = False) -> None:
    """Raise OtherDoor for words of corruption, whatever they are said to, and of misdeeds said `of_officers`."""
    if CORRUPTION.search(text) or (of_officers and MISDEED.search(text)):
        raise OtherDoor


NO_SUCH_SUGGESTION = "没有找到 {number}。发“投诉建议”看有哪些。"
ALREADY_CLOSED = "{number} 已经办过了，不用再办。"
