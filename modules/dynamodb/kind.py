"""DynamoDB global tables, as the catalog lists them."""

from modules.dynamodb.check import check
from modules.dynamodb.inputs import TableInputs
from modules.kind import Kind

KIND = Kind(
    section="tables",
    noun="table",
    inputs=TableInputs,
    check=check,
    construct="modules.dynamodb.construct",
    proof="modules.dynamodb.proof",
    review="modules.dynamodb.review",
)
