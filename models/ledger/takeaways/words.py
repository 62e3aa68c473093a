"""What a secretary types who asks how his branch's month is: 这个月情况怎么样, 上个月支部咋样; pure."""

import re

from models.values.wording import holds

asks_of_a_month = re.compile(
    r"(?:镇上?|街道|区[里上])?(?:要)?(?:数据)?[,，]?(?:\d{1,2}|这个?|本|上个?)月(?:份)?我们(?:村|社区|支部)?(?:一共|总共)?报了(?:多少|好多)[条个]?[了的呢啊?？。]*|(?:(?:咱|我)们?)?(?:支部|村上?|社区)?(?:这个?|本|上个?|\d{1,2})月份?(?:我们)?(?:支部|村上?|社区)?的?"
    r"(?:情况|怎么?样|咋样|啥情况|做得?怎么?样|工作怎么?样)(?:怎么?样|咋样|如何)?[了吗呢吧啊?？。]*|"
    r"(?=.*(?:支部|村[里上]|社区|大家|党员们))(?=.*(?:这个?|本|上个?|\d{1,2})月)(?=.*报)[^我]*"
    r"(?:(?:多少|好多|几)(?:个?人|位|条|个?小时|次)[^,，。我]{0,6}[,，]?)+[了的呢啊?？。]*"
).fullmatch
# What a village's members have reported, as who reads its lists asks: 11月份党员都报了些啥.
asks_what_was_reported = holds(
    r"党员|大家|村[里上]|支部", r"[报做]了?(?:些|点)?(?:啥|什么|哪些)|有哪些(?:活动|服务|记录)", never="我|谁|承诺|没报"
)
# Who wants the list of his members, or the month's lists on paper.
wants_roll = holds(
    r"党员(?:的)?(?:名单|名册|花名册)|花名册", r"给我|看|有没得|发|拿|查|要|导", never="公示|导入|群里|红榜|上报"
)
wants_printed = holds(r"台账", r"打(?:印)?出来|打印|打一份")
