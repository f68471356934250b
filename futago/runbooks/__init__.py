"""Runbooks: the steps of a promotion as a document that a person follows without futago, if need be.

``runbook.runbook`` makes one from the spec alone, out of the very steps that ``futago promote`` would run;
``markdown.render`` and ``page.render`` write it; ``times`` keeps what rehearsals measured.
"""
