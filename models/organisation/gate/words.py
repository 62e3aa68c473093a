"""Words that do not go out to everybody, besides what is delicate anywhere (models/values/delicate.py).

A word too many costs a second wording, one too few a person's good name.
"""

import re

# Of a deed these may be told, of a person before everybody not.
DISCIPLINE = re.compile(
    r"处分|违纪|立案|留置|审查调查|虚报|作假|造假|查实|查处|通报批评|诫勉|约谈|嫖娼|关进去|犯了?事|前科|矫正(?:对象|人员)|失信"
)
ILLNESS = re.compile(r"脑瘫|截瘫|偏瘫|瘫在|肝硬化|[肝肺肾脑心]衰|血癌|植物人|得了.{0,4}病|捐.{0,4}治病|精神病")
HARDSHIP = re.compile(r"扶贫户|脱贫户|监测户|低收入户|孤寡|超生|困境儿童|欠账")
# What presses people to answer in the group, or names those who did not.
PRESSURE = re.compile(
    r"收到.{0,4}(?:回复|回个|回一|回1|扣1|请回)|回.{0,3}收到|请.{0,4}回复|接.{0,2}龙|务必|扣.?1|点名|扣分|写检讨|后果自负|逾期"
    r"|(?:未|没)(?:回复|接龙|报名|完成|参加|到|交|报)的|还没.{0,10}(?:抓紧|赶紧|名单)|缺席.{0,4}通报|必须.{0,4}(?:到场|参加|到齐)"
    r"|转发到.{0,6}群|截图.{0,4}(?:上报|报)|点个?赞"
)
# Where to be reached is told by the office's number only.
ACCOUNT = re.compile(r"(?:QQ|qq|扣扣|微信号?).{0,3}[:：]?\s*[A-Za-z0-9_-]{5,}|身份证.{0,4}后.{0,3}位")
