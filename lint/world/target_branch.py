"""What the surroundings of a run say of the change it belongs to: the branch it is meant for, or the commit before."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import msgspec

_COMMITS = (
    "PRE_COMMIT_FROM_REF",  # pre-commit before a push, and with --from-ref
    "CI_MERGE_REQUEST_DIFF_BASE_SHA",  # GitLab
)
_BRANCHES = (
    "GITHUB_BASE_REF",  # GitHub; Gitea and Forgejo as well
    "CI_MERGE_REQUEST_TARGET_BRANCH_NAME",  # GitLab
    "BITBUCKET_PR_DESTINATION_BRANCH",
    "SYSTEM_PULLREQUEST_TARGETBRANCH",  # Azure
    "CHANGE_TARGET",  # Jenkins
    "BUILDKITE_PULL_REQUEST_BASE_BRANCH",
    "CI_COMMIT_TARGET_BRANCH",  # Woodpecker
    "CIRRUS_BASE_BRANCH",
    "CODEBUILD_WEBHOOK_BASE_REF",  # AWS
    "BITRISEIO_GIT_BRANCH_DEST",
)
_BRANCHES_WHEN = (
    # The branch is the target only in a build of a pull request, which the second variable tells.
    ("DRONE_TARGET_BRANCH", "DRONE_PULL_REQUEST"),
    ("TRAVIS_BRANCH", "TRAVIS_PULL_REQUEST"),
    ("APPVEYOR_REPO_BRANCH", "APPVEYOR_PULL_REQUEST_NUMBER"),
    ("SEMAPHORE_GIT_BRANCH", "SEMAPHORE_GIT_PR_NUMBER"),
)
_BEFORE = ("CI_COMMIT_BEFORE_SHA", "DRONE_COMMIT_BEFORE", "CI_PREV_COMMIT_SHA")
"""The commit that a pushed branch led to before: GitLab, Drone, Woodpecker."""
_LARGEST = 10_000_000
"""Bytes of the file that describes an event. Our own bound."""


class Target(msgspec.Struct, frozen=True):
    """What a change is compared with, and the variable that tells so. Either a branch or a commit is named."""

    told_by: str
    branch: str = ""
    commit: str = ""


def target(environment: Mapping[str, str]) -> Target | None:
    """What the surroundings of this run name as the target of the change; None where they name nothing."""
    for name in _COMMITS:
        if value := environment.get(name, ""):
            return Target(name, commit=value)
    for name in _BRANCHES:
        if value := environment.get(name, ""):
            return Target(name, branch=_short(value))
    for name, condition in _BRANCHES_WHEN:
        if environment.get(name) and environment.get(condition, "") not in {"", "false"}:
            return Target(name, branch=_short(environment[name]))
    for name in _BEFORE:
        value = environment.get(name, "")
        if value.strip("0"):
            return Target(name, commit=value)
        if value and environment.get("CI_DEFAULT_BRANCH"):  # a new branch
            return Target("CI_DEFAULT_BRANCH", branch=environment["CI_DEFAULT_BRANCH"])
    if environment.get("GITHUB_EVENT_NAME") == "push":
        return _pushed(environment.get("GITHUB_EVENT_PATH", ""))
    return None


def _short(branch: str) -> str:
    return branch.removeprefix("refs/heads/")


def _pushed(path: str) -> Target | None:
    """What the description of a push says: the commit before it or, for a new branch, the default branch."""
    try:
        if Path(path).stat().st_size > _LARGEST:
            return None
        import json

        event = json.loads(Path(path).read_bytes())
        before = str(event.get("before") or "")
        branch = str((event.get("repository") or {}).get("default_branch") or "")
    except (OSError, ValueError, AttributeError):
        return None
    if before.strip("0"):
        return Target("GITHUB_EVENT_PATH", commit=before)
    return Target("GITHUB_EVENT_PATH", branch=branch) if branch else None
