from threading import Event, Thread

import pytest

from kindward.voice.turn import Turn


def test_one_at_a_time_the_urgent_first_and_else_who_came_first():
    turn, order, ready = Turn(), [], [Event() for _ in range(6)]

    def wait(number, urgent):
        ready[number].set()
        with turn.taken(urgent=urgent):
            order.append(number)

    with turn.taken(urgent=False):
        threads = []
        for number, urgent in enumerate([False, False, True, False, True, True]):
            threads.append(Thread(target=wait, args=(number, urgent)))
            threads[-1].start()
            ready[number].wait()
            while len(turn._waiting) <= number:  # noqa: SLF001 - no one else can see a queue
                pass
        assert order == []
    for thread in threads:
        thread.join()
    assert order == [2, 4, 5, 0, 1, 3]


def test_a_turn_is_given_back_when_work_fails():
    turn = Turn()
    for _ in range(3):
        with pytest.raises(ZeroDivisionError), turn.taken(urgent=True):
            1 / 0  # noqa: B018 - what fails
    with turn.taken(urgent=False):
        pass
