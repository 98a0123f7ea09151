"""The browser of the tests does what the tests take for granted."""

from __future__ import annotations

from pathlib import Path

import pytest
from browser import BrowserError, browser

PAGE = """<!DOCTYPE html><title>Quay</title><meta http-equiv="Content-Security-Policy" content="img-src 'none'">
<button id="b" onclick="this.textContent = 'pressed'">Press</button><img src="https://harbour.example/a.png">"""


def test_a_page_is_read_pressed_and_drawn(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text(PAGE, encoding="utf-8")
    with browser() as running:
        tab = running.tab(page.as_uri())
        assert tab.value("document.title") == "Quay"
        tab.press("Tab")
        assert tab.value("document.activeElement.id") == "b"
        tab.press("Enter")
        assert tab.until("document.getElementById('b').textContent") == "pressed"
        assert len(tab.said) == 1
        assert "Content Security Policy" in tab.said[0]
        tab.look(400, 300, dark=True)
        assert tab.value("[innerWidth, matchMedia('(prefers-color-scheme: dark)').matches]") == [400, True]
        tab.picture(tmp_path / "page.png")
        assert (tmp_path / "page.png").read_bytes().startswith(b"\x89PNG")
        with pytest.raises(BrowserError, match="nowhere"):
            tab.value("nowhere.at.all")
        with pytest.raises(BrowserError, match="not within"):
            tab.until("false", 0.2)
