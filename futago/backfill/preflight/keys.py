"""The key of both buckets, in either Region."""

from __future__ import annotations

from collections.abc import Iterator

from futago.aws import calling
from futago.backfill.direction import Direction
from futago.backfill.obstacle import Obstacle, Weight
from futago.backfill.preflight.buckets import APPLY
from futago.backfill.refusal import code_of
from futago.errors import AwsError
from modules.proof import Clients
from regions import Region


def usable(clients: Clients, direction: Direction) -> Iterator[Obstacle]:
    """``key-missing`` and ``key-unusable``: S3 decrypts with it here and encrypts with it there.

    Key states: KMS Developer Guide, "Key states of AWS KMS keys".
    """
    for region, does in ((direction.source, "decrypt"), (direction.destination, "encrypt")):
        state = _state(clients, direction, region)
        if state is None:
            yield Obstacle(
                "key-missing",
                Weight.STOPS,
                f"there is no key {direction.key_alias} in {region.code}: S3 could not {does} there",
                APPLY,
            )
        elif state != "Enabled":
            yield Obstacle(
                "key-unusable",
                Weight.STOPS,
                f"key {direction.key_alias} in {region.code} is {state}: S3 could not {does} with it",
                "enable it, or cancel its deletion: aws kms enable-key, aws kms cancel-key-deletion",
            )


def _state(clients: Clients, direction: Direction, region: Region) -> str | None:
    try:
        with calling(f"looking at key {direction.key_alias} in {region.code}"):
            answer = clients.client("kms", region).describe_key(KeyId=direction.key_alias)
    except AwsError as error:
        if code_of(error) == "NotFoundException":
            return None
        raise
    return str(answer["KeyMetadata"]["KeyState"])
