"""What to do when a call fails: try again, try elsewhere, ask for less, or stop. Pure: clock and chance are passed in.

The state lives in the record, not here: a wait must survive `kill -9`, so every decision is computed from the calls
that a turn has made so far (docs/decisions/0005).
"""
