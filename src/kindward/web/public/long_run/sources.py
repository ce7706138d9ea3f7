"""The studies that the page of the long-run question speaks of, for whoever wants to read them."""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Source:
    """A study as a reader can find it again; its title stays in its own language."""

    authors: str
    year: int
    title: str
    doi: str
    """Digital object identifier (ISO 26324); empty where we have not seen it."""


SOURCES: Final = (
    Source(
        "L. R. Baker, J. K. McNulty",
        2011,
        "Self-compassion and relationship maintenance:"
        " The moderating roles of conscientiousness and gender",
        "10.1037/a0021884",
    ),
    Source(
        "J. G. Breines, S. Chen",
        2012,
        "Self-compassion increases self-improvement motivation",
        "10.1177/0146167212445599",
    ),
    Source(
        "C. Chwyl, P. Chen, J. Zaki",
        2021,
        "Beliefs about self-compassion: Implications for coping and self-improvement",
        "",
    ),
    Source(
        "S. S. DeLury, M. J. Poulin",
        2018,
        "Self-compassion and verbal performance:"
        " Evidence for threat-buffering and implicit self-related thoughts",
        "10.1080/15298868.2018.1477829",
    ),
    Source(
        "A. Han, T. H. Kim",
        2023,
        "Effects of self-compassion interventions on reducing depressive symptoms, anxiety, and"
        " stress: A meta-analysis",
        "10.1007/s12671-023-02148-x",
    ),
    Source(
        "C. A. Löw, H. Schauenburg, U. Dinger",
        2020,
        "Self-criticism and psychotherapy outcome: A systematic review and meta-analysis",
        "10.1016/j.cpr.2019.101808",
    ),
    Source(
        "R. McIntyre, P. Smith, K. A. Rimes",
        2018,
        "The role of self-criticism in common mental health difficulties in students:"
        " A systematic review of prospective studies",
        "",
    ),
    Source(
        "E. Moore, A. C. Holding, N. H. Hope, B. Harvey, T. A. Powers, D. C. Zuroff, R. Koestner",
        2018,
        "Perfectionism and the pursuit of personal goals: A self-determination theory analysis",
        "10.1007/s11031-017-9654-2",
    ),
    Source(
        "T. A. Powers, R. Koestner, D. C. Zuroff",
        2007,
        "Self-criticism, goal motivation, and goal progress",
        "",
    ),
    Source(
        "T. A. Powers, R. Koestner, D. C. Zuroff, M. Milyavskaya, A. A. Gorin",
        2011,
        "The effects of self-criticism and self-oriented perfectionism on goal pursuit",
        "10.1177/0146167211410246",
    ),
    Source(
        "E. S. Susman, S. Chen, A. M. Kring, A. G. Harvey",
        2024,
        "Daily micropractice can augment single-session interventions",
        "10.1016/j.brat.2024.104498",
    ),
    Source(
        "A. C. Wilson, K. Mackintosh, K. Power, S. W. Y. Chan",
        2019,
        "Effectiveness of self-compassion related therapies: A systematic review and meta-analysis",
        "10.1007/s12671-018-1037-6",
    ),
    Source(
        "J. W. Zhang, S. Chen",
        2016,
        "Self-compassion promotes personal improvement from regret experiences via acceptance",
        "10.1177/0146167215623271",
    ),
)
"""In the order of their authors' names."""
