"""Words of what a bot must not take in: complaints of corruption have doors of their own; pure."""

import re

# Domain rules, section 9.4: petitions and cases stay out of WeChat.
CORRUPTION = re.compile(
    r"贪污|腐败|受贿|行贿|索贿|贿赂|收(?:了|过)?(?:礼|钱|红包|好处|回扣)|吃(?:拿卡要|回扣|请)|拿(?:了)?(?:回扣|好处)|好处费|红包"
    r"|挪用|侵占|截留|克扣|虚报冒领|冒领|套取|私分|以权谋私|公款|中饱私囊|卡要|优亲厚友|违纪|违法"
)
