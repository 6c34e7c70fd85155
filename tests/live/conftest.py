"""What the tests of the live part share."""

import pytest


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line(
        "markers", "soak: waits for over a minute, for faults that show only then"
    )
