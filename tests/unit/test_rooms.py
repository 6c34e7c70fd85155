"""Whose turn it is, and how many votes a room needs."""

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from icebreak.domain.rooms import Room, after_pass, after_swap, seated, turn, votes_needed

PEOPLE = tuple("abcdefgh")


def room(*order: str, passed: tuple[str, ...] = ()) -> Room:
    return Room("r", "s", "t", 1, "Heron", "?", order, datetime(2026, 11, 25, tzinfo=UTC), passed)


def test_the_turn_goes_round_those_who_are_here() -> None:
    here = {"a", "b", "c"}
    assert turn(room("a", "b", "c"), set(), here) == "a"
    assert turn(room("a", "b", "c"), {"a"}, here) == "b"
    assert turn(room("a", "b", "c", passed=("b",)), {"a"}, here) == "c"
    assert turn(room("a", "b", "c"), {"a"}, {"a", "c"}) == "c"
    assert turn(room("a", "b"), {"a", "b"}, here) is None


@given(order=st.permutations(PEOPLE), person=st.sampled_from(PEOPLE),
       waiting=st.sets(st.sampled_from(PEOPLE)))  # fmt: skip
def test_changing_places_moves_two_people_and_nobody_else(
    order: list[str], person: str, waiting: set[str]
) -> None:
    before = room(*order)
    swapped = after_swap(before, person, sorted(waiting))
    assert sorted(swapped.order) == sorted(order)
    moved = [old for old, new in zip(order, swapped.order, strict=True) if old != new]
    assert len(moved) in {0, 2}
    if moved:
        assert person in moved
        assert swapped.order.index(person) > order.index(person)


def test_passing_and_sitting_down_twice_is_as_once() -> None:
    assert after_pass(after_pass(room("a"), "a"), "a") == after_pass(room("a"), "a")
    assert seated(seated(room("a"), "b"), "b").order == ("a", "b")


def test_half_of_a_room_but_never_one_alone() -> None:
    assert [votes_needed(here) for here in range(9)] == [2, 2, 2, 2, 2, 3, 3, 4, 4]
