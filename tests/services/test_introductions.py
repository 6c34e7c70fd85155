"""Somebody brings two others together: private answers, and a swap only if both say yes."""

from typing import Any

import pytest

from icebreak.contract.events import IntroductionAgreed, IntroductionSuggested, SwapAgreed
from icebreak.domain.introductions import INTRODUCTIONS_EACH
from tests.services.stage import ROUND, Someone, Stage

BECAUSE = "You both mend old radios."


@pytest.fixture
def people(stage: Stage) -> list[Someone]:
    """Ana, Ben, Chloé and Dara, in one room, each with a card."""
    _, people = stage.evening(4, ROUND)
    for person in people:
        person.has_card()
    return people


def introduced(by: Someone, one: Someone, other: Someone) -> str:
    sent = by.does("introduction.suggest", people=[one.id, other.id], because=BECAUSE)
    return str(sent["introduction_id"])


def asked(person: Someone) -> list[tuple[str, str, str, bool]]:
    return [
        (each.by.name, each.person.name, each.because, each.accepted)
        for each in person.state.introductions
    ]


def says(person: Someone, introduction: str, *fields: str) -> bool:
    told = person.does(
        "introduction.answer", introduction=introduction, accept=bool(fields), fields=list(fields)
    )
    return bool(told["agreed"])


def sent(person: Someone) -> list[bool]:
    return [each.agreed for each in person.state.introduced]


def test_both_are_asked_and_only_both_yeses_make_a_swap(people: list[Someone]) -> None:
    ana, ben, chloe, dara = people
    introduction = introduced(ana, ben, chloe)
    assert asked(ben) == [("Ana", "Chloé", BECAUSE, False)]
    assert asked(chloe) == [("Ana", "Ben", BECAUSE, False)]
    assert (asked(ana), asked(dara), sent(ana), sent(dara)) == ([], [], [False], [])
    assert not says(ben, introduction, "emails")
    assert asked(ben) == [("Ana", "Chloé", BECAUSE, True)]
    assert asked(chloe) == [("Ana", "Ben", BECAUSE, False)]
    assert (ben.state.contacts, sent(ana)) == ([], [False])
    assert says(chloe, introduction, "company")
    assert (asked(ben), asked(chloe), sent(ana)) == ([], [], [True])
    assert ben.state.contacts[0].card.company == f"Works of {chloe.id}"
    assert ben.state.contacts[0].card.emails == []
    assert chloe.state.contacts[0].card.emails == [f"{ben.id}@example.org"]
    assert ana.state.contacts == []


def test_each_hears_what_is_theirs_and_nothing_else(people: list[Someone]) -> None:
    ana, ben, chloe, dara = people
    introduction = introduced(ana, ben, chloe)
    for person in (ben, chloe):
        [event] = [each for each in person.heard if isinstance(each, IntroductionSuggested)]
        assert event.introduction == introduction
    quiet = [len(person.heard) for person in (ana, chloe, dara)]
    says(ben, introduction, "emails")
    assert [len(person.heard) for person in (ana, chloe, dara)] == quiet
    says(chloe, introduction, "emails")
    assert any(isinstance(each, IntroductionAgreed) for each in ana.heard)
    assert not any(isinstance(each, SwapAgreed) for each in ana.heard)
    assert not any(isinstance(each, IntroductionAgreed) for each in (*ben.heard, *chloe.heard))
    assert any(isinstance(each, SwapAgreed) for each in ben.heard)


def still(person: Someone) -> Any:
    """Their screen and their stream, without the time."""
    state = person.state
    return state.introductions, state.introduced, state.contacts, state.versions.me


def test_a_no_looks_to_everybody_else_like_no_answer(people: list[Someone]) -> None:
    ana, ben, chloe, _ = people
    introduction = introduced(ana, ben, chloe)
    before = [(still(person), len(person.heard)) for person in (ana, chloe)]
    assert not says(ben, introduction)
    assert asked(ben) == []
    assert [(still(person), len(person.heard)) for person in (ana, chloe)] == before
    assert not says(chloe, introduction, "emails")
    assert (sent(ana), ben.state.contacts) == ([False], [])
    assert ben.is_refused("introduction.answer", introduction=introduction, accept=True) == (
        "not_found"
    )


@pytest.mark.parametrize("between", ["the two", "the one and who introduces", "the other way"])
def test_where_somebody_blocks_it_is_sent_and_never_arrives(
    people: list[Someone], between: str
) -> None:
    ana, ben, chloe, dara = people
    who, whom = {
        "the two": (ben, chloe),
        "the one and who introduces": (chloe, ana),
        "the other way": (ana, ben),
    }[between]
    who.does("person.block", person=whom.id)
    introduction = introduced(ana, ben, chloe)
    introduced(ana, ben, dara)
    assert asked(chloe) == []
    assert all(name != "Chloé" for _, name, _, _ in asked(ben))
    assert sent(ana) == [False, False]
    for person in (ben, chloe):
        assert person.is_refused(
            "introduction.answer", introduction=introduction, accept=True, fields=["emails"]
        ) == ("not_found")


def test_a_block_afterwards_takes_it_away_and_only_who_blocks_can_tell(
    people: list[Someone],
) -> None:
    ana, ben, chloe, _ = people
    introduction = introduced(ana, ben, chloe)
    before = still(chloe)
    ben.does("person.block", person=chloe.id)
    assert (asked(ben), sent(ana), still(chloe)) == ([], [False], before)
    assert not says(chloe, introduction, "emails")
    assert ben.is_refused(
        "introduction.answer", introduction=introduction, accept=True, fields=["emails"]
    ) == ("not_found")


def test_that_two_swapped_already_is_not_given_away(people: list[Someone]) -> None:
    ana, ben, chloe, _ = people
    ben.wants_to_swap_with(chloe)
    chloe.wants_to_swap_with(ben)
    before = [(still(person), len(person.heard)) for person in (ben, chloe)]
    introduced(ana, ben, chloe)
    assert [(still(person), len(person.heard)) for person in (ben, chloe)] == before
    assert sent(ana) == [False]


def test_a_swap_that_the_two_make_by_themselves_stays_theirs(people: list[Someone]) -> None:
    ana, ben, chloe, _ = people
    introduction = introduced(ana, ben, chloe)
    says(ben, introduction, "emails")
    assert chloe.wants_to_swap_with(ben)
    assert (asked(chloe), sent(ana)) == ([], [False])


def test_a_yes_can_be_taken_back(people: list[Someone]) -> None:
    ana, ben, chloe, _ = people
    introduction = introduced(ana, ben, chloe)
    says(ben, introduction, "emails")
    ben.does("swap.withdraw", to=chloe.id)
    assert asked(ben) == [("Ana", "Chloé", BECAUSE, False)]
    assert not says(chloe, introduction, "emails")
    assert (sent(ana), chloe.state.contacts) == ([False], [])
    assert says(ben, introduction, "company")
    assert sent(ana) == [True]


def test_a_swap_that_is_taken_back_does_not_bring_it_up_again(people: list[Someone]) -> None:
    ana, ben, chloe, _ = people
    introduction = introduced(ana, ben, chloe)
    for person in (ben, chloe):
        says(person, introduction, "emails")
    chloe.does("swap.withdraw", to=ben.id)
    assert (asked(ben), asked(chloe), sent(ana)) == ([], [], [True])


def test_a_no_after_a_yes_takes_the_yes_along(people: list[Someone]) -> None:
    ana, ben, chloe, _ = people
    introduction = introduced(ana, ben, chloe)
    says(ben, introduction, "emails")
    says(ben, introduction)
    assert ben.state.me.proposals == []
    assert not says(chloe, introduction, "emails")


def test_a_yes_needs_something_to_give(people: list[Someone]) -> None:
    ana, ben, chloe, _ = people
    introduction = introduced(ana, ben, chloe)
    for fields in ([], ["phones"]):
        assert ben.is_refused(
            "introduction.answer", introduction=introduction, accept=True, fields=fields
        ) == ("invalid")
    assert asked(ben) == [("Ana", "Chloé", BECAUSE, False)]


def test_only_two_others_can_be_introduced_and_once(stage: Stage, people: list[Someone]) -> None:
    ana, ben, chloe, _ = people
    stranger = stage.joins(stage.opens(ROUND, title="Elsewhere"), "Zoë")
    for pair, code in {
        (ben.id, ben.id): "invalid",
        (ana.id, ben.id): "invalid",
        (ben.id, stranger.id): "not_found",
        (ben.id, "nobody"): "not_found",
    }.items():
        told = ana.is_refused("introduction.suggest", people=list(pair), because=BECAUSE)
        assert told == code, pair
    introduced(ana, ben, chloe)
    again = ana.is_refused("introduction.suggest", people=[chloe.id, ben.id], because="Again.")
    assert again == "conflict"
    assert ana.is_refused("introduction.suggest", people=[ben.id, chloe.id], because=" ") == (
        "invalid"
    )


def test_whom_it_is_not_for_cannot_answer_it(people: list[Someone]) -> None:
    ana, ben, chloe, dara = people
    introduction = introduced(ana, ben, chloe)
    for person in (ana, dara):
        told = person.is_refused(
            "introduction.answer", introduction=introduction, accept=True, fields=["emails"]
        )
        assert told == "not_found"


def test_nobody_sends_them_by_the_dozen(stage: Stage) -> None:
    _, people = stage.evening(9, ROUND)
    ana, *others = people
    pairs = [(one, other) for one in others for other in others if one.id < other.id]
    for one, other in pairs[:INTRODUCTIONS_EACH]:
        introduced(ana, one, other)
    one, other = pairs[INTRODUCTIONS_EACH]
    told = ana.is_refused("introduction.suggest", people=[one.id, other.id], because=BECAUSE)
    assert told == "full"


def test_a_day_after_the_end_they_are_erased_and_swaps_stay(stage: Stage) -> None:
    host, people = stage.evening(4, ROUND)
    ana, ben, chloe, dara = people
    for person in people:
        person.has_card()
    introduction = introduced(ana, ben, chloe)
    introduced(ana, ben, dara)
    says(ben, introduction, "emails")
    says(chloe, introduction, "emails")
    host.does("session.end")
    stage.wait(25 * 3600, step=3600)
    assert (ana.state.introduced, asked(dara)) == ([], [])
    assert [each.person.name for each in ben.state.contacts] == ["Chloé"]
    with stage.read() as tx:
        assert tx.introductions.some() == []


def test_who_is_forgotten_takes_their_introductions_along(people: list[Someone]) -> None:
    ana, ben, chloe, _ = people
    introduced(ana, ben, chloe)
    ana.does("me.forget")
    assert (asked(ben), asked(chloe)) == ([], [])
