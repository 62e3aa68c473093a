"""What is said first to somebody who needs help this minute."""

_THEN = "我这里报不了警，也通知不到人；先打电话，再喊近处的人。过后要村里管的，发“反映 …”。"
FIRE = f"先离开，马上打 119！{_THEN}"
GAS = f"别开灯、别打火，开门窗，人先出来，到外面马上打 119！{_THEN}"
FALLING = f"离远些，别靠近、别去清，马上打 119！{_THEN}"
WATER = f"先喊人，丢绳子、竹竿给他，自己别下水，马上打 119 和 120！{_THEN}"
FLOOD = f"往高处走，别蹚水，马上打 119 或 110！{_THEN}村里哪个值班，发“今天谁值班”。"
ILL = f"马上打 120！人先别搬动。{_THEN}"
# 96110 is the line of the police against fraud (Ministry of Public Security, since 2021).
CHEATED = "先别转账、别给验证码，马上打 110 或 96110！电话里的话不算数，挂了再问。我这里报不了警，也通知不到人。"
DANGER = f"先顾自己安全，马上打 110！{_THEN}"
# 12345 is the line of the government for everything, also for who will not write it down.
BEATEN = "有危险先打 110，我这里报不了警；不想写下来的，打 12345。"
# 12356 is the national line for people in despair (National Health Commission, since 2025).
DESPAIR = (
    "您的话我看到了，您不是一个人。现在就给信得过的人打个电话，或打 12356，随时有人听您说；身边有危险，打 120 或 110。"
)
