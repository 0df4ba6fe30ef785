"""What became of a clause, and of an instruction."""

from dataclasses import dataclass, field

from editor.providers.clauses import Clause
from editor.providers.embedded.recipe import Recipe, Value

ELSEWHERE = "gemini-nano-banana-2.1 would"


@dataclass(frozen=True, slots=True)
class Outcome:
    """One clause and the fields it set or kept, so that the drawing may still take something back.

    `back` holds the fields that it led back to an earlier value, with that value.
    """

    clause: Clause
    fields: tuple[str, ...] = ()
    is_kept: bool = False
    back: dict[str, Value] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Adjusted:
    """The recipe after an instruction, what became of each clause, and whether anything could be done.

    `hopeless` says that every clause was refused: then there is nothing to show, whatever else moved.
    """

    recipe: Recipe
    outcomes: tuple[Outcome, ...]
    carried_out: bool
    hopeless: bool = False


def take_back(outcomes: tuple[Outcome, ...], problems: dict[str, str]) -> tuple[Outcome, ...]:
    """Outcomes after drawing: a field that could not be drawn makes its clause partly done, or not possible."""
    out: list[Outcome] = []
    for outcome in outcomes:
        met = [name for name in outcome.fields if name in problems]
        if met and not outcome.is_kept:
            whole = len(met) == len(outcome.fields)
            note = "; ".join(dict.fromkeys(filter(None, (outcome.clause.note, *(problems[name] for name in met)))))
            outcome = Outcome(Clause(outcome.clause.text, "not possible" if whole else "partly", note), outcome.fields)
        out.append(outcome)
    return tuple(out)
