"""What a promotion means for a secret.

A replica reads the same as its primary, so that most secrets need nothing. One that has to be changed while
the primary's Region is dark is made a secret of its own (StopReplicationToReplica); when both Regions are
back, the newer of the two copies is found out by version ids alone, goes to the pair's first Region, where
Terraform has the secret, and is replicated from there again. No value is ever read.

AWS: Secrets Manager API Reference, StopReplicationToReplica, ReplicateSecretToRegions, DescribeSecret; User
Guide, "Promote a replica secret to a standalone secret".
"""
