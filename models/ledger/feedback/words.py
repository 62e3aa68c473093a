"""Words of what a bot must not take in: complaints of corruption have doors of their own; pure."""

import re

from bot.language.pattern import Pattern
from models.values.wording import whole

# Domain rules, section 9.4: petitions and cases stay out of WeChat.
CORRUPTION = Pattern(
    # How much somebody is paid is no complaint.
    r"(?s)^(?!.*(?:一个?|每个?)月[^,，。]{0,3}拿(?:多少|好多)).*?(?:贪(?:污|官|钱|了)|腐败|受贿|行贿|索贿|贿赂|收(?:了|过)?(?:礼|钱|红包|好处|回扣)|吃(?:拿卡要|回扣|请)|拿(?:了)?(?:回扣|好处)|好处费|红包"
    r"|挪用|侵占|截留|克扣|虚报冒领|冒领|套取|私分|以权谋私|公款|中饱私囊|卡要|优亲厚友|违纪|违法"
    r"|把[^,，。]{1,8}钱[^,，。]{0,4}[吃吞揣]|(?:书记|主任|干部|支[委书]|会计|[村组社队]长)[^,，。]{0,4}(?:[收拿](?:了|过)?[^,，。]{0,4}(?:烟|酒|钱|礼|卡)|喝[^,，。]{0,3}酒|酒驾|乱收费))"
)
# What nobody in office is to be told of by his own village, once he is the one it is said of.
MISDEED = Pattern(
    r"喝[^,，。]{0,3}酒|酒驾|醉|[乱多私]收|[收吃拿吞揣贪黑][^,，。]{0,6}(?:钱|款|费|烟|酒|礼)|(?:钱|款|补助|低保)[^,，。]{0,6}[吃吞揣贪黑]了|要(?:钱|好处)|[赌嫖贪骗]|打牌|麻将|[打骂]了?人"
    r"|[打骂]了?我|威胁|偏心|不公|关系户|[走开]后门|照顾(?:亲戚|自己|屋头)|假[账票]|[作造]假|霸占|欺负|作风|私自|公车"
)
# Whoever asks where to go with it is shown the doors as well.
PLAINLY_SO = re.compile(r"贪污|腐败|受贿|行贿|索贿|贿赂|^我?要?举报|好处费")
# A whole text that asks what complaints there are, or what became of one's own.
asks_after_complaints = whole(
    r"(?:现在|今天)?(?:还|都)?有(?:没有?|没?得|啥子?|哪些|什么)?(?:人)?(?:来)?投诉(?:没有?|没得|吗|嘛)?|我(?:的|提的|那个)?投诉[^,，。找电]{0,8}",
    around=" 。？?",
)
