"""The gate of a bucket's writers in a Region: the policy of the access point there.

PutAccessPointPolicy is the Region's own, where PutBucketPolicy needs us-east-1 (AWS Fault Isolation
Boundaries, "Global services"). Applications reach a strong bucket through its access point only: their roles
allow nothing of the bucket to a request without ``s3:DataAccessPointArn`` (Amazon S3 User Guide, "Configuring
IAM policies for using access points").
"""

from __future__ import annotations

from futago.errors import AwsError
from modules.estate import Estate
from modules.grant import Gate, GateState, ObservedGate, gate
from modules.proof import Clients, until
from modules.s3.inputs import BucketInputs
from modules.s3.names import access_point_name
from regions import Region

WRITE_ACTIONS = (
    *("s3:AbortMultipartUpload", "s3:DeleteObject", "s3:DeleteObjectTagging", "s3:DeleteObjectVersion"),
    *("s3:DeleteObjectVersionTagging", "s3:PutObject", "s3:PutObjectAcl", "s3:PutObjectLegalHold"),
    *("s3:PutObjectRetention", "s3:PutObjectTagging", "s3:PutObjectVersionAcl", "s3:PutObjectVersionTagging"),
    "s3:RestoreObject",
)
"""Whatever changes objects through an access point (Amazon S3 User Guide, "Access point compatibility")."""
_NONE = ("NoSuchAccessPoint", "NoSuchAccessPointPolicy")


def bucket_gate(estate: Estate, name: str, inputs: BucketInputs, region: Region) -> Gate:
    """The gate in ``region`` of the bucket ``name``."""
    return gate(estate, region, WRITE_ACTIONS, f"{access_point_arn(estate, name, inputs, region)}/object/*")


def access_point_arn(estate: Estate, name: str, inputs: BucketInputs, region: Region) -> str:
    """The ARN of the access point in ``region``."""
    return estate.names.access_point_arn(access_point_name(estate, name, inputs), region.code)


def observe_gate(
    clients: Clients, estate: Estate, name: str, inputs: BucketInputs, region: Region
) -> ObservedGate:
    """The state of the gate in ``region``; asks that Region only.

    Args:
        clients: SDK clients; used are s3control's GetAccessPointPolicy.
        estate: the estate.
        name: the bucket's name in the spec.
        inputs: its inputs.
        region: which of its gates.
    """
    client = clients.client("s3control", region)
    access_point = access_point_name(estate, name, inputs)
    try:
        answer = client.get_access_point_policy(AccountId=estate.account, Name=access_point)
    except client.exceptions.ClientError as error:
        if error.response["Error"]["Code"] not in _NONE:
            raise
        return "missing"
    return bucket_gate(estate, name, inputs, region).state_of(answer["Policy"])


def put_gate(  # noqa: PLR0917 # what every gate is called with
    clients: Clients, estate: Estate, name: str, inputs: BucketInputs, region: Region, state: GateState
) -> None:
    """Put the gate in ``region`` into ``state``, unless it is in it, and see that it reads back so.

    Args:
        clients: SDK clients; used are s3control's GetAccessPointPolicy and PutAccessPointPolicy.
        estate: the estate.
        name: the bucket's name in the spec.
        inputs: its inputs.
        region: which of its gates.
        state: open for the Region that is to write, closed for the other.

    Raises:
        AwsError: it does not read back so.
    """
    if observe_gate(clients, estate, name, inputs, region) == state:
        return
    clients.client("s3control", region).put_access_point_policy(
        AccountId=estate.account,
        Name=access_point_name(estate, name, inputs),
        Policy=bucket_gate(estate, name, inputs, region).text(state),
    )
    found = until(lambda: observe_gate(clients, estate, name, inputs, region), lambda seen: seen == state)
    if found != state:
        raise AwsError(f"the gate of bucket '{name}' in {region.code} is {found} after it was put {state}")
