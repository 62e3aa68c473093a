"""What people are told who ask what no book of a village holds."""

from models.organisation.asking.words import AskedOf

HELD = "我查得到的：村里定的事发“决定”，账发“公开”，办事要什么发“清单”，谁是谁发“名录”；要人给您回话，发“反映 …”。"
# What may be asked here at all.
HERE = (
    "问得到的有这些，照平常说话问就行：\n村里定的事：路灯那个事过了没得\n村里的账：三季度花了好多\n"
    "办事：老年证要带啥子\n谁是谁：三组组长是哪个\n要人来管：发“反映 …”，有编号、有回话"
)
HONESTLY = {
    AskedOf.OTHERS: (
        "别人的事我这里不说：谁怎么投的、谁反映了什么，家里的情况、待遇、住处和手机，都不说。"
        "有疑问{ask_there}；您自己反映的，发“我的反映”看。"
    ),
    AskedOf.CASE: "这件事我这里没有登记，办到哪一步我不乱说，{ask_there}。以后要村里办的发“办事 …”，有编号、有期限。",
    AskedOf.PERSON: "公开的岗位里没有登记您说的这位，别的情况名录不说。找人办事，发“名录 三组组长”这样按岗位问。",
    AskedOf.OFFICE: "这个地方几点开门、怎么联系，我这里没有登记，不乱说，{ask_there}。",
    AskedOf.NOTICE: "这样的通知我这里没有登记，不乱说，{ask_there}。",
    AskedOf.ELSEWHERE: f"这个我这里查不到，不乱说。{HELD}",
    AskedOf.RULE: f"这个规矩我这里没有登记，不乱说，{{ask_there}}。{HELD}",
}
"""What is said where nobody holds an answer; `ask_there` is who knows more."""
