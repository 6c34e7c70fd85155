"""What an operator may count: commands and their outcomes, never who gave them."""

from functools import cache

from prometheus_client import Counter, Gauge

COMMANDS = Counter(
    "icebreak_commands",
    "Commands by name and outcome: ok, or the code of a refusal.",
    ["command", "outcome"],
)

UNREAD = Gauge("icebreak_unread_texts", "Profiles and stories that wait for the matcher.")
LAG = Gauge("icebreak_matcher_lag_seconds", "How long what was read last had waited.")
READ = Counter("icebreak_texts_read", "Profiles and stories that the matcher has read.")
MATCHER_JOBS = Gauge("icebreak_matcher_jobs", "Jobs that wait for the matcher's process.")
MATCHER_PLANNING = Gauge("icebreak_matcher_planning", "Rounds that are being planned.")
MATCHER_MEMORY = Gauge("icebreak_matcher_bytes", "Memory of the matcher's process.")
MATCHER_STARTS = Counter("icebreak_matcher_starts", "How often the matcher's process was started.")


def tally(command: str, outcome: str) -> None:
    _counter(command, outcome).inc()


@cache
def _counter(command: str, outcome: str) -> Counter:
    counter: Counter = COMMANDS.labels(command, outcome)
    return counter
