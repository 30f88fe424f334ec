"""What open pages are told, and what those hear who come back."""

from __future__ import annotations

import threading
import time

import pytest

from generator.serve.events import KEPT, MANY, Event, Events


def test_events_are_heard_in_their_order() -> None:
    events = Events()
    before = events.number
    first = events.publish(Event(building=True))
    second = events.publish(Event(changed=("a/index.html",), problems=2))
    assert [first.number, second.number] == [before + 1, before + 2] == [before + 1, events.number]
    assert events.after(before, 0) == (first, second)
    assert events.after(first.number, 0) == (second,)
    assert events.after(second.number, 0) == ()


def test_who_waits_is_woken() -> None:
    events = Events()
    heard: list[Event] = []
    number = events.number
    thread = threading.Thread(target=lambda: heard.extend(events.after(number, 60)))
    thread.start()
    told = events.publish(Event(changed=("a.html",)))
    thread.join()
    assert heard == [told]


def test_who_missed_too_much_is_told_that_anything_may_have_changed() -> None:
    events = Events()
    begin = events.number
    for number in range(KEPT + 1):
        events.publish(Event(changed=(f"{number}.html",), removed=("gone.html",), problems=number))
    assert len(events.after(begin + 1, 0)) == KEPT
    (missed,) = events.after(begin, 0)
    assert (missed.number, missed.changed, missed.removed) == (events.number, None, ())
    assert missed.problems == KEPT


@pytest.mark.parametrize("days", [-1, 1])
def test_a_page_of_another_preview_is_behind(days: int) -> None:
    events = Events()
    (missed,) = events.after(events.number + days * 86_400_000, 0)
    assert (missed.number, missed.changed) == (events.number, None)


def test_a_later_preview_has_higher_numbers() -> None:
    first = Events()
    told = first.publish(Event())
    time.sleep(0.005)
    assert Events().number > told.number


def test_a_list_that_is_too_long_is_not_sent() -> None:
    names = tuple(f"{number}.html" for number in range(MANY + 1))
    assert Events().publish(Event(changed=names[1:])).changed == names[1:]
    assert Events().publish(Event(changed=names)).changed is None


def test_closing_wakes_everybody() -> None:
    events = Events()
    number = events.number
    thread = threading.Thread(target=events.after, args=(number, 60))
    thread.start()
    events.close()
    thread.join(30)
    assert events.closed and not thread.is_alive()
    assert events.after(number, 60) == ()
