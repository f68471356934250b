"""Promotions: observed, decided, carried out and resumed. Knows no kind by name; boto3 stays in futago.aws.

In the order in which a promotion goes through them:

``calls.calls_for(clients, promotion) -> Calls``
    SDK clients in two manners: ``reading`` asks again, ``acting`` asks exactly once; breakers, rates.
``prepare.prepare(calls, promotion, selection) -> Decision``
    Who calls and what time it is, ``observe.observe``, ``decide.decide``, ``rights.rights``; changes nothing.
``observe.resources_of(estate)``, ``prepare.assumed(promotion, resources) -> Observations``
    What takes part in a promotion, and what would be seen of it if all were well: for documents.
``decide.decide(promotion, resources, observations, selection) -> Decision``
    Pure: steps in order, obstacles, losses, warnings, what is left out and what that costs.
``promote.begin(folder, decision, embedded=…) -> Journal``
    After the yes: the journal of the operation.
``promote.carry_out(decision, calls, journal, observer, past=…, stop=…) -> Outcome``
    Does it; every call is in the journal before it is made.
``promote.unfinished(folder, estate)``, ``promote.resumption(path, estate, embedded=…) -> Resumption``
    What did not come to its end, and how to go on: ``carry_out`` with its ``decision`` and ``past``.
``lock.here``, ``lock.LockElsewhere``, ``journal_copy.JournalCopy``
    One operator at a time, here and elsewhere; the journal's copy in the activated Region.
``report.report(decision, outcome, past) -> Report``, ``report.as_json``, ``report_markdown.as_markdown``
    What was done, the measured RTO and RPO against the spec's targets, what is left.
``permissions.policies(permissions_of(decisions, resources)) -> Mapping[str, policy]``
    What the operator needs to be allowed, by the Region's code.
``tracing.traced(observer, promotion, exporter)``, ``stopping.stopping_on_signals(stop, observer)``
    Spans, and Ctrl-C, around ``carry_out``.
"""
