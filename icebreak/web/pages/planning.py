"""Editing the plan without scripts: the form comes back with its steps changed."""

import re
from typing import Any

from werkzeug.datastructures import MultiDict

from icebreak.contract.commands.plans import PlanSave, StepPlan
from icebreak.contract.fields import STEPS_MAX
from icebreak.web.forms import payload_of

_CHANGE = re.compile(r"^(?P<what>add|remove|up|down)(?:\.(?P<index>\d{1,3}))?$")
_DEFAULTS = {name: getattr(StepPlan(kind="round"), name) for name in StepPlan.__struct_fields__}


def edited(form: "MultiDict[str, str]") -> list[dict[str, Any]]:
    """The typed steps, after what the pressed button asks for."""
    rows = payload_of(form, PlanSave).get("steps", [])
    steps = [{**_DEFAULTS, **row} for row in rows]
    change = _CHANGE.match(form.get("change", ""))
    if change is None:
        return steps
    index = int(change["index"] or -1)
    if change["what"] == "add" and len(steps) < STEPS_MAX:
        # The wrap-up stays last, or the evening would go on after its end.
        end = len(steps) - (1 if steps and steps[-1]["kind"] == "wrap_up" else 0)
        return [*steps[:end], dict(_DEFAULTS), *steps[end:]]
    if not 0 <= index < len(steps):
        return steps
    if change["what"] == "remove":
        return steps[:index] + steps[index + 1 :]
    other = index - 1 if change["what"] == "up" else index + 1
    if 0 <= other < len(steps):
        steps[index], steps[other] = steps[other], steps[index]
    return steps
