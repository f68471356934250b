"""Whether a promotion would find keys that work: by a real encryption, and by what KMS lets them be asked."""

from __future__ import annotations

import secrets
from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any, Final

from modules.estate import Estate
from modules.kms.inputs import KeyInputs
from modules.kms.operate import ENABLED, NOUN, KeyObservation
from modules.lag import lag_permission
from modules.operation import Permission, Promotion, Seen, Unreachable
from modules.proof import Clients
from modules.quota import Quota, calls_metric, peak_a_second, quota_permission, quota_value
from modules.readiness import NEARLY, Answer, Question, State, is_missing, known
from regions import Region

_PROBE_BYTES: Final = 32
_UNUSABLE: Final = ("DisabledException", "KMSInvalidStateException", "InvalidKeyUsageException")
"""What KMS answers for a key that nobody can use now (KMS API Reference, Encrypt and Decrypt, "Errors")."""
REQUEST_RATE: Final = Quota("kms", "L-6E3AF000", "Cryptographic operations (symmetric) request rate")
"""20,000 a second in Tokyo and 10,000 in Osaka unless raised (KMS Developer Guide, "Request quotas")."""
REQUESTS: Final = calls_metric(
    {
        "Type": "API",
        "Service": "KMS",
        "Resource": "CryptographicOperationsSymmetric",
        "Class": "None",
    }
)
"""The dimensions of its use (AWS Security Blog, "Manage your AWS KMS API request rates using Service Quotas
and Amazon CloudWatch")."""


def questions(promotion: Promotion, name: str, inputs: KeyInputs, seen: Seen) -> Iterator[Question]:
    """Whether the key is enabled, works where it is needed, and for the other Region's ciphertexts too."""
    estate, to, source = promotion.estate, promotion.to, promotion.source
    alias = estate.names.key_alias(estate.names.label(name, inputs.name))
    target = seen[to.code]
    if is_missing(target):
        return
    if isinstance(target, KeyObservation):
        yield known(f"{NOUN}/{name}/enabled", f"key {alias} is enabled", to, _enabled(target))
    yield Question(
        f"{NOUN}/{name}/usable",
        f"what key {alias} encrypts in {to.city} it decrypts there",
        to.code,
        partial(_round_trip, alias=alias, encrypt_in=to, decrypt_in=to),
        _using(estate, to, to),
    )
    if not is_missing(seen[source.code]) and not isinstance(seen[source.code], Unreachable):
        yield Question(
            f"{NOUN}/{name}/across",
            f"what key {alias} encrypts in {source.city} it decrypts in {to.city}",
            source.code,
            partial(_round_trip, alias=alias, encrypt_in=source, decrypt_in=to),
            _using(estate, source, to),
        )


def questions_of_all(promotion: Promotion, resources: Mapping[str, Any]) -> Iterator[Question]:
    """Whether KMS lets the keys be asked as often there as both Regions need."""
    if not resources:
        return
    to, source = promotion.to, promotion.source
    here = (quota_permission(to), lag_permission(to))
    yield Question(
        f"{NOUN}//request-rate",
        f"requests a second to KMS in {to.city}, and its quota",
        to.code,
        partial(_use_of_one, region=to),
        here,
        leading=True,
    )
    yield Question(
        f"{NOUN}//request-rate-of-both",
        f"KMS in {to.city} can take what both Regions ask of it",
        source.code,
        partial(_use_of_both, to=to, source=source),
        (*here, quota_permission(source), lag_permission(source)),
        leading=True,
    )


def _enabled(target: KeyObservation) -> Answer:
    if target.state == ENABLED:
        return Answer(State.OK, ENABLED)
    return Answer(
        State.BLOCKS,
        target.state,
        f"aws kms describe-key --region {target.region} --key-id {target.key_id}",
    )


def _round_trip(clients: Clients, *, alias: str, encrypt_in: Region, decrypt_in: Region) -> Answer:
    """Encrypt a random value and decrypt it: the one proof that a key and its policy work.

    A ciphertext of a multi-Region key is decrypted by any key of its set (KMS Developer Guide, "Multi-Region
    keys in AWS KMS").
    """
    value = secrets.token_bytes(_PROBE_BYTES)
    region = encrypt_in
    try:
        ciphertext = clients.client("kms", encrypt_in).encrypt(KeyId=alias, Plaintext=value)["CiphertextBlob"]
        region = decrypt_in
        answer = clients.client("kms", decrypt_in).decrypt(KeyId=alias, CiphertextBlob=ciphertext)
    except clients.client("kms", region).exceptions.ClientError as error:
        code = error.response["Error"]["Code"]
        if code not in (*_UNUSABLE, "NotFoundException", "IncorrectKeyException"):
            raise
        return Answer(
            State.BLOCKS,
            f"KMS in {region.code} refuses: {code}",
            f"aws kms describe-key --region {region.code} --key-id {alias}",
        )
    if answer["Plaintext"] != value:
        return Answer(State.BLOCKS, f"decrypted in {decrypt_in.code}, it is another value")
    return Answer(State.OK, "a random value came back")


def _use_of_one(clients: Clients, *, region: Region) -> Answer:
    quota = quota_value(clients, region, REQUEST_RATE)
    return _judged(peak_a_second(clients, region, REQUESTS) or 0.0, quota, region)


def _use_of_both(clients: Clients, *, to: Region, source: Region) -> Answer:
    """Nobody throttles what stays below its own quota: a target with the same quota needs no figures."""
    quota, theirs = (quota_value(clients, region, REQUEST_RATE) for region in (to, source))
    peaks = [peak_a_second(clients, region, REQUESTS) for region in (to, source)]
    if peaks[1] is not None:
        return _judged(sum(peak or 0.0 for peak in peaks), quota, to)
    told = f"{quota:,.0f} a second in {to.city}, {theirs:,.0f} in {source.city}"
    if quota >= theirs:
        return Answer(State.OK, told)
    return Answer(
        State.UNKNOWN,
        f"{told}, and CloudWatch has no use of {source.city} to compare",
        REQUEST_RATE.command(to, theirs),
    )


def _judged(peak: float, quota: float, region: Region) -> Answer:
    seen = f"at most {peak:,.0f} a second in the last 3 hours; the quota of {region.city} is {quota:,.0f}"
    if peak >= NEARLY * quota:
        return Answer(State.WARNING, seen, REQUEST_RATE.command(region, max(2 * peak, quota)))
    return Answer(State.OK, seen)


def _using(estate: Estate, encrypt_in: Region, decrypt_in: Region) -> tuple[Permission, ...]:
    return tuple(
        Permission((action,), (estate.names.multi_region_keys_arn(region.code),), region.code)
        for action, region in (("kms:Encrypt", encrypt_in), ("kms:Decrypt", decrypt_in))
    )
