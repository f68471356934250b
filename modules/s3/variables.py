"""What an application is told of a bucket."""

from __future__ import annotations

from collections.abc import Iterator

from futago.names import variable
from modules.s3.gate import access_point_arn
from modules.s3.inputs import BucketInputs
from modules.s3.names import bucket_name
from modules.variable import Variable, Whereabouts


def variables(around: Whereabouts, name: str, inputs: BucketInputs) -> Iterator[Variable]:
    """Its name and ARN in the Region, and for a strong bucket the access point.

    SDKs take an access point's ARN wherever they take a bucket's name (Amazon S3 User Guide, "Using
    Amazon S3 access points"). A strong bucket is reached in no other way (``modules/s3/gate.py``); its name
    is still told, for events and logs say it. That the bucket is reached otherwise is another meaning of its
    name, so that a change of ``consistency`` breaks the contract, as it breaks the application.
    """
    bucket = bucket_name(around.estate, name, inputs, around.region)
    strong = inputs.consistency == "strong"
    reached = ", which is reached by its access point only" if strong else ""
    yield Variable(
        variable("bucket", name, "name"),
        f"name of bucket {name} in the application's Region{reached}",
        bucket,
    )
    yield Variable(
        variable("bucket", name, "arn"),
        f"ARN of bucket {name} in the application's Region",
        around.estate.names.bucket_arn(bucket),
    )
    if strong:
        yield Variable(
            access_point_variable(name),
            f"ARN of the access point of bucket {name}, to be given to SDKs in place of the bucket's name",
            access_point_arn(around.estate, name, inputs, around.region),
        )


def access_point_variable(name: str) -> str:
    """The variable with the access point's ARN."""
    return variable("bucket", name, "access-point-arn")
