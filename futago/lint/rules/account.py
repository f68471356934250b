"""Account ids."""

from __future__ import annotations

import re
from collections.abc import Iterator

from futago.lint.document import Line
from futago.lint.keys import keys_of, words_of
from futago.lint.rule import Rule, Search, Span
from futago.lint.sought import Sought

RULE = Rule(
    id="account",
    title="An account's id",
    why="Staging and production are other accounts: the same release can't run in both, or reaches from one "
    "into the other.",
    remedy="Read FUTAGO_ACCOUNT_ID from the environment.",
)

_OTHERS = frozenset(
    (  # noqa: SIM905 # words are read as words
        "bank customer user member merchant savings checking payee payer beneficiary iban sender receiver "
        "recipient order invoice phone tel mobile fax number no num deposit debit credit card virtual "
        "subscriber holder routing branch service google gcp azure stripe paypal twitter facebook line ad "
        "ads loyalty points wallet ledger shop shopper client contact tracking shipment parcel transaction "
        "payment receipt reference timestamp created updated external partner vendor tax"
    ).split()
)
"""Words beside ``account`` that tell of someone else's: customers have accounts, and orders have numbers."""
_WITHIN = frozenset(
    (  # noqa: SIM905 # words are read as words
        "id ids dev develop development stg stage staging prod production prd test testing qa uat sandbox "
        "default primary secondary main root management audit logging log security shared tools tooling "
        "network infra backup dr value values allowed trusted target source tokyo osaka"
    ).split()
)
"""Words of keys that leave it to the key around them to say of what."""

_ACCOUNT = re.compile(r"(?:aws)?(?:account|acct)s?(?:ids?|nos?|nums?|numbers?)?")
"""A word that says account, also in a name of one piece: ``accountid``, but not ``accounting``."""


def _spans(line: Line, sought: Sought) -> Iterator[Span]:
    return sought.accounts(line.spaced)


def _counts(line: Line, span: Span, sought: Sought) -> bool:
    return line.text[slice(*span)] == sought.account or _says_account(line, span[0])


def _says_account(line: Line, start: int) -> bool:
    for key in keys_of(line.document, line.start + start):
        words = words_of(key)
        if key == "AWS" or ("aws" in words and _has_account(words)):
            return True  # an IAM principal; or AWS_ACCOUNT_NUMBER and its like
        if _OTHERS.intersection(words):
            return False
        if _has_account(words):
            return True
        if not _WITHIN.issuperset(words):
            return False
    return False


def _has_account(words: list[str]) -> bool:
    return any(_ACCOUNT.fullmatch(word) for word in words)


SEARCH = Search(RULE, _spans, _counts)
