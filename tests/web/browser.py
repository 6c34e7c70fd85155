"""A browser without scripts: it keeps cookies, follows redirects, and fills in real forms."""

from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

from flask.testing import FlaskClient
from werkzeug.test import Cookie, TestResponse

ORIGIN = {"Origin": "http://localhost"}


@dataclass
class Form:
    """A form of a page as it would be sent: ``values`` holds what is filled in and ticked."""

    action: str
    method: str
    values: dict[str, list[str]] = field(default_factory=dict)
    buttons: list[tuple[str, str]] = field(default_factory=list)

    @property
    def command(self) -> str:
        _, _, query = self.action.partition("command=")
        return query.partition("&")[0]


class _Forms(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.forms: list[Form] = []
        self._form: Form | None = None
        self._text: str | None = None
        self._select: str | None = None
        self._template = 0

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attributes}
        if tag == "template":
            self._template += 1
        if self._template:
            return
        if tag == "form":
            self._form = Form(given.get("action", ""), given.get("method", "get"))
            self.forms.append(self._form)
        elif self._form is None or not (name := given.get("name", "")):
            if tag == "option" and self._form is not None and self._select:
                first = self._select not in self._form.values
                if first or "selected" in given:
                    self._form.values[self._select] = [given.get("value", "")]
        elif tag == "input" and given.get("type") in {"checkbox", "radio"}:
            if "checked" in given:
                self._form.values.setdefault(name, []).append(given.get("value", "on"))
        elif tag == "input":
            self._form.values.setdefault(name, []).append(given.get("value", ""))
        elif tag == "textarea":
            self._text = name
            self._form.values[name] = [""]
        elif tag == "select":
            self._select = name
        elif tag == "button":
            self._form.buttons.append((name, given.get("value", "")))

    def handle_endtag(self, tag: str) -> None:
        if tag == "template":
            self._template -= 1
        elif tag == "form" and not self._template:
            self._form = None
        elif tag == "textarea":
            self._text = None
        elif tag == "select":
            self._select = None

    def handle_data(self, data: str) -> None:
        if self._text and self._form is not None:
            self._form.values[self._text] = [self._form.values[self._text][0] + data]


class Browser:
    """What is on the screen is ``page``; ``address`` is its path."""

    def __init__(self, client: FlaskClient) -> None:
        self.client = client
        self.page: TestResponse | None = None
        self.address = ""

    def open(self, path: str, **headers: str) -> TestResponse:
        return self._show(self.client.get(path, headers=headers, follow_redirects=True))

    def post(self, path: str, values: dict[str, Any] | None = None, **more: Any) -> TestResponse:
        headers = {**ORIGIN, **more.pop("headers", {})}
        more = {"data": values or {}, "headers": headers, "follow_redirects": True, **more}
        return self._show(self.client.post(path, **more))

    def send(self, command: str, **filled: Any) -> TestResponse:
        """Fill in the page's form of a command and press its button."""
        form = self.form(command)
        wanted = {name.replace("__", "."): value for name, value in filled.items()}
        return self.post(form.action, {**form.values, **wanted})

    def form(self, command: str) -> Form:
        forms = [form for form in self.forms if form.command == command]
        assert forms, f"no form for {command} at {self.address}: {self.forms}"
        return forms[0]

    @property
    def forms(self) -> list[Form]:
        reader = _Forms()
        reader.feed(self.text)
        return reader.forms

    @property
    def cookies(self) -> list[Cookie]:
        return list((self.client._cookies or {}).values())

    @property
    def text(self) -> str:
        assert self.page is not None
        return self.page.get_data(as_text=True)

    def _show(self, response: TestResponse) -> TestResponse:
        self.page, self.address = response, response.request.path
        return response
