"""What is typed behind 异议; pure."""

import re

# 异议期到哪天, 异议怎么提 and the like ask about objections and raise none.
ABOUT = re.compile(r"期|怎|如何|是什么|什么|有没有|在哪|提交|处理|答复")
# What was entered against somebody may be named by what it is as well as by its number.
OF_FINDING = re.compile(r"^(?:我的?|这次|那次|对|被)*(?:扣分?|否决|作假认定)(?:了?[\d一二两三]分)?(?:不服|有意见)?")
