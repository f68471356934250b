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
    reconcile="modules.dynamodb.reconcile",
    load="modules.dynamodb.load",
    parity="modules.dynamodb.parity",
    ready="modules.dynamodb.ready",
    alarms="modules.dynamodb.alarms",
    review="modules.dynamodb.review",
)
