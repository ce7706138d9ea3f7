"""`kindward insight`: what a record may mean, with the numbers behind it."""

import datetime as dt
import json
from pathlib import Path

import click

from kindward.archive import unpack
from kindward.archive.unpack import MOST_UNPACKED
from kindward.cli import words
from kindward.cli.record import open_own_record
from kindward.insight.findings import findings
from kindward.insight.report import report
from kindward.journal import Record, calendar_day


@click.command(help=words.INSIGHT_HELP)
@click.argument("file", metavar="[FILE]", required=False, type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help=words.JSON)
def insight(file: Path | None, *, as_json: bool) -> None:
    """The findings of a record on the last of its days up to today; days to come say nothing."""
    record = _read(file) if file else _kept()
    today = calendar_day(dt.datetime.now().astimezone())
    days = (entry.day for entry in record.entries if entry.day <= today)
    found = findings(record, max(days, default=today))
    if as_json:
        click.echo(json.dumps(report(found), indent=2, ensure_ascii=False))
        return
    for each in found.practices:
        click.echo(words.finding(each))
    for trend in found.trends:
        click.echo(words.trend(trend))


def _kept() -> Record:
    with open_own_record() as store:
        return store.record(store.person())


def _read(file: Path) -> Record:
    try:
        with file.open("rb") as opened:
            return unpack(opened.read(MOST_UNPACKED + 1))
    except OSError as error:
        told = words.cannot(click.format_filename(file), error.errno, error.strerror)
        raise click.ClickException(told) from error
