"""Who gets in: codes, links, locks, passwords, and how often somebody may try."""

from datetime import timedelta
from typing import Any

import pytest

from icebreak.contract.events import ParticipantsChanged
from icebreak.domain.errors import Refusal
from icebreak.domain.sessions import CODE_ALPHABET, looks_like_code
from icebreak.services.limits import usual_limits
from icebreak.services.tokens import Kind
from tests.services.stage import ROUND, Someone, Stage


def code_of(stage: Stage, command: str, /, **payload: Any) -> str:
    try:
        stage.anyone(command, **payload)
    except Refusal as refusal:
        return refusal.code
    return "carried out"


@pytest.fixture
def host(stage: Stage) -> Someone:
    return stage.opens(ROUND, title="Repair Cafés Online")


def test_a_code_is_read_in_any_case_with_spaces_and_dashes(stage: Stage, host: Someone) -> None:
    code = host.opened["code"]
    assert looks_like_code(code)
    for typed in (code, code.lower(), f"{code[:3]} {code[3:]}", f" {code[:2]}-{code[2:]} "):
        found = stage.anyone("session.find", code=typed)
        assert (found["session_id"], found["title"]) == (host.session_id, "Repair Cafés Online")


def test_finding_says_how_many_there_are_and_changes_nothing(stage: Stage, host: Someone) -> None:
    stage.joins(host, "Ana")
    versions = host.state.versions
    found = stage.anyone("session.find", join_token=host.opened["join_token"].lower())
    assert (found["people"], found["open"], found["password"]) == (1, True, False)
    assert host.state.versions == versions


def test_one_way_in_is_needed_and_not_two(stage: Stage, host: Someone) -> None:
    both = {"code": host.opened["code"], "join_token": host.opened["join_token"]}
    assert code_of(stage, "session.find", **both) == "invalid"
    assert code_of(stage, "session.find") == "invalid"


def test_joining_is_told_and_gives_a_seat_that_any_device_can_take(
    stage: Stage, host: Someone
) -> None:
    ana = stage.joins(host, "Ana")
    stage.joins(host, "Ben")
    assert [e.people for e in ana.heard if isinstance(e, ParticipantsChanged)] == [1, 2]
    resume = ana.opened["resume_url"].removeprefix("/r/")
    for typed in (resume, resume.lower()):
        opened = stage.gate.exchange(Kind.RESUME, typed)
        assert stage.gate.identify(opened.token) == ana.actor


def test_two_of_the_same_name_are_two_people(stage: Stage, host: Someone) -> None:
    assert stage.joins(host, "Ana").id != stage.joins(host, "Ana").id
    assert host.state.session.people == 2


def test_a_locked_session_lets_nobody_in_and_everybody_stay(stage: Stage, host: Someone) -> None:
    ana = stage.joins(host, "Ana")
    host.does("session.lock")
    way_in = {"join_token": host.opened["join_token"]}
    assert not stage.anyone("session.find", **way_in)["open"]
    assert code_of(stage, "session.join", name="Ben", **way_in) == "forbidden"
    assert ana.state.session.locked
    host.does("session.unlock")
    assert code_of(stage, "session.join", name="Ben", **way_in) == "carried out"


def test_a_password_is_asked_for(stage: Stage) -> None:
    host = stage.opens(ROUND, settings={"password": " two words "})
    way_in = {"join_token": host.opened["join_token"], "name": "Ana"}
    assert stage.anyone("session.find", join_token=way_in["join_token"])["password"]
    assert code_of(stage, "session.join", **way_in) == "forbidden"
    assert code_of(stage, "session.join", password="two words", **way_in) == "forbidden"
    assert code_of(stage, "session.join", password=" two words ", **way_in) == "carried out"
    host.does("session.update", no_password=True)
    assert code_of(stage, "session.join", **way_in) == "carried out"


def test_a_new_link_makes_the_old_one_and_the_old_code_useless(stage: Stage, host: Someone) -> None:
    old = host.opened
    new = host.does("link.rotate")
    assert code_of(stage, "session.find", join_token=old["join_token"]) == "not_found"
    assert code_of(stage, "session.find", code=old["code"]) == "not_found"
    assert code_of(stage, "session.find", join_token=new["join_token"]) == "carried out"
    assert code_of(stage, "session.find", code=new["code"]) == "carried out"


class TestGuessing:
    def test_thirty_wrong_codes_and_there_is_no_verdict_even_for_the_right_one(
        self, stage: Stage, host: Someone
    ) -> None:
        for code in wrong_codes(30, host):
            assert code_of(stage, "session.find", code=code) == "not_found"
        right = host.opened["code"]
        assert code_of(stage, "session.find", code=right) == "rate_limited"
        assert code_of(stage, "session.join", code=right, name="Ana") == "rate_limited"
        elsewhere = {"address": "192.0.2.99"}
        assert code_of(stage, "session.find", code=right, **elsewhere) == "carried out"
        stage.now += timedelta(minutes=10)
        assert code_of(stage, "session.find", code=right) == "carried out"

    def test_a_link_is_never_locked_out(self, stage: Stage, host: Someone) -> None:
        for code in wrong_codes(30, host):
            code_of(stage, "session.find", code=code)
        link = {"join_token": host.opened["join_token"]}
        assert code_of(stage, "session.join", name="Ana", **link) == "carried out"

    def test_right_codes_and_malformed_ones_cost_nothing(self, stage: Stage, host: Someone) -> None:
        for _ in range(40):
            assert code_of(stage, "session.find", code=host.opened["code"]) == "carried out"
            assert code_of(stage, "session.find", code="ABC") == "invalid"
            assert code_of(stage, "session.find", code="AEIOU1") == "invalid"

    def test_many_addresses_together_are_stopped_too(self, stage: Stage, host: Someone) -> None:
        for number, code in enumerate(wrong_codes(400, host)):
            told = code_of(stage, "session.find", code=code, address=f"192.0.2.{number % 100}")
            assert told == "not_found"
        fresh = {"address": "198.51.100.1"}
        assert code_of(stage, "session.find", code=host.opened["code"], **fresh) == "rate_limited"

    def test_a_command_inside_a_session_does_not_care(self, stage: Stage, host: Someone) -> None:
        for code in wrong_codes(30, host):
            code_of(stage, "session.find", code=code)
        assert stage.joins(host, "Ana").is_refused("me.sit_out") == "carried out"


def test_a_password_is_not_guessed_by_a_program(stage: Stage) -> None:
    host = stage.opens(ROUND, settings={"password": "right"})
    way_in = {"join_token": host.opened["join_token"], "name": "Ana"}
    told = [code_of(stage, "session.join", password=f"{n}", **way_in) for n in range(101)]
    assert told == ["forbidden"] * 100 + ["rate_limited"]
    assert code_of(stage, "session.join", password="right", **way_in) == "rate_limited"
    elsewhere = {**way_in, "address": "192.0.2.99"}
    assert code_of(stage, "session.join", password="right", **elsewhere) == "carried out"
    host.does("session.update", password="new")
    stage.now += timedelta(minutes=10)
    assert code_of(stage, "session.join", password="new", **way_in) == "carried out"


def wrong_codes(count: int, host: Someone) -> list[str]:
    codes = [
        "".join(CODE_ALPHABET[number // 28**place % 28] for place in range(6))
        for number in range(count + 1)
    ]
    return [code for code in codes if code != host.opened["code"]][:count]


class TestRates:
    @pytest.fixture
    def limited(self, stage: Stage) -> Stage:
        stage.limits = usual_limits()
        stage.crash()
        return stage

    def test_a_person_may_tap_fast_but_not_for_ever(self, limited: Stage) -> None:
        host = limited.opens(ROUND)
        ana, ben = limited.joins(host, "Ana"), limited.joins(host, "Ben")
        told = [ana.is_refused("me.sit_out", on=bool(n % 2)) for n in range(80)]
        assert told[:40] == ["carried out"] * 40
        assert told[-1] == "rate_limited"
        assert ben.is_refused("me.sit_out") == "carried out"
        limited.now += timedelta(seconds=2)
        assert ana.is_refused("me.sit_out") == "carried out"

    def test_what_was_turned_away_is_done_when_it_is_sent_again(self, limited: Stage) -> None:
        host = limited.opens(ROUND)
        ana = limited.joins(host, "Ana")
        while ana.is_refused("profile.save", key="the-same-key", why="x") == "carried out":
            pass
        limited.now += timedelta(seconds=2)
        assert ana.is_refused("profile.save", key="the-same-key", why="x") == "carried out"

    def test_sessions_are_not_opened_by_the_hundred(self, limited: Stage) -> None:
        told = [code_of(limited, "session.open", title="One more") for _ in range(60)]
        assert told[0] == "carried out"
        assert told[-1] == "rate_limited"
        elsewhere = {"address": "192.0.2.99"}
        assert code_of(limited, "session.open", title="Mine", **elsewhere) == "carried out"


def test_a_full_session_says_so(stage: Stage, host: Someone, monkeypatch: Any) -> None:
    monkeypatch.setattr("icebreak.services.lobby.PEOPLE_MAX", 2)
    way_in = {"join_token": host.opened["join_token"]}
    told = [code_of(stage, "session.join", name=name, **way_in) for name in ("Ana", "Ben", "Cy")]
    assert told == ["carried out", "carried out", "full"]


def test_tokens_are_of_one_kind_each(stage: Stage, host: Someone) -> None:
    ana = stage.joins(host, "Ana")
    resume = ana.opened["resume_url"].removeprefix("/r/")
    for token in (host.opened["join_token"], resume, "", "x" * 200, host.opened["code"]):
        with pytest.raises(Refusal):
            stage.gate.identify(token)
    for token in (ana.token, host.token, host.opened["join_token"]):
        with pytest.raises(Refusal):
            stage.gate.exchange(Kind.RESUME, token)
    with pytest.raises(Refusal):
        stage.gate.exchange(Kind.HOST, ana.token)
