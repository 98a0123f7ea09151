"""The forms of a report: for each a module of this name with a function `render`, loaded when it is asked for."""

from __future__ import annotations

import importlib
from collections.abc import Callable

from lint.report.places import Report

FORMATS = ("human", "concise", "json", "sarif", "github", "gitlab", "junit", "html")


def render(report: Report, form: str, *, color: bool = False) -> str:
    """The report in one of FORMATS; `color` is for people at a terminal."""
    module = importlib.import_module(f"lint.report.{form}")
    if form == "human":
        colored: str = module.render(report, color=color)
        return colored
    plain: Callable[[Report], str] = module.render
    return plain(report)
