from pathlib import Path

import pytest

from futago.errors import PlanError
from futago.review.plan.reading import read_plans
from modules.review import Action
from tests.review.plan.planted import change, plan, read


@pytest.mark.parametrize(
    ("wrong", "place"),
    [
        ({"resource_changes": {}}, "resource_changes is not a list"),
        ({"resource_changes": [1]}, "resource_changes[0] is no change of a resource"),
        ({"resource_changes": [{"change": {}}]}, "resource_changes[0] has no address or type"),
        ({"resource_changes": [change(actions=("explode",))]}, "resource_changes[0].change.actions"),
        ({"resource_changes": [change(before=[1])]}, "resource_changes[0].change.before is not an object"),
        ({"resource_drift": 1}, "resource_drift is not a list"),
        ({"deferred_changes": [{"reason": "x"}]}, "deferred_changes[0].resource_change is no change"),
    ],
)
def test_a_malformed_entry_is_named(tmp_path: Path, wrong: dict[str, object], place: str) -> None:
    """An entry that Terraform would not write is refused by its place."""
    with pytest.raises(PlanError, match=r"stack-0\.json: ") as error:
        read(tmp_path, plan(**wrong))
    assert place in error.value.message


@pytest.mark.parametrize(
    ("actions", "action", "first_created"),
    [
        (("no-op",), Action.NO_OP, False),
        (("create",), Action.CREATE, False),
        (("read",), Action.READ, False),
        (("update",), Action.UPDATE, False),
        (("delete",), Action.DELETE, False),
        (("forget",), Action.FORGET, False),
        (("delete", "create"), Action.REPLACE, False),
        (("create", "delete"), Action.REPLACE, True),
        (("create", "forget"), Action.REPLACE, True),
    ],
)
def test_actions_are_read(
    tmp_path: Path, actions: tuple[str, ...], action: Action, *, first_created: bool
) -> None:
    """Every combination of actions that Terraform writes has its action, and replacements their order."""
    found = read(tmp_path, plan(change(actions=actions))).files[0].changes[0]
    assert (action, first_created) == (found.action, found.create_before_destroy)


def test_real_plan_names_moves_imports_and_reasons(tmp_path: Path) -> None:
    """A moved, an imported, a forgotten and a replaced resource of a real plan are told apart."""
    changes = {each.address: each for each in read(tmp_path, "aliases-change").files[0].changes}
    assert "aws_sqs_queue.before" == changes["aws_sqs_queue.after"].moved_from
    assert "made-by-hand" == changes["aws_s3_bucket.found"].imported_as
    assert Action.FORGET is changes["aws_sns_topic.kept"].action
    assert "its index is beyond count" == changes["aws_sns_topic.alerts[1]"].reason
    assert (("name",),) == changes["aws_ssm_parameter.replaced"].replace_paths
    assert changes["aws_ssm_parameter.replaced"].create_before_destroy


def test_stack_is_the_stem_or_the_folder(tmp_path: Path) -> None:
    """A file named plan.json is called by its folder, another by its stem."""
    (tmp_path / "payments").mkdir()
    content = (Path(__file__).parent.parent / "plans" / "modules-create.json").read_text()
    paths = [tmp_path / "payments" / "plan.json", tmp_path / "orders-apne1.tfplan.json"]
    for path in paths:
        path.write_text(content)
    assert ["payments", "orders-apne1"] == [file.stack for file in read_plans(paths).files]


def test_deferred_change_says_why(tmp_path: Path) -> None:
    """A change that Terraform leaves to a later plan carries its reason."""
    deferred = {"reason": "provider_config_unknown", "resource_change": change()}
    found = read(tmp_path, plan(deferred_changes=[deferred])).files[0].changes[0]
    assert "its provider's arguments are not known yet" == found.deferred
