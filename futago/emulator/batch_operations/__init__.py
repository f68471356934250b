"""S3 Batch Operations: jobs that replicate existing objects, modelled after AWS's documents.

:mod:`~futago.emulator.additions.s3control_jobs` puts it into MiniStack. Like the additions it is imported in
the server's process only, but for :mod:`~futago.emulator.batch_operations.steering`, which knows nothing of
MiniStack.

===================  ====================================================================================
module               what it is
===================  ====================================================================================
``service_model``    requests and answers, by botocore's model
``api``              the operations; refusals
``job``              a job and its statuses
``registry``         all jobs, and the tokens that they were asked for with
``worker``           what moves jobs on
``preparation``      how a job comes by its tasks
``manifest``         the objects of a job: by filter, from CSV, written out
``rules``            which replication rules apply to a version
``replicate``        copying one version, or why not
``versions``         versions of objects in MiniStack's S3
``role``             what the roles may do
``report``           the completion report
``hard_deletes``     versions that were deleted by their id
``objects``          reading and writing manifests and reports
``steering``         pace and injected failures
===================  ====================================================================================
"""
