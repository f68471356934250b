"""Alarms: what the rules find and what they let pass."""

from __future__ import annotations

from tests.review.rules.changes import Cases, created, deleted, updated

ALARM, COMPOSITE = "aws_cloudwatch_metric_alarm", "aws_cloudwatch_composite_alarm"
TOPIC = "arn:aws:sns:ap-northeast-1:111122223333:on-call"

(
    Cases("alarm-removed")
    .finds("a metric's", deleted(ALARM, {"alarm_name": "shop-database-orders-lag"}))
    .finds("the estate's", deleted(COMPOSITE, {"alarm_name": "shop-estate"}))
    .lets_pass("made", created(ALARM, {"alarm_name": "shop-database-orders-lag"}))
)
(
    Cases("alarm-silenced")
    .finds(
        "actions disabled",
        updated(ALARM, {"actions_enabled": True}, {"actions_enabled": False}),
        ("actions_enabled",),
    )
    .finds(
        "nobody told any more",
        updated(COMPOSITE, {"alarm_actions": [TOPIC]}, {"alarm_actions": []}),
        ("alarm_actions",),
    )
    .finds(
        "actions known only after apply",
        updated(ALARM, {"alarm_actions": [TOPIC]}, {}, unknown={"alarm_actions": True}),
        ("alarm_actions",),
        unknown=True,
    )
    .lets_pass("told to another topic", updated(ALARM, {"alarm_actions": [TOPIC]}, {"alarm_actions": ["b"]}))
    .lets_pass("never told anybody", updated(ALARM, {"alarm_actions": []}, {"alarm_actions": []}))
)
(
    Cases("alarm-deafened")
    .finds(
        "what is missing is taken for good",
        updated(ALARM, {"treat_missing_data": "breaching"}, {"treat_missing_data": "notBreaching"}),
        ("treat_missing_data",),
    )
    .finds(
        "what is missing will be known only after apply",
        updated(ALARM, {"treat_missing_data": "breaching"}, {}, unknown={"treat_missing_data": True}),
        ("treat_missing_data",),
        unknown=True,
    )
    .lets_pass(
        "missing data made to breach",
        updated(ALARM, {"treat_missing_data": "missing"}, {"treat_missing_data": "breaching"}),
    )
)
