"""A reader of clean QR codes up to version 4-M, from ISO/IEC 18004; it corrects no errors."""

from collections.abc import Iterator

ALPHANUMERIC = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"
MASKS = [
    lambda y, x: (y + x) % 2 == 0,
    lambda y, x: y % 2 == 0,
    lambda y, x: x % 3 == 0,
    lambda y, x: (y + x) % 3 == 0,
    lambda y, x: (y // 2 + x // 3) % 2 == 0,
    lambda y, x: y * x % 2 + y * x % 3 == 0,
    lambda y, x: (y * x % 2 + y * x % 3) % 2 == 0,
    lambda y, x: ((y + x) % 2 + y * x % 3) % 2 == 0,
]
LEVEL_M = 0b00
# Data codewords of level M: (blocks, codewords in each), by version.
BLOCKS = {1: (1, 16), 2: (1, 28), 3: (1, 44), 4: (2, 32)}

Matrix = list[list[bool]]


def without_border(matrix: Matrix, border: int) -> Matrix:
    side = len(matrix)
    for at in range(side):
        for edge in range(border):
            assert not any((matrix[edge][at], matrix[-1 - edge][at]))
            assert not any((matrix[at][edge], matrix[at][-1 - edge]))
    return [row[border:-border] for row in matrix[border:-border]]


def read(modules: Matrix) -> tuple[str, set[str]]:
    """The text and the modes it is written in."""
    version = (len(modules) - 17) // 4
    # The format stands twice; read the copy around the upper left finder.
    places = [(8, x) for x in (0, 1, 2, 3, 4, 5, 7, 8)] + [(y, 8) for y in (7, 5, 4, 3, 2, 1, 0)]
    form = int("".join("01"[modules[y][x]] for y, x in places), 2) ^ 0b101010000010010
    assert form >> 13 == LEVEL_M
    mask = MASKS[form >> 10 & 0b111]
    bits = [modules[y][x] ^ mask(y, x) for y, x in _data_places(len(modules))]
    codewords = [_number(bits[at : at + 8]) for at in range(0, len(bits) - 7, 8)]
    blocks, length = BLOCKS[version]
    data = [codewords[at * blocks + block] for block in range(blocks) for at in range(length)]
    return _segments(iter([bool(word >> at & 1) for word in data for at in range(7, -1, -1)]))


def _data_places(side: int) -> Iterator[tuple[int, int]]:
    upwards = True
    for right in [*range(side - 1, 6, -2), 5, 3, 1]:
        for step in range(side):
            y = side - 1 - step if upwards else step
            for x in (right, right - 1):
                if not _is_function(y, x, side):
                    yield y, x
        upwards = not upwards


def _is_function(y: int, x: int, side: int) -> bool:
    finders = (y < 9 and (x < 9 or x >= side - 8)) or (y >= side - 8 and x < 9)
    alignment = side > 21 and abs(y - (side - 7)) <= 2 and abs(x - (side - 7)) <= 2
    return finders or alignment or 6 in (y, x)


def _segments(bits: Iterator[bool]) -> tuple[str, set[str]]:
    text, modes = b"", set()

    def take(count: int) -> int:
        return _number([next(bits) for _ in range(count)])

    while True:
        try:
            mode = take(4)
        except RuntimeError:  # a full code has no terminator
            return text.decode(), modes
        if mode == 0b0000:
            return text.decode(), modes
        if mode == 0b0001:
            modes.add("numeric")
            left = take(10)
            while left:
                digits = min(left, 3)
                text += f"{take((4, 7, 10)[digits - 1]):0{digits}}".encode()
                left -= digits
        elif mode == 0b0010:
            modes.add("alphanumeric")
            left = take(9)
            while left >= 2:
                first, second = divmod(take(11), 45)
                text += (ALPHANUMERIC[first] + ALPHANUMERIC[second]).encode()
                left -= 2
            text += ALPHANUMERIC[take(6)].encode() if left else b""
        else:
            assert mode == 0b0100
            modes.add("byte")
            text += bytes(take(8) for _ in range(take(8)))


def _number(bits: list[bool]) -> int:
    return int("".join("01"[bit] for bit in bits), 2)
