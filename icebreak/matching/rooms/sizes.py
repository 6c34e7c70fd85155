"""How many rooms, and how many people in each."""

from icebreak.matching.rooms.errors import SizeOutOfRange


def room_sizes(n: int, size: int) -> tuple[int, ...]:
    """The sizes of the rooms for ``n`` people, largest first.

    ceil(n ÷ size) rooms that differ by at most one; in pairs the odd one makes a three.
    Fewer than two people have no room. Raises SizeOutOfRange if ``size`` is below 2.
    """
    if size < 2:
        raise SizeOutOfRange(f"A room needs at least 2 seats, not {size}.")
    if n < 2:
        return ()
    rooms = n // 2 if size == 2 else -(-n // size)
    small, larger = divmod(n, rooms)
    return (small + 1,) * larger + (small,) * (rooms - larger)
