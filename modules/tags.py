"""The tags of a resource, as they are seen and as the estate wants them; and whose a resource is by them.

One listing a service and Region answers for every resource of the services that don't say tags where they
describe (Resource Groups Tagging API Reference, GetResources); nothing else that is tagged fills its pages.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from modules.estate import Estate
from modules.parity import Call, Look, Reader

GET_RESOURCES = Call(
    "resourcegroupstaggingapi", "get_resources", "tag:GetResources", items="ResourceTagMappingList"
)
_OF_ANY_ESTATE = ({"Key": "futago:estate"},)


def tags_seen(look: Look, arn: str) -> Mapping[str, str]:
    """The tags of the resource ``arn``, AWS's own left out; empty if it has none.

    Where it does not carry an estate's tag, whatever its service has tagged is listed.
    """
    service = arn.split(":")[2]
    found = _made_by_futago(look.reader, service).get(arn)
    if found is None:
        found = look.reader.index(GET_RESOURCES, "ResourceARN", ResourceTypeFilters=[service]).get(arn)
    return tags_as_mapping(found["Tags"]) if found else {}


def tags_as_mapping(tags: Iterable[Mapping[str, str]]) -> Mapping[str, str]:
    """A service's list of tags by key, without those that AWS gives."""
    return {each["Key"]: each["Value"] for each in tags if not each["Key"].startswith("aws:")}


def tags_wanted(look: Look) -> Mapping[str, str]:
    """What the spec wants: the estate's tags, and the resource's own in this Region."""
    return {**look.estate.default_tags, **look.here.tags}


def tagged_arns(reader: Reader, estate: Estate, service: str) -> Mapping[str, bool]:
    """Whether what futago made in a Region is this estate's, by ARN.

    Args:
        reader: asks the Region.
        estate: the estate.
        service: whose resources, as ARNs name it.
    """
    return {
        arn: bool(is_own(estate, tags_as_mapping(each["Tags"])))
        for arn, each in _made_by_futago(reader, service).items()
    }


def is_own(estate: Estate, tags: Mapping[str, str]) -> bool | None:
    """Whether something is this estate's by its tags; None if they don't say whose it is."""
    if "futago:estate" not in tags:
        return None
    own = {key: value for key, value in tags.items() if key.startswith("futago:")}
    return own == dict(estate.own_tags)


def _made_by_futago(reader: Reader, service: str) -> Mapping[str, Mapping[str, list[Mapping[str, str]]]]:
    which = {"TagFilters": _OF_ANY_ESTATE, "ResourceTypeFilters": [service]}
    return reader.index(GET_RESOURCES, "ResourceARN", **which)
