"""A waiver of something that a rule does not find where the waiver says."""

from modules.review import Level, Rule

RULE = Rule(
    id="waiver-unused",
    level=Level.NOTE,
    title="A waiver waives nothing",
    why=(
        "What it was for is fixed, or its address has come to mean something else; left in the file it will "
        "one day hide a finding that nobody has accepted."
    ),
    remedy="Take it out of the file, unless the next plan needs it.",
    types=frozenset(),
    find=lambda _change, _plans: (),
    actions=frozenset(),  # it is about the whole review: futago.review.policy finds it
)
