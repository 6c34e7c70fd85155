"""Measure icebreak as whoever uses it meets it: as programs, from outside. One table a part."""

from bench import planning, starting


def main() -> None:
    planning.table()
    starting.table()


if __name__ == "__main__":
    main()
