"""A worker for what is asked at each key: only the newest question is answered.

A thread cannot be stopped from outside, and threads that each answer a key of the past would wait
for each other.  So there is one, and it takes the newest question whenever it is through.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import TYPE_CHECKING, Generic, TypeVar

from textual.worker import get_current_worker

if TYPE_CHECKING:
    from reader.ui.app import ReaderApp

Question = TypeVar("Question")


class Latest(Generic[Question]):
    """Answers questions one after the other, leaving out those that newer ones came after."""

    def __init__(self, app: ReaderApp, answer: Callable[[Question], None]) -> None:
        """``answer`` runs in a worker, and looks at :attr:`is_superseded` where it takes long."""
        self._app = app
        self._answer = answer
        self._wanted: Question | None = None
        self._running = False
        self._change = threading.Condition()

    def ask(self, question: Question) -> None:
        """Answer this, and nothing that was asked before and is not begun."""
        with self._change:
            self._wanted = question
            self._change.notify_all()
            start, self._running = not self._running, True
        if start:
            self._app.run_worker(self._run, thread=True)

    def drop(self) -> None:
        """Answer nothing of what was asked."""
        with self._change:
            self._wanted = None

    @property
    def is_superseded(self) -> bool:
        """Whether something newer was asked, or nobody waits any more."""
        return self._wanted is not None or get_current_worker().is_cancelled

    def pause(self, seconds: float) -> bool:
        """Wait for something newer; whether it came."""
        with self._change:
            self._change.wait_for(lambda: self.is_superseded, seconds)
        return self.is_superseded

    def _run(self) -> None:
        while (question := self._next()) is not None:
            self._answer(question)

    def _next(self) -> Question | None:
        with self._change:
            question, self._wanted = self._wanted, None
            if question is None or get_current_worker().is_cancelled:
                self._running = False
                return None
            return question
