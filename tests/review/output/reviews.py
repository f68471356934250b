"""Reviews made by hand: what the outputs are tested with."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from futago.review.model import (
    GLOBAL_REGION,
    Check,
    Difference,
    Entry,
    Finding,
    OutputChange,
    PlanSummary,
    Review,
    Row,
    Waiver,
)
from modules.review import Action, Level, Rule

TOKYO, OSAKA = "ap-northeast-1", "ap-northeast-3"
SHORT = {TOKYO: "apne1", OSAKA: "apne3", GLOBAL_REGION: "global"}
FINGERPRINT = "sha256:6f1c2b5f7e0d4a9c8b3e2d1f0a9b8c7d6e5f4a3b2c1d0e9f8a7b6c5d4e3f2a1b"


def rule(name: str, level: Level, title: str, why: str = "", remedy: str = "") -> Rule:
    """A rule that finds nothing by itself."""
    return Rule(
        id=name,
        level=level,
        title=title,
        why=why or "It matters in a pair.",
        remedy=remedy or "Leave it as it was.",
        types=frozenset(),
        find=lambda _change, _plans: (),
    )


VERSIONING = rule(
    "s3-versioning-suspended",
    Level.ERROR,
    "Versioning of a replicated bucket suspended",
    "S3 refuses to replicate a bucket without versioning, and objects that are overwritten meanwhile are "
    "lost in both Regions (Amazon S3 User Guide, “Requirements for replication”).",
    "Set `status` back to Enabled in both Regions. To save cost, expire noncurrent versions with a lifecycle "
    "rule.",
)
REPLICA_KEY = rule(
    "kms-replica-key-destroyed",
    Level.ERROR,
    "Replica key scheduled for deletion",
    "What is encrypted with it in this Region cannot be read once the waiting period is over, not even after "
    "a promotion (AWS KMS Developer Guide, “Deleting multi-Region keys”).",
    "Keep the key. If the data is gone for good, disable it first and watch CloudTrail for a month.",
)
DETACHED = rule(
    "aurora-cluster-replaced",
    Level.ERROR,
    "Aurora cluster replaced",
    "A new cluster starts empty and does not join the global database by itself.",
    "Find the attribute that forces it and leave it out of the change.",
)
PITR = rule(
    "dynamodb-pitr-lowered",
    Level.WARNING,
    "Point-in-time recovery of a table lowered",
    "Point-in-time recovery is set per replica and never synced.",
    "Switch it on in both Regions.",
)
ONE_SIDED = rule(
    "asymmetry-setting",
    Level.WARNING,
    "A setting changed in one Region only",
    "After a promotion the estate would run with the other value.",
    "Change both Regions, or declare the difference in the spec.",
)
UNKNOWN_POLICY = rule(
    "iam-policy-widened",
    Level.NOTE,
    "A policy is known only after apply",
    "Nobody can say yet whether it grants more than before.",
    "Read it after the apply, or build it from known values.",
)


def side(
    address: str,
    region: str,
    action: Action,
    differences: Iterable[Difference] = (),
    *,
    stack: str = "",
    moved_from: str | None = None,
    imported_as: str | None = None,
    reason: str = "",
    create_before_destroy: bool = False,
) -> Entry:
    """One side of a row."""
    shown = tuple(differences)
    return Entry(
        stack=stack or f"payments-prod-{SHORT.get(region, region)}",
        address=address,
        type=address.split("[", maxsplit=1)[0].split(".")[-2],
        region=region,
        action=action,
        reason=reason,
        moved_from=moved_from,
        imported_as=imported_as,
        create_before_destroy=create_before_destroy,
        compute=lambda: shown,
    )


def pair(name: str, kind: str, tokyo: Entry | None, osaka: Entry | None) -> Row:
    """A row with a side in Tokyo and one in Osaka."""
    sides = {TOKYO: tokyo, OSAKA: osaka}
    return Row(name=name, type=kind, sides={region: entry for region, entry in sides.items() if entry})


def counts_of(rows: Iterable[Row]) -> dict[str, dict[Action, int]]:
    """What a review counts in these rows."""
    counts: dict[str, dict[Action, int]] = {}
    for row in rows:
        for region, entry in row.sides.items():
            region_counts = counts.setdefault(region, {})
            if entry.action not in (Action.NO_OP, Action.READ):
                region_counts[entry.action] = region_counts.get(entry.action, 0) + 1
    return counts


def review_of(
    rows: Iterable[Row] = (),
    findings: Iterable[Finding] = (),
    *,
    estate: str = "payments-prod",
    warnings: tuple[str, ...] = (),
    drift: tuple[Row, ...] = (),
    settled: int = 0,
    outputs: tuple[OutputChange, ...] = (),
    checks: tuple[Check, ...] = (),
    plans: tuple[PlanSummary, ...] | None = None,
) -> Review:
    """A review of these rows and findings."""
    rows = tuple(rows)
    counts = counts_of(rows)
    known = [region for region in (TOKYO, OSAKA, GLOBAL_REGION) if region in counts]
    entries = [entry for row in rows for entry in row.sides.values()]
    return Review(
        estate=estate,
        regions=(*known, *(region for region in counts if region not in known)),
        plans=plans
        if plans is not None
        else tuple(plan(stack) for stack in ("keys", "apne1", "apne3", "links")),
        warnings=warnings,
        rows=rows,
        counts=counts,
        moved=sum(entry.moved_from is not None for entry in entries),
        imported=sum(entry.imported_as is not None for entry in entries),
        findings=tuple(findings),
        drift=drift,
        settled=settled,
        outputs=outputs,
        checks=checks,
        fingerprint=FINGERPRINT,
    )


def plan(stack: str, *, errored: bool = False, complete: bool = True) -> PlanSummary:
    """One plan file."""
    return PlanSummary(
        path=f"plans/{stack}.json",
        stack=f"payments-prod-{stack}",
        terraform_version="1.11.4",
        provider_constraints={"registry.terraform.io/hashicorp/aws": "5.100.0"},
        errored=errored,
        complete=complete,
        applyable=True,
        timestamp="2026-11-22T01:00:00Z",
    )


def empty() -> Review:
    """A review of plans that change nothing."""
    return review_of()


def _suspended(bucket: str, region: str) -> Entry:
    status = Difference("versioning_configuration[0].status", "Enabled", "Suspended")
    address = f"aws_s3_bucket_versioning.{bucket}_{SHORT[region]}"
    return side(address, region, Action.UPDATE, [status])


def payments() -> Review:
    """A bad day for the payment estate: something of everything that a review shows."""
    suspended = [
        (bucket, _suspended(bucket, TOKYO), _suspended(bucket, OSAKA))
        for bucket in ("receipts", "statements")
    ]
    replica_key = side(
        "aws_kms_replica_key.ledger_apne3",
        OSAKA,
        Action.DELETE,
        [
            Difference("deletion_window_in_days", "30", None),
            Difference("policy: Statement[0].Principal.AWS", "arn:aws:iam::123456789012:root", None),
        ],
        stack="payments-prod-keys",
        reason="it is no longer in the configuration",
    )
    key_of_tokyo = side("aws_kms_key.ledger_apne1", TOKYO, Action.NO_OP, stack="payments-prod-keys")
    cluster = [
        Difference("engine_version", "16.4", "16.6"),
        Difference(
            "kms_key_id",
            "arn:aws:kms:ap-northeast-1:123456789012:key/mrk-1",
            None,
            unknown=True,
            forces_replacement=True,
        ),
        Difference("master_password", "(hidden)", "(hidden, another)", hidden=True),
    ]
    cluster_tokyo = side(
        "aws_rds_cluster.ledger_apne1",
        TOKYO,
        Action.REPLACE,
        cluster,
        reason="an attribute cannot be changed in place",
    )
    cluster_osaka = side("aws_rds_cluster.ledger_apne3", OSAKA, Action.UPDATE, cluster[:1])
    recovery = Difference("point_in_time_recovery", "true", "false")
    replica = side(
        "aws_dynamodb_table_replica.cards_apne3",
        OSAKA,
        Action.UPDATE,
        [recovery],
        stack="payments-prod-links",
    )
    table = side("aws_dynamodb_table.cards_apne1", TOKYO, Action.NO_OP)
    window = Difference("backup_retention_period", "7", "1")
    backups = side("aws_rds_cluster.cards_apne3", OSAKA, Action.UPDATE, [window])
    backups_tokyo = side("aws_rds_cluster.cards_apne1", TOKYO, Action.NO_OP)
    role_policy = side(
        'aws_iam_role_policy.replication["receipts"]',
        GLOBAL_REGION,
        Action.UPDATE,
        [
            Difference("policy: Statement[0].Action[1]", None, "s3:ReplicateDelete"),
            Difference(
                "policy: Statement[0].Resource", "arn:aws:s3:::payments-receipts-apne1", None, unknown=True
            ),
        ],
    )
    user_data = Difference(
        "user_data: line 4", "dnf -y install nginx\nsystemctl enable nginx", "dnf -y install nginx-1.26"
    )
    rows = (
        pair("aws_kms_replica_key.ledger", "aws_kms_key", key_of_tokyo, replica_key),
        pair("aws_rds_cluster.ledger", "aws_rds_cluster", cluster_tokyo, cluster_osaka),
        *(
            pair(f"aws_s3_bucket_versioning.{bucket}", "aws_s3_bucket_versioning", tokyo, osaka)
            for bucket, tokyo, osaka in suspended
        ),
        pair("aws_dynamodb_table.cards", "aws_dynamodb_table", table, replica),
        pair("aws_rds_cluster.cards", "aws_rds_cluster", backups_tokyo, backups),
        pair(
            "aws_launch_template.bastion",
            "aws_launch_template",
            side("aws_launch_template.bastion_apne1", TOKYO, Action.UPDATE, [user_data]),
            side("aws_launch_template.bastion_apne3", OSAKA, Action.UPDATE, [user_data]),
        ),
        pair(
            "aws_secretsmanager_secret.stripe",
            "aws_secretsmanager_secret",
            side(
                "aws_secretsmanager_secret.stripe_apne1",
                TOKYO,
                Action.NO_OP,
                moved_from="aws_secretsmanager_secret.stripe",
            ),
            None,
        ),
        pair(
            "aws_cloudwatch_log_group.api",
            "aws_cloudwatch_log_group",
            side(
                "module.logs.aws_cloudwatch_log_group.api_apne1",
                TOKYO,
                Action.UPDATE,
                [Difference("retention_in_days", "14", "30")],
                imported_as="/payments/api",
            ),
            side(
                "module.logs.aws_cloudwatch_log_group.api_apne3",
                OSAKA,
                Action.CREATE,
                [
                    Difference("arn", None, None, unknown=True),
                    Difference("name", None, "/payments/api"),
                    Difference("retention_in_days", None, "30"),
                    Difference("tags.Name", None, "payments-api"),
                ],
            ),
        ),
        Row("aws_iam_role_policy.replication[receipts]", "aws_iam_role_policy", {GLOBAL_REGION: role_policy}),
    )
    waiver = Waiver(
        "aurora-backups-lowered",
        "aws_rds_cluster.cards_*",
        "Load test until Friday, see the plan of the week",
        date(2026, 12, 1),
        "futago-review.yaml:12",
    )
    backups_lowered = rule("aurora-backups-lowered", Level.WARNING, "Backups of a database kept shorter")
    path = "versioning_configuration[0].status"
    findings = (
        Finding(
            DETACHED,
            Level.ERROR,
            "The cluster is replaced: its data is lost unless it is restored.",
            cluster_tokyo,
        ),
        Finding(
            REPLICA_KEY, Level.ERROR, "The replica key of this Region is scheduled for deletion.", replica_key
        ),
        *(
            Finding(
                VERSIONING,
                Level.ERROR,
                "Versioning goes from Enabled to Suspended.",
                entry,
                path,
                "Enabled",
                "Suspended",
            )
            for _, *entries in suspended
            for entry in entries
        ),
        Finding(
            PITR,
            Level.WARNING,
            "Point-in-time recovery is switched off.",
            replica,
            "point_in_time_recovery",
            "true",
            "false",
        ),
        Finding(
            ONE_SIDED,
            Level.WARNING,
            "Tokyo keeps 7 days of backups, Osaka comes to keep another number.",
            backups,
            "backup_retention_period",
            "7",
            "1",
        ),
        Finding(ONE_SIDED, Level.WARNING, "The key's replica goes, the key stays.", replica_key),
        Finding(
            UNKNOWN_POLICY,
            Level.NOTE,
            "The resource of a statement is unknown until apply.",
            role_policy,
            "policy: Statement[0].Resource",
            "arn:aws:s3:::payments-receipts-apne1",
            None,
            unknown=True,
        ),
        Finding(
            backups_lowered,
            Level.WARNING,
            "Backups are kept for a shorter time.",
            backups,
            "backup_retention_period",
            "7",
            "1",
            waived=waiver,
        ),
    )
    drifted = pair(
        "aws_security_group.database",
        "aws_security_group",
        side(
            "aws_security_group.database_apne1",
            TOKYO,
            Action.UPDATE,
            [Difference("ingress[0].cidr_blocks[1]", None, "0.0.0.0/0")],
        ),
        None,
    )
    return review_of(
        rows,
        findings,
        warnings=(
            "payments-prod-links: planning failed half-way; what failed is missing here. Plan again.",
            "payments-prod-apne3: made with -target; changes outside the targets are missing here.",
        ),
        drift=(drifted,),
        settled=23,
        outputs=(
            OutputChange(
                "payments-prod-apne1",
                "writer_endpoint",
                Action.UPDATE,
                (Difference("writer_endpoint", "ledger.cluster-1.example", None, unknown=True),),
            ),
        ),
        checks=(
            Check(
                "payments-prod-apne3", "check.replication_is_on", "fail", ("Replication has to be enabled.",)
            ),
        ),
        plans=(plan("keys"), plan("apne1"), plan("apne3", complete=False), plan("links", errored=True)),
    )


def hostile(text: str) -> Review:
    """A review in which every text that a plan or a policy file can carry is this one."""
    difference = Difference(text, text, text + "!", forces_replacement=True)
    unknown = Difference(text, text, None, unknown=True)

    def entry(region: str, action: Action) -> Entry:
        return Entry(
            text,
            text,
            text,
            region,
            action,
            text,
            text,
            text,
            deferred=text,
            compute=lambda: (difference, unknown),
        )

    tokyo, osaka, strange = (
        entry(TOKYO, Action.DELETE),
        entry(OSAKA, Action.NO_OP),
        entry(text, Action.REPLACE),
    )
    said = rule("told-by-a-project", Level.ERROR, text, text, text)
    asymmetric = rule("asymmetry-told", Level.WARNING, text, text, text)
    waiver = Waiver("told-by-a-project", text, text, date(2026, 12, 1), text)
    row = Row(text, text, {TOKYO: tokyo, OSAKA: osaka})
    return review_of(
        (row, Row(text, text, {text: strange})),
        (
            Finding(said, Level.ERROR, text, tokyo, text, text, text),
            Finding(asymmetric, Level.WARNING, text, osaka, text, None, None, unknown=True),
            Finding(said, Level.ERROR, text, strange, text, text, None, waived=waiver),
            Finding(said, Level.NOTE, text),
        ),
        estate=text,
        warnings=(text,),
        drift=(row,),
        settled=1,
        outputs=(OutputChange(text, text, Action.CREATE, (difference,)),),
        checks=(Check(text, text, text, (text,)),),
        plans=(
            PlanSummary(
                text, text, text, {text: text}, errored=True, complete=False, applyable=True, timestamp=text
            ),
        ),
    )


def many(rows: int, findings: int = 0) -> Review:
    """A review of so many rows, each changed in both Regions, the first of them with a finding."""
    made = [
        pair(
            f"aws_s3_bucket_versioning.bucket_{number}",
            "aws_s3_bucket_versioning",
            _suspended(f"bucket_{number}", TOKYO),
            _suspended(f"bucket_{number}", OSAKA),
        )
        for number in range(rows)
    ]
    found = [
        Finding(
            VERSIONING,
            Level.ERROR,
            "Versioning goes from Enabled to Suspended.",
            row.sides[TOKYO],
            "versioning_configuration[0].status",
            "Enabled",
            "Suspended",
        )
        for row in made[:findings]
    ]
    return review_of(made, found)
