"""The clause report: what became of each thing the prompt asked for, as plain lines."""

import re
from dataclasses import dataclass
from typing import Literal, get_args

ClauseState = Literal["done", "partly", "not possible"]

_LINE = re.compile(r"^\[(done|partly|not possible)\] (.*)$")
_SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Clause:
    """One thing that was asked, and what became of it; `note` says how far, or why not."""

    text: str
    state: ClauseState
    note: str = ""


def render(clauses: tuple[Clause, ...]) -> str:
    """One line a clause: `[partly] warmer light: only the key light changed`."""
    return "\n".join(_line(clause) for clause in clauses)


def parse(text: str) -> tuple[Clause, ...]:
    """The clauses of a report; lines in any other shape are passed over."""
    found = (_LINE.match(line.strip()) for line in text.splitlines())
    return tuple(_clause(match[1], match[2]) for match in found if match)


def _line(clause: Clause) -> str:
    # The first ": " ends the clause, so the clause itself must not hold one.
    text = _SPACE.sub(" ", clause.text).strip().replace(": ", " - ").rstrip(":")
    note = _SPACE.sub(" ", clause.note).strip()
    return f"[{clause.state}] {text}: {note}" if note else f"[{clause.state}] {text}"


def _clause(state: str, rest: str) -> Clause:
    text, _, note = rest.partition(": ")
    for known in get_args(ClauseState):
        if known == state:
            return Clause(text, known, note)
    raise ValueError(f"unknown clause state {state!r}")
