"""The line of what is to be read goes on, whatever happens on the way."""

from typing import Any

import pytest

from icebreak.live.reading import Reading
from icebreak.ports import Late
from icebreak.services import finding


@pytest.mark.parametrize(("trouble", "again"), [(Late("no"), True), (LookupError("no"), False)])
def test_trouble_in_counting_ends_nothing_and_is_made_good_later(
    monkeypatch: pytest.MonkeyPatch, trouble: Exception, again: bool
) -> None:
    def fails(*_: Any) -> bool:
        raise trouble

    monkeypatch.setattr(finding, "freshen", fails)
    reading = Reading()
    reading._to_count.add("session")
    reading._count(None)  # type: ignore[arg-type]
    assert ("session" in reading._to_count) is again


@pytest.mark.parametrize(("trouble", "again"), [(Late("no"), True), (LookupError("no"), False)])
def test_a_lobby_that_could_not_be_told_is_told_later(
    monkeypatch: pytest.MonkeyPatch, trouble: Exception, again: bool
) -> None:
    def fails(*_: Any) -> None:
        raise trouble

    monkeypatch.setattr(finding, "people_in_lobby", lambda *_: 3)
    monkeypatch.setattr(finding, "tell_lobby", fails)
    reading = Reading()
    reading._to_tell.add("session")
    reading._count(None)  # type: ignore[arg-type]
    assert ("session" in reading._to_tell) is again
