"""Shows that an object written in either Region arrives in the other, encrypted with the key there."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from typing import Any

from modules.estate import Estate
from modules.gate_proof import prove_gates
from modules.proof import Clients, Evidence, Stopwatch, in_both_directions, until
from modules.s3.gate import observe_gate
from modules.s3.inputs import BucketInputs
from modules.s3.names import bucket_name
from regions import Region


def prove(clients: Clients, estate: Estate, name: str, inputs: BucketInputs) -> Iterator[Evidence]:
    """Put an object into each Region's bucket, read it in the other's, and delete every version of it."""
    for here, there in in_both_directions(estate):
        watch = Stopwatch()
        key = f"{inputs.replication.prefix}futago-proof/{secrets.token_hex(8)}"
        sent = secrets.token_bytes(64)
        source, destination = (bucket_name(estate, name, inputs, region) for region in (here, there))
        clients.client("s3", here).put_object(Bucket=source, Key=key, Body=sent)
        arrived = until(lambda: _read(clients, there, destination, key), lambda found: found is not None)  # noqa: B023 # called before the loop goes on
        yield Evidence(
            noun="bucket",
            name=name,
            claim=f"an object of {here.city} arrives in {there.city}",
            holds=(
                arrived is not None
                and arrived["Body"] == sent
                and arrived.get("ReplicationStatus") == "REPLICA"
                and f":{there.code}:" in arrived.get("SSEKMSKeyId", "")
            ),
            seen="it never came"
            if arrived is None
            else f"as {arrived.get('ReplicationStatus')}, "
            f"encrypted with {arrived.get('SSEKMSKeyId', 'no key')}",
            seconds=watch.seconds,
        )
        if not inputs.object_lock:
            for region, bucket in ((here, source), (there, destination)):
                _remove(clients.client("s3", region), bucket, key)
    if inputs.consistency == "strong":
        yield from prove_gates(
            estate, "bucket", name, lambda region: observe_gate(clients, estate, name, inputs, region)
        )


def _read(clients: Clients, region: Region, bucket: str, key: str) -> dict[str, Any] | None:
    s3 = clients.client("s3", region)
    try:
        answer = s3.get_object(Bucket=bucket, Key=key)
    except s3.exceptions.NoSuchKey:
        return None
    return {**answer, "Body": answer["Body"].read()}


def _remove(s3: Any, bucket: str, key: str) -> None:
    listed = s3.list_object_versions(Bucket=bucket, Prefix=key)
    for version in (*listed.get("Versions", ()), *listed.get("DeleteMarkers", ())):
        s3.delete_object(Bucket=bucket, Key=version["Key"], VersionId=version["VersionId"])
