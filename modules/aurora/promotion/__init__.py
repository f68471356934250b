"""What a promotion means for an Aurora global database.

AWS: Aurora User Guide, "Using switchover or failover in Amazon Aurora Global Database", on which everything
here rests; RDS API Reference, SwitchoverGlobalCluster, FailoverGlobalCluster, RemoveFromGlobalCluster and the
data types GlobalCluster, GlobalClusterMember, FailoverState.
"""
