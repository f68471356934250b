"""Plans or an estate with different constraints on a provider's version."""

from modules.review import Level, Rule

RULE = Rule(
    id="provider-version-differs",
    level=Level.WARNING,
    title="Stacks ask for different versions of a provider",
    why=(
        "Another version can replace or reset what the configuration never mentions, in one Region and not "
        "in the other; constructs were tried with one version (Terraform documentation, 'Provider "
        "requirements')."
    ),
    remedy="Give all stacks one constraint; raise it in a change of its own and read that plan with care.",
    types=frozenset(),
    find=lambda _change, _plans: (),
    actions=frozenset(),  # it is about the whole review: futago.review.versions finds it
)
