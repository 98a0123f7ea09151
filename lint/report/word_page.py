"""What is told of a word in a post: where, in which language, who knows it, what speaks for it, what follows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from lint.report.places import Lines, shown
from lint.site.word_forms import Known
from lint.site.word_places import Sighting
from lint.site.word_story import Finding, Near, Spoken, Story
from lint.spelling.grammar import primary
from lint.spelling.language import NAMES
from lint.spelling.reasons import Reason

_LABEL = 13  # columns of the names on the left
_MOST_PLACES = 10  # in a line
_LONGEST = 60  # code points that are shown of a word


def page(path: str, text: str, source: str, stories: Sequence[Story], elsewhere: Sequence[Sighting]) -> str:
    """The page for people. `path` as it is shown, `text` the post's; `source` says why it is in its language.

    Places of which the same is told stand together.
    """
    lines = Lines(text)
    told: dict[tuple[str, ...], list[str]] = {}
    for story in stories:
        line, column = lines.place(story.span.start)
        places = told.setdefault(tuple(_story(story, source)), [])
        places.append(f"{line}:{column}" if places else f"{path}:{line}:{column}")
    parts = [f"{_some(places)}: {body[0]}\n" + "\n".join(body[1:]) for body, places in told.items()]
    if elsewhere:
        head = (
            "Also seen, where nothing is judged:" if parts else f"{path}: not in what is read as prose, so not judged"
        )
        parts.append("\n".join((head, *_sightings(elsewhere, lines))))
    return "\n\n".join(map(_visible, parts)) + "\n"


def shortened(word: str) -> str:
    """A word as far as a line has room for it."""
    return word if len(word) <= _LONGEST else f"{word[:_LONGEST]}…"


def _visible(text: str) -> str:
    return "\n".join(map(shown, text.split("\n")))


def _some(places: Sequence[str]) -> str:
    more = len(places) - _MOST_PLACES
    return ", ".join(places[:_MOST_PLACES]) + (f" and {more:,} more" if more > 0 else "")


def _story(story: Story, source: str) -> Iterator[str]:
    yield f'"{shortened(story.text)}"' + (f' in "{shortened(story.compound)}"' if story.compound else "")
    yield from _row("language", [_language(story, source)])
    yield from _row("dictionary", _dictionaries(story))
    if story.strange:
        yield from _row("speaks for it", [_spoken(one) for one in story.reasons] or ["nothing"])
        if story.corrections:
            yield from _row("known as", [f"a misspelling of {_quoted(story.corrections)}"])
        yield from _row("near", [", ".join(map(_near, story.near)) or "no word"])
    yield from _row("conclusion", _conclusion(story))


def _row(name: str, values: Sequence[str]) -> Iterator[str]:
    for number, value in enumerate(values):
        yield f"  {name if number == 0 else '':<{_LABEL}}  {value}"


def _name(language: str) -> str:
    name = NAMES.get(primary(language))
    if name is None:
        return f"`{language}`"
    return f"{name} ({language})" if language != primary(language) else name


def _language(story: Story, source: str) -> str:
    own = _name(story.post_language)
    if story.language == story.post_language:
        return f"{own}, {source}"
    return f"{_name(story.language)}, by the words of its paragraph; the post is {own}, {source}"


def _dictionaries(story: Story) -> list[str]:
    own = [_known(one) for one in story.known if one.language == story.language]
    if not own:
        own = [f"{_name(story.language)}: {'not in it' if story.judged else 'there is none'}"]
    return own + [_known(one) for one in story.known if one.language != story.language]


def _known(one: Known) -> str:
    lists = f" ({', '.join(one.lists)})" if one.lists else ""
    return f"{_name(one.language)}: {one.how}{lists}"


def _spoken(one: Spoken) -> str:
    detail = f": {one.detail}" if one.detail else ""
    return f"{one.reason}{detail}" + ("" if one.counts else " (not enough here)")


def _near(one: Near) -> str:
    return f'"{one.word}" ({"common" if one.common else "rare"}, {one.level} of 15)'


def _quoted(words: Sequence[str]) -> str:
    return ", ".join(f'"{word}"' for word in words)


def _conclusion(story: Story) -> list[str]:
    if story.findings:
        return [_finding(one) for one in story.findings]
    if not story.judged:
        return [f"not judged: there is no dictionary for {_name(story.language)}"]
    if not story.strange:
        return ["right: the dictionary has it"]
    counting = [one for one in story.reasons if one.counts]
    spoken = [one for one in counting if one.reason is not Reason.NOTHING_NEAR]
    if spoken:
        return [f"right: {_spoken(spoken[0])}"]
    if counting:
        return ["unknown-word: nothing speaks for it, but no word is near that could be meant; left alone"]
    return ["no rule reports it"]


def _finding(one: Finding) -> str:
    found = one.found
    text = f"{found.rule}, {found.level}: {found.message}"
    if found.fix:
        text += f"; {found.fix.title} ({'safe' if found.fix.safe else 'not safe: only with --unsafe'})"
    if found.suggestions:
        text += f"; or {_quoted(found.suggestions)}"
    return text + {"allowed": " (the post allows it)", "off": " (the rule is off)"}.get(one.state, "")


def _sightings(elsewhere: Sequence[Sighting], lines: Lines) -> Iterator[str]:
    by_where = sorted(elsewhere, key=lambda one: (one.where, one.span))
    for where, ones in groupby(by_where, key=lambda one: one.where):
        places = ["{}:{}".format(*lines.place(one.span.start)) for one in ones]
        yield f"  {where}: {_some(places)}"
