"""The scripts that pages load are the locked packages' own."""

import pytest

from tests.house.vendored import ORIGINS, VENDOR, content


@pytest.mark.parametrize("name", ORIGINS)
def test_a_vendored_file_is_the_locked_package_s_file(name: str) -> None:
    assert (VENDOR / name).read_bytes() == content(name)


def test_nothing_else_is_vendored() -> None:
    assert {path.name for path in VENDOR.iterdir()} == set(ORIGINS)
