"""What an operator may count: commands and their outcomes, never who gave them."""

from prometheus_client import Counter

COMMANDS = Counter(
    "icebreak_commands",
    "Commands by name and outcome: ok, or the code of a refusal.",
    ["command", "outcome"],
)


def tally(command: str, outcome: str) -> None:
    COMMANDS.labels(command, outcome).inc()
