"""The texts with which copydesk is put to work: a hook and a CI workflow."""

from __future__ import annotations

HOOKS_FILE = ".pre-commit-config.yaml"
WORKFLOW_FILE = ".github/workflows/copydesk.yml"

_HOOK = """\
  - repo: local
    hooks:
      - id: copydesk
        name: copydesk (all rules, offline)
        entry: copydesk check --tracked
        language: system  # runs the copydesk that is installed
        types_or: [markdown, mdx]
        require_serial: true
        verbose: true
"""


def hooks(*, whole: bool) -> str:
    """The hook for pre-commit: the whole file, or what to add below the `repos:` of one that exists."""
    return f"repos:\n{_HOOK}" if whole else _HOOK


def workflow(requirement: str) -> str:
    """A workflow for GitHub; `requirement` is what pip installs to get copydesk."""
    return f"""\
name: copydesk
on:
  push:
  pull_request:
permissions:
  contents: read
jobs:
  posts:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - uses: actions/setup-python@v5
        with:
          python-version: "3.12"
      - run: python -m pip install '{requirement}'
      - run: copydesk check --tracked
"""
