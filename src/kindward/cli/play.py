"""`kindward play`: a sitting in the terminal, with sound where there is some."""

import time
from contextlib import ExitStack
from typing import Final

import click
from rich.console import Console
from rich.live import Live

from kindward.cli import words
from kindward.cli.asked import Asked, asks_for_a_sitting, house, sitting
from kindward.cli.keys import keys
from kindward.cli.moment import moment
from kindward.cli.performance import Clock, Performance
from kindward.cli.player import sound_of
from kindward.cli.stage import draw
from kindward.plan import Kind

FRAME_S: Final = 1 / 15
"""Between two pictures: smooth enough for a breath, little enough for an old machine."""

NOTE_S: Final = 12.0
"""How long it is told that there is no sound, once."""

PAUSE: Final = " "
END: Final = frozenset("qQ\x1b\x03\x04")


@click.command(help=words.PLAY_HELP)
@asks_for_a_sitting(minutes="5")
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
        if plain or not terminal.is_terminal:
            _say(performance, without_sound=sound is None and not silent)
        else:
            _show(performance, terminal, silent=silent, with_breath=asked.choices.breath)


def _say(performance: Performance, *, without_sound: bool) -> None:
    """Each line at its time, one below the other."""
    if without_sound:
        click.echo(words.NO_SOUND, err=True)
    performance.start()
    clock = performance.clock
    for cue in performance.plan.cues:
        time.sleep(max(0.0, cue.start_s - clock.now_s()) / clock.speed)
        if cue.kind is Kind.LINE:
            click.echo(f"{words.clock(cue.start_s):>6}  {cue.text}")
    time.sleep(max(0.0, performance.plan.total_s - clock.now_s()) / clock.speed)
    click.echo(words.THE_END)


def _show(performance: Performance, terminal: Console, *, silent: bool, with_breath: bool) -> None:
    """The sitting on the whole screen. A key pauses it or ends it; the screen is then as before."""
    performance.start()
    try:
        with keys() as key, Live(console=terminal, screen=True, auto_refresh=False) as live:
            while (now_s := performance.clock.now_s()) < performance.plan.total_s:
                note = _footnote(performance, now_s, silent=silent)
                seen = moment(performance.plan, now_s, with_breath=with_breath)
                live.update(draw(seen, note, terminal), refresh=True)
                pressed = key(FRAME_S)
                if pressed == PAUSE:
                    (performance.start if performance.is_paused else performance.stop)()
                elif pressed in END and pressed:
                    break
    except KeyboardInterrupt:
        pass  # the way to end most people know, and as good as any
    click.echo(words.THE_END)


def _footnote(performance: Performance, now_s: float, *, silent: bool) -> str:
    if performance.is_paused:
        return words.PAUSED
    told = silent or performance.is_heard or now_s > NOTE_S
    return words.KEYS if told else f"{words.NO_SOUND}\n{words.KEYS}"
