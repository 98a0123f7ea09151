"""What a bundle is made of, as the configuration and the posts say it; for `bundle` and for `preview`."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from lint import __version__
from lint.cli.bundling.held import Texts
from lint.cli.session import CannotRun
from lint.diagnostics import Diagnostic, Level
from lint.engine.examine import Drafting, Examined, Source
from lint.engine.run import Desk, site_of
from lint.world.sites import OpenSite

if TYPE_CHECKING:
    from lint.bundle.assets import Read
    from lint.bundle.job import Job
    from lint.post.html_policy import Policy
    from lint.site.facts import PostFacts
    from lint.site.site import Site

MANY = 2_000
"""What is made of more posts, and they themselves, are held small: that takes less memory, and longer."""
TOOL = f"copydesk {__version__}"
"""What makes bundles, as they say."""
_MENDED = frozenset({"image-metadata"})


def one_of(sites: Sequence[OpenSite]) -> OpenSite:
    """The one site that has the posts. Raises CannotRun when the paths lie in several."""
    holding = [one for one in sites if one.reported]
    if len(holding) > 1:
        roots = ", ".join(os.path.relpath(one.root) for one in holding)
        raise CannotRun(f"the posts lie in several sites ({roots}); make one bundle at a time")
    if not holding:
        raise CannotRun("none of the files is a post")
    return holding[0]


def drafting_of(opened: OpenSite, desk: Desk) -> Drafting:
    """What makes the drafts of a site's pages while its posts are judged."""
    from lint.bundle.anchors import slug_of
    from lint.bundle.draft import Drafter
    from lint.site.generators import recognised_in

    slug = slug_of(recognised_in(opened.sources, opened.files, desk.read))
    return Drafter(slug, policy_of(opened), small=len(opened.sources) > MANY)


def drafts_for(job: Job, desk: Desk, examined: dict[str, Examined]) -> dict[str, bytes]:
    """The drafts that were made for the pages of a bundle, by the paths of their posts; `examined` keeps none."""
    from lint.bundle.anchors import slug_of
    from lint.bundle.draft import Drafter

    found = {page.path: draft for page in job.pages if (draft := examined[page.path].draft)}
    for path in found:
        examined[path] = msgspec.structs.replace(examined[path], draft=b"")
    right = desk.drafting and desk.drafting.key == Drafter(slug_of(job.site.recognised), job.html).key
    return found if right else {}


def policy_of(opened: OpenSite) -> Policy:
    """What HTML of the posts gets into pages."""
    from lint.post.html_policy import Policy

    bundle = opened.config.bundle
    return Policy(bundle.html, bundle.iframe_hosts)


def url_of(opened: OpenSite) -> str:
    """Where the content of `site/` will be served; "" when nobody said it."""
    return opened.config.bundle.url or opened.config.url


def reader(root: Path) -> Read:
    """Reads files of the site at `root`. It raises UnfitError for one that cannot be read, or lies elsewhere."""
    from lint.bundle.unfit import UnfitError
    from lint.world.staging import read_inside

    def read(path: str) -> bytes:
        try:
            return read_inside(root, path)
        except OSError as error:
            raise UnfitError(f"{path}: cannot be read: {error.strerror}") from None

    return read


def as_published(one: Diagnostic) -> Diagnostic:
    """What a bundle mends on the way is no reason to refuse it, but the file of the source still has it."""
    if one.rule in _MENDED and one.level is Level.ERROR:
        return msgspec.structs.replace(one, level=Level.WARNING)
    return one


def job_of(
    opened: OpenSite,
    desk: Desk,
    examined: Mapping[str, Examined],
    sources: Mapping[str, Source],
    posts: Sequence[PostFacts],
    *,
    judged: Site | None = None,
) -> Job:
    """The bundle of these posts, without commit and generator; `examined` and `sources` are all that the site has.

    `judged` is the same site, with other posts reported, if there is one already: what was made of it is used.

    Raises UnfitError when a post cannot have a page, CannotRun when a template cannot be read.
    """
    from lint.bundle.job import Job
    from lint.bundle.pages import lay_out

    bundle, language = opened.config.bundle, opened.config.lang or "en"
    url = url_of(opened)
    if judged:
        site = msgspec.structs.replace(judged, reported=tuple(sorted(posts, key=lambda post: post.path)))
    else:
        site = site_of(desk, examined, [post.path for post in posts])
    return Job(
        pages=lay_out(posts, language),
        texts=Texts(sources),
        sources=sources.keys(),
        site=site,
        site_title=bundle.title or _title(site, url, language),
        language=language,
        tool=TOOL,
        url=url,
        description=bundle.description,
        sheet=bundle.sheet,
        feed=bundle.feed,
        templates=templates_of(opened.root, bundle.templates),
        html=policy_of(opened),
    )


def _title(site: Site, url: str, language: str) -> str:
    """What a site without a configured title is called. The name of its folder, which differs from one copy to the
    next, does not count."""
    from urllib.parse import urlsplit

    from lint.bundle.labels import labels

    said = next((one.title for one in site.recognised.generators if one.title), "")
    return said or urlsplit(url).hostname or labels(language)[1]["posts"]


def templates_of(root: Path, folder: str) -> dict[str, str]:
    """The templates of the site by their names. Raises CannotRun when one of them cannot be read."""
    if not folder:
        return {}
    from lint.bundle.theme import NAMES
    from lint.choices import nearest
    from lint.world.staging import read_inside

    found = {}
    try:
        for path in sorted((root / folder).iterdir()):
            if path.suffix in {".html", ".css"}:
                found[path.name] = read_inside(root, f"{folder}/{path.name}").decode().replace("\r\n", "\n")
    except (OSError, UnicodeDecodeError) as error:
        raise CannotRun(f"{folder}: cannot be read: {getattr(error, 'strerror', None) or error}") from None
    if not found.keys() & NAMES:
        hint = next((f"; did you mean {near}?" for name in found if (near := nearest(name, NAMES))), "")
        raise CannotRun(f"{folder} holds none of the templates {', '.join(sorted(NAMES))}{hint}")
    return found
