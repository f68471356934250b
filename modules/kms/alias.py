"""How the other kinds find a key: by its alias, in their own Region."""

from __future__ import annotations

from futago.names import address
from modules.estate import Estate
from modules.kms.inputs import key_of
from modules.terraform.reference import Reference, expression
from regions import Region


def lookup_address(name: str, region: Region) -> str:
    """The address of the data source that finds the key in ``region``, without its type."""
    return address("key", name, "", region.short_code)


def key_arn(estate: Estate, key: str | None, region: Region) -> Reference:
    """The ARN in ``region`` of the key that a resource names (or of the estate's only one).

    In the Region's stack and in ``links`` a data source finds it. In the other Region's stack it is made
    from that Region's own: a multi-Region key has the same id everywhere (KMS Developer Guide,
    "Multi-Region keys"), so that no stack needs to ask the other Region.
    """
    name = key_of(estate, key)
    if name is None:
        raise ValueError(f"no key '{key}' in a validated estate")
    return expression(f"local.{lookup_address(name, region)}")
