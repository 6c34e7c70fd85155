"""What the documents promise to be there."""

import re
from pathlib import Path

import pytest

from icebreak.cli import COMMANDS
from icebreak.settings import SETTINGS

ROOT = Path(__file__).resolve().parents[2]
DOCS = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), ROOT / "deploy" / "README.md"])
PICTURE_MAX = 150_000  # bytes


@pytest.mark.parametrize("document", DOCS, ids=lambda path: str(path.relative_to(ROOT)))
def test_links_between_files_lead_somewhere(document: Path) -> None:
    targets = re.findall(r"\]\(([^)#\s]+)[^)]*\)", document.read_text(encoding="utf-8"))
    local = [target for target in targets if not re.match(r"[a-z]+:", target)]
    assert [target for target in local if not (document.parent / target).exists()] == []


def test_pictures_are_small_and_shown() -> None:
    pictures = sorted((ROOT / "docs" / "pictures").glob("*.png"))
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert pictures
    assert all(picture.stat().st_size < PICTURE_MAX for picture in pictures)
    assert [picture.name for picture in pictures if f"pictures/{picture.name}" not in readme] == []


def test_every_decision_is_in_the_list() -> None:
    folder = ROOT / "docs" / "adr"
    listed = (folder / "README.md").read_text(encoding="utf-8")
    pages = [page for page in folder.glob("*.md") if page.name != "README.md"]
    assert pages
    assert [page.name for page in pages if f"({page.name})" not in listed] == []


def test_documents_name_commands_and_settings_that_exist() -> None:
    known = {setting.name for setting in SETTINGS}
    for document in DOCS:
        text = document.read_text(encoding="utf-8")
        assert set(re.findall(r"`(?:\.venv/bin/)?icebreak ([a-z]+)", text)) <= set(COMMANDS), (
            document
        )
        assert set(re.findall(r"\bICEBREAK_[A-Z_]*[A-Z]", text)) <= known, document
