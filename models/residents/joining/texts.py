"""Whom somebody sees who wants to join the Party. Source: 中国共产党章程, 中国共产党发展党员工作细则 (2014)."""

from collections.abc import Sequence

_STEPS = (
    "支部派人谈话，推荐为入党积极分子，培养考察一年以上，列为发展对象，政治审查、集中培训，"
    "支部大会讨论、上级党委审批为预备党员，预备期一年，再转正"
)


def joining(unit: str, secretaries: Sequence[str], phone: str) -> str:
    """Return whom he sees and what the steps are; whether he gets there is others' to say."""
    names = "、".join(secretaries)
    who = f"{unit}党支部书记{names}" if names else f"{unit or '村里、社区'}党支部"
    return (
        f"有这个心，是好事，谢谢您。年满十八岁就可以申请：先找{who}当面说说，写一份入党申请书交给支部。\n"
        f"往后大致是：{_STEPS}。\n"
        f"每一步由组织按规定定，我这里不登记，也打不了包票。{f'办公电话 {phone}。' if phone else ''}"
    )
