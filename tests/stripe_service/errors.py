"""How Stripe says no. https://docs.stripe.com/api/errors."""


class ApiError(Exception):
    """An answer with an error body."""

    def __init__(self, status: int, kind: str, message: str, *, code: str = "") -> None:
        """HTTP status, type of error, sentence, and the short code where there is one."""
        super().__init__(message)
        self.status = status
        self.body = {"error": {"type": kind, "message": message, **({"code": code} if code else {})}}


def invalid(message: str, *, code: str = "parameter_invalid", status: int = 400) -> ApiError:
    """A request that makes no sense."""
    return ApiError(status, "invalid_request_error", message, code=code)
