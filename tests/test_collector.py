"""Python's garbage collector: it is held back while pages are written, collects now and then, and runs again after."""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING, Any

import pytest
from sphinx.builders.html import StandaloneHTMLBuilder

from sphinxext_privacy import collector
from sphinxext_privacy.collector import HELD_BACK, HeldBackCollector, collector_paused

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.conftest import ProjectMaker

NOTICE = """\
Notice
======

.. privacy-notice:: shop
   :updated: 2026-02-10

.. processor:: Mailer
   :purpose: to send you news
"""
PAGES = {f'page-{number}.rst': NOTICE.replace('shop', f'shop-{number}') for number in range(3)}
INDEX = 'Start\n=====\n\n.. toctree::\n\n   page-0\n   page-1\n   page-2\n'


class Node:
    """Something that refers to itself, so that only the collector takes it away."""

    alive = 0

    def __init__(self) -> None:
        self.itself = self
        Node.alive += 1

    def __del__(self) -> None:
        Node.alive -= 1


@pytest.fixture(autouse=True)
def _running_again() -> Iterator[None]:
    gc.collect()
    assert gc.isenabled()
    yield
    HELD_BACK.release()
    gc.enable()
    gc.collect()


@pytest.fixture
def seen(monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """Tell of each page that is written whether the collector ran by itself then."""
    states: list[bool] = []
    write = StandaloneHTMLBuilder.handle_page

    def handle_page(self: StandaloneHTMLBuilder, *arguments: Any, **named: Any) -> None:
        states.append(gc.isenabled())
        write(self, *arguments, **named)

    monkeypatch.setattr(StandaloneHTMLBuilder, 'handle_page', handle_page)
    return states


def test_pages_are_written_without_it_and_it_runs_after(make_project: ProjectMaker, seen: list[bool]) -> None:
    assert make_project({'index.rst': INDEX, **PAGES}).build('html').warned == []
    assert False in seen
    assert gc.isenabled()


def test_it_runs_after_a_build_that_fails(make_project: ProjectMaker, monkeypatch: pytest.MonkeyPatch) -> None:
    project = make_project({'index.rst': INDEX, **PAGES})
    held: list[bool] = []

    def fail(*_: object, **__: object) -> None:
        held.append(gc.isenabled())
        raise OSError('the disk is full')

    monkeypatch.setattr(StandaloneHTMLBuilder, 'handle_finish', fail)
    with pytest.raises(OSError, match='the disk is full'):
        project.build('html')
    assert held == [False]
    assert gc.isenabled()


def test_a_build_without_entries_does_not_touch_it(make_project: ProjectMaker, seen: list[bool]) -> None:
    make_project({'index.rst': 'Start\n=====\n'}).build('html')
    assert set(seen) == {True}


def test_it_collects_when_enough_was_made(monkeypatch: pytest.MonkeyPatch) -> None:
    held = HeldBackCollector()
    gc.collect()
    held.hold()
    monkeypatch.setattr(collector, 'NEW_OBJECTS', 1_000)
    Node()
    held.collect_if_due()
    assert Node.alive == 1
    kept = [Node() for _ in range(1_001)]
    held.collect_if_due()
    assert Node.alive == len(kept)
    kept.clear()
    held.release()
    assert gc.isenabled()


def test_who_switched_it_off_keeps_it_off(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(collector, 'NEW_OBJECTS', 0)
    held = HeldBackCollector()
    gc.disable()
    held.hold()
    Node()
    held.collect_if_due()
    assert Node.alive == 1
    held.release()
    with collector_paused():
        pass
    assert not gc.isenabled()
    gc.enable()
    gc.collect()
    assert Node.alive == 0
