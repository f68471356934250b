"""A policy in JSON that allows more than before."""

from collections.abc import Iterator, Mapping

from futago.review.iam_policy import Statement, covers, statements
from modules.losses import UNKNOWN, is_left_to_aws
from modules.review import MAKING, Action, Change, Concern, Level, Path, Plans, Rule, Special, Value

ATTRIBUTES = (
    *("access_policies", "access_policy", "assume_role_policy", "content", "delivery_policy"),
    *("inline_policy", "permissions_policy", "policy", "policy_document", "resource_policy"),
)
"""Where resources keep a policy. What is in there is compared only where it is one."""


def _widened(change: Change, _plans: Plans) -> Iterator[Concern]:
    if change.after is None:
        return
    for path in _places(change, change.after):
        after, before = change.will_be(*path), change.was(*path)
        if after is Special.UNKNOWN:
            yield Concern(path, "the policy may allow more" + UNKNOWN, unknown=True)
        elif isinstance(after, str) and after != before:
            yield from _compared(change, path, before, after)


def _places(change: Change, after: Mapping[str, Value]) -> Iterator[Path]:
    unknown = change.after_unknown or ()
    for attribute in ATTRIBUTES:
        if attribute not in after and attribute not in unknown:
            continue
        value = change.will_be(attribute)
        if isinstance(value, list):
            yield from ((attribute, index, "policy") for index in range(len(value)))
        elif value is not Special.UNKNOWN or not is_left_to_aws(change, attribute):
            yield (attribute,)


def _compared(change: Change, path: Path, before: Value, after: str) -> Iterator[Concern]:
    then = statements(after)
    if then is None:
        return
    now = (statements(before) if isinstance(before, str) else None) or ()
    allowed_now = [each for each in now if each.allows]
    known = {each.text for each in now}
    new = [each for each in then if each.allows and each.text not in known]
    if any(_new_wildcards(each, allowed_now, change) for each in new):
        yield Concern(path, "a new wildcard is among the allowed actions")
    if any(each.is_for_everybody for each in new) and not any(each.is_for_everybody for each in allowed_now):
        yield Concern(path, "everybody is allowed, without a condition")
    if any(_lost_condition(each, allowed_now) for each in new):
        yield Concern(path, "a condition of what is allowed is gone")
    # A resource's own policy names that resource: one that moves to a new resource denies as much there.
    if _lost_denials(now, then, anywhere=change.action is Action.REPLACE):
        yield Concern(path, "something that was denied is denied no longer")


def _new_wildcards(statement: Statement, now: list[Statement], change: Change) -> bool:
    """Whether it has a wildcard that nothing allowed so far.

    The account's own statement in a key's policy, ``kms:*`` for its root, hands the decision to IAM and is
    AWS's default (KMS Developer Guide, "Default key policy").
    """
    if "kms" in change.type and statement.actions == {"kms:*"} and _is_root(statement):
        return False
    allowed: frozenset[str] = frozenset().union(*(each.actions for each in now if not each.all_but_actions))
    if any(each.all_but_actions for each in now) and statement.all_but_actions:
        return False
    return any(not covers(allowed, each) for each in statement.wildcards)


def _is_root(statement: Statement) -> bool:
    return bool(statement.principals) and all(
        each.startswith("AWS:arn:") and each.endswith(":root") for each in statement.principals
    )


def _lost_condition(statement: Statement, now: list[Statement]) -> bool:
    return any(
        statement.conditions < each.conditions
        and statement.actions & each.actions
        and statement.principals & each.principals == each.principals
        for each in now
    )


def _lost_denials(now: tuple[Statement, ...], then: tuple[Statement, ...], *, anywhere: bool) -> bool:
    denied_then = [each for each in then if not each.allows]
    texts = {each.text for each in denied_then}
    return any(
        not each.allows
        and each.text not in texts
        and not any(_denies_as_much(other, each, anywhere=anywhere) for other in denied_then)
        for each in now
    )


def _denies_as_much(new: Statement, old: Statement, *, anywhere: bool) -> bool:
    elsewhere = anywhere and bool(old.principals)  # only a resource's own policy names principals
    return (
        not new.all_but_actions
        and not old.all_but_actions
        and all(covers(new.actions, each) for each in old.actions)
        and (elsewhere or all(covers(new.resources, each) for each in old.resources))
        and new.principals >= old.principals
        and new.conditions <= old.conditions
    )


RULE = Rule(
    id="policy-widened",
    level=Level.ERROR,
    title="A policy allows more than before",
    why=(
        "A wildcard takes in whatever AWS adds later; everybody means every account; a condition or a denial "
        "that is gone held somebody back (IAM User Guide, 'Grant least privilege'). IAM's policies reach "
        "both Regions of a pair at once."
    ),
    remedy="Name actions, principals and conditions; keep the denials.",
    types=frozenset(),
    find=_widened,
    actions=MAKING,
)
