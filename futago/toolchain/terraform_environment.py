"""The environment in which futago runs Terraform, with the project's own CLI configuration."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from futago.toolchain.provider_mirror import PROVIDER_ADDRESS
from futago.toolchain.providers import ProviderSource
from futago.whole_file import write_whole

CONFIGURATION_FOLDER: Final = ".futago"
"""The project's folder for what futago keeps between runs; not committed."""

_CONFIGURATION_FILE: Final = "terraformrc"
_PLUGIN_CACHE_FOLDER: Final = "plugin-cache"

_NOT_PASSED_ON: Final = (
    "TF_CLI_ARGS",  # with every TF_CLI_ARGS_*: arguments that futago did not choose, such as -target
    "TF_DATA_DIR",  # one for all stacks: their providers and backends would overwrite each other
    "TF_PLUGIN_CACHE_DIR",
    "TF_WORKSPACE",  # environments are overlays of the spec; a workspace would move the state
)


def terraform_environment(
    project: Path,
    source: ProviderSource,
    environment: Mapping[str, str] = os.environ,
) -> dict[str, str]:
    """Write ``.futago/terraformrc`` and return the environment for every Terraform that futago runs.

    The CLI configuration is always the project's own, since the user's may be a missing file, or name a
    cache that is shared with others or a registry that lacks the provider. Credentials and all other
    variables are passed on. The names are from Terraform's page "Environment Variables"
    (https://developer.hashicorp.com/terraform/cli/config/environment-variables).

    Args:
        project: the folder of the project; nothing is written outside it.
        source: where the AWS provider comes from.
        environment: what to pass on.
    """
    folder = project.absolute() / CONFIGURATION_FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    configuration = folder / _CONFIGURATION_FILE
    write_whole(configuration, cli_configuration(source))
    passed_on = {
        name: value
        for name, value in environment.items()
        if name not in _NOT_PASSED_ON and not name.startswith("TF_CLI_ARGS_")
    }
    return {**passed_on, **_own_variables(configuration, folder / _PLUGIN_CACHE_FOLDER, source)}


def cli_configuration(source: ProviderSource) -> str:
    """The text of the CLI configuration: the AWS provider comes from the mirror if there is one."""
    lines = ["# written by futago for each run; changes are lost", "provider_installation {"]
    if source.mirror is not None:
        # a JSON string is a string of the CLI configuration's language, too: HCL 1 without interpolation
        lines += [
            "  filesystem_mirror {",
            f"    path    = {json.dumps(str(source.mirror.path), ensure_ascii=False)}",
            f'    include = ["{PROVIDER_ADDRESS}"]',
            "  }",
            "  direct {",
            f'    exclude = ["{PROVIDER_ADDRESS}"]',
            "  }",
        ]
    else:
        lines.append("  direct {}")
    return "\n".join([*lines, "}", ""])


def _own_variables(configuration: Path, plugin_cache: Path, source: ProviderSource) -> dict[str, str]:
    variables = {
        "TF_CLI_CONFIG_FILE": str(configuration),
        "TF_IN_AUTOMATION": "1",
        "TF_INPUT": "0",
        "CHECKPOINT_DISABLE": "1",
    }
    if source.needs_cache:
        plugin_cache.mkdir(exist_ok=True)  # Terraform does not make it
        variables["TF_PLUGIN_CACHE_DIR"] = str(plugin_cache)
        # a new stack has no lock file yet; without this Terraform would pass the cache by
        variables["TF_PLUGIN_CACHE_MAY_BREAK_DEPENDENCY_LOCK_FILE"] = "1"
    return variables
