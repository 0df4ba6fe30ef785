"""Every way a call for a picture can end without one, in words a designer can act on."""

from __future__ import annotations

from typing import ClassVar, Literal, TypeAlias

Billed: TypeAlias = Literal["no", "maybe", "yes"]


class ProviderError(Exception):
    """One call that gave no picture.

    `sentence` says what happened, `advice` what to do next, `words` is what the provider itself said,
    `reason` its own name for it, `billed` whether the call costs money, `retry_after_s` the wait it asked for.
    """

    default_advice: ClassVar[str] = "Try again."
    default_billed: ClassVar[Billed] = "no"
    default_retryable: ClassVar[bool] = False

    def __init__(
        self,
        sentence: str,
        words: str = "",
        *,
        advice: str | None = None,
        reason: str = "",
        billed: Billed | None = None,
        retryable: bool | None = None,
        retry_after_s: float | None = None,
        http_status: int | None = None,
    ) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.words = words
        self.advice = self.default_advice if advice is None else advice
        self.reason = reason
        self.billed: Billed = self.default_billed if billed is None else billed
        self.retryable = self.default_retryable if retryable is None else retryable
        self.retry_after_s = retry_after_s
        self.http_status = http_status

    def __reduce__(self) -> tuple[object, ...]:
        # Raised in a worker process and raised again here: the default would lose the named arguments.
        return _rebuild, (type(self), self.sentence, dict(self.__dict__))

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.sentence!r}, reason={self.reason!r}, billed={self.billed!r})"


def _rebuild(kind: type[ProviderError], sentence: str, state: dict[str, object]) -> ProviderError:
    error = kind.__new__(kind, sentence)
    error.__dict__.update(state)
    return error


# The call never got through, or not to its end.


class CallFailed(ProviderError):
    """The network or this machine, not the provider, ended the call."""

    default_retryable = True


class PictureUnreadable(CallFailed):
    """A picture of the request could not be read here: the request never became whole."""

    default_retryable = False
    default_advice = "Check that the picture's file is in its place, then try again."


class NoLongerWanted(CallFailed):
    """The caller gave the call up while it was under way."""

    default_retryable = False
    default_advice = ""


class ConnectionFailed(CallFailed):
    """No connection was made: nothing was sent."""

    default_advice = "Check the network and the base URL, then try again."


class ConnectionBroken(CallFailed):
    """The connection ended after the request was under way."""

    default_billed: ClassVar[Billed] = "maybe"


class TimedOut(CallFailed):
    """A limit of ours ran out."""


class TimedOutConnecting(TimedOut):
    """No connection in time: nothing was sent."""

    default_advice = "Check the network and the base URL, then try again."


class TimedOutSending(TimedOut):
    """The provider stopped taking the request before it had all of it."""

    default_advice = "Try again, with fewer or smaller pictures if it repeats."


class TimedOutWaiting(TimedOut):
    """The whole request was sent, and no answer began in time."""

    default_billed: ClassVar[Billed] = "maybe"
    default_advice = "Try again, or use a smaller size."


class TimedOutReceiving(TimedOut):
    """An answer began, and did not end in time."""

    default_billed: ClassVar[Billed] = "maybe"
    default_advice = "Try again, or use a smaller size."


# The provider answered with an error.


class RequestRefused(ProviderError):
    """The provider would not take the request as it stands (HTTP 4xx)."""

    default_advice = "Change the request: sent again as it is, it fails again."


class SignatureLost(RequestRefused):
    """A model turn came without its thought signature, or with another's."""

    default_advice = "Send the last picture and the instruction alone."


class KeyRefused(RequestRefused):
    """The key, or the account behind it, is wrong, expired, or may not use this model."""

    default_advice = "Check the key, then try again."


class NotOffered(RequestRefused):
    """The account, its billing or its region does not allow the call."""

    default_advice = "Check billing and region of the account with the provider."


class RetiredModel(RequestRefused):
    """The surface no longer (or never) serves this model; `successor` is a model id or empty."""

    default_advice = "Choose another model."

    def __init__(self, sentence: str, words: str = "", *, successor: str = "", http_status: int | None = None) -> None:
        advice = f"Use {successor}." if successor else None
        super().__init__(sentence, words, advice=advice, reason="NOT_FOUND", http_status=http_status)
        self.successor = successor


class RequestTooLarge(RequestRefused):
    """More bytes than the surface takes in one request."""

    default_advice = "Send fewer or smaller pictures."


class RateLimited(ProviderError):
    """Too many calls for the moment; `retry_after_s` says how long to wait where the provider does."""

    default_advice = "Wait, then try again."
    default_retryable = True


class QuotaUsedUp(ProviderError):
    """The allowance of the day is spent: waiting some seconds does not help."""

    default_advice = "Use another model or surface, or wait for the next day."


class ProviderFault(ProviderError):
    """Something failed on the provider's side (HTTP 5xx)."""

    default_billed: ClassVar[Billed] = "maybe"
    default_retryable = True


class Overloaded(ProviderFault):
    """The provider has no capacity at the moment."""

    default_billed: ClassVar[Billed] = "no"
    default_advice = "Wait, then try again, or use another model."


# The provider answered, and the answer is no good.


class BadReply(ProviderError):
    """The answer cannot be read, or what it calls a picture is none."""

    default_billed: ClassVar[Billed] = "maybe"
    default_retryable = True


class ReplyTooLarge(BadReply):
    """The answer is larger than we take."""

    default_retryable = False
    default_advice = "Use a smaller size."


class SpoolFailed(ProviderError):
    """The answer came, and this machine could not keep it."""

    default_billed: ClassVar[Billed] = "yes"
    default_advice = "Free some disk space, then try again."


class Refused(ProviderError):
    """The provider's rules stopped the picture. `at_input` says whether the request or the result was stopped."""

    default_billed: ClassVar[Billed] = "maybe"
    default_advice = "Rephrase, or leave out what was named."

    def __init__(self, sentence: str, words: str = "", *, at_input: bool, reason: str, billed: Billed) -> None:
        super().__init__(sentence, words, reason=reason, billed=billed)
        self.at_input = at_input


class NoPicture(ProviderError):
    """The answer is well formed and holds no picture."""

    default_billed: ClassVar[Billed] = "maybe"
