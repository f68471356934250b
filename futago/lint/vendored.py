"""Folders of what others wrote or tools made: nobody mends findings there."""

from __future__ import annotations

FOLDERS = frozenset(
    (
        # dependencies, checked in or installed
        *("node_modules", "bower_components", "jspm_packages", "vendor", "third_party", "third-party"),
        *(
            "thirdparty",
            "3rdparty",
            "site-packages",
            "dist-packages",
            "Godeps",
            "_vendor",
            "Pods",
            "Carthage",
        ),
        *(".venv", "venv", "virtualenv", ".terraform", ".terragrunt-cache", ".m2", ".gradle", ".yarn"),
        *(".pnpm-store", "cdk.out", "cdktf.out", ".aws-sam", ".serverless"),
        # version control
        *(".git", ".hg", ".svn", ".bzr", ".jj", "CVS"),
        # caches and settings of tools
        *("__pycache__", ".tox", ".nox", ".mypy_cache", ".pytest_cache", ".ruff_cache", ".hypothesis"),
        *(".idea", ".next", ".nuxt", ".parcel-cache", ".turbo", ".cache"),
    )
)
"""Names of folders that are left out wherever they are."""

MARKERS = frozenset({"pyvenv.cfg"})
"""Files that make a folder one of these, whatever it is called (PEP 405)."""
