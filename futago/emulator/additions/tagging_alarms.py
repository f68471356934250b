"""Resource Groups Tagging ``GetResources`` lists alarms of CloudWatch.

MiniStack knows their tags and leaves them out of the list.

AWS: Resource Groups Tagging API Reference, "Services that support the Resource Groups Tagging API" (Amazon
CloudWatch: alarms).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ministack.core.responses import get_region
from ministack.services import cloudwatch, tagging


def collect() -> Iterator[tuple[str, Any]]:
    """The tags of each alarm of the Region, by ARN."""
    for arn, tags in cloudwatch._resource_tags.items():
        _arn, _aws, _cloudwatch, region, _account, resource = arn.split(":", 5)
        if region == get_region() and resource.startswith("alarm:"):
            yield arn, [{"Key": key, "Value": value} for key, value in tags.items()]


tagging._COLLECTORS["cloudwatch"] = collect
