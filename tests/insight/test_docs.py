"""docs/record.md, held field by field against what `kindward insight --json` prints."""

import dataclasses
import datetime as dt
import enum
import json
import re
import types
import typing
from pathlib import Path

import pytest
from msgspec.structs import replace

from kindward.insight import (
    claim_rules,
    effect_design,
    next_day,
    statements,
    trend,
    trend_model,
)
from kindward.insight.findings import Findings, TrialFinding, findings
from kindward.insight.report import CrossLagRules, Method, NextDayRules, Report, TrialRules, report
from kindward.journal import Did, Record, Wishes
from kindward.trial import Design, begun
from kindward.trial.analysis import Analysis
from tests.insight.people import FIRST, evenings, sittings
from tests.there import group

TEXT = (Path(__file__).parents[2] / "docs" / "record.md").read_text("utf-8")
TITLES = {
    Report: "report", Findings: "findings", statements.Finding: "finding",
    statements.Interval: "range", statements.Trend: "trend", statements.Week: "week",
    statements.Level: "level", statements.CrossLag: "follows",
    next_day.NextDay: "next-day", next_day.NextDayOutcome: "outcome",
    TrialFinding: "trial-finding", Analysis: "analysis",
}  # fmt: skip
RULES = {
    Method: "method", effect_design.EffectPriors: "priors",
    claim_rules.ClaimRules: "practice-rules", trend_model.TrendPriors: "trend-priors",
    trend.TrendRules: "trend-rules", CrossLagRules: "follows-rules",
    NextDayRules: "next-day-rules", TrialRules: "trial-rules",
}  # fmt: skip
PLAIN = {int: "whole number", float: "number", bool: "true or false", str: "text", dt.date: "day"}


def section(title, text=TEXT):
    """The rows below a heading: what stands beside each name."""
    found = group(rf"^### `{title}`:.*?$(.*?)(?=^##|\Z)", text, re.MULTILINE | re.DOTALL)
    return dict(re.findall(r"^\| `(\w+)` \| ([^|]*) \| [^|]+ \|$", found, re.MULTILINE))


def in_words(kind):
    """A type as the document writes it."""
    parts = typing.get_args(kind)
    match typing.get_origin(kind):
        case types.UnionType:
            return f"{in_words(parts[0])}, or null"
        case typing.Literal:
            return ", ".join(f"`{part}`" for part in parts)
        case origin if origin is tuple and parts[-1] is Ellipsis:
            return f"list of: {in_words(parts[0])}"
        case origin if origin is tuple:
            return {2: "two numbers", 3: "three numbers"}[len(parts)]
    if isinstance(kind, type) and issubclass(kind, enum.Enum):
        return ", ".join(f"`{each.value}`" for each in kind)
    return PLAIN.get(kind) or {**TITLES, **RULES}[kind]


def fields(cls):
    kinds = typing.get_type_hints(cls)
    return {field.name: in_words(kinds[field.name]) for field in dataclasses.fields(cls)}


@pytest.mark.parametrize("cls", TITLES, ids=lambda cls: cls.__name__)
def test_every_field_is_documented_as_it_is(cls):
    assert section(TITLES[cls]) == fields(cls)


def test_a_field_that_is_not_as_documented_is_seen():
    for there, other in (("| `sure` | number", "| `sure` | text"), ("| `more` |", "| `most` |")):
        assert section("finding", TEXT.replace(there, other)) != fields(statements.Finding)


def now(rules):
    """The values of rules as the document writes them."""
    values = {field.name: getattr(rules, field.name) for field in dataclasses.fields(rules)}
    return {name: RULES.get(type(value)) or written(value) for name, value in values.items()}


def written(value):
    return ", ".join(map(written, value)) if isinstance(value, tuple) else f"{value:g}"


def test_every_prior_and_threshold_is_documented_as_it_is_now():
    method = Method()
    parts = [getattr(method, field.name) for field in dataclasses.fields(method)]
    rules = [method, *(part for part in parts if type(part) in RULES)]
    assert {type(each) for each in rules} == set(RULES)
    for each in rules:
        assert section(RULES[type(each)]) == now(each), type(each)


def whole():
    """A record in which there is something of everything."""
    trial = begun(Design("g", "a", 24, FIRST.date()), FIRST, 1, "a-trial-of-mine")
    wishes = Wishes(id="my-wishes", at=FIRST, favourites=("practice-1",))
    said = (replace(evening, did=Did.YES) for evening in evenings(1, 80))
    record = Record((*sittings(1, 60), *said, trial, wishes))
    return json.loads(json.dumps(report(findings(record, FIRST.date() + dt.timedelta(days=80)))))


def shapes(value, title):
    """Each object in what was printed, with the title its fields are documented under."""
    yield title, set(value)
    for name, kind in section(title).items():
        inner = kind.removeprefix("list of: ").removesuffix(", or null")
        if inner in {*TITLES.values(), *RULES.values()}:
            for each in value[name] if kind.startswith("list of") else [value[name]]:
                yield from shapes(each, inner) if each is not None else ()
        elif title == "method" and isinstance(value[name], dict):
            yield from shapes(value[name], section(title)[name])


def test_what_is_printed_has_the_documented_fields_and_no_others():
    seen = list(shapes(whole(), "report"))
    assert {title for title, _ in seen} == {*TITLES.values(), *RULES.values()}
    for title, names in seen:
        assert names == set(section(title)), title
