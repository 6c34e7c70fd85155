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
