"""`kindward play`: a sitting in the terminal, with sound where there is some."""

import sys
import time
from contextlib import ExitStack
from typing import Final

import click
from rich.console import Console
from rich.live import Live

from kindward.cli import words
from kindward.cli.aside import Aside, aside
from kindward.cli.asked import Asked, asks_for_a_sitting, house, sitting
from kindward.cli.keys import keys
from kindward.cli.moment import moment
from kindward.cli.performance import Clock, Performance
from kindward.cli.player import sound_of
from kindward.cli.stage import LEAST_HEIGHT, LEAST_WIDTH, draw
from kindward.plan import Kind

FRAME_S: Final = 1 / 15
"""Between two pictures: smooth enough for a breath, little enough for an old machine."""

NOTE_S: Final = 12.0
"""How long it is told that there is no sound, once."""

PAUSE: Final = " "
END: Final = frozenset("qQ\x1b\x03\x04")

MOST_ASLEEP_S: Final = 0.25
"""Between two looks at whether to stand aside."""


@click.command(help=words.PLAY_HELP)
@asks_for_a_sitting
@click.option("--silent", is_flag=True, help=words.SILENT)
@click.option("--plain", is_flag=True, help=words.PLAIN)
@click.option("--speed", type=click.FloatRange(0.1, 1000), default=1.0, hidden=True)
def play(asked: Asked, *, silent: bool, plain: bool, speed: float) -> None:
    """The sitting from its first word to its last, or until it is ended."""
    terminal = Console()
    with house() as opened, ExitStack() as stack:
        wanted = sitting(opened, asked)
        sound = None
        silent = silent or speed != 1  # sound has one speed
        if not silent:
            recording = opened.studio.recording(wanted, "wav")
            sound = stack.enter_context(sound_of(recording, asked.total_s))
        performance = Performance(opened.studio.plan(wanted), sound, Clock(speed))
        stack.callback(performance.stop)
        waiting = stack.enter_context(aside())
        try:
            if plain or not _has_room(terminal):
                _say(performance, waiting, without_sound=sound is None and not silent)
            else:
                _show(performance, terminal, waiting, silent=silent, breath=asked.choices.breath)
        except KeyboardInterrupt:
            pass  # the way to end most people know, and as good as any
    click.echo(words.THE_END)


def _has_room(terminal: Console) -> bool:
    """Whether a picture can be drawn there; one that cannot move its cursor would show nothing."""
    can_draw = sys.stdout.isatty() and not (terminal.is_dumb_terminal or terminal.legacy_windows)
    return can_draw and terminal.width >= LEAST_WIDTH and terminal.height >= LEAST_HEIGHT


def _say(performance: Performance, waiting: Aside, *, without_sound: bool) -> None:
    """Each line at its time, one below the other."""
    if without_sound:
        click.echo(words.NO_SOUND, err=True)
    if sys.stdout.isatty():
        click.echo(words.PLAIN_KEYS, err=True)
    performance.start()
    for cue in performance.plan.cues:
        _wait(performance, waiting, cue.start_s)
        if cue.kind is Kind.LINE:
            click.echo(f"{words.clock(cue.start_s):>6}  {cue.text}")
    _wait(performance, waiting, performance.plan.total_s)


def _wait(performance: Performance, waiting: Aside, until_s: float) -> None:
    """Until this second of the sitting. Standing aside stops its clock."""
    clock = performance.clock
    while (left_s := until_s - clock.now_s()) > 0:
        time.sleep(min(left_s / clock.speed, MOST_ASLEEP_S))
        if waiting.is_asked:
            performance.stop()
            waiting.stand()
            performance.start()


def _show(
    performance: Performance, terminal: Console, waiting: Aside, *, silent: bool, breath: bool
) -> None:
    """The sitting on the whole screen, which is as before afterwards.

    Whoever set it aside with Ctrl+Z finds it paused.
    """
    performance.start()
    while _is_set_aside(performance, terminal, waiting, silent=silent, breath=breath):
        performance.stop()
        waiting.stand()


def _is_set_aside(
    performance: Performance, terminal: Console, waiting: Aside, *, silent: bool, breath: bool
) -> bool:
    """Shows it until it ends, or a key ends it; or until it is set aside, which is True."""
    with keys() as key, Live(console=terminal, screen=True, auto_refresh=False) as live:
        while (now_s := performance.clock.now_s()) < performance.plan.total_s:
            note = _footnote(performance, now_s, silent=silent)
            seen = moment(performance.plan, now_s, with_breath=breath)
            live.update(draw(seen, note, terminal), refresh=True)
            pressed = key(FRAME_S)
            if pressed in END or waiting.is_asked:
                break
            if pressed == PAUSE:
                (performance.start if performance.is_paused else performance.stop)()
    return waiting.is_asked


def _footnote(performance: Performance, now_s: float, *, silent: bool) -> str:
    if performance.is_paused:
        return words.PAUSED
    told = silent or performance.is_heard or now_s > NOTE_S
    return words.KEYS if told else f"{words.NO_SOUND}\n{words.KEYS}"
