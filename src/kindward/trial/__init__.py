"""The n-of-1 trial of the long-run question: kind-coach days beside a person's usual days.

A randomized block design with two treatments and one person (Edgington and Onghena, Randomization
Tests, 2007). Design, randomization, schedule and stopping rule are light;
`trial.analysis` loads numpy and is imported when somebody asks what a trial came to.
"""

from kindward.trial.design import LENGTHS, USUAL_DAYS, Design, TrialLength, begun, design_of
from kindward.trial.randomization import BLOCK, SEEDS, randomized
from kindward.trial.schedule import (
    Stage,
    TrialDay,
    due,
    latest,
    may_be_analyzed,
    stage,
    trial_day,
)
from kindward.trial.stopping import meets_stopping_rule

__all__ = [
    "BLOCK",
    "LENGTHS",
    "SEEDS",
    "USUAL_DAYS",
    "Design",
    "Stage",
    "TrialDay",
    "TrialLength",
    "begun",
    "design_of",
    "due",
    "latest",
    "may_be_analyzed",
    "meets_stopping_rule",
    "randomized",
    "stage",
    "trial_day",
]
