"""What is said first to somebody who needs help this minute."""

# Behind every door but despair and cheating: what the bot cannot do, and how the village hears of it at once.
CALL_FIRST = "我这里报不了警；先打电话，再喊近处的人。"
TELL_THE_VILLAGE = "要我马上告诉村里，前面加“反映”两个字再发一次。"
FIRE = "先离开，马上打 119！"
GAS = "别开灯、别打火，开门窗，人先出来，到外面马上打 119！"
FALLING = "离远些，别靠近、别去清，马上打 119！"
WATER = "先喊人，丢绳子、竹竿给他，自己别下水，马上打 119 和 120！"
FLOOD = "往高处走，别蹚水，马上打 119 或 110！村里哪个值班，发“今天谁值班”。"
ILL = "马上打 120！人先别搬动。"
# 96110 is the line of the police against fraud (Ministry of Public Security, since 2021).
CHEATED = "先别转账、别给验证码，马上打 110 或 96110！电话里的话不算数，挂了再问。我这里报不了警。"
DANGER = "先顾自己安全，马上打 110！"
# 12345 is the line of the government for everything, also for who will not write it down.
BEATEN = "有危险先打 110，我这里报不了警；不想写下来的，打 12345。"
# 12356 is the national line for people in despair (National Health Commission, since 2025).
DESPAIR = (
    "您的话我看到了，您不是一个人。现在就给信得过的人打个电话，或打 12356，随时有人听您说；身边有危险，打 120 或 110。"
)
