"""Shows that a key is one key in both Regions: what one encrypts, the other decrypts."""

from __future__ import annotations

import secrets
from collections.abc import Iterator

from modules.estate import Estate
from modules.kms.inputs import KeyInputs
from modules.proof import Clients, Evidence, Stopwatch, in_both_directions


def prove(clients: Clients, estate: Estate, name: str, inputs: KeyInputs) -> Iterator[Evidence]:
    """Encrypt a random value by alias in each Region and decrypt it in the other, by that Region's alias."""
    alias = estate.names.key_alias(estate.names.label(name, inputs.name))
    for here, there in in_both_directions(estate):
        watch = Stopwatch()
        sent = secrets.token_bytes(32)
        ciphertext = clients.client("kms", here).encrypt(KeyId=alias, Plaintext=sent)["CiphertextBlob"]
        answer = clients.client("kms", there).decrypt(KeyId=alias, CiphertextBlob=ciphertext)
        key = answer["KeyId"]
        yield Evidence(
            noun="key",
            name=name,
            claim=f"what {here.city} encrypts, {there.city} decrypts",
            holds=answer["Plaintext"] == sent and f":{there.code}:" in key,
            seen=f"decrypted by {key}",
            seconds=watch.seconds,
        )
