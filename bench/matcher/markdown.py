"""Rows of Markdown tables."""


def row(*cells: str) -> str:
    return f"| {' | '.join(cells)} |"
