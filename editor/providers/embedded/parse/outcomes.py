"""What became of a clause, and of an instruction."""

import re
from dataclasses import dataclass, field, replace

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


# What is told and not asked: "it's distracting", "I preferred it". A fault or a wish in it is no mere remark.
_REMARK = re.compile(
    r"(?:and |but )?(?:(?:it|that|this|they)(?:[’']?s|[’']re| is| are| was| were| looks?| feels?| seems?| reads?)|"
    r"there(?:[’']?s| is| are)|i (?:preferred|prefer|liked?|loved?|hated?|think|feel|meant)|"
    r"(?:the |our |my )?client (?:hates|loves|likes|says|thinks)|feels|looks|seems)\b"
    r"(?!.*\b(?:too|enough|needs?|should|could|must|wants?|more|less|instead|be|make)\b)",
    re.IGNORECASE,
)


def with_remarks(outcomes: list[Outcome]) -> list[Outcome]:
    """Outcomes with each remark told along with the wish beside it, where there is one that was carried out."""
    out: list[Outcome] = []
    waiting: list[str] = []
    for outcome in outcomes:
        text = outcome.clause.text
        if outcome.clause.state == "not possible" and not outcome.fields and _REMARK.match(text):
            if out and out[-1].fields:
                out[-1] = _told(out[-1], f"{out[-1].clause.text}, {text}")
            else:
                waiting.append(text)
                out.append(outcome)
            continue
        if waiting and outcome.fields:
            del out[-len(waiting) :]
            outcome = _told(outcome, ", ".join((*waiting, text)))
        waiting.clear()
        out.append(outcome)
    return out


def _told(outcome: Outcome, text: str) -> Outcome:
    return replace(outcome, clause=replace(outcome.clause, text=text))


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
