"""The clause report: what is written can be read back."""

from hypothesis import given
from hypothesis import strategies as st

from editor.providers.clauses import Clause, ClauseState, parse, render

_WORDS = st.text(st.characters(categories=["L", "N", "Zs", "P"]), min_size=1).filter(
    lambda text: text.strip(": \xa0\u3000") and text.split()
)
_STATES = st.sampled_from(["done", "partly", "not possible"])


def test_the_three_states_have_their_lines() -> None:
    clauses = (
        Clause("make the bottle forest green", "done"),
        Clause("warmer light", "partly", "only the key light changed"),
        Clause("add a dog", "not possible", "no animals in this engine; gemini-nano-banana-2.1 would"),
    )
    assert render(clauses) == (
        "[done] make the bottle forest green\n"
        "[partly] warmer light: only the key light changed\n"
        "[not possible] add a dog: no animals in this engine; gemini-nano-banana-2.1 would"
    )
    assert parse(render(clauses)) == clauses


def test_other_lines_are_passed_over() -> None:
    assert parse("Here is your picture.\n[done] warmer light\n[perhaps] a dog") == (Clause("warmer light", "done"),)


@given(_WORDS, _STATES, st.text(max_size=60))
def test_a_clause_stays_one_line_and_one_clause(text: str, state: ClauseState, note: str) -> None:
    (back,) = parse(render((Clause(text, state, note),)))
    assert back.state == state
    assert render((back,)) == render((Clause(text, state, note),))
