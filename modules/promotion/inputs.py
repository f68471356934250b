"""The ``promotion`` setting: what a promotion aims at, who is to be reached, and whether it may write."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated

from pydantic import Field

from modules.estate import Estate
from modules.inputs import Inputs
from modules.kind import Finding

LineOfText = Annotated[str, Field(min_length=1, max_length=200, pattern=r"^\S([^\r\n]*\S)?$")]
"""Text that fits into a cell of a table."""


class Contact(Inputs):
    """Somebody, or a rota, that a person with a runbook in hand has to reach."""

    name: Annotated[LineOfText, Field(description="Who: a person, or better a rota")]
    role: Annotated[LineOfText, Field(description="For what", examples=["incident commander"])]
    reach: Annotated[
        LineOfText,
        Field(description="How to reach them while a Region is dark", examples=["+81 3 0000 0000"]),
    ]
    decides: Annotated[bool, Field(description="Whether they may say yes to a promotion")] = False


class PromotionInputs(Inputs):
    """Targets, contacts, and what a promotion may do."""

    rto_seconds: Annotated[
        int | None,
        Field(
            ge=1,
            le=86400,
            description="Recovery time objective: from the yes, or from the stated beginning of the outage, "
            "until the new home is verified; left out, there is no target",
        ),
    ] = None
    rpo_seconds: Annotated[
        int | None,
        Field(
            ge=0,
            le=86400,
            description="Recovery point objective: how much a failover may lose, in seconds before the "
            "outage; left out, there is no target",
        ),
    ] = None
    contacts: Annotated[tuple[Contact, ...], Field(description="Who is to be reached, in this order")] = ()
    probes: Annotated[
        bool,
        Field(
            description="Whether a promotion may verify the new home by writing something of its own, "
            "which it then takes away"
        ),
    ] = True


def promotion_of(estate: Estate) -> PromotionInputs:
    """The estate's ``promotion`` setting."""
    return estate.setting("promotion", PromotionInputs)


def check(estate: Estate, name: str, inputs: PromotionInputs) -> Iterable[Finding]:  # noqa: ARG001 # a kind's signature
    """What it takes all contacts to see: none twice for one role, and one of them decides."""
    seen: set[tuple[str, str]] = set()
    for number, contact in enumerate(inputs.contacts):
        if (contact.name, contact.role) in seen:
            yield Finding(
                ("contacts", str(number), "name"),
                f"'{contact.name}' is named twice as {contact.role}",
                "allowed is once for each role",
            )
        seen.add((contact.name, contact.role))
    if inputs.contacts and not any(contact.decides for contact in inputs.contacts):
        yield Finding(
            ("contacts",),
            "nobody of the contacts decides",
            "say decides: true for whoever may say yes to a promotion",
        )
