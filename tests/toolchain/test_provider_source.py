"""Finding the AWS provider, and the environment that tells Terraform of it."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from futago.errors import ToolchainError
from futago.toolchain.doctor import diagnose, own_package
from futago.toolchain.provider_mirror import (
    PROVIDER_ADDRESS,
    add_on_folders,
    current_platform,
    implied_folders,
)
from futago.toolchain.providers import AWS_PROVIDER_VERSION, ProviderSource, find_provider_source
from futago.toolchain.terraform_environment import terraform_environment

PROJECT = Path(__file__).resolve().parents[2]


def make_mirror(folder: Path, version: str = "5.100.0", platform: str | None = None) -> Path:
    """A mirror in the unpacked layout, without the provider itself."""
    (folder / PROVIDER_ADDRESS / version / (platform or current_platform())).mkdir(parents=True)
    return folder


def make_packed_mirror(folder: Path) -> Path:
    """A mirror in the packed layout, with an empty package."""
    packages = folder / PROVIDER_ADDRESS
    packages.mkdir(parents=True)
    (packages / f"terraform-provider-aws_5.100.0_{current_platform()}.zip").touch()
    (packages / "index.json").touch()
    return folder


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """An environment whose folders are all inside the test's."""
    return {"HOME": str(tmp_path / "home"), "XDG_DATA_DIRS": str(tmp_path / "share")}


def found(tmp_path: Path, environment: dict[str, str]) -> ProviderSource:
    """The source that is found for a project with a root for add-on software beside it."""
    return find_provider_source(tmp_path / "project", environment, add_on_roots=(tmp_path / "opt",))


def test_without_any_mirror_the_registry_is_taken(tmp_path: Path, environment: dict[str, str]) -> None:
    """No mirror means the registry, with a cache so that one download serves all stacks."""
    assert ProviderSource("5.100.0", None, needs_cache=True) == found(tmp_path, environment)


@pytest.mark.parametrize(
    "folder",
    [
        "project/terraform.d/plugins",
        "home/.terraform.d/plugins",
        "home/.local/share/terraform/plugins",
        "share/terraform/plugins",
        "opt",
        "opt/tf-plugins",
        "opt/vendor/providers",
    ],
)
def test_mirror_is_found(tmp_path: Path, environment: dict[str, str], folder: str) -> None:
    """A mirror is found in Terraform's implied folders and up to two below a root for add-on software."""
    mirror = make_mirror(tmp_path / folder)

    source = found(tmp_path, environment)

    assert (mirror, False) == (source.mirror and source.mirror.path, source.needs_cache)


def test_mirror_is_not_looked_for_deeper(tmp_path: Path) -> None:
    """Three folders below a root nothing is looked for: that would walk other people's software."""
    make_mirror(tmp_path / "opt" / "a" / "b" / "c")

    assert [] == list(add_on_folders((tmp_path / "opt",)))


def test_named_mirror_comes_first(tmp_path: Path, environment: dict[str, str]) -> None:
    """FUTAGO_PROVIDER_MIRROR is taken although another would be found."""
    make_mirror(tmp_path / "opt" / "tf-plugins")
    named = make_mirror(tmp_path / "named")

    source = found(tmp_path, {**environment, "FUTAGO_PROVIDER_MIRROR": str(named)})

    assert named == (source.mirror and source.mirror.path)


def test_named_mirror_without_the_version_is_an_error(tmp_path: Path, environment: dict[str, str]) -> None:
    """The error names what the mirror has, what is needed and the command that fills it."""
    named = make_mirror(tmp_path / "named", version="5.99.1", platform="plan9_mips")

    with pytest.raises(ToolchainError) as raised:
        found(tmp_path, {**environment, "FUTAGO_PROVIDER_MIRROR": str(named)})

    needed = f"needed is {PROVIDER_ADDRESS} 5.100.0 for {current_platform()}"
    expected = f"FUTAGO_PROVIDER_MIRROR={named}: it has 5.99.1 for plan9_mips; {needed}"
    assert raised.value.message.startswith(expected)
    command = f"terraform providers mirror -platform={current_platform()} {named}"
    assert command == raised.value.next_command


def test_found_mirror_without_the_version_is_passed_over_and_told(
    tmp_path: Path, environment: dict[str, str]
) -> None:
    """A mirror that nobody named and that lacks the version does no harm, but is told of."""
    old = make_mirror(tmp_path / "opt" / "old", version="5.99.1", platform="plan9_mips")

    source = found(tmp_path, environment)

    expected = f"aws 5.100.0 from registry.terraform.io; {old} has only 5.99.1 for plan9_mips"
    assert (None, expected) == (source.mirror, str(source))


def test_packed_mirror_gets_a_cache(tmp_path: Path, environment: dict[str, str]) -> None:
    """A packed provider would be unpacked for every stack, so it is cached."""
    make_packed_mirror(tmp_path / "opt" / "packed")

    assert found(tmp_path, environment).needs_cache


def test_macos_has_folders_of_its_own() -> None:
    """On macOS Terraform searches Application Support and knows no XDG folders."""
    folders = implied_folders(Path("/p"), {"HOME": "/h", "XDG_DATA_DIRS": "/x"}, "darwin")

    support = "Library/Application Support/io.terraform/plugins"
    expected = ["/p/terraform.d/plugins", "/h/.terraform.d/plugins", f"/h/{support}", f"/{support}"]
    assert expected == [str(each) for each in folders]


def test_environment_is_the_projects_own(tmp_path: Path, environment: dict[str, str]) -> None:
    """The user's CLI configuration, arguments, workspace and cache stay out; credentials are passed on."""
    mirror = make_mirror(tmp_path / "opt" / "mirror")
    users = {
        "AWS_PROFILE": "payments",
        "TF_CLI_CONFIG_FILE": "/gone",
        "TF_CLI_ARGS_apply": "-target=x",
        "TF_CLI_ARGS": "-lock=false",
        "TF_DATA_DIR": "/shared",
        "TF_PLUGIN_CACHE_DIR": "/shared",
        "TF_WORKSPACE": "other",
    }

    child = terraform_environment(tmp_path / "project", found(tmp_path, environment), users)

    configuration = tmp_path / "project" / ".futago" / "terraformrc"
    assert {
        "AWS_PROFILE": "payments",
        "TF_CLI_CONFIG_FILE": str(configuration),
        "TF_IN_AUTOMATION": "1",
        "TF_INPUT": "0",
        "CHECKPOINT_DISABLE": "1",
    } == child
    text = configuration.read_text(encoding="utf-8")
    assert re.search(rf'filesystem_mirror \{{\s+path += "{mirror}"', text)
    assert 'exclude = ["registry.terraform.io/hashicorp/aws"]' in text
    assert [configuration] == list(configuration.parent.iterdir())


def test_cache_lies_in_the_project(tmp_path: Path, environment: dict[str, str]) -> None:
    """Without a mirror the plugin cache is a folder of the project's, made before Terraform needs it."""
    child = terraform_environment(tmp_path / "project", found(tmp_path, environment), environment)

    cache = tmp_path / "project" / ".futago" / "plugin-cache"
    assert (str(cache), True) == (child["TF_PLUGIN_CACHE_DIR"], cache.is_dir())


def test_provider_version_is_that_of_the_bindings() -> None:
    """The version that is looked for, and that every stack pins, is the one that the bindings are made of."""
    generated = (PROJECT / "modules" / "terraform" / "aws" / "kms_key.py").read_text(encoding="utf-8")

    assert [AWS_PROVIDER_VERSION] == re.findall(r"hashicorp/aws (\d+\.\d+\.\d+)", generated.splitlines()[0])


def test_doctor_finds_this_environment_fit() -> None:
    """Where the tests run everything is fit, and nothing needs a remedy."""
    assert [] == [each for each in diagnose(PROJECT) if not each.ok or each.remedy]


def test_doctor_tells_of_what_is_missing_and_goes_on(tmp_path: Path) -> None:
    """A named Terraform that is missing is a finding, and the rest is looked at all the same."""
    findings = diagnose(tmp_path, {**os.environ, "FUTAGO_TERRAFORM": "/nowhere/terraform"})

    by_name = {each.name: each for each in findings}
    assert "FUTAGO_TERRAFORM=/nowhere/terraform is no program" in by_name["Terraform"].detail
    assert by_name["Node"].ok


def test_doctor_tells_of_a_foreign_package(tmp_path: Path) -> None:
    """A package that is imported from outside the project is a finding, one from inside is not."""
    assert (False, True) == (own_package("regions", tmp_path).ok, own_package("regions", PROJECT).ok)
