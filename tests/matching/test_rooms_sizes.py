import pytest
from hypothesis import given
from hypothesis import strategies as st

from icebreak.matching.rooms import SizeOutOfRange, room_sizes


@given(st.integers(2, 600), st.integers(3, 8))
def test_there_are_as_few_rooms_as_the_size_allows_and_they_differ_by_one_at_most(n, size):
    sizes = room_sizes(n, size)
    assert sum(sizes) == n
    assert len(sizes) == -(-n // size)
    assert max(sizes) <= size
    assert max(sizes) - min(sizes) <= 1
    assert min(sizes) >= 2


@given(st.integers(2, 600))
def test_in_pairs_the_odd_one_makes_a_three(n):
    sizes = room_sizes(n, 2)
    assert sum(sizes) == n
    assert sorted(set(sizes)) == ([2] if n % 2 == 0 else [3] if n == 3 else [2, 3])
    assert sizes.count(3) == n % 2


@pytest.mark.parametrize("n", [0, 1])
def test_nobody_and_a_single_person_have_no_room(n):
    assert room_sizes(n, 4) == ()


def test_a_room_of_one_is_refused():
    with pytest.raises(SizeOutOfRange, match="not 1"):
        room_sizes(10, 1)
