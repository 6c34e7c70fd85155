"""Why a plan cannot be made: each error is one sentence that names the culprit."""


class PlanError(ValueError):
    """The people, numbers or rules given do not make a plan."""


class SizeOutOfRange(PlanError):
    """A room has fewer than two seats, or a plan fewer than one round."""


class TooFewPeople(PlanError):
    """Nobody can be seated without leaving someone alone."""


class DuplicatePerson(PlanError):
    """An id stands twice in the list."""


class UnknownPerson(PlanError):
    """A rule, a meeting or an organisation speaks of someone who is not in the list."""


class BadAffinity(PlanError):
    """A weight is negative or not a number, or the matrix has another shape than the list."""


class ImpossibleRules(PlanError):
    """The rules contradict each other, or no seating of these sizes keeps them."""
