"""Shows that a secret reads the same in both Regions."""

from __future__ import annotations

import hmac
from collections.abc import Iterator

from modules.estate import Estate
from modules.proof import Clients, Evidence, Stopwatch
from modules.secrets.inputs import SecretInputs


def prove(clients: Clients, estate: Estate, name: str, inputs: SecretInputs) -> Iterator[Evidence]:
    """Compare the current version of both Regions; where futago made the value, the value too.

    The values live in this function and only whether they are equal leaves it. It runs against the
    embedded AWS, where every value is random and new; no command of futago reads a secret of AWS.
    """
    watch = Stopwatch()
    secret = estate.names.secret(name, inputs.name)
    versions = []
    for region in estate.pair:
        described = clients.client("secretsmanager", region).describe_secret(SecretId=secret)
        stages = described.get("VersionIdsToStages", {})
        versions.append(next((version for version, held in stages.items() if "AWSCURRENT" in held), None))
    same_version = versions[0] == versions[1]
    same_value = True
    if inputs.generate and same_version:
        first, second = (
            client.get_secret_value(SecretId=secret)["SecretString"].encode()
            for client in (clients.client("secretsmanager", region) for region in estate.pair)
        )
        same_value = len(first) > 0 and hmac.compare_digest(first, second)
    yield Evidence(
        noun="secret",
        name=name,
        claim="it reads the same in both Regions",
        holds=same_version and same_value and (versions[0] is not None or not inputs.generate),
        seen=f"version {versions[0]} and {versions[1]}" if inputs.generate else "no value yet: people set it",
        seconds=watch.seconds,
    )
