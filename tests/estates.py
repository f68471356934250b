"""Estates made by hand, and what is synthesized from them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from modules.catalog import KINDS
from modules.estate import Estate
from modules.kms.inputs import KeyInputs
from regions import PAIRS, Pair

ACCOUNT = "123456789012"


def an_estate(
    sections: Mapping[str, Mapping[str, Any]] | None = None,
    settings: Mapping[str, Any] | None = None,
    *,
    pair: Pair = PAIRS[0],
    environment: str = "",
) -> Estate:
    """The estate ``payments`` with these resources and one key, ``main``, where none is given."""
    return Estate(
        name="payments",
        environment=environment,
        account=ACCOUNT,
        pair=pair,
        home=pair.first,
        tags={},
        sections={"keys": {"main": KeyInputs()}, **(sections or {})},
        settings={kind.section: kind.inputs() for kind in KINDS if kind.single} | dict(settings or {}),
    )


def synthesized(estate: Estate) -> dict[str, dict[str, Any]]:
    """The JSON of every stack, by what stands behind the prefix: ``keys``, ``apne1``, and so on."""
    from stacks.build import build  # noqa: PLC0415 # cdktf is imported only by tests that synthesize

    with TemporaryDirectory() as folder:
        names = build(estate, Path(folder))
        return {
            name.removeprefix(f"{estate.names.prefix}-"): json.loads(
                (Path(folder) / "stacks" / name / "cdk.tf.json").read_text()
            )
            for name in names
        }
