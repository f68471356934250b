"""S3 Control: Batch Operations jobs that replicate existing objects.

MiniStack has no jobs. The model is :mod:`futago.emulator.batch_operations`; its modules name the AWS pages
that they follow.

AWS: S3 Control API Reference, CreateJob and the other operations on jobs; Amazon S3 User Guide, "Replicating
existing objects with Batch Replication".
"""

from __future__ import annotations

from typing import Any

from ministack import app
from ministack.services import s3

from futago.emulator.additions.around import OK, Response, Wrapper, around
from futago.emulator.batch_operations import hard_deletes, registry, service_model, steering
from futago.emulator.batch_operations.api import OPERATIONS
from futago.emulator.batch_operations.refusal import RefusedError
from futago.emulator.batch_operations.worker import Worker

JOBS = "/v20180820/jobs"

_worker = Worker()


@around(app, "_handle_s3_control_request")
async def handle_s3_control_request(others: Wrapper, path: str, *request: Any) -> Response | None:
    """Answer the operations on jobs."""
    if not path.startswith(JOBS):
        others_answer: Response | None = await others(path, *request)
        return others_answer
    method, body, query, request_id, headers = request
    try:
        status, answered, text = _answer(method, path, headers, query, body)
    except RefusedError as refused:
        status, answered, text = s3.s3control_error(refused.code, refused.message, refused.status)
    return status, {**answered, "x-amzn-requestid": request_id}, text


@around(app, "_reset_all_state")
def reset_all_state(reset: Wrapper) -> None:
    """Forget jobs and settings together with all other state."""
    registry.forget()  # first: the worker must not look for objects that are gone
    reset()
    hard_deletes.forget()
    steering.steer({})


@around(s3, "_delete_object_version")
def delete_object_version(
    delete: Wrapper, bucket: dict[str, Any], name: str, key: str, version_id: str
) -> tuple[bool, bool]:
    """Keep in mind which versions were deleted by their id."""
    found, was_marker = delete(bucket, name, key, version_id)
    if found:
        hard_deletes.remember(name, key, version_id)
    return found, was_marker


@around(s3, "_delete_bucket")
def delete_bucket(delete: Wrapper, name: str) -> Response:
    """Forget the past of a bucket that is gone."""
    response: Response = delete(name)
    if name not in s3._buckets:
        hard_deletes.forget_bucket(name)
    return response


def _answer(method: str, path: str, headers: dict[str, str], query: dict[str, Any], body: bytes) -> Response:
    refused = s3.s3control_account_error(headers)
    if refused is not None:
        denied: Response = refused
        return denied
    request = service_model.parse(method, path, headers, query, body)
    if request is None:
        raise RefusedError("MethodNotAllowed", f"{method} {path} is no operation on jobs", 405)
    answer = OPERATIONS[request.operation](request.parameters)
    _worker.wake()
    return OK, {"Content-Type": "application/xml"}, service_model.render(request.operation, answer)
