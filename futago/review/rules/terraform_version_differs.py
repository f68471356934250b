"""Plans made by different versions of Terraform."""

from modules.review import Level, Rule

RULE = Rule(
    id="terraform-version-differs",
    level=Level.WARNING,
    title="Plans come from different versions of Terraform",
    why=(
        "A state that a newer version has written can't be read by an older one, so that a stack can be "
        "locked for whoever has not moved on (Terraform documentation, 'Version constraints'; 'Terraform "
        "v1.x compatibility promises')."
    ),
    remedy="Plan all stacks with one version; raise it in a change of its own.",
    types=frozenset(),
    find=lambda _change, _plans: (),
    actions=frozenset(),  # it is about the whole review: futago.review.versions finds it
)
