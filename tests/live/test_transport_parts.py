"""The small parts that keep many clients cheap."""

from contextvars import ContextVar

import gevent
from hypothesis import given
from hypothesis import strategies as st
from socketio import Manager, Server
from socketio.packet import ACK, EVENT

from icebreak.live.transport.crew import Crew
from icebreak.live.transport.pulse import Pulse
from icebreak.live.transport.rooms import Rooms
from icebreak.live.transport.wire import TextPacket, answer_text, event_text, usual_event

CLIENTS = ["ann", "ben", "cat"]
PLACES = ["hall", "kitchen", "garden"]

steps = st.lists(
    st.one_of(
        st.tuples(st.sampled_from(["enter", "leave"]), st.integers(0, 2), st.sampled_from(PLACES)),
        st.tuples(st.just("disconnect"), st.integers(0, 2), st.none()),
        st.tuples(st.just("close"), st.none(), st.sampled_from(PLACES)),
    ),
    max_size=30,
)


@given(steps)
def test_the_index_of_rooms_agrees_with_a_look_into_all_of_them(
    steps: list[tuple[str, int | None, str | None]],
) -> None:
    rooms, plain = Rooms(), Manager()
    sids = {}
    for manager in (rooms, plain):
        Server(client_manager=manager, async_mode="threading")
        sids[manager] = [manager.connect(name, "/") for name in CLIENTS]
    here = {0, 1, 2}
    for step, who, place in steps:
        if who is not None and who not in here:
            continue
        for manager in (rooms, plain):
            if step == "enter":
                manager.enter_room(sids[manager][who], "/", place)
            elif step == "leave":
                manager.leave_room(sids[manager][who], "/", place)
            elif step == "close":
                manager.close_room(place, "/")
            else:
                manager.pre_disconnect(sids[manager][who], "/")
                manager.disconnect(sids[manager][who], "/")
                here.discard(who)
        assert seen(rooms, sids[rooms]) == seen(plain, sids[plain])


def seen(manager: Manager, sids: list[str]) -> list[object]:
    """Who is where, and where each one is, by the engine's names."""
    where = [sorted(set(manager.get_rooms(sid, "/")) & set(PLACES)) for sid in sids]
    who = [sorted(name for _, name in manager.get_participants("/", place)) for place in PLACES]
    return [where, who, [manager.is_connected(sid, "/") for sid in sids], manager.rooms.keys()]


def test_what_is_due_is_carried_out_once_and_in_order() -> None:
    time = [100.0]
    done: list[str] = []
    pulse = Pulse(now=lambda: time[0])
    pulse.after(10, lambda: done.append("ten"))
    pulse.after(5, lambda: done.append("five"))
    time[0] = 102
    pulse.after(5, lambda: done.append("five, later"))
    for now, expected in [
        (104, []),
        (105, ["five"]),
        (107, ["five", "five, later"]),
        (200, ["five", "five, later", "ten"]),
        (300, ["five", "five, later", "ten"]),
    ]:
        time[0] = now
        pulse.carry_out_due()
        assert done == expected


def test_one_that_fails_does_not_hold_up_the_others() -> None:
    done: list[str] = []
    pulse = Pulse(now=lambda: 0)
    pulse.after(0, lambda: {}["missing"])
    pulse.after(0, lambda: done.append("next"))
    pulse.carry_out_due()
    assert done == ["next"]


def test_a_greenlet_is_used_again_and_remembers_nothing() -> None:
    crew = Crew()
    said = ContextVar("said", default="nothing")
    heard, workers = [], set()

    def job() -> None:
        heard.append(said.get())
        workers.add(gevent.getcurrent())
        said.set("something")

    for _ in range(3):
        crew.run(job)
        gevent.sleep(0.001)
    assert heard == ["nothing"] * 3
    assert len(workers) == 1


def test_jobs_that_wait_do_not_wait_for_each_other() -> None:
    crew = Crew(spare=1)
    done: list[int] = []
    release = gevent.event.Event()
    for number in range(5):
        crew.run(lambda number=number: (release.wait(), done.append(number)))
    gevent.sleep(0.001)
    assert done == []
    release.set()
    gevent.sleep(0.001)
    assert sorted(done) == [0, 1, 2, 3, 4]


def test_a_job_that_fails_does_not_cost_its_greenlet() -> None:
    crew = Crew()
    done: list[str] = []
    crew.run(lambda: {}["missing"])
    gevent.sleep(0.001)
    crew.run(lambda: done.append("next"))
    gevent.sleep(0.001)
    assert done == ["next"]


values = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=8,
)


@given(st.text(max_size=12), values, st.none() | st.integers(0, 999))
def test_the_usual_event_is_read_and_written_as_the_library_does(
    name: str, payload: object, number: int | None
) -> None:
    written = TextPacket(EVENT, data=[name, payload], id=number).encode()
    assert usual_event(written) == (number, [name, payload])
    assert event_text(name, payload).decode() == TextPacket(EVENT, data=[name, payload]).encode()
    if number is not None:
        said = [] if payload is None else [payload]
        expected = TextPacket(ACK, data=said, id=number).encode()
        assert answer_text(number, payload).decode() == expected


@given(st.text(max_size=40))
def test_what_is_no_usual_event_is_left_to_the_library(text: str) -> None:
    found = usual_event(text)
    if found is not None:
        packet = TextPacket(encoded_packet=text)
        assert (packet.packet_type, packet.id, packet.data) == (EVENT, *found)
