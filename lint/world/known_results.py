"""What earlier runs examined need not be examined again: `examine` is pure, so its result can be kept by its input."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

import msgspec

from lint.config.schema import BundleConfig, LinksConfig
from lint.engine.examine import Examined, Source
from lint.engine.run import Desk
from lint.engine.settings import Settings
from lint.records import NamedTuple
from lint.world.pool import examine_all, spread, worth_spreading
from lint.world.program import dictionary_state, program
from lint.world.result_cache import ResultCache, sealed
from lint.world.workers import begun

_AT_ONCE = 1_000  # posts
_WRITTEN_AT_ONCE = 100  # results


def examine_known(
    cache: ResultCache,
    state: bytes,
    desk: Desk,
    sources: Sequence[Source],
    judged: bool,
    *,
    meanwhile: Callable[[], None] | None = None,
) -> Iterable[Examined]:
    """The same as `desk.examine`, in the same order; `state` is what `state_of` gave.

    `meanwhile` is what this process does, if anything, while another one examines the few posts that are not known.
    """
    if not state or not sources:
        return examine_all(desk, sources, judged)
    found: list[Examined] = []
    for start in range(0, len(sources), _AT_ONCE):  # what is read from the cache and written to it weighs more
        found += _examine(cache, state, desk, sources[start : start + _AT_ONCE], meanwhile, judged=judged)
    return found


def _examine(
    cache: ResultCache,
    state: bytes,
    desk: Desk,
    sources: Sequence[Source],
    meanwhile: Callable[[], None] | None,
    *,
    judged: bool,
) -> list[Examined]:
    digests = [_digest(source) for source in sources]
    keys = _keys(desk, state, sources, digests, judged=judged)
    found = _found(cache, sources, keys)
    if not judged:  # what was judged tells the same facts
        keyed = zip(sources, _keys(desk, state, sources, digests, judged=True), strict=True)
        others = [(source, key) for source, key in keyed if source.path not in found]
        known = _found(cache, [source for source, _ in others], [key for _, key in others])
        found |= {path: msgspec.structs.replace(one, diagnostics=()) for path, one in known.items()}
    missing = [(source, key) for source, key in zip(sources, keys, strict=True) if source.path not in found]
    fresh: dict[bytes, bytes] = {}
    examined = _examine_to_keep(desk, [source for source, _ in missing], meanwhile, judged=judged)
    for (source, key), (one, data) in zip(missing, examined, strict=True):
        found[source.path] = one
        if data and not one.crashes:  # the traceback of a bug is worth another look
            fresh[key] = data
        if len(fresh) >= _WRITTEN_AT_ONCE:  # while others examine
            cache.put_sealed(fresh)
            fresh.clear()
    cache.put_sealed(fresh)
    return [found[source.path] for source in sources]


class _Written(NamedTuple):
    """A result in MessagePack, and as the cache has that; `itself` where it quotes stray bytes, which have no UTF-8."""

    data: bytes = b""
    kept: bytes = b""
    itself: Examined | None = None


def _examine_to_keep(
    desk: Desk, sources: Sequence[Source], meanwhile: Callable[[], None] | None, *, judged: bool
) -> Iterator[tuple[Examined, bytes]]:
    """What is examined, in order, each with its bytes as the cache has them; b"" for what has none."""

    def work(start: int, end: int) -> list[_Written]:
        return list(map(_written, desk.examine(sources[start:end], judged)))

    found: Iterable[_Written]
    if worth_spreading(sources):
        found = spread(work, len(sources), _Written)
    elif sources and meanwhile:
        with begun(lambda: work(0, len(sources)), list[_Written]) as given:
            meanwhile()
            found = given()
    else:
        yield from ((one, _written(one).kept) for one in desk.examine(sources, judged))
        return
    decode = msgspec.msgpack.Decoder(Examined).decode
    for sent in found:
        yield sent.itself or decode(sent.data), sent.kept


def _written(one: Examined) -> _Written:
    try:
        data = msgspec.msgpack.encode(one)
    except UnicodeEncodeError:
        return _Written(itself=one)
    return _Written(data, sealed(data))


def _found(cache: ResultCache, sources: Sequence[Source], keys: Sequence[bytes]) -> dict[str, Examined]:
    """What is known of the posts, by path."""
    known = cache.decoded(keys, Examined)
    return {source.path: known[key] for source, key in zip(sources, keys, strict=True) if key in known}


def keys_of(state: bytes, desk: Desk, sources: Sequence[Source]) -> dict[str, bytes]:
    """Under what the results of judged posts are kept, by their paths; `state` is what `state_of` gave."""
    keys = _keys(desk, state, sources, [_digest(source) for source in sources], judged=True)
    return {source.path: key for source, key in zip(sources, keys, strict=True)}


def state_of(desk: Desk, root: Path) -> bytes:
    """All that `examine` depends on besides the posts and their own settings; b"" where it cannot be told.

    `root` is the folder of the site.
    """
    if desk.config.plugins and desk.rulebook.complete:
        return b""  # what plug-ins do depends on files that nobody knows
    config = msgspec.structs.replace(desk.config, bundle=BundleConfig(), links=LinksConfig())
    paths = {language: root / path for language, path in desk.config.dictionaries.items()}
    drafting = desk.drafting.key if desk.drafting else b""
    return hashlib.sha256(program() + _packed((config, dictionary_state(paths))) + drafting).digest()


def _digest(source: Source) -> bytes:
    head = f"{source.path}\0{source.unreadable}\0"
    return hashlib.sha256(f"{head}{source.text}".encode("utf-8", "surrogateescape")).digest()


def _keys(
    desk: Desk, state: bytes, sources: Sequence[Source], digests: Sequence[bytes], *, judged: bool
) -> list[bytes]:
    settings_of = desk.settings()
    told: dict[int, bytes] = {}
    keys = []
    for source, digest in zip(sources, digests, strict=True):
        its = settings_of(source.path)
        if (about := told.get(id(its))) is None:
            about = told[id(its)] = hashlib.sha256(state + _of_settings(its, judged=judged)).digest()
        keys.append(hashlib.sha256(about + digest + desk.flavors.of(source.path).encode()).digest())
    return keys


def _of_settings(its: Settings, *, judged: bool) -> bytes:
    """The options of the rules are in the configuration; which of them run may have been said elsewhere."""
    chosen = its.chosen
    rules = [rule.id for rule in chosen.post_rules] if judged else []
    gathering = [rule.id for rule in chosen.site_rules if rule.gathers()]
    levels = {name: str(level) for name, level in chosen.levels.items()}
    return _packed((rules, gathering, levels, its.language, its.terms))


def _packed(value: object) -> bytes:
    return msgspec.json.encode(value, order="deterministic")
