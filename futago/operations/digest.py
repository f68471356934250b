"""A fingerprint of what a spec comes to, so that a journal is gone on with under the same spec only."""

from __future__ import annotations

import hashlib
import json

from modules.estate import Estate


def spec_digest(estate: Estate) -> str:
    """The SHA-256 of the estate with every default filled in; comments and order of the file don't count."""
    whole = {
        "name": estate.name,
        "environment": estate.environment,
        "account": estate.account,
        "pair": [region.code for region in estate.pair],
        "home": estate.home.code,
        "sections": {
            section: {name: inputs.model_dump(mode="json") for name, inputs in named.items()}
            for section, named in estate.sections.items()
        },
        "settings": {section: inputs.model_dump(mode="json") for section, inputs in estate.settings.items()},
    }
    return hashlib.sha256(json.dumps(whole, sort_keys=True).encode()).hexdigest()
