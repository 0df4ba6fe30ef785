"""What a mood does to the face, in design units."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Expression:
    """`brow_lift` raises both brows, `brow_one` the right one more, `brow_tilt` their inner ends.

    `open` is how wide the eyes are (1 at rest), `raised` how far the lower lids come up (0..1), `cheek` how full the
    cheeks are, `shut` the side (-1, 1) of an eye that is closed, or 0.
    """

    brow_lift: float = 0
    brow_one: float = 0
    brow_tilt: float = 0
    open: float = 1.0
    raised: float = 0.12
    cheek: float = 0
    shut: int = 0


EXPRESSIONS = {
    "calm": Expression(brow_lift=3, brow_one=4, brow_tilt=8),
    "happy": Expression(brow_lift=12, brow_tilt=6, open=0.92, raised=0.5, cheek=1),
    "surprised": Expression(brow_lift=34, brow_tilt=6, open=1.34, raised=-0.1),
    "sad": Expression(brow_lift=2, brow_tilt=24, open=0.86, raised=0.1),
    "angry": Expression(brow_lift=-12, brow_tilt=-24, open=0.82, raised=0.3),
    "wink": Expression(brow_lift=8, brow_one=16, brow_tilt=5, open=1.02, raised=0.3, cheek=0.6, shut=-1),
}
