"""Twins in two Regions: what makes them differ and what does not."""

from __future__ import annotations

from typing import Any

from tests.estates import an_estate
from tests.review.rules.changes import (
    OSAKA,
    Cases,
    created,
    deleted,
    drifted,
    forgotten,
    replaced,
    unchanged,
    updated,
)

QUEUE = "aws_sqs_queue"
DELAY, LONGER = {"delay_seconds": 0}, {"delay_seconds": 9}
RECOVERY = "point_in_time_recovery"
THERE: dict[str, Any] = {"region": OSAKA, "stack": "shop-apne3"}

(
    Cases("asymmetry-changed")
    .finds(
        "the twin stays",
        updated(QUEUE, DELAY, LONGER),
        ("delay_seconds",),
        twins=[unchanged(QUEUE, DELAY, **THERE)],
    )
    .finds(
        "the twin changes to another value",
        updated(QUEUE, DELAY, LONGER),
        ("delay_seconds",),
        twins=[updated(QUEUE, DELAY, {"delay_seconds": 5}, **THERE)],
    )
    .finds(
        "deep inside",
        updated("aws_s3_bucket_versioning", {"v": [{"status": "Enabled"}]}, {"v": [{"status": "Suspended"}]}),
        ("v", 0, "status"),
        twins=[unchanged("aws_s3_bucket_versioning", {"v": [{"status": "Enabled"}]}, **THERE)],
    )
    .finds(
        "unknown until apply here",
        updated(QUEUE, DELAY, {}, unknown={"delay_seconds": True}),
        ("delay_seconds",),
        unknown=True,
        twins=[unchanged(QUEUE, DELAY, **THERE)],
    )
    .lets_pass(
        "both to the same", updated(QUEUE, DELAY, LONGER), twins=[updated(QUEUE, DELAY, LONGER, **THERE)]
    )
    .lets_pass("it comes to agree", updated(QUEUE, DELAY, LONGER), twins=[unchanged(QUEUE, LONGER, **THERE)])
    .lets_pass(
        "told at the other one",
        updated(QUEUE, DELAY, {"delay_seconds": 5}, region=OSAKA),
        twins=[updated(QUEUE, DELAY, LONGER)],
    )
    .lets_pass(
        "Regions, ids and private addresses differ by nature",
        updated(
            QUEUE,
            {"a": ""},
            {"a": "arn:aws:sqs:ap-northeast-1:1:q-apne1 subnet-0123456789abcdef0 10.1.0.0/16"},
        ),
        twins=[
            updated(
                QUEUE,
                {"a": ""},
                {"a": "arn:aws:sqs:ap-northeast-3:1:q-apne3 subnet-0fedcba9876543210 10.3.0.0/16"},
                **THERE,
            )
        ],
    )
    .lets_pass(
        "sets have no order",
        updated(QUEUE, {"a": []}, {"a": [1, 2]}),
        twins=[updated(QUEUE, {"a": []}, {"a": [2, 1]}, **THERE)],
    )
    .lets_pass(
        "what AWS reports",
        updated(
            QUEUE,
            {**DELAY, "url": "a"},
            DELAY,
            unknown={"url": True},
            configured=frozenset({"delay_seconds"}),
        ),
        twins=[unchanged(QUEUE, {**DELAY, "url": "b"}, **THERE)],
    )
    .lets_pass("no twin", updated(QUEUE, DELAY, LONGER))
    .lets_pass("the twin is deleted", updated(QUEUE, DELAY, LONGER), twins=[deleted(QUEUE, DELAY, **THERE)])
)
(
    Cases("asymmetry-created")
    .finds(
        "others of its type have twins",
        created(QUEUE, DELAY),
        among=[unchanged(QUEUE, DELAY, address="aws_sqs_queue.other", **THERE)],
    )
    .lets_pass(
        "its twin goes, where it is told that it moves",
        created(QUEUE, DELAY),
        twins=[deleted(QUEUE, DELAY, **THERE)],
    )
    .lets_pass(
        "declared by an estate's spec",
        created(QUEUE, DELAY, stack="payments-apne1"),
        among=[unchanged(QUEUE, DELAY, address="aws_sqs_queue.other", **THERE)],
        estate=an_estate(),
    )
    .finds("its twin is forgotten", created(QUEUE, DELAY), twins=[forgotten(QUEUE, DELAY, **THERE)])
    .lets_pass("both are made", created(QUEUE, DELAY), twins=[created(QUEUE, DELAY, **THERE)])
    .lets_pass("its twin is there", created(QUEUE, DELAY), twins=[unchanged(QUEUE, DELAY, **THERE)])
    .lets_pass(
        "a type that no other Region has", created(QUEUE, DELAY), among=[unchanged("aws_lb", {}, **THERE)]
    )
    .lets_pass(
        "something global",
        created("aws_iam_role", {}, region="aws-global"),
        among=[unchanged(QUEUE, DELAY, **THERE)],
    )
)
(
    Cases("asymmetry-destroyed")
    .finds("the twin stays", deleted(QUEUE, DELAY), twins=[unchanged(QUEUE, DELAY, **THERE)])
    .lets_pass("both go", deleted(QUEUE, DELAY), twins=[deleted(QUEUE, DELAY, **THERE)])
    .lets_pass("the twin is only made now", deleted(QUEUE, DELAY), twins=[created(QUEUE, DELAY, **THERE)])
    .lets_pass("no twin", deleted(QUEUE, DELAY))
)
(
    Cases("asymmetry-replaced")
    .finds(
        "the twin stays",
        replaced(QUEUE, {"name": "a"}, {"name": "b"}, ("name",)),
        ("name",),
        twins=[unchanged(QUEUE, {"name": "a"}, **THERE)],
    )
    .lets_pass(
        "both are replaced",
        replaced(QUEUE, {"name": "a"}, {"name": "b"}, ("name",)),
        twins=[replaced(QUEUE, {"name": "a"}, {"name": "b"}, ("name",), **THERE)],
    )
)
(
    Cases("asymmetry-drifted")
    .finds(
        "the twin is as it was",
        drifted(updated(QUEUE, DELAY, LONGER)),
        ("delay_seconds",),
        twins=[unchanged(QUEUE, DELAY, **THERE)],
    )
    .lets_pass(
        "both drifted to the same",
        drifted(updated(QUEUE, DELAY, LONGER)),
        twins=[drifted(updated(QUEUE, DELAY, LONGER, **THERE))],
    )
    .finds(
        "a twin of another type, which has it in another form",
        drifted(updated("aws_dynamodb_table_replica", {RECOVERY: True}, {RECOVERY: False})),
        (RECOVERY,),
        twins=[unchanged("aws_dynamodb_table", {RECOVERY: [{"enabled": True}]}, **THERE)],
    )
    .lets_pass(
        "what the code sets and ignores",
        drifted(updated(QUEUE, DELAY, LONGER)),
        among=[unchanged(QUEUE, LONGER, configured=frozenset({"delay_seconds"}))],
        twins=[unchanged(QUEUE, DELAY, **THERE)],
    )
    .lets_pass("no twin", drifted(updated(QUEUE, DELAY, LONGER)))
    .lets_pass("gone", drifted(deleted(QUEUE, DELAY)), twins=[unchanged(QUEUE, DELAY, **THERE)])
)
