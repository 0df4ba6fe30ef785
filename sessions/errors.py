"""What can go wrong in the record.

SessionsError
    TurnConflict      the turn is not in a state that allows the move
    FenceLost         another worker holds the job now; nothing was written
    AssetMissing      a row names bytes that the store does not hold
    ReadOnly          an append-only row was asked to change
    InvoiceUnreadable a provider's list of calls is not in a form that can be read
"""


class SessionsError(Exception):
    """Base of the record's errors."""


class TurnConflict(SessionsError):
    """The turn is not in a state that allows the move."""


class FenceLost(SessionsError):
    """Another worker holds the job now; nothing was written."""


class AssetMissing(SessionsError):
    """A row names bytes that the store does not hold."""


class ReadOnly(SessionsError):
    """An append-only row was asked to change or to go."""


class InvoiceUnreadable(SessionsError):
    """A provider's list of calls is not in a form that can be read."""
