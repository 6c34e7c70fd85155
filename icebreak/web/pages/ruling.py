"""The set-up page's form of rules: two names and what is to be with them, or a rule to drop."""

from typing import Any

from werkzeug.datastructures import MultiDict

from icebreak.contract.states import RulesView


def ruled(form: "MultiDict[str, str]", rules: RulesView) -> dict[str, Any]:
    """What the pressed button makes of the rules: the part of the command that changes."""
    verb, _, dropped = form.get("rule", "").partition(".")
    if verb == "spread":
        return {"spread": dropped == "on"}
    groups = {"apart": rules.apart, "together": rules.together}.get(verb)
    if groups is None:
        return {}
    if not dropped:
        return {verb: [*groups, [form.get("apart.one", ""), form.get("apart.other", "")]]}
    # By who is in it and not by its place: a co-host may have dropped one before it meanwhile.
    return {verb: [group for group in groups if "+".join(group) != dropped]}
