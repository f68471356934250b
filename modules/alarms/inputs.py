"""The ``alarms`` setting: whether there are any, and who is told."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Annotated

from pydantic import Field

from modules.estate import Estate
from modules.inputs import Inputs
from modules.kind import Finding
from regions import Region

TopicArn = Annotated[
    str,
    Field(
        pattern=r"^arn:aws:sns:[a-z0-9-]+:[0-9]{12}:[A-Za-z0-9_-]{1,256}$",
        examples=["arn:aws:sns:ap-northeast-1:123456789012:on-call"],
    ),
]
"""An SNS topic (Amazon SNS API Reference, CreateTopic)."""
Topics = Annotated[tuple[TopicArn, ...], Field(min_length=1, max_length=5)]
"""As many actions as an alarm may have for a state (CloudWatch User Guide, "CloudWatch service quotas")."""


class AlarmsInputs(Inputs):
    """The estate's alarms: lag, failure and health of each resource, in both Regions."""

    enabled: Annotated[bool, Field(description="Whether alarms, composite alarm and dashboards are made")] = (
        True
    )
    notify: Annotated[
        Mapping[str, Topics],
        Field(
            description="SNS topics by Region code that are told when the first alarm of the estate rings "
            "there, and when the last is silent again"
        ),
    ] = {}
    notify_each: Annotated[
        Mapping[str, Topics],
        Field(description="SNS topics by Region code that are told of every alarm by itself"),
    ] = {}

    def told_of_estate(self, region: Region) -> tuple[str, ...]:
        """Who is told in ``region`` when any of the estate's alarms rings."""
        return tuple(self.notify.get(region.code, ()))

    def told_of_each(self, region: Region) -> tuple[str, ...]:
        """Who is told in ``region`` of every alarm."""
        return tuple(self.notify_each.get(region.code, ()))


def alarms_of(estate: Estate) -> AlarmsInputs:
    """The estate's ``alarms`` setting."""
    return estate.setting("alarms", AlarmsInputs)


def check(estate: Estate, name: str, inputs: AlarmsInputs) -> Iterable[Finding]:  # noqa: ARG001 # a kind's signature
    """What it takes the pair to see: topics for both Regions, each where its alarms are."""
    for field, topics in (("notify", inputs.notify), ("notify_each", inputs.notify_each)):
        yield from _topics(estate, field, topics)


def _topics(estate: Estate, field: str, topics: Mapping[str, tuple[str, ...]]) -> Iterator[Finding]:
    codes = [region.code for region in estate.pair]
    if topics:
        for code in codes:
            if code not in topics:
                yield Finding(
                    (field,),
                    f"{field} says nothing of {code}: after a promotion nobody would be told",
                    "each Region of the pair is needed, or none",
                )
    for code, arns in topics.items():
        if code not in codes:
            yield Finding(
                (field, code), f"'{code}' is not a Region of the pair", f"allowed are {', '.join(codes)}"
            )
            continue
        for number, arn in enumerate(arns):
            its = arn.split(":")[3]
            if its != code:  # CloudWatch API Reference, PutMetricAlarm: arn:aws:sns:region:account-id:…
                yield Finding(
                    (field, code, str(number)),
                    f"the topic is in {its}",
                    f"allowed is one in {code}: an alarm tells topics of its own Region",
                )
            elif arn in arns[:number]:
                yield Finding((field, code, str(number)), f"'{arn}' is there twice", "each may be there once")
