"""What every request and every answer goes through: hosts, origins, headers, cookies."""

from typing import Any

import pytest
from flask import Flask, request
from flask.testing import FlaskClient

from icebreak.web import create_pages
from icebreak.web.security import TrustedProxy
from icebreak.web.site import Site
from tests.services.stage import ROUND, Someone, Stage
from tests.web.browser import ORIGIN

EVIL = "http://evil.example"


@pytest.fixture
def host(stage: Stage) -> Someone:
    return stage.opens(ROUND, title="Repair Cafés")


@pytest.fixture
def client(pages: Flask) -> FlaskClient:
    return pages.test_client()


def joined(client: FlaskClient, host: Someone, **headers: str) -> Any:
    form = {"name": "Ana", "key": "a-key-that-is-long-enough-to-join"}
    return client.post(f"/j/{host.opened['join_token']}", data=form, headers={**ORIGIN, **headers})


def cookie_line(response: Any) -> str:
    [line] = response.headers.getlist("Set-Cookie")
    return line


class TestHeaders:
    def test_every_page_has_a_strict_policy(self, client: FlaskClient, host: Someone) -> None:
        for path in ("/", "/host/new", "/privacy", f"/j/{host.opened['join_token']}", "/nowhere"):
            headers = client.get(path).headers
            policy = headers["Content-Security-Policy"]
            assert policy.startswith("default-src 'none'; script-src 'self'; style-src 'self'")
            assert "unsafe" not in policy
            assert "frame-ancestors 'none'" in policy
            assert headers["Referrer-Policy"] == "same-origin"
            assert headers["X-Content-Type-Options"] == "nosniff"
            assert headers["Cache-Control"] == "no-store"
            assert "Strict-Transport-Security" not in headers

    def test_pages_hold_no_script_or_style_of_their_own(
        self, client: FlaskClient, host: Someone
    ) -> None:
        joined(client, host)
        base = f"/s/{host.session_id}"
        for path in ("/", "/host/new", f"{base}/profile", f"{base}/lobby", f"{base}/card"):
            text = client.get(path).get_data(as_text=True)
            assert "<style" not in text
            assert ' style="' not in text
            assert " onclick" not in text
            assert "javascript:" not in text
            for script in text.split("<script")[1:]:
                start = script.split(">")[0]
                assert "src=" in start or "application/json" in start

    def test_answers_of_the_api_are_not_stored(self, client: FlaskClient) -> None:
        answer = client.post("/api/v1/session.find", json={"code": "222222"})
        assert answer.headers["Cache-Control"] == "no-store"
        assert answer.mimetype == "application/json"

    def test_over_tls_browsers_are_told_to_stay_there(self, client: FlaskClient) -> None:
        headers = client.get("/", base_url="https://localhost").headers
        assert headers["Strict-Transport-Security"].startswith("max-age=")


class TestHosts:
    @pytest.mark.parametrize(
        "name", ["localhost:8000", "127.0.0.1:8000", "192.168.1.7", "[::1]:8000", "lab.local"]
    )
    def test_without_a_public_address_it_answers_in_the_lan(
        self, client: FlaskClient, name: str
    ) -> None:
        assert client.get("/", headers={"Host": name}).status_code == 200

    @pytest.mark.parametrize(
        "name", ["evil.example", "localhost.evil.example", "x@localhost:1", "]"]
    )
    def test_a_made_up_name_is_refused_and_stands_in_no_link(
        self, client: FlaskClient, host: Someone, name: str
    ) -> None:
        for path in ("/", f"/j/{host.opened['join_token']}", "/api/openapi.json"):
            answer = client.get(path, headers={"Host": name})
            assert answer.status_code == 400
            assert "evil.example/" not in answer.get_data(as_text=True)

    def test_with_a_public_address_it_answers_there_alone(self, stage: Stage) -> None:
        site = Site("https://icebreak.example", 8000, "192.0.2.50")
        client = create_pages(stage.gate, site, lambda person_id: None).test_client()
        assert client.get("/", headers={"Host": "icebreak.example"}).status_code == 200
        for name in ("localhost:8000", "192.0.2.50:8000", "icebreak.example.evil.example"):
            assert client.get("/", headers={"Host": name}).status_code == 400

    def test_links_carry_the_lan_address_and_never_localhost(self, stage: Stage) -> None:
        site = Site("", 8000, "192.0.2.50")
        client = create_pages(stage.gate, site, lambda person_id: None).test_client()
        made = client.post(
            "/api/v1/session.open",
            json={"title": "Hello", "key": "a-key-that-is-long-enough-to-open"},
        ).get_json()
        assert made["join_url"].startswith("http://192.0.2.50:8000/j/")
        assert made["host_url"].startswith("http://192.0.2.50:8000/h/")


class TestOrigins:
    def test_behind_a_public_address_its_scheme_counts_too(
        self, host: Someone, stage: Stage
    ) -> None:
        site = Site("https://icebreak.example", 8000, "")
        client = create_pages(stage.gate, site, lambda person_id: None).test_client()
        at_home = {"Host": "icebreak.example"}
        for origin, status in (
            ("http://icebreak.example", 403),
            ("https://icebreak.example:8443", 403),
            ("https://icebreak.example", 303),
        ):
            assert joined(client, host, **at_home, Origin=origin).status_code == status

    def test_a_form_of_a_foreign_page_is_refused_and_changes_nothing(
        self, client: FlaskClient, host: Someone, stage: Stage
    ) -> None:
        for headers in (
            {"Origin": EVIL},
            {"Origin": "null"},
            {"Origin": "http://localhost:8001"},
            {"Sec-Fetch-Site": "cross-site"},
            {"Sec-Fetch-Site": "same-site"},
            {"Origin": EVIL, "Authorization": "Basic eDp5"},
        ):
            answer = joined(client, host, **headers)
            assert answer.status_code == 403, headers
        assert host.state.session.people == 0

    def test_a_form_of_our_own_page_passes_with_and_without_the_new_headers(
        self, client: FlaskClient, host: Someone
    ) -> None:
        form = {"name": "Ana", "key": "a-key-that-is-long-enough-to-join"}
        path = f"/j/{host.opened['join_token']}"
        assert client.post(path, data=form).status_code == 303
        same = {**ORIGIN, "Sec-Fetch-Site": "same-origin"}
        assert client.post(path, data=form, headers=same).status_code == 303

    def test_an_outside_client_with_its_token_may_come_from_anywhere(
        self, client: FlaskClient, host: Someone
    ) -> None:
        headers = {"Origin": EVIL, "Authorization": f"Bearer {host.token}"}
        answer = client.post("/api/v1/state.get", json={}, headers=headers)
        assert answer.get_json()["ok"]

    def test_a_token_in_a_form_post_excuses_no_foreign_page(
        self, client: FlaskClient, host: Someone
    ) -> None:
        joined(client, host)
        headers = {"Origin": EVIL, "Authorization": "Bearer anything"}
        path = f"/s/{host.session_id}/me?command=me.leave"
        answer = client.post(path, data={"key": "a-key-to-leave"}, headers=headers)
        assert answer.status_code == 403


class TestCookies:
    def test_a_cookie_is_for_one_session_and_role_and_no_script(
        self, client: FlaskClient, host: Someone
    ) -> None:
        line = cookie_line(joined(client, host))
        assert line.startswith(f"icebreak-p-{host.session_id}=")
        for flag in ("HttpOnly", "SameSite=Lax", "Path=/"):
            assert flag in line
        assert "Secure" not in line
        assert "Domain" not in line

    def test_over_tls_it_is_bound_to_the_host(self, client: FlaskClient, host: Someone) -> None:
        form = {"name": "Ana", "key": "a-key-that-is-long-enough-to-join"}
        answer = client.post(
            f"/j/{host.opened['join_token']}", data=form, base_url="https://localhost"
        )
        line = cookie_line(answer)
        assert line.startswith(f"__Host-icebreak-p-{host.session_id}=")
        assert "; Secure" in line

    def test_scripts_send_a_header_that_no_form_can(
        self, client: FlaskClient, host: Someone
    ) -> None:
        joined(client, host)
        claimed = {**ORIGIN, "X-Icebreak-As": f"participant/{host.session_id}"}
        answer = client.post("/api/v1/state.get", json={}, headers=claimed)
        assert answer.get_json()["error"] == "unauthorised"
        answer = client.post("/api/v1/state.get", json={}, headers={**claimed, "X-Icebreak": "1"})
        assert answer.get_json()["me"]["name"] == "Ana"

    @pytest.mark.parametrize("claim", ["host/{}", "participant/other", "participant", "x/{}", "/"])
    def test_a_cookie_opens_nothing_else(
        self, client: FlaskClient, host: Someone, claim: str
    ) -> None:
        joined(client, host)
        headers = {**ORIGIN, "X-Icebreak": "1", "X-Icebreak-As": claim.format(host.session_id)}
        answer = client.post("/api/v1/state.get", json={}, headers=headers)
        assert (answer.status_code, answer.get_json()["error"]) == (401, "unauthorised")

    def test_without_a_cookie_every_personal_page_asks_to_join(
        self, client: FlaskClient, host: Someone
    ) -> None:
        for page in ("", "profile", "lobby", "room", "contacts.vcf", "me.json", "forget"):
            assert client.get(f"/s/{host.session_id}/{page}").status_code == 401
        for page in ("", "setup", "console", "projector", "report"):
            assert client.get(f"/host/{host.session_id}/{page}").status_code == 401


class TestProxies:
    def address_seen(self, stage: Stage, proxies: tuple[str, ...], peer: str) -> str:
        pages = create_pages(stage.gate, Site("", 8000, ""), lambda person_id: None)
        seen: list[str] = []
        pages.before_request(lambda: seen.append(f"{request.remote_addr or ''} {request.scheme}"))
        pages.wsgi_app = TrustedProxy(pages.wsgi_app, proxies)  # type: ignore[method-assign]
        pages.test_client().get(
            "/",
            headers={"X-Forwarded-For": "203.0.113.9", "X-Forwarded-Proto": "https"},
            environ_base={"REMOTE_ADDR": peer},
        )
        return seen[0]

    def test_a_listed_proxy_is_believed(self, stage: Stage) -> None:
        seen = self.address_seen(stage, ("10.0.0.0/8",), "10.1.2.3")
        assert seen == "203.0.113.9 https"

    @pytest.mark.parametrize("peer", ["192.0.2.1", "", "not an address", "::1"])
    def test_nobody_else_is(self, stage: Stage, peer: str) -> None:
        seen = self.address_seen(stage, ("10.0.0.0/8",), peer)
        assert seen == f"{peer} http"


class TestBodies:
    def test_more_than_sixteen_kilobytes_is_too_large(
        self, client: FlaskClient, host: Someone
    ) -> None:
        answer = client.post("/api/v1/session.find", data=b"[" * 50_000)
        assert (answer.status_code, answer.get_json()["error"]) == (413, "too_large")
        form = {"name": "x" * 20_000, "key": "a-key-that-is-long-enough-to-join"}
        path = f"/j/{host.opened['join_token']}"
        assert client.post(path, data=form, headers=ORIGIN).status_code == 413

    @pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "TRACE"])
    def test_methods_that_nothing_takes(self, client: FlaskClient, method: str) -> None:
        answer = client.open("/api/v1/session.find", method=method, headers=ORIGIN)
        assert answer.status_code == 405
        assert answer.get_json()["error"] == "invalid"

    def test_an_unknown_address_answers_in_its_doors_own_words(self, client: FlaskClient) -> None:
        assert client.get("/api/nothing").get_json()["error"] == "not_found"
        assert "text/html" in client.get("/nothing").headers["Content-Type"]
