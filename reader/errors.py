"""The one error that users see."""

from __future__ import annotations


class ReaderError(Exception):
    """Something the user can understand and mend.

    The command line prints it as one line with its hint and exits 2; the app shows it as a toast.
    Anything else that escapes is a bug.
    """

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
