from threading import Event, Thread

import pytest

from kindward.voice.cancellation import Cancellation
from kindward.voice.turn import Haste, Turn

NOW, SOON, LATER = Haste


def test_one_at_a_time_the_hastier_first_and_else_who_came_first():
    turn, order, ready = Turn(), [], [Event() for _ in range(6)]

    def wait(number, haste):
        ready[number].set()
        with turn.taken(haste):
            order.append(number)

    with turn.taken(LATER):
        threads = []
        for number, haste in enumerate([LATER, SOON, NOW, LATER, NOW, SOON]):
            threads.append(Thread(target=wait, args=(number, haste)))
            threads[-1].start()
            ready[number].wait()
            while len(turn._waiting) <= number:  # noqa: SLF001 - no one else can see a queue
                pass
        assert order == []
    for thread in threads:
        thread.join()
    assert order == [2, 4, 1, 5, 0, 3]


def test_a_turn_is_given_back_when_work_fails():
    turn = Turn()
    for _ in range(3):
        with pytest.raises(ZeroDivisionError), turn.taken(NOW):
            1 / 0  # noqa: B018 - what fails
    with turn.taken(LATER):
        pass


@pytest.mark.parametrize(
    ("holds", "comes", "is_asked"),
    [(LATER, NOW, True), (LATER, SOON, True), (SOON, SOON, False), (NOW, LATER, False)],
)
def test_whoever_has_the_turn_is_asked_to_leave_for_the_hastier_alone(holds, comes, is_asked):
    turn, cancellation = Turn(), Cancellation()

    def come():
        with turn.taken(comes):
            pass

    with turn.taken(holds, cancellation.ask):
        other = Thread(target=come)
        other.start()
        while not turn._waiting:  # noqa: SLF001 - no one else can see a queue
            pass
    other.join()
    assert cancellation.is_asked is is_asked


def test_work_is_left_whether_that_was_asked_before_it_began_or_amid_it():
    before, amid, after, stopped = Cancellation(), Cancellation(), Cancellation(), []
    before.ask()
    with before.calls(lambda: stopped.append("before")):
        pass
    with amid.calls(lambda: stopped.append("amid")):
        amid.ask()
    with after.calls(lambda: stopped.append("after")):
        pass
    after.ask()
    assert stopped == ["before", "amid"]
