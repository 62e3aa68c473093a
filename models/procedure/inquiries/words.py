"""How a member of the supervision committee asks, or asks after what was asked; pure."""

import re

# What somebody asks as a `text`, or as the `whole` of what he says.
asks = re.compile(
    r"^(?:我?(?:要|想)质询(?:一?下|哈)?|质询(?:一下|下|哈)|我(?:想|要)问(?:一下|下|哈)?(?:村委会|居委会|支部|社区)[,，])[:：,，\s]*(?P<text>.+)$|"
    r"^(?P<before>.{4,}?)[,，。\s]+我?(?:要|想)(?:提(?:个|一个)?)?质询(?:一?下|哈)?[。!！]*$|"
    r"^(?P<whole>请(?:村委会|居委会|支部|书记|社区|村里)(?:说|讲|解释|说明)(?:清楚|一下)?.+)$",
    re.DOTALL,
).match
# Who asks whether he has been answered.
asks_after = re.compile(
    r"^质询(?:有|都)(?:哪些|什么|啥)|质询.{0,6}(?:答复?|回复?)(?:了没|没|了吗|没有)|(?:那|这)个?质询(?:咋样|怎么样|到哪)|^(?:要)?(?:好久|多久|哪天)(?:才|能)*答复|(?:他们?|书记|村里)(?:答复|回复|回)了?(?:没|吗|没有)"
).search
