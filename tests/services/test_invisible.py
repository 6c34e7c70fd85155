"""A yes that is alone, a block, a note: nobody but their author can tell that they happened.

Random evenings of two tables of people. After each step, everybody's whole screen, everything
that they heard and every file that they could take home is held against what they may know.
"""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from icebreak.contract.commands.cards import CardField
from tests.services.stage import Someone, Stage, in_memory

PEOPLE = 4
FIELDS = ("emails", "company", "note")

people = st.integers(0, PEOPLE - 1)
fields = st.sets(st.sampled_from(FIELDS), min_size=1)
steps = st.one_of(
    st.tuples(st.just("propose"), people, people, fields),
    st.tuples(st.just("both propose"), people, people, fields),
    st.tuples(st.just("withdraw"), people, people),
    st.tuples(st.just("block"), people, people),
    st.tuples(st.just("unblock"), people, people),
    st.tuples(st.just("card"), people, st.integers(1, 3)),
    st.tuples(st.just("introduce"), people, people, people),
    st.tuples(st.just("answer"), people, st.integers(0, 2), fields | st.just(set())),
    st.tuples(st.just("leave"), people),
    st.tuples(st.just("forget"), people),
)


class Evening:
    """What happened, as an onlooker who is told everything would keep it."""

    def __init__(self, host: Someone, crowd: list[Someone]) -> None:
        self.host, self.crowd = host, crowd
        self.gone: set[int] = set()
        # From somebody to somebody: the values that go along with the yes.
        self.yes: dict[tuple[int, int], set[str]] = {}
        self.blocks: set[tuple[int, int]] = set()
        # Who left the session, and who may notice the last introduction or answer to one.
        self.left: set[int] = set()
        self.touched: set[int] = set()
        # Pairs for whom both said yes while nothing stood between them.
        self.agreed: set[frozenset[int]] = set()
        # Whoever once had a value lawfully has it in their own memory; events may name it no more.
        self.values: dict[int, dict[str, str]] = {}
        for index in range(PEOPLE):
            self.values[index] = values_of(index, 1)

    def save_card(self, index: int, edition: int) -> None:
        self.values[index] = values_of(index, edition)
        save_card(self.crowd[index], self.values[index])

    def carry_out(self, step: tuple[Any, ...]) -> None:
        kind, author, *rest = step
        other = rest[0] if rest and kind not in {"card", "answer"} else None
        self.touched = set()
        if {author, other} & self.gone or author == other:
            return
        me = self.crowd[author]
        if kind == "propose":
            self.propose(author, rest[0], rest[1])
        elif kind == "both propose":
            self.propose(author, rest[0], rest[1])
            self.propose(rest[0], author, rest[1])
        elif kind == "withdraw":
            self.lose_yes(author, rest[0])
            me.does("swap.withdraw", to=self.crowd[rest[0]].id)
        elif kind == "block":
            self.lose_yes(author, rest[0])
            self.blocks.add((author, rest[0]))
            me.does("person.block", person=self.crowd[rest[0]].id)
        elif kind == "unblock":
            self.blocks.discard((author, rest[0]))
            me.does("person.unblock", person=self.crowd[rest[0]].id)
        elif kind == "card":
            self.save_card(author, rest[0])
        elif kind == "introduce":
            self.introduce(author, rest[0], rest[1])
        elif kind == "answer":
            self.answer(author, rest[0], rest[1])
        elif kind == "leave":
            self.left.add(author)
            me.does("me.leave")
        elif kind == "forget":
            for each in range(PEOPLE):
                self.lose_yes(author, each)
                self.lose_yes(each, author)
            self.gone.add(author)
            me.does("me.forget")

    def propose(self, author: int, other: int, chosen: set[CardField]) -> None:
        self.yes[author, other] = {self.values[author][name] for name in chosen}
        blocked = {(author, other), (other, author)} & self.blocks
        if (other, author) in self.yes and not blocked:
            self.agreed.add(frozenset((author, other)))
        said = self.crowd[author].does(
            "swap.propose", to=self.crowd[other].id, fields=sorted(chosen)
        )
        assert said["agreed"] == (frozenset((author, other)) in self.agreed)

    def introduce(self, author: int, one: int, other: int) -> None:
        if len({author, one, other}) < 3 or {one, other} & self.gone:
            return
        ids = [self.crowd[one].id, self.crowd[other].id]
        told = self.crowd[author].is_refused(
            "introduction.suggest", people=ids, because="You should know each other."
        )
        if told == "conflict":
            return
        assert told == "carried out"
        between = {frozenset(pair) for pair in self.blocks}
        three = {frozenset((author, one)), frozenset((author, other)), frozenset((one, other))}
        if not (
            three & between
            or {one, other} & self.left
            or three & self.agreed - {frozenset((author, one)), frozenset((author, other))}
        ):
            self.touched = {one, other}

    def answer(self, author: int, which: int, chosen: set[CardField]) -> None:
        """One of the introductions that they see, with a yes to some fields, or a no to none."""
        me = self.crowd[author]
        asked = me.state.introductions
        if which >= len(asked):
            return
        index = {someone.id: number for number, someone in enumerate(self.crowd)}
        other, by = index[asked[which].person.id], index[asked[which].by.id]
        if chosen:
            self.yes[author, other] = {self.values[author][name] for name in chosen}
            blocked = {(author, other), (other, author)} & self.blocks
            if (other, author) in self.yes and not blocked:
                self.agreed.add(frozenset((author, other)))
                self.touched = {other, by}
        else:
            self.lose_yes(author, other)
        said = me.does(
            "introduction.answer",
            introduction=asked[which].id,
            accept=bool(chosen),
            fields=sorted(chosen),
        )
        assert said["agreed"] == (frozenset((author, other)) in self.agreed)

    def lose_yes(self, author: int, other: int) -> None:
        self.yes.pop((author, other), None)
        self.agreed.discard(frozenset((author, other)))

    def audience(self, step: tuple[Any, ...]) -> set[int] | None:
        """Who may notice a step besides its author; None: everybody."""
        kind, author, *rest = step
        if kind in {"leave", "forget"}:
            return None
        if kind in {"introduce", "answer"}:
            return self.touched
        if kind == "both propose":
            return {rest[0]}
        if kind == "card" or rest[0] == author or {author, rest[0]} & self.gone:
            return set()
        pair = frozenset((author, rest[0]))
        return {rest[0]} if pair in self.agreed else set()

    def screen(self, index: int) -> tuple[Any, int]:
        someone = self.crowd[index]
        return someone.state, len(someone.heard)

    def here(self) -> list[int]:
        return [index for index in range(PEOPLE) if index not in self.gone]

    def check_values(self) -> None:
        """Every card value that anybody can read is their own, or was given to them."""
        for index in self.here():
            seen = everything(self.crowd[index])
            for owner in range(PEOPLE):
                if owner == index:
                    continue
                given = (
                    self.yes.get((owner, index), set())
                    if frozenset((owner, index)) in self.agreed
                    else set()
                )
                readable = {
                    f"{name}-of-{owner}-edition-{edition}"
                    for name in FIELDS
                    for edition in (1, 2, 3)
                    if f"{name}-of-{owner}-edition-{edition}" in seen
                }
                assert readable == given
        desk = as_text(self.host.state) + as_text(self.host.heard)
        assert "-edition-" not in desk

    def check_yeses(self) -> None:
        """A person's own proposals are theirs to see, and nobody else's."""
        for index in self.here():
            state = self.crowd[index].state
            mine = {other for author, other in self.yes if author == index}
            assert {each.to for each in state.me.proposals} == {self.crowd[m].id for m in mine}
            assert {each.person.id for each in state.contacts} == {
                self.crowd[other].id
                for pair in self.agreed
                if index in pair
                for other in pair - {index}
            }
            for met in state.met:
                other = next(n for n in self.here() if self.crowd[n].id == met.person.id)
                together = frozenset((index, other)) in self.agreed
                wanted = "agreed" if together else "proposed" if other in mine else "none"
                assert met.swap == wanted


def values_of(index: int, edition: int) -> dict[str, str]:
    return {name: f"{name}-of-{index}-edition-{edition}" for name in FIELDS}


def save_card(someone: Someone, values: dict[str, str]) -> None:
    someone.does(
        "card.save",
        emails=[f"{values['emails']}@example.org"],
        company=values["company"],
        note=values["note"],
    )


def everything(someone: Someone) -> str:
    """All that a participant can get out of icebreak, but for what concerns their own card."""
    state = someone.state
    exported = dict(someone.asks("me.export")["data"])
    return as_text([state, someone.heard, exported])


def as_text(value: Any) -> str:
    return json.dumps(msgspec.to_builtins(value))


@dataclass(frozen=True, repr=False)
class Begun:
    """An evening in its first round, everybody with a card, to be played from here many times."""

    path: Path
    host: Someone
    crowd: list[Someone]

    @contextmanager
    def again(self) -> Iterator[Evening]:
        with in_memory() as folder:
            stage = Stage(folder, self.path)
            stage.random.seed("another evening")
            try:
                yield Evening(
                    replace(self.host, stage=stage),
                    [replace(each, stage=stage) for each in self.crowd],
                )
            finally:
                stage.close()


@pytest.fixture(scope="module")
def begun(empty_database: Path) -> Iterator[Begun]:
    with in_memory() as folder:
        stage = Stage(folder, empty_database)
        host, crowd = stage.evening(PEOPLE)
        for index, person in enumerate(crowd):
            save_card(person, values_of(index, 1))
        stage.store.settle()
        stage.close()
        yield Begun(stage.path, host, crowd)


@settings(
    max_examples=150,
    phases=(Phase.explicit, Phase.reuse, Phase.generate, Phase.shrink),
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
@given(story=st.lists(steps, min_size=1, max_size=10))
def test_nobody_learns_what_is_not_theirs_to_know(
    begun: Begun, story: list[tuple[Any, ...]]
) -> None:
    with begun.again() as evening:
        before = {index: evening.screen(index) for index in evening.here()}
        for step in story:
            may_notice = evening.audience(step)
            evening.carry_out(step)
            noticing = evening.audience(step)
            after = {index: evening.screen(index) for index in evening.here()}
            if may_notice is not None and noticing is not None:
                for index in after.keys() - may_notice - noticing - {step[1]}:
                    assert after[index] == before[index]
            before = after
            evening.check_yeses()
        evening.check_values()


def test_a_yes_that_is_alone_is_in_no_state_event_count_or_export(stage: Stage) -> None:
    host, people = stage.evening(2)
    ana, ben = people
    ana.has_card()
    ben.has_card()
    seen = [ben.state, list(ben.heard), ben.asks("me.export"), host.state, list(host.heard)]
    ana.wants_to_swap_with(ben)
    ana.does("person.block", person=ben.id)
    assert seen == [ben.state, list(ben.heard), ben.asks("me.export"), host.state, host.heard]
