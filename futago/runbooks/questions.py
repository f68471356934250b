"""The go/no-go table: what the person who decides has to know, and the command that tells it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from modules.operation import Mode, Promotion


@dataclass(frozen=True)
class Question:
    """One line of the go/no-go table.

    Attributes:
        asked: the question.
        go: the answer with which to go on.
        no_go: the answer with which to stop, and what to do then.
        commands: how to find out; empty where a person knows.
    """

    asked: str
    go: str
    no_go: str
    commands: tuple[str, ...] = ()


def questions(promotion: Promotion, promote: str, reconcile: str) -> Iterator[Question]:
    """What to ask before this promotion, the quickest to answer first.

    Args:
        promotion: the promotion.
        promote: the command that does it.
        reconcile: the command that says whether spec, AWS and Terraform agree.
    """
    to, source = promotion.to, promotion.source
    yield Question(
        f"Do the operator's credentials work in {to.city}?",
        f"account {promotion.estate.account}",
        "another account, or an error: sign in to the operator's role, by the Region's own STS endpoint",
        (f"aws sts get-caller-identity --region {to.code}",),
    )
    if promotion.mode is Mode.FAILOVER:
        yield from _failover(promotion)
    else:
        yield from _planned(promotion, reconcile)
    yield Question(
        "Is somebody else promoting this estate?",
        "no",
        "yes: talk to them; two promotions at a time are refused by the lock",
    )
    yield Question(
        "Does futago see a reason why not?",
        "steps, and no line that starts with `refused:`",
        "any reason: each comes with its remedy",
        (f"{promote} --dry-run",),
    )
    if promotion.mode is Mode.FAILOVER:
        yield Question(
            f"Who accepts that what {source.city} had not replicated is lost?",
            "the person who decides, by name, with the bound that the dry run shows",
            "nobody: wait, or find the person",
        )


def _failover(promotion: Promotion) -> Iterator[Question]:
    to, source = promotion.to, promotion.source
    yield Question(
        f"Is {source.city} dark, and not only the way to it?",
        f"the command, run from {to.city}, times out or is refused, and so it is for others",
        f"{source.city} answers: use the runbook for a switchover, which loses nothing",
        (
            f"aws sts get-caller-identity --region {source.code} --cli-connect-timeout 3",
            "https://health.aws.amazon.com/health/status",
        ),
    )
    yield Question(
        "Will it last longer than the promotion and the way back would?",
        "AWS gives no time, or a later one",
        "it is nearly over: a failover and the way back cost more than the wait",
    )


def _planned(promotion: Promotion, reconcile: str) -> Iterator[Question]:
    yield Question(
        "Are both Regions well?",
        "AWS reports nothing for either",
        "an event in one: wait, or use the runbook for a failover if the writer's Region is dark",
        ("https://health.aws.amazon.com/health/status",),
    )
    yield Question(
        "Do spec and AWS agree, and is every plan empty?",
        "`settled`, and no stack with changes",
        "anything else: mend it first; a promotion is no time to find out",
        (f"{reconcile} --plan",),
    )
    if promotion.mode is Mode.FAILBACK:
        yield Question(
            f"Is {promotion.to.city} back for good?",
            "AWS has closed the event, and the applications there have been tried without load",
            "not yet: nothing is lost by waiting; the other Region writes",
        )
    yield Question(
        "Is it a quiet hour?",
        "writes pause for the time below, and nobody minds",
        "a campaign, a batch or a release is under way: another day",
    )
