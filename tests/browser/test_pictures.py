"""The pictures of the guides can be taken anew."""

import asyncio
from pathlib import Path

from docs.pictures import SCENES, take
from tests.browser.conftest import NEEDS_CHROMIUM

pytestmark = NEEDS_CHROMIUM


def test_every_picture_of_the_guides_is_taken_from_the_sandbox(tmp_path: Path) -> None:
    asyncio.run(take(tmp_path))
    assert {file.name for file in tmp_path.iterdir()} == {scene[0] for scene in SCENES}
    assert min(file.stat().st_size for file in tmp_path.iterdir()) > 10_000
