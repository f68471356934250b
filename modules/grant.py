"""The writers' grant: in each Region, a policy that this Region holds says whether its applications write.

A store that is consistent has one home Region that writes, and a promotion moves the home. It has to work
while the other Region is dark and while us-east-1 is, where IAM keeps its control plane and S3 that of bucket
policies (AWS Fault Isolation Boundaries, "Global services"). So nothing moves in IAM: roles allow the same in
both Regions, and the **gate** of the store denies. Gates are held by a Region's own control plane: the
resource policy of a table's replica, the policy of an access point.

A gate is one Deny statement about the estate's application roles, told by their path: the ARN in
``aws:PrincipalArn`` is the role's own, path and all, also where the request was signed by a session of the
role (IAM User Guide, "AWS global condition context keys"). It lists no application, so that Terraform may
ignore its changes without ever hiding a new writer, and nobody else is denied anything, the service-linked
role that replicates least of all. Closed, it denies every application of the estate; open, those of the other
Region. It is never empty: a store without a gate has lost it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

from modules.consistency import DataStoreInputs, home_of
from modules.estate import Estate
from regions import Region

SID = "OneRegionWrites"
"""The statement's id, by which a gate is known whatever it denies."""

GateState: TypeAlias = Literal["open", "closed"]
"""Whether the applications of the gate's Region get through to write."""
ObservedGate: TypeAlias = GateState | Literal["missing", "foreign"]
"""What was seen: a gate in either state, none, or a policy that is not futago's."""


@dataclass(frozen=True)
class Gate:
    """The gate of one store in one Region.

    Attributes:
        denied: whom it denies in either state: a pattern of role ARNs.
        actions: the store's write actions, as IAM names them.
        resource: what they write, an ARN or a pattern.
    """

    denied: Mapping[GateState, str]
    actions: tuple[str, ...]
    resource: str

    def document(self, state: GateState) -> dict[str, Any]:
        """The policy in ``state``."""
        statement = {
            "Sid": SID,
            "Effect": "Deny",
            "Principal": "*",
            "Action": list(self.actions),
            "Resource": self.resource,
            "Condition": {"ArnLike": {"aws:PrincipalArn": self.denied[state]}},
        }
        return {"Version": "2012-10-17", "Statement": [statement]}

    def text(self, state: GateState) -> str:
        """The policy in ``state`` as the services take it."""
        return json.dumps(self.document(state), separators=(",", ":"))

    def state_of(self, text: str) -> ObservedGate:
        """The state that a policy is in; compared by what it means, for services may write it otherwise.

        A gate that another version of futago has put, with another list of actions, is a gate all the same:
        Terraform leaves it alone, and a promotion must not stumble over it.
        """
        try:
            found = json.loads(text)
        except ValueError:
            return "foreign"
        states: tuple[GateState, ...] = ("open", "closed")
        return next((state for state in states if self._is_in(found, state)), "foreign")

    def _is_in(self, found: Any, state: GateState) -> bool:
        ours = self.document(state)
        if _meaning(found) == _meaning(ours):
            return True
        return _another_versions(found) is not None and _another_versions(found) == _another_versions(ours)


def gate(estate: Estate, region: Region, actions: tuple[str, ...], resource: str) -> Gate:
    """The gate in ``region`` of a store that ``actions`` write at ``resource``."""
    names = estate.names
    denied: Mapping[GateState, str] = {
        "open": names.role_arn("*", names.application_path(estate.pair.other(region).short_code)),
        "closed": names.role_arn("*", names.applications_path),
    }
    return Gate(denied, actions, resource)


def first_state(estate: Estate, inputs: DataStoreInputs, region: Region) -> GateState:
    """The state in which Terraform makes a gate: open at home.

    The one thing for which a construct asks where home is. Whoever uses it has Terraform ignore the
    policy's later changes: a promotion moves the gate, and no plan may want it back.
    """
    return "open" if home_of(estate, inputs) == region else "closed"


def _another_versions(document: Any) -> Any:
    """A policy of one statement that is told to be futago's, without its actions; None for any other."""
    statements = document.get("Statement") if isinstance(document, Mapping) else None
    statement = statements[0] if isinstance(statements, list) and len(statements) == 1 else statements
    if not isinstance(statement, Mapping) or statement.get("Sid") != SID:
        return None
    return _meaning({key: value for key, value in statement.items() if key != "Action"})


def _meaning(value: Any) -> Any:
    """A policy without what says nothing: statement ids, the order of lists, a list around a single value."""
    if isinstance(value, Mapping):
        if value in ({"AWS": "*"}, {"AWS": ["*"]}):
            return "*"  # everybody, written otherwise
        return {
            key: _meaning(item if isinstance(item, list) else [item])
            for key, item in value.items()
            if key not in {"Sid", "Id"}
        }
    if isinstance(value, list):
        return sorted({json.dumps(_meaning(item), sort_keys=True) for item in value})
    return value
