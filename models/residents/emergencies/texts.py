"""What is said first to somebody who needs help this minute."""

_THEN = "我这里报不了警，也通知不到人；先打电话，再喊近处的人。"
FIRE = f"先离开，马上打 119！{_THEN}"
ILL = f"马上打 120！{_THEN}"
DANGER = f"先顾自己安全，马上打 110！{_THEN}"
# 12356 is the national line for people in despair (National Health Commission, since 2025).
DESPAIR = (
    "您的话我看到了，您不是一个人。现在就给信得过的人打个电话，或打 12356，随时有人听您说；身边有危险，打 120 或 110。"
)
