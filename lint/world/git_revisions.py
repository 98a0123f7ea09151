"""What a change is compared with: a revision that was named, what CI names, or the last commit."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

import msgspec

from lint.choices import nearest
from lint.world import git
from lint.world.git import GitError
from lint.world.target_branch import Target, target


class Base(msgspec.Struct, frozen=True):
    """What is compared with what. `tree` is a commit or a tree, or empty where there is nothing yet.

    `staged`: the index is compared; otherwise the work tree. `others` are further parents, when a merge is staged.
    `told` says that the surroundings, not the user, chose the base.
    """

    tree: str
    words: str
    staged: bool = False
    others: tuple[str, ...] = ()
    told: bool = False


def is_revision(folder: Path, name: str) -> bool:
    """Whether git knows this name of a commit or a tree; False as well where there is no repository."""
    if git.top_level(folder) is None:
        return False
    try:
        return bool(_resolve(folder, name, "tree"))
    except GitError:
        return False


def base_of(root: Path, revision: str, environment: Mapping[str, str] | None = None) -> Base:
    """What the change in the repository of `root` is compared with.

    `revision` is what the user named; with "", the surroundings of the run decide. Raises GitError with one line.
    """
    if git.top_level(root) is None:
        raise GitError(f"{_shown(root)}: not in a git repository, which --changed needs")
    environment = os.environ if environment is None else environment
    if revision:
        return _named(root, revision)
    told = target(environment)
    if told and (told.told_by.startswith("PRE_COMMIT") or "GIT_INDEX_FILE" not in environment):
        return _told(root, told)
    return _index(root)


def _index(root: Path) -> Base:
    """The index against the last commit; in a merge, against all its parents."""
    head = _resolve(root, "HEAD", "commit")
    if not head:
        return Base("", "the index; there is no commit yet", staged=True)
    others = _merge_heads(root)
    return Base(head, "the index with HEAD" + (" and what is merged" if others else ""), staged=True, others=others)


def _merge_heads(root: Path) -> tuple[str, ...]:
    path = git.run(root, "rev-parse", "--git-path", "MERGE_HEAD").removesuffix("\n")
    try:
        return tuple((root / path).read_text(encoding="ascii").split())
    except (OSError, ValueError):
        return ()


def _named(root: Path, revision: str) -> Base:
    if revision.startswith("-") or ".." in revision:
        raise GitError(f"--changed={revision}: one revision is wanted, such as a branch, a tag or a commit")
    commit = _resolve(root, revision, "commit")
    if commit:
        return _since(root, commit, revision)
    tree = _resolve(root, revision, "tree")
    if tree:
        return Base(tree, f"the work tree with {revision}")
    if not _resolve(root, "HEAD", "commit"):
        if revision in {"HEAD", "@"}:
            return Base("", "the work tree; there is no commit yet")
        raise GitError(f"--changed={revision}: no such revision; there is no commit yet")
    raise GitError(f"--changed={revision}: no such revision{_hint(root, revision)}")


def _since(root: Path, commit: str, name: str, *, told: bool = False) -> Base:
    """From where the branch left `commit`; what the other side changed since is not this change."""
    head = _resolve(root, "HEAD", "commit")
    if not head:
        return Base(commit, f"the work tree with {name}", told=told)
    try:
        bases = git.run(root, "merge-base", head, commit).split()
    except GitError:
        bases = []
    if not bases:
        if _is_shallow(root):
            raise GitError(
                f"--changed: this shallow clone does not reach back to where {name} was left; fetch more: "
                "git fetch --deepen=100, or git fetch --unshallow"
            )
        return Base(commit, f"the work tree with {name}, which shares no history with HEAD", told=told)
    same = bases[0] == commit
    where = name if same else f"{bases[0][:10]}, where it left {name}"
    return Base(bases[0], f"the work tree with {where}", told=told)


def _told(root: Path, told: Target) -> Base:
    name = told.commit[:10] if told.commit else told.branch
    name = f"{name} ({told.told_by})"
    for candidate in [told.commit] if told.commit else _places(root, told.branch):
        commit = _resolve(root, candidate, "commit")
        if commit:
            return _since(root, commit, name, told=True)
    # GitHub checks a pull request out as its merge into the target, whose tip then is the first parent.
    if told.branch and _resolve(root, "HEAD^2", "commit"):
        return Base(_resolve(root, "HEAD^1", "commit"), f"the work tree with {name}, by HEAD^1", told=True)
    what = "" if told.commit else f" origin {told.branch}"
    how = f"git fetch --unshallow{what}" if _is_shallow(root) else f"git fetch{what}"
    raise GitError(f"--changed: {name} is not in this clone; fetch it: {how}")


def _places(root: Path, branch: str) -> list[str]:
    """Where a branch of the remote may lie in a clone, the likeliest first."""
    remotes = [name for name in git.run(root, "remote").split("\n") if name]
    remotes.sort(key=lambda name: name != "origin")
    return [*(f"refs/remotes/{name}/{branch}" for name in remotes), f"refs/heads/{branch}"]


def _resolve(root: Path, name: str, kind: str) -> str:
    """The object that a name leads to, as a commit or a tree; "" when there is none. Raises GitError."""
    if not name or name.startswith("-") or "\0" in name or "\n" in name:
        return ""
    try:
        return git.run(root, "rev-parse", "--quiet", "--verify", f"{name}^{{{kind}}}").strip()
    except GitError as error:
        if str(error) == "git rev-parse failed" or name in str(error):  # it is quiet about what is not there
            return ""
        raise


def _is_shallow(root: Path) -> bool:
    return git.run(root, "rev-parse", "--is-shallow-repository").strip() == "true"


def _hint(root: Path, revision: str) -> str:
    names = git.run(root, "for-each-ref", "--format=%(refname:short)", "refs/heads", "refs/tags", "refs/remotes")
    known = ["HEAD", *(name for name in names.split("\n") if name)]
    ends = [name for name in known if name.endswith(f"/{revision}")]
    near = ends[0] if ends else nearest(revision, known)
    if near:
        return f"; did you mean {near}?"
    if _is_shallow(root):
        return "; this clone is shallow: git fetch --deepen=100, or git fetch --unshallow"
    return ""


def _shown(root: Path) -> str:
    return os.path.relpath(root)
