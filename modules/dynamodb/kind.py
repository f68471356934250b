"""DynamoDB global tables, as the catalog lists them."""

from modules.kind import Kind

KIND = Kind(
    section="tables",
    noun="table",
    shape="modules.dynamodb.inputs:TableInputs",
    checker="modules.dynamodb.check:check",
    construct="modules.dynamodb.construct",
    proof="modules.dynamodb.proof",
    operate="modules.dynamodb.operate",
    load="modules.dynamodb.load",
    review="modules.dynamodb.review",
)
