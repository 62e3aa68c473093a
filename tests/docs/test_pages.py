"""The documents name what exists: files, commands, targets, settings, fates, codes, events."""

import re

import pytest

from bot.clock import MovableClock
from bot.drawing.press import PRESS
from bot.operating.cli import main
from bot.operating.connecting import PROOF, PUBLIC_URL, TECHNICIANS
from bot.operating.setup import QUESTIONS
from bot.operating.usage import parser
from bot.wecom.errors import CODES, Meaning
from config.settings import Settings
from docs.one_page import drawing
from docs.pictures import SCENES
from handlers import NUMBERED
from models.machine.delivery.rules import FATE_NAMES, Fate
from models.procedure.objections.rules import OBJECTION
from tests.architecture.sources import PRODUCT, ROOT, files, text
from tests.fakes.databases import NOON

PAGES = {
    str(page.relative_to(ROOT)): page.read_text(encoding="utf-8")
    for page in (*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"))
}
OPERATE = PAGES["docs/operate.md"]
SCREEN_LINES = 60
PICTURE_BYTES = 100_000
_PATH = re.compile(r"`((?:bot|config|handlers|models|schedules|tests|docs|benchmarks|deploy)/[\w./-]*)`")
_LINK = re.compile(r"\]\(([^)#]+)(?:#[^)]*)?\)")
_EXAMPLE = re.compile(r"`([\w/]+\.py)`[^`]*\n\n +```python\n(.*?)```", re.S)
_MACHINE = re.compile(r"(?<![\w.])/(?:work|tmp|home|root|usr|opt|mnt)/")


@pytest.mark.parametrize("page", PAGES)
def test_every_file_named_exists(page: str) -> None:
    assert [path for path in _PATH.findall(PAGES[page]) if not (ROOT / path).exists()] == []


@pytest.mark.parametrize("page", PAGES)
def test_every_link_leads_somewhere(page: str) -> None:
    folder = (ROOT / page).parent
    local = [link for link in _LINK.findall(PAGES[page]) if "://" not in link]
    assert [link for link in local if not (folder / link).exists()] == []


def test_every_kind_of_matter_stands_on_the_page_of_personal_data() -> None:
    told = {name for names in re.findall(r"`matters`（(.+?)）", PAGES["docs/privacy.md"]) for name in names.split("、")}
    assert told == {OBJECTION.name, *(one.kind.name for one in NUMBERED if one.kind)}


@pytest.mark.parametrize("page", PAGES)
def test_no_page_knows_a_machine(page: str) -> None:
    assert _MACHINE.findall(PAGES[page]) == []


def test_no_page_says_two_things_at_once() -> None:
    assert [page for page, said in PAGES.items() if re.search(r"^(<{7}|={7}$|>{7})", said, re.M)] == []


@pytest.mark.parametrize("page", PAGES)
def test_every_make_target_exists(page: str) -> None:
    targets = set(re.findall(r"^([a-z]+):", text("Makefile"), re.M))
    assert set(re.findall(r"`(?:[A-Z]+=\S+ )?make ([a-z]+)`", PAGES[page])) <= targets


def test_every_command_of_the_command_line_is_explained_and_no_other(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with pytest.raises(SystemExit):
        main(["--help"], MovableClock(NOON))
    known = set(re.findall(r"^    ([a-z]+)  ", capsys.readouterr().out, re.M))
    assert "serve" in known
    assert set(re.findall(r"python -m bot ([a-z]+)", "\n".join(PAGES.values()))) == known


@pytest.mark.parametrize("page", PAGES)
def test_every_line_for_the_command_line_can_be_typed(page: str) -> None:
    lines = re.findall(r"`(?:\.venv/bin/)?python3? -m bot ([^`…>]+)[^`]*`", PAGES[page])
    whole = [line.split("备份文件")[0].split() + ["copy.db"] * ("备份文件" in line) for line in lines]
    for words in whole:
        if len(words) > 1:  # a bare name is the command itself, whose arguments are elsewhere
            parser().parse_args(words)


@pytest.mark.parametrize("name", sorted({one.variable for one in (*QUESTIONS, PUBLIC_URL, PROOF, TECHNICIANS)}))
def test_every_question_of_the_set_up_says_where_its_answer_is_found(name: str) -> None:
    section = OPERATE.partition("## 从账号到第一条消息")[2].partition("\n## ")[0]
    assert re.search(rf"^\| `{name}` \| [^|]{{8,}} \| [^|]* \|$", section, re.M)


def test_every_picture_is_taken_by_machine_named_and_small() -> None:
    named = {name for page in PAGES.values() for name in re.findall(r"!\[[^\]]+\]\((?:docs/)?pictures/([^)]+)\)", page)}
    there = {file.name: file.stat().st_size for file in (ROOT / "docs" / "pictures").iterdir()}
    assert named == set(there) == {scene[0] for scene in SCENES}
    assert max(there.values()) < PICTURE_BYTES


def test_the_secretary_s_page_is_one_sheet() -> None:
    sheet = PRESS.draw(drawing(PAGES["docs/secretary.zh.md"]), "a4")
    assert re.findall(rb"/Count (\d+)", sheet) == [b"1"]
    assert b"595.27" in sheet and b"841.88" in sheet  # A4 in points


@pytest.mark.parametrize("name", [f"BOT_{name.upper()}" for name in Settings.model_fields])
def test_every_setting_has_its_row(name: str) -> None:
    assert f"\n| `{name}` |" in OPERATE


@pytest.mark.parametrize("fate", Fate)
def test_every_fate_says_what_to_do(fate: Fate) -> None:
    assert re.search(rf"^\| {FATE_NAMES[fate]} \| `{fate.value}` \| [^|]+ \| [^|]+ \|$", OPERATE, re.M)


@pytest.mark.parametrize("meaning", Meaning)
def test_every_class_of_failure_says_what_to_do(meaning: Meaning) -> None:
    assert re.search(rf"^\| {meaning.value} \| [^|]+ \| [^|]+ \|$", OPERATE, re.M)


def test_every_error_code_stands_under_its_class() -> None:
    told: dict[int, str] = {}
    for codes, meaning in re.findall(r"^\| ([-\d、–]+) \| (\S+) \| [^|]+ \|$", OPERATE, re.M):
        for part in codes.split("、"):
            first, _, last = part.partition("–")
            told |= dict.fromkeys(range(int(first), int(last or first) + 1), meaning)
    assert told == {code: meaning.value for code, meaning in CODES.items()}


def test_every_event_of_the_log_is_explained() -> None:
    sources = "\n".join(text(path) for path in files("bot"))
    events = set(re.findall(r"\b(?:log\.)?(?:info|warning|fault)\(\s*\"([a-z ]+)\"", sources))
    section = OPERATE.partition("## 看日志")[2].partition("\n## ")[0]
    assert events == set(re.findall(r"^\| `([a-z ]+)` \| [^|]+ \| [^|]+ \|$", section, re.M))


def test_every_measure_is_explained() -> None:
    measures = set(re.findall(r"\"(bot_[a-z_]+)\"", text("bot/metrics.py")))
    assert measures == set(re.findall(r"`(bot_[a-z_]+)`", OPERATE))


def _glossary() -> list[tuple[str, str]]:
    return re.findall(r"^\| [^|]+ \| [^|]+ \| `([^`]+)` \| `([^`]+)` \|$", PAGES["docs/glossary.md"], re.M)


@pytest.mark.parametrize(("name", "where"), _glossary())
def test_a_term_of_the_glossary_is_used_where_it_says(name: str, where: str) -> None:
    assert re.search(rf"\b{name}\b", text(where))


def test_every_topic_is_named_where_a_newcomer_looks() -> None:
    topics = {str(file.parent.relative_to(ROOT)) for file in (ROOT / "models").glob("*/*/__init__.py")}
    read_first = "".join(PAGES[f"docs/{page}.md"] for page in ("glossary", "rows", "matters", "architecture"))
    missing = [topic for topic in sorted(topics) if topic not in read_first]
    assert missing == [], "give it its row in docs/rows.md"


def test_the_front_pages_fit_a_screen_and_contributing_a_hundred_lines() -> None:
    assert PAGES["README.md"].count("\n") <= SCREEN_LINES
    assert PAGES["README.zh-CN.md"].count("\n") <= SCREEN_LINES
    assert PAGES["CONTRIBUTING.md"].count("\n") < 100


@pytest.mark.parametrize(("source", "example"), _EXAMPLE.findall(PAGES["docs/matters.md"]))
def test_an_example_shows_lines_of_its_file(source: str, example: str) -> None:
    there = {" ".join(line.split()) for line in text(source).splitlines()}
    shown = [" ".join(line.partition("  #")[0].split()) for line in example.splitlines()]
    assert [line for line in shown if line and line not in there] == [], source


def test_a_recipe_has_at_most_five_steps() -> None:
    assert max(map(int, re.findall(r"^(\d+)\. ", PAGES["CONTRIBUTING.md"], re.M))) <= 5


def test_decisions_are_numbered_without_a_gap_and_listed() -> None:
    pages = sorted(page for page in PAGES if page.startswith("docs/decisions/"))
    assert [page[15:19] for page in pages] == [f"{number:04}" for number in range(1, len(pages) + 1)]
    assert all(page.removeprefix("docs/") in PAGES["docs/architecture.md"] for page in pages)


@pytest.mark.parametrize("page", [page for page in PAGES if page.startswith("docs/decisions/")])
def test_a_decision_says_question_choice_and_cost(page: str) -> None:
    said = PAGES[page]
    assert [said.count(f"\n**{part}.** ") for part in ("Question", "Choice", "Cost")] == [1, 1, 1]


@pytest.mark.parametrize("folder", PRODUCT)
def test_both_front_pages_say_where_things_are(folder: str) -> None:
    assert f"`{folder}/`" in PAGES["README.md"]
    assert f"`{folder}/`" in PAGES["README.zh-CN.md"]
