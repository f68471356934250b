"""A change that only works while another Region answers."""

from collections.abc import Iterator

from modules.losses import changed, is_given, is_gone, made_or_removed
from modules.review import Action, Change, Concern, Level, Plans, Rule

SAYS = "the service asks another Region"
ACROSS = {
    "aws_db_instance_automated_backups_replication": (),
    "aws_docdb_global_cluster": ("engine_version", "deletion_protection"),
    "aws_ec2_transit_gateway_peering_attachment": (),
    "aws_ec2_transit_gateway_peering_attachment_accepter": (),
    "aws_ecr_replication_configuration": ("replication_configuration",),
    "aws_efs_replication_configuration": ("destination",),
    "aws_elasticache_global_replication_group": ("engine_version", "cache_node_type", "num_node_groups"),
    "aws_memorydb_multi_region_cluster": ("engine_version", "node_type", "num_shards"),
    "aws_msk_replicator": ("replication_info_list",),
    "aws_neptune_global_cluster": ("engine_version", "deletion_protection"),
    "aws_rds_integration": (),
    "aws_s3control_multi_region_access_point": ("details",),
    "aws_vpc_peering_connection": ("accepter", "requester"),
    "aws_vpc_peering_connection_accepter": ("accepter", "requester"),
}
"""Types that tie Regions, and the attributes whose change reaches the other one."""
MEMBERS = {
    "aws_db_instance": "replicate_source_db",
    "aws_docdb_cluster": "global_cluster_identifier",
    "aws_elasticache_replication_group": "global_replication_group_id",
    "aws_neptune_cluster": "global_cluster_identifier",
}
"""Types that are made from something in another Region where the attribute names it."""
QUESTIONS = {type_: made_or_removed(SAYS, *attributes) for type_, attributes in ACROSS.items()}


def _asks(change: Change, plans: Plans) -> Iterator[Concern]:
    if change.type in QUESTIONS:
        yield from QUESTIONS[change.type](change, plans)
        return
    attribute = MEMBERS[change.type]
    if change.action is Action.UPDATE:
        yield from changed((attribute,), SAYS)(change, plans)
        return
    value = change.was(attribute) if is_gone(change) else change.will_be(attribute)
    # In its own Region the source of a read replica is a name, elsewhere an ARN.
    if is_given(value) and (change.type != "aws_db_instance" or str(value).startswith("arn:")):
        yield Concern((attribute,), SAYS)


RULE = Rule(
    id="needs-other-region",
    level=Level.NOTE,
    title="A change needs the other Region alive",
    why=(
        "What ties two Regions is made and changed by calls that both of them answer: it can't be applied "
        "while one is dark, and has no place in a promotion (AWS Well-Architected, Reliability Pillar, "
        "'REL11-BP04 Rely on the data plane and not the control plane during recovery')."
    ),
    remedy="Apply it while both Regions answer; keep such resources in a stack of their own.",
    types=frozenset(ACROSS) | frozenset(MEMBERS),
    find=_asks,
)
