"""The bindings in modules/terraform/aws are what the provider's schema says, and mypy holds callers to it."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from futago.toolchain.providers import AWS_PROVIDER_VERSION, find_provider_source
from futago.toolchain.terraform import find_terraform
from futago.toolchain.terraform_environment import terraform_environment
from modules.terraform.generate import PROVIDER, TYPES, annotation, class_name, modules

ROOT = Path(__file__).parents[3]
BINDINGS = ROOT / "modules" / "terraform" / "aws"


def test_bindings_are_generated(tmp_path: Path) -> None:
    """Generating them anew from the schema that the real provider prints changes nothing."""
    needed = {"aws": {"source": "hashicorp/aws", "version": AWS_PROVIDER_VERSION}}
    (tmp_path / "main.tf.json").write_text(json.dumps({"terraform": {"required_providers": needed}}))
    environment = terraform_environment(tmp_path, find_provider_source(ROOT))

    def terraform(*arguments: str) -> bytes:
        command = [*find_terraform().command, f"-chdir={tmp_path}", *arguments]
        return subprocess.run(command, env=environment, capture_output=True, check=True).stdout

    terraform("init", "-input=false")
    schema = json.loads(terraform("providers", "schema", "-json"))
    generated = dict(modules(schema, AWS_PROVIDER_VERSION))
    assert generated == {path.name: path.read_text(encoding="utf-8") for path in BINDINGS.glob("*.py")}


@pytest.mark.parametrize(
    ("base", "type_name", "expected"),
    [
        ("Resource", "aws_kms_key", "KmsKey"),
        ("DataSource", "aws_kms_alias", "KmsAliasData"),
        ("Ephemeral", "aws_secretsmanager_random_password", "SecretsmanagerRandomPasswordEphemeral"),
    ],
)
def test_class_names(base: str, type_name: str, expected: str) -> None:
    """A class is called what the provider calls the type, and what it is where it is no resource."""
    assert expected == class_name(base, type_name)


@pytest.mark.parametrize(
    ("cty", "expected"),
    [
        ("string", "str"),
        ("bool", "bool | Reference"),
        (["map", "string"], "Mapping[str, str]"),
        (["set", "number"], "Sequence[int | float | Reference] | Reference"),
        (["object", {}], "Mapping[str, object]"),
        ("dynamic", "object"),
    ],
)
def test_annotations(cty: object, expected: str) -> None:
    """Terraform's types as Python's; a list or set may be an expression."""
    assert expected == annotation(cty)


def test_every_type_is_used() -> None:
    """No binding lies around that no module needs."""
    used = "\n".join(
        path.read_text(encoding="utf-8")
        for path in (ROOT / "modules").rglob("*.py")
        if BINDINGS not in path.parents
    )
    names = {class_name(base, each) for base, types in TYPES.items() for each in types}
    assert set() == {name for name in names if f"{name}(" not in used}


def test_provider_is_hashicorps() -> None:
    """The schema is looked up by the provider's whole address."""
    assert "registry.terraform.io/hashicorp/aws" == PROVIDER


SNIPPET = """from modules.terraform.aws import S3BucketVersioning
from modules.terraform.stack import Part


def make(part: Part) -> None:
    S3BucketVersioning(part, {arguments})
"""


@pytest.fixture(scope="module")
def mypy_errors(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], list[str]]:
    """What mypy has against a call with these arguments, as error codes."""
    folder = tmp_path_factory.mktemp("snippet")
    cache = ROOT / ".mypy_cache"

    def check(arguments: str) -> list[str]:
        snippet = folder / "snippet.py"
        snippet.write_text(SNIPPET.format(arguments=arguments), encoding="utf-8")
        done = subprocess.run(
            [sys.executable, "-m", "mypy", "--no-error-summary", "--cache-dir", str(cache), str(snippet)],
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=False,
        )
        assert "" == done.stderr
        return [line.rsplit("[", 1)[1].rstrip("]") for line in done.stdout.splitlines() if ": error:" in line]

    return check


@pytest.mark.parametrize(
    ("arguments", "errors"),
    [
        ('bucket="it", versioning_configuration={"status": "Enabled"}', []),
        ('bucket="it", versioning_configuration={"status": "Enabled"}, colour="red"', ["call-arg"]),
        ('versioning_configuration={"status": "Enabled"}', ["call-arg"]),
        ('bucket=1, versioning_configuration={"status": "Enabled"}', ["arg-type"]),
        (
            'bucket="it", versioning_configuration={"state": "Enabled"}',
            ["typeddict-item", "typeddict-unknown-key"],
        ),
    ],
    ids=["right", "unknown", "missing", "of another type", "nested"],
)
def test_mypy_refuses(mypy_errors: Callable[[str], list[str]], arguments: str, errors: list[str]) -> None:
    """A wrong, missing or unknown argument is an error before anything runs."""
    assert errors == sorted(mypy_errors(arguments))
