"""The pages over a stage, and browsers that run no scripts."""

from collections.abc import Callable

import pytest
from flask import Flask

from icebreak.web import create_pages
from icebreak.web.site import Site
from tests.services.conftest import empty_database, stage
from tests.services.stage import Stage
from tests.web.browser import Browser

__all__ = ["empty_database", "stage"]

Opens = Callable[[], Browser]


@pytest.fixture
def pages(stage: Stage) -> Flask:
    return create_pages(stage.gate, Site("", 8000, ""), lambda person_id: None)


@pytest.fixture
def opens(pages: Flask) -> Opens:
    """A new browser, with cookies of its own."""
    return lambda: Browser(pages.test_client())
