"""Requests and answers go to and fro as botocore writes and reads them."""

from __future__ import annotations

import datetime as dt
from typing import Any
from urllib.parse import parse_qs, urlencode

import pytest
from botocore.parsers import create_parser
from botocore.serialize import create_serializer
from hypothesis import given

from futago.emulator.batch_operations.job import SUCCESS, TRANSITIONS, Job, Outcome, Status, Task
from futago.emulator.batch_operations.service_model import operation_model, parse, render
from tests.strategies import job_requests

ACCOUNT = {"AccountId": "111122223333"}
JOB = {**ACCOUNT, "JobId": "f2ee6ae3-a677-4b44-8872-a76b9d92b794"}


def sent(operation: str, parameters: dict[str, Any]) -> Any:
    """Write a request as an SDK does, and take it apart as the emulator does."""
    wire = create_serializer("rest-xml").serialize_to_request(parameters, operation_model(operation))
    query = parse_qs(urlencode(wire["query_string"], doseq=True))
    headers = {name.lower(): str(value) for name, value in wire["headers"].items()}
    body = wire["body"]
    return parse(
        wire["method"], wire["url_path"], headers, query, body if isinstance(body, bytes) else body.encode()
    )


@given(job_requests)
def test_createjob_is_read_as_it_was_written(parameters: dict[str, Any]) -> None:
    """Whatever an SDK may put into CreateJob arrives."""
    request = sent("CreateJob", parameters)
    assert ("CreateJob", parameters) == (request.operation, request.parameters)


@pytest.mark.parametrize(
    ("operation", "parameters"),
    [
        ("DescribeJob", JOB),
        ("ListJobs", {**ACCOUNT, "JobStatuses": ["Active", "Failed"], "MaxResults": 5, "NextToken": "MTI="}),
        ("UpdateJobStatus", {**JOB, "RequestedJobStatus": "Ready", "StatusUpdateReason": "go & run"}),
        ("UpdateJobPriority", {**JOB, "Priority": 7}),
        ("PutJobTagging", {**JOB, "Tags": [{"Key": "a", "Value": ""}]}),
        ("GetJobTagging", JOB),
        ("DeleteJobTagging", JOB),
    ],
)
def test_every_other_operation_is_recognized(operation: str, parameters: dict[str, Any]) -> None:
    """Method, path, query and headers lead to the operation and its parameters."""
    request = sent(operation, parameters)
    assert (operation, parameters) == (request.operation, request.parameters)


def test_what_is_no_operation_on_jobs_is_not_taken_for_one() -> None:
    """Other paths and methods belong to nobody here."""
    assert parse("PATCH", "/v20180820/jobs", {}, {}, b"") is None
    assert parse("GET", "/v20180820/jobs/a/b/c", {}, {}, b"") is None


@given(job_requests)
def test_a_description_is_read_as_it_was_written(parameters: dict[str, Any]) -> None:
    """Everything that DescribeJob tells of a job reaches an SDK."""
    job = Job("job-1", "111122223333", "ap-northeast-1", parameters, 0, parameters["Priority"], [])
    job.tasks = [Task("a", "b", "c"), Task("a", "d", "e")]
    job.record(SUCCESS)
    job.record(Outcome(500, "SrcObjectNotEligible", "no"))
    job.move(Status.FAILING)
    body = render("DescribeJob", {"Job": job.describe()})
    shape: Any = operation_model("DescribeJob").output_shape
    parser = create_parser("rest-xml")
    answer = parser.parse({"body": body, "headers": {}, "status_code": 200}, shape)["Job"]
    expected = {name: value for name, value in job.describe().items() if value is not None}
    expected["CreationTime"] = answer["CreationTime"]  # written in milliseconds
    assert expected == answer
    assert abs(job.created - answer["CreationTime"]) < dt.timedelta(milliseconds=1)


def test_every_status_leads_to_an_end() -> None:
    """From each status there is a way to a terminal one, and from those there is none."""
    for start in Status:
        reached, todo = {start}, [start]
        while todo:
            new = TRANSITIONS[todo.pop()] - reached
            reached |= new
            todo += new
        assert reached & {Status.COMPLETE, Status.CANCELLED, Status.FAILED}
    assert {"Complete", "Cancelled", "Failed"} == {status for status in Status if not TRANSITIONS[status]}


def test_a_transition_that_aws_does_not_have_is_an_error() -> None:
    """The model can't go where AWS never goes."""
    job = Job("job-1", "111122223333", "ap-northeast-1", {}, 0, 1, [])
    with pytest.raises(ValueError, match="no transition from New to Complete"):
        job.move(Status.COMPLETE)


def test_a_job_that_the_emulator_breaks_off_has_ended() -> None:
    """A fault of the emulator ends its job as failed, with a reason."""
    job = Job("job-1", "111122223333", "ap-northeast-1", {}, 0, 1, [])
    job.break_off()
    assert (True, "InternalError") == (job.is_terminal, job.failure_reasons[0]["FailureCode"])
