"""`copydesk preview` as its readers meet it: banner, panel and reload in headless Chromium."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
from browser import Browser, Tab, browser
from bundle_site import CONFIGURATION, harbour, put
from previews import Preview, preview

ROOT = "document.querySelector('copydesk-preview').shadowRoot"
LONG = "".join(f"\n## Part {number}\n\nA line of the text, number {number}.\n" for number in range(60))
PLAN = f"---\ntitle: Sekrit plan\ndate: 2024-01-01\ndraft: true\n---\n\nThe the zebra.\n{LONG}"


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with browser() as running:
        yield running


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return put(harbour(tmp_path), {"posts/drafts/plan.md": PLAN})


@pytest.fixture
def running(site: Path) -> Iterator[Preview]:
    with preview(site, "posts") as one:
        yield one


def shown(tab: Tab, selector: str) -> str:
    """The text of an element of the panel as it is drawn; "" where there is none."""
    text: str = tab.value(f"{ROOT}.querySelector({selector!r})?.innerText ?? ''")
    return text


def ready(tab: Tab) -> None:
    tab.until(f"!!{ROOT}.querySelector('[role=status]')?.dataset.last")


def test_banner_panel_and_reload(chromium: Browser, running: Preview, site: Path) -> None:
    tab = chromium.tab(f"{running.url}drafts/plan/")
    ready(tab)
    assert shown(tab, ".banner") == "This post is a draft. No bundle holds it."
    assert tab.value(f"{ROOT}.querySelector('details').open"), "there is room beside the text"
    assert shown(tab, "summary").startswith("1 warning")
    finding = shown(tab, "li")
    for part in ("7:1", "warning", "doubled-word", '"The the" repeats a word', 'Remove the second "the"'):
        assert part in finding
    # A save loads the page again where it was read.
    tab.value("scrollTo(0, 1500); window.mine = true")
    put(site, {"posts/drafts/plan.md": PLAN.replace("number 59", "number fifty-nine")})
    tab.until("window.mine === undefined && document.body.innerText.includes('number fifty-nine')")
    tab.until("scrollY === 1500")  # the page may be too short for that while it is loaded
    # Only the findings change: no reload.
    ready(tab)
    tab.value("window.mine = true")
    put(site, {"copydesk.toml": CONFIGURATION.replace("doubled-word", "misspelling", 1)})
    tab.until(f"{ROOT}.querySelector('summary').innerText.startsWith('Nothing found')")
    assert tab.value("window.mine") is True
    assert tab.value(f"{ROOT}.querySelector('[role=status]').textContent") == "Nothing found"
    assert tab.said == []


def test_a_broken_post_says_so_and_is_mended(chromium: Browser, running: Preview, site: Path) -> None:
    tab = chromium.tab(f"{running.url}drafts/plan/")
    ready(tab)
    put(site, {"posts/drafts/plan.md": PLAN.replace("title: Sekrit plan", 'title: "Sekrit plan')})
    tab.until(f"!!{ROOT}.querySelector('.trouble')")
    assert "its front matter cannot be read; the last good version is shown" in shown(tab, ".trouble")
    assert tab.value("document.body.innerText.includes('The the zebra.')")
    put(site, {"posts/drafts/plan.md": PLAN.replace("The the zebra", "The okapi")})
    tab.until("document.body.innerText.includes('The okapi.')")
    ready(tab)
    assert shown(tab, ".trouble") == ""
    assert tab.said == []


def test_the_panel_works_at_any_loopback_address(chromium: Browser, site: Path) -> None:
    try:
        socket.create_server(("::1", 0), family=socket.AF_INET6).close()
    except OSError:
        pytest.skip("no IPv6 here")
    with preview(site, "posts", "--host", "::1") as running:
        for url in (running.url, running.url.replace("[::1]", "localhost")):
            tab = chromium.tab(f"{url}drafts/plan/")
            ready(tab)
            assert shown(tab, "summary").startswith("1 warning")
            assert tab.said == []


def test_lists_mark_what_no_bundle_holds(chromium: Browser, running: Preview) -> None:
    tab = chromium.tab(running.url)
    ready(tab)
    marks = "Object.fromEntries([...document.querySelectorAll('.copydesk-mark')].map("
    marks += "one => [one.previousSibling.textContent, one.textContent]))"
    assert tab.value(marks) == {"Sekrit plan": "Draft", "Tomorrowland": "From 2999-01-01"}
    assert shown(tab, "summary").startswith("2 posts with findings")
    assert "posts/later.md · 1 error" in shown(tab, "ol")
    tab.value(f"{ROOT}.querySelector('ol a').click()")
    tab.until("location.pathname === '/later/'")
    ready(tab)
    assert shown(tab, ".banner").startswith("This post is dated 2999-01-01.")
    assert tab.said == []


def test_no_other_script_runs(chromium: Browser, running: Preview) -> None:
    tab = chromium.tab(f"{running.url}drafts/plan/")
    ready(tab)
    tab.value("document.body.append(Object.assign(document.createElement('script'), {textContent: 'window.bad = 1'}))")
    tab.value("document.body.append(Object.assign(document.createElement('script'), {src: '/feed.json'}))")
    tab.until("new Promise(done => setTimeout(() => done(true), 200))")
    assert tab.value("window.bad") is None
    assert len(tab.said) == 2
    assert all("Content Security Policy" in one for one in tab.said)


def test_keys_small_windows_and_colours(chromium: Browser, running: Preview) -> None:
    tab = chromium.tab()
    tab.look(390, 780, dark=True)
    tab.open(f"{running.url}drafts/plan/")
    ready(tab)
    focused, opened = f"{ROOT}.activeElement?.tagName", f"{ROOT}.querySelector('details').open"
    assert tab.value(opened) is False, "there is no room"
    tab.press("Tab")
    assert tab.value(focused) == "SUMMARY"
    tab.press("Enter")
    assert tab.until(opened) is True
    box = tab.value(f"(box => [box.left, box.right, box.top, box.bottom])({ROOT}.querySelector('details')"
                    ".getBoundingClientRect())")  # fmt: skip
    assert box[0] >= 0
    assert box[1] <= 390
    assert box[2] >= 780 * 0.3
    assert box[3] <= 780
    tab.press("Tab")
    assert tab.value(f"{ROOT}.activeElement.textContent") == "?"
    tab.press("Escape")
    assert tab.value(opened) is False
    assert tab.value(focused) == "SUMMARY"
    tab.send("Page.reload")
    tab.until("document.readyState === 'complete'")
    ready(tab)
    assert tab.value(opened) is False, "what the reader chose is kept"
    # Text stands out from what is behind it (WCAG 2.2, 1.4.3), in both colours.
    for dark in (True, False):
        tab.look(390, 780, dark=dark)
        tab.value(f"{ROOT}.querySelector('details').open = true")
        for selector in (".place", ".level", ".file", ".fix", "summary", ".banner", ".why", "pre", "mark"):
            ratio = tab.value(CONTRAST.replace("SELECTOR", selector))
            assert ratio >= 4.5, (selector, dark, ratio)


CONTRAST = """(() => {
  const one = document.querySelector('copydesk-preview').shadowRoot.querySelector('SELECTOR');
  const parts = (colour) => colour.match(/[\\d.]+/g).map(Number);
  let behind = one;
  const back = (node) => parts(getComputedStyle(node).backgroundColor);
  while (back(behind).length === 4 && back(behind)[3] === 0) behind = behind.parentElement;
  const light = ([r, g, b]) => [r, g, b].map((value) => value / 255)
    .map((value) => value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4)
    .reduce((sum, value, index) => sum + value * [0.2126, 0.7152, 0.0722][index], 0);
  const [low, high] = [light(parts(getComputedStyle(one).color)), light(back(behind))].sort((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
})()"""
