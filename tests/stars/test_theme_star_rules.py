"""Theme stars: ten for every class, called by everyday words, awarded to full members above the line."""

from itertools import chain
from pathlib import Path

import pytest

from config.file_faults import FileError
from config.star_catalogue import CATALOGUE_FILE, CATALOGUE_VERSION, catalogue
from models.stars.theme_stars.rules import (
    ON_PROBATION,
    Album,
    ThemeStarState,
    check_score,
    check_standing,
    class_of,
    theme_called,
)
from models.stars.theme_stars.texts import album as show_album
from models.values.refusal import Refusal

CLASSES = catalogue().classes
WRITTEN = CATALOGUE_FILE.read_text(encoding="utf-8")


def test_five_classes_have_ten_themes_each_and_differ() -> None:
    assert list(CLASSES) == ["rural", "community", "agency", "new_sector", "mobile"]
    assert {len(set(one.themes)) for one in CLASSES.values()} == {10}
    assert len({one.themes for one in CLASSES.values()}) == 5
    assert CATALOGUE_VERSION == catalogue().version == "2026-11"


@pytest.mark.parametrize("code", CLASSES)
def test_no_word_means_two_themes_of_a_class(code: str) -> None:
    words = list(chain.from_iterable({theme.name, *theme.words} for theme in CLASSES[code].themes))
    assert len(words) == len(set(words))


@pytest.mark.parametrize(
    ("word", "code"),
    [("环境卫生星", "environment"), ("卫生星", "environment"), ("卫生", "environment"), ("诚信星", "honesty")],
)
def test_a_theme_goes_by_its_everyday_names(word: str, code: str) -> None:
    assert theme_called(word, CLASSES["rural"]).code == code


@pytest.mark.parametrize(("member_class", "word"), [("mobile", "卫生星"), ("rural", "家乡星"), ("rural", "明星")])
def test_a_theme_of_another_class_is_refused_with_the_own_list(member_class: str, word: str) -> None:
    mine = CLASSES[member_class]
    with pytest.raises(Refusal, match=r"不在.*的十星里") as refused:
        theme_called(word, mine)
    assert word in refused.value.sentence
    assert mine.name in refused.value.sentence
    assert all(theme.name in refused.value.sentence for theme in mine.themes)


def test_a_member_without_a_class_is_told_so() -> None:
    assert class_of("agency", "陈桂兰", catalogue()).name == "机关企事业单位党员"
    for unknown in (None, "", "elsewhere"):
        with pytest.raises(Refusal, match="名册里还没有写陈桂兰"):
            class_of(unknown, "陈桂兰", catalogue())


def test_only_full_members_have_stars() -> None:
    check_standing("full")
    for standing in ("probationary", "none"):
        with pytest.raises(Refusal, match=ON_PROBATION):
            check_standing(standing)


@pytest.mark.parametrize("score", [None, 80, 81, 100])
def test_a_score_reaches_the_line(score: int | None) -> None:
    check_score(score, 80)


@pytest.mark.parametrize("score", [0, 79])
def test_a_score_below_the_line_is_refused(score: int) -> None:
    with pytest.raises(Refusal, match=f"{score} 分没到授星的 80 分"):
        check_score(score, 80)


def test_the_album_marks_what_is_held_and_what_is_asked_for() -> None:
    states = {"environment": ThemeStarState.AWARDED, "law": ThemeStarState.APPLIED, "study": ThemeStarState.DECLINED}
    shown = show_album(Album(CLASSES["rural"], 2026, states))
    assert "10 环境卫生星★" in shown
    assert "7 遵纪守法星（已申请）" in shown
    assert "2 学习进步星、" in shown


@pytest.mark.parametrize(
    ("written", "instead", "said"),
    [
        ('version = "2026-11"', "", "缺 version"),
        ('"harmony", "environment"]', '"harmony", "harmony"]', "“农村党员”应有 10 颗不同的星，现有 9 颗"),
        ('"harmony", "environment"]', '"harmony", "sky"]', "缺 sky"),
        ("themes = [", "themes = = [", "写法有误"),
    ],
)
def test_a_broken_catalogue_is_refused_with_a_sentence(tmp_path: Path, written: str, instead: str, said: str) -> None:
    assert written in WRITTEN
    broken = tmp_path / "stars.toml"
    broken.write_text(WRITTEN.replace(written, instead, 1), encoding="utf-8")
    with pytest.raises(FileError, match=said):
        catalogue(broken)


def test_a_missing_catalogue_is_refused_with_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(FileError, match="找不到"):
        catalogue(tmp_path / "nowhere.toml")
