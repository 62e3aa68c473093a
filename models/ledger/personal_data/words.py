"""How people ask in their own words what is kept of them, and who sees it; pure."""

import re

# Who asks what is kept of him: 你存了我哪些东西.
asks_what_is_kept = re.compile(
    r"(?:存|记|留|保存|收集)(?:着|了|过)?(?:我的?|关于我的?)(?:些?啥|什么|哪些|哪样|多少)|我的?(?:资料|信息)(?:对不对|对吗|有没有错)"
).search
# Who asks who sees it, or what for: 别人能看到我报的不, 谁看过我的记录.
asks_who_sees = re.compile(
    r"(?:谁|别人|哪个|哪些人|其他人|人家).{0,4}(?:看|查|知道|晓得)(?:得|过|了|到|见)*.{0,3}我(?:的|报|记|写)|"
    r"会[^,，。]{0,8}告诉(?:书记|别人|支部|领导|镇[上街]|他们|其他人)|我说的话?(?:会|要|得)?(?:不会|被)?(?:保存|记下|存|留|传)|"
    r"^(?:我)?(?:要是|如果)?不(?:想)?报(?:会|得|要|行|可)?(?:怎[样么]|咋个?样|啥子?|不行|行不行|得不得行|有(?:什么|啥子?)?影响|行吗|可以吗)|凭(?:什么|啥子?)记我|"
    r"(?:用|拿)我(?:的|们的?)?(?:资料|信息|数据)(?:来|去)?(?:干|做|搞)?(?:啥子?|什么)|我(?:的)?(?:资料|信息).{0,4}(?:安全|保密)"
).search


# Whether somebody asks whether his data have been erased: 我的资料删了没.
asks_whether_erased = re.compile(r"删(?:除|掉)?了?(?:没有?|没得|吗)[?？嘛哦\s]*$").search
