"""How a member of the supervision committee asks, or asks after what was asked; pure."""

import re

from models.values.wording import line_of

# What somebody asks as a `text`, or as the `whole` of what he says.
asks = re.compile(
    r"^(?:我?(?:要|想)质询(?:一?下|哈)?|质询(?:一下|下|哈)|我(?:想|要)问(?:一下|下|哈)?(?:村委会|居委会|支部|社区)[,，])[:：,，\s]*(?P<text>.+)$|"
    r"^(?P<before>.{4,}?)[,，。\s]+我?(?:要|想)(?:提(?:个|一个)?)?质询(?:一?下|哈)?[。!！]*$|"
    r"^(?P<whole>请(?:村委会|居委会|支部|书记|社区|村里)(?:说|讲|解释|说明)(?:清楚|一下)?.+)$",
    re.DOTALL,
).match
# What the committee doubts, and may ask formally: 我有个疑问，为啥选三组.
doubt_line = line_of(
    re.compile(
        r"我们?(?:还)?(?:有|有[一个点些]+|想提个?)(?:疑问|问题|不明白|不清楚)(?:的地方|的是)?[,，:：\s]+(?P<text>.{4,})",
        re.DOTALL,
    ).fullmatch,
    "质询 {text}",
)
# Who asks whether he has been answered, or is not content with how.

asks_after = re.compile(
    r"不满意[^,，。]{0,4}答复|答复[^,，。]{0,6}不满意|^质询(?:有|都)(?:哪些|什么|啥)|质询.{0,6}(?:答复?|回复?)(?:了没|没|了吗|没有)|(?:那|这)个?质询(?:咋样|怎么样|到哪)|^(?:要)?(?:好久|多久|哪天)(?:才|能)*答复|(?:他们?|书记|村里)(?:答复|回复|回)了?(?:没|吗|没有)"
).search
