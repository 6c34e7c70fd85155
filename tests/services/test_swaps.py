"""Swapping cards: mutual, per field, and gone at once when it is taken back."""

from datetime import date, timedelta

import pytest

from icebreak.contract.events import SwapAgreed, SwapWithdrawn
from tests.services.stage import ROUND, WRAP_UP, Someone, Stage

CARD = {
    "given": "Ana",
    "company": "Bike Kitchen",
    "emails": ["ana@example.org"],
    "phones": ["+351 912 345 678"],
    "links": [{"label": "web", "url": "https://example.org/ana"}],
}


@pytest.fixture
def pair(stage: Stage) -> tuple[Someone, Someone]:
    _, people = stage.evening(2)
    ana, ben = people
    ana.has_card(**CARD)
    ben.has_card()
    return ana, ben


def agree(ana: Someone, ben: Someone) -> None:
    assert not ana.wants_to_swap_with(ben, "emails", "links")
    assert ben.wants_to_swap_with(ana)


def test_two_who_both_say_yes_get_exactly_the_chosen_fields(pair: tuple[Someone, Someone]) -> None:
    ana, ben = pair
    agree(ana, ben)
    [contact] = ben.state.contacts
    assert contact.person.id == ana.id
    assert contact.card.emails == ["ana@example.org"]
    assert [link.url for link in contact.card.links] == ["https://example.org/ana"]
    assert (contact.card.phones, contact.card.company, contact.card.given) == ([], "", "")
    assert ana.state.contacts[0].card.emails == [f"{ben.id}@example.org"]
    assert [met.swap for met in ana.state.met] == [met.swap for met in ben.state.met] == ["agreed"]
    for person in pair:
        assert len([event for event in person.heard if isinstance(event, SwapAgreed)]) == 1


def test_a_contact_says_where_and_when_the_two_met(
    stage: Stage, pair: tuple[Someone, Someone]
) -> None:
    ana, ben = pair
    room = ana.room.name
    agree(ana, ben)
    [contact] = ana.state.contacts
    assert (contact.room, contact.round, contact.met_on) == (room, 1, stage.now.date())


def test_what_is_not_on_the_card_cannot_be_shared(pair: tuple[Someone, Someone]) -> None:
    ana, ben = pair
    assert ana.is_refused("swap.propose", to=ben.id, fields=["department"]) == "invalid"
    assert ana.is_refused("swap.propose", to=ben.id, fields=[]) == "invalid"
    assert ana.is_refused("swap.propose", to=ana.id, fields=["emails"]) == "invalid"


def test_a_yes_holds_the_card_as_it_was_given(pair: tuple[Someone, Someone]) -> None:
    ana, ben = pair
    agree(ana, ben)
    ana.does("card.save", emails=["secret@example.org"], phones=["+44 20 7946 0000"])
    assert ben.state.contacts[0].card.emails == ["ana@example.org"]
    ana.wants_to_swap_with(ben, "emails")
    assert ben.state.contacts[0].card.emails == ["secret@example.org"]
    assert ben.state.contacts[0].card.links == []


def test_a_yes_that_is_taken_back_hides_both_cards_at_once(pair: tuple[Someone, Someone]) -> None:
    ana, ben = pair
    agree(ana, ben)
    versions = ben.state.versions
    ana.does("swap.withdraw", to=ben.id)
    assert ana.state.contacts == ben.state.contacts == []
    assert [met.swap for met in ana.state.met] == ["none"]
    assert isinstance(ben.heard[-1], SwapWithdrawn)
    assert ben.state.versions.me > versions.me
    assert "ana@example.org" not in repr(ben.state)
    assert ana.wants_to_swap_with(ben)
    assert len(ben.state.contacts) == 1


def test_taking_back_a_yes_that_was_alone_is_heard_by_nobody(
    pair: tuple[Someone, Someone],
) -> None:
    ana, ben = pair
    state, heard = ben.state, list(ben.heard)
    ana.wants_to_swap_with(ben)
    ana.does("swap.withdraw", to=ben.id)
    ana.does("swap.withdraw", to=ben.id)
    assert (ben.state, ben.heard) == (state, heard)


def test_a_note_and_a_follow_up_are_private(pair: tuple[Someone, Someone]) -> None:
    ana, ben = pair
    agree(ana, ben)
    [contact] = ana.state.contacts
    before, heard = ben.state, list(ben.heard)
    ana.does("contact.note", contact=contact.id, note="Ask for the letter.")
    ana.does("contact.note", contact=contact.id, follow_up_on="2026-12-04")
    [noted] = ana.state.contacts
    assert (noted.note, noted.follow_up_on) == ("Ask for the letter.", date(2026, 12, 4))
    assert (ben.state, ben.heard) == (before, heard)
    assert ben.is_refused("contact.note", contact=contact.id, note="Mine") == "not_found"
    bad = ana.is_refused("contact.note", contact=contact.id, follow_up_on="2026-02-30")
    assert bad == "invalid"
    ana.does("contact.note", contact=contact.id, follow_up_on="")
    assert ana.state.contacts[0].follow_up_on is None


def test_who_has_been_written_to_is_next_in_a_month_and_then_in_three(
    stage: Stage, pair: tuple[Someone, Someone]
) -> None:
    ana, ben = pair
    agree(ana, ben)
    [contact] = ana.state.contacts
    before, heard = ben.state, list(ben.heard)
    assert (contact.due, contact.wrote_at, contact.moved) == (False, None, 0)
    ana.does("contact.note", contact=contact.id, follow_up_on=stage.now.date().isoformat())
    assert ana.state.contacts[0].due
    seen = []
    for _ in range(3):
        ana.does("contact.wrote", contact=contact.id)
        [view] = ana.state.contacts
        assert view.wrote_at == stage.now
        days = (view.follow_up_on - stage.now.date()).days if view.follow_up_on else None
        seen.append((days, view.due, view.moved))
    assert seen == [(30, False, 2), (90, False, 3), (None, False, 4)]
    ana.does("contact.wrote", contact=contact.id, note="Sent it.", follow_up_on="2027-01-08")
    [view] = ana.state.contacts
    assert (view.note, view.follow_up_on) == ("Sent it.", date(2027, 1, 8))
    assert (ben.state, ben.heard) == (before, heard)
    assert ben.is_refused("contact.wrote", contact=contact.id) == "not_found"


def test_whom_to_write_to_now_comes_first(stage: Stage) -> None:
    _, people = stage.evening(4, ROUND)
    for person in people:
        person.has_card()
    ana, *others = people
    for other in others:
        agree(ana, other)
    late, soon, never = (each.id for each in ana.state.contacts)
    ana.does("contact.note", contact=soon, follow_up_on="2026-12-30")
    ana.does("contact.note", contact=late, follow_up_on="2026-11-20")
    assert [each.id for each in ana.state.contacts] == [late, soon, never]


def test_a_story_goes_with_the_contact_only_if_its_teller_said_so(
    pair: tuple[Someone, Someone],
) -> None:
    ana, ben = pair
    ana.tells("This one stays in the room.")
    agree(ana, ben)
    assert ben.state.contacts[0].story == ""
    ana.tells("This one you may keep.", keep=True)
    assert ben.state.contacts[0].story == "This one you may keep."
    assert ana.state.contacts[0].story == ""


def test_a_swap_is_possible_for_a_day_after_the_end_and_no_longer(stage: Stage) -> None:
    host, (ana, ben) = stage.evening(2)
    ana.has_card(**CARD)
    ben.has_card()
    host.does("session.end")
    stage.now += timedelta(hours=23, minutes=59)
    agree(ana, ben)
    stage.now += timedelta(minutes=1)
    assert ana.is_refused("swap.propose", to=ben.id, fields=["phones"]) == "ended"
    assert ben.state.contacts[0].card.emails == ["ana@example.org"]


def test_a_swap_can_be_taken_back_until_the_contacts_expire(stage: Stage) -> None:
    host, (ana, ben) = stage.evening(2)
    ana.has_card(**CARD)
    ben.has_card()
    agree(ana, ben)
    host.does("session.end")
    stage.wait(10 * 86400, step=86400)
    assert len(ben.state.contacts) == 1
    ana.does("swap.withdraw", to=ben.id)
    assert ana.state.contacts == ben.state.contacts == []


class TestCardLinks:
    def test_a_card_link_swaps_without_having_met(self, stage: Stage) -> None:
        _, people = stage.evening(8)
        ana = people[0].has_card(**CARD)
        ben = next(each for each in people if each.room.id != ana.room.id).has_card()
        token = ana.does("card.link")["card_url"].removeprefix("/c/")
        said = ben.does("swap.propose", card_token=token.lower(), fields=["emails"])
        assert not said["agreed"]
        assert ana.wants_to_swap_with(ben)
        [contact] = ben.state.contacts
        assert (contact.room, contact.round) == ("", None)

    def test_a_new_link_replaces_the_one_before(self, pair: tuple[Someone, Someone]) -> None:
        ana, ben = pair
        old = ana.does("card.link")["card_url"].removeprefix("/c/")
        new = ana.does("card.link")["card_url"].removeprefix("/c/")
        assert ben.is_refused("swap.propose", card_token=old, fields=["emails"]) == "not_found"
        assert ben.is_refused("swap.propose", card_token=new, fields=["emails"]) == "carried out"

    def test_a_link_works_until_a_day_after_the_end(self, stage: Stage) -> None:
        host, (ana, ben) = stage.evening(2, ROUND, WRAP_UP)
        ana.has_card(**CARD)
        ben.has_card()
        token = ana.does("card.link")["card_url"].removeprefix("/c/")
        stage.now += timedelta(hours=3)
        host.does("session.end")
        stage.now += timedelta(hours=23, minutes=59)
        ok = ben.is_refused("swap.propose", card_token=token, fields=["emails"])
        assert ok == "carried out"
        stage.now += timedelta(minutes=1)
        with stage.read() as tx:
            kept = tx.credentials.of(ana.session_id, "card")
        assert [each.expires_at for each in kept] == [stage.now]

    def test_a_link_of_another_session_answers_like_an_unknown_one(
        self, stage: Stage, pair: tuple[Someone, Someone]
    ) -> None:
        ana, _ = pair
        token = ana.does("card.link")["card_url"].removeprefix("/c/")
        elsewhere = stage.joins(stage.opens(ROUND), "Zoë").has_card()
        told = []
        for used in (token, "A" * 26):
            with pytest.raises(Exception, match="card link") as refusal:
                elsewhere.does("swap.propose", card_token=used, fields=["emails"])
            told.append((refusal.value.code, refusal.value.message, refusal.value.field))
        assert told[0] == told[1]


def test_to_block_again_takes_a_yes_back_that_was_given_in_between(stage: Stage) -> None:
    _, (ana, ben) = stage.evening(2)
    ana.has_card()
    ana.does("person.block", person=ben.id)
    ana.wants_to_swap_with(ben)
    ana.does("person.block", person=ben.id)
    assert ana.state.me.proposals == []
