"""Promotions: observed, decided, carried out and resumed. Knows no kind by name; boto3 stays in futago.aws.

In the order in which a promotion goes through them:

``calls.calls_for(clients, promotion) -> Calls``
    SDK clients in two manners: ``reading`` asks again, ``acting`` asks exactly once; breakers, rate limits.
``observe.resources_of(estate) -> tuple[Resource, ...]``
    What the estate has that takes part in a promotion.
``observe.observe(clients, estate, resources, patience_seconds) -> Observations``
    Every resource in both Regions, side by side; what does not answer is an ``Unreachable``.
``decide.decide(promotion, resources, observations, selection) -> Decision``
    Pure: steps in order, obstacles, losses, warnings, what was left out and what that costs.
``prepare.prepare(calls, promotion, selection) -> Decision``
    The checks before (account, clock), ``observe`` and ``decide`` in one; changes nothing.
``journal.Journal.begin(folder, header)``, ``journal.Journal.reopen(path)``, ``journal.read(path) -> Past``
    The append-only record of an operation.
``lock.held(...)``
    One operator at a time, here and elsewhere.
``run.run(decision, calls, journal, observer, past=…, stop=…) -> Outcome``
    Carries a decision out; with ``past`` it goes on where a killed one stopped.
``report.report(decision, outcome, …) -> Report``, ``report.as_markdown``, ``report.as_json``
    What was done, the measured RTO and RPO against the spec's targets, what is left.
``permissions.policies(decision or statements) -> Mapping[str, policy document]``
    What the operator needs to be allowed, by the Region's code.
"""
