"""What must not be kept of somebody is found and left out; what is harmless stays as it is."""

import pytest

from models.values.delicate import Delicate, cleared, delicate_in, harmless


@pytest.mark.parametrize(
    ("said", "kept", "kinds"),
    [
        (
            "陪精神病的周婆婆去医院，她儿子吸毒",
            "陪老人去医院",
            (Delicate.ILLNESS, Delicate.DISCIPLINE),
        ),
        ("帮王婆婆（身份证510702195001011234，肺癌）拿药", "帮老人拿药", (Delicate.NUMBER, Delicate.ILLNESS)),
        (
            "给三组低保户残疾的李大爷送药 电话13812345678",
            "给三组老人送药",
            (Delicate.NUMBER, Delicate.HARDSHIP),
        ),
        ("三组李大爷癌症晚期，他儿子欠债跑了", "三组老人看病，他儿子跑了", (Delicate.ILLNESS, Delicate.HARDSHIP)),
        ("重度抑郁住院治疗", "", (Delicate.ILLNESS,)),
        (
            "帮三组张大爷办低保，他癌症晚期，电话13812345678",
            "帮三组老人办困难户的事",
            (Delicate.NUMBER, Delicate.ILLNESS, Delicate.HARDSHIP),
        ),
        # The hour of an evening may be read out of a text before it is cleared.
        ("帮三组张大爷拿药，他癌症期", "帮三组老人拿药", (Delicate.ILLNESS,)),
        ("三组李四家的娃王小宝被打", "三组儿童被打", (Delicate.MINOR,)),
        ("联系电话：138-1234-5678，下午去", "下午去", (Delicate.NUMBER,)),
        ("给李大爷送饭，他腿摔断了", "给老人送饭", (Delicate.ILLNESS,)),
        ("送摔断腿的周婆婆去医院", "送老人去医院", (Delicate.ILLNESS,)),
        ("去看艾滋病人刘二娃，送米", "去看，送米", (Delicate.ILLNESS,)),
        ("劝解一家人，男的打人", "劝解一家人", (Delicate.HARDSHIP,)),
        ("劝架，她老公打老婆", "劝架", (Delicate.HARDSHIP,)),
        # What is left can be read, or the whole clause goes.
        (
            "我老汉住院了，低保办到哪步",
            "老人看病了，困难户的事办到哪步",
            (Delicate.ILLNESS, Delicate.HARDSHIP),
        ),
        ("我妈得了癌症，想申请低保", "我妈看病，想办困难户的事", (Delicate.ILLNESS, Delicate.HARDSHIP)),
        ("何光荣住院了，班要换人", "何光荣看病了，班要换人", (Delicate.ILLNESS,)),
        ("我离婚了，户口咋迁", "户口咋迁", (Delicate.HARDSHIP,)),
        ("他家儿子残疾，路不好走", "他家儿子是残疾人，路不好走", (Delicate.HARDSHIP,)),
    ],
)
def test_what_is_delicate_is_left_out(said: str, kept: str, kinds: tuple[Delicate, ...]) -> None:
    found = cleared(said)
    assert (found.text, found.left_out) == (kept, kinds)
    assert delicate_in(found.text) in ((), (Delicate.HARDSHIP,))


@pytest.mark.parametrize("said", ["锯断树枝抬走", "修被车撞断的护栏", "帮他打电话挂号", "给她打扫院坝", "手把手教老人"])
def test_what_is_broken_of_things_is_harmless(said: str) -> None:
    assert delicate_in(said) == ()


@pytest.mark.parametrize("illness", ["艾滋病", "癌症", "尿毒症", "精神病"])
@pytest.mark.parametrize("person", ["人", "病人", "患者"])
def test_whoever_is_ill_is_not_torn_out_of_his_illness(illness: str, person: str) -> None:
    assert cleared(f"去看{illness}{person}，送米").text == "去看，送米"


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("二组刘婆婆的低保材料还差户口簿，她精神有问题", ""),
        ("钥匙在门卫那里，二组刘婆婆得了癌症", "钥匙在门卫那里"),
        ("王大爷下午来拿证明，他儿子坐过牢。记得关窗", "老人下午来拿证明，记得关窗"),
        ("王大爷下午来拿证明", "王大爷下午来拿证明"),
    ],
)
def test_of_a_text_that_others_read_whole_clauses_are_left_out(said: str, kept: str) -> None:
    assert harmless(said).text == kept


def test_a_minor_keeps_no_name() -> None:
    found = cleared("昨天带王小明（10岁，留守儿童，他爸坐牢）写作业")
    assert "小明" not in found.text
    assert "儿童" in found.text
    assert Delicate.MINOR in found.left_out


@pytest.mark.parametrize(
    "said",
    [
        "看望三组王大爷",
        "清理沟渠120分钟",
        "走访12户，收集意见",
        "2026年11月22日 8:30到11:30 坝坝会",
        "巡逻5小时，电话通知住户",
        "教孩子写作业",
        "接送孩子高高兴兴回家",
        "给学生陈述安全知识，讲了一个小时",
        "宣传防诈骗发了1380份",
    ],
)
def test_what_is_harmless_stays(said: str) -> None:
    assert cleared(said).text == said
