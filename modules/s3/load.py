"""Load on a bucket: one object a write."""

from __future__ import annotations

from collections.abc import Collection

from modules.consistency import home_of
from modules.estate import Estate
from modules.proof import Clients
from modules.s3.gate import observe_gate
from modules.s3.inputs import BucketInputs
from modules.s3.names import bucket_name
from regions import Region


def may_write(clients: Clients, estate: Estate, name: str, inputs: BucketInputs, region: Region) -> bool:
    """Whether the access point's gate is open there; a bucket that both Regions write has none."""
    if home_of(estate, inputs) is None:
        return True
    return observe_gate(clients, estate, name, inputs, region) == "open"


def write(  # noqa: PLR0917 # what every load is called with
    clients: Clients, estate: Estate, name: str, inputs: BucketInputs, region: Region, mark: str
) -> None:
    """Put an object."""
    clients.client("s3", region).put_object(
        Bucket=bucket_name(estate, name, inputs, region), Key=_key(inputs, mark), Body=mark.encode()
    )


def missing(  # noqa: PLR0917 # what every load is called with
    clients: Clients,
    estate: Estate,
    name: str,
    inputs: BucketInputs,
    region: Region,
    marks: Collection[str],
) -> frozenset[str]:
    """The marks whose objects are not there, by one listing."""
    pages = clients.client("s3", region).get_paginator("list_objects_v2")
    prefix = _key(inputs, "")
    found = {
        each["Key"].removeprefix(prefix)
        for page in pages.paginate(Bucket=bucket_name(estate, name, inputs, region), Prefix=prefix)
        for each in page.get("Contents", ())
    }
    return frozenset(marks) - found


def _key(inputs: BucketInputs, mark: str) -> str:
    return f"{inputs.replication.prefix}futago-load/{mark}"
