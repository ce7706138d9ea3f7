"""The tree of everything that can go wrong by nobody's fault but the world's.

    KindwardError
        score.FaultyScore           a file with faults, all of them
        plan.CannotFit              a length that the score's bounds do not allow
        library.UnknownPractice     a name that no practice has
        library.UnknownLanguage     a language that has no practices
        library.UnreadableFile      a file of one's own that cannot be opened
        voice.UnknownVoice          a voice that is not here
        voice.VoiceFailed           an engine that crashed, hung or could not say a line
        wiring.BadSetting           a setting that cannot be read

Each carries evidence (numbers, names), and its text is one sentence that a person may be shown:
no path, no private word. Anything that is not a KindwardError is a fault of ours.
"""


class KindwardError(Exception):
    """The root: catch this at an edge, and nothing wider."""
