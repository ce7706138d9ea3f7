"""The tree of everything that can go wrong by nobody's fault but the world's.

    KindwardError
        score.FaultyScore           a file with faults, all of them; paths.FaultyPath likewise
        plan.CannotFit              a length that the score's bounds do not allow
        library.UnknownPractice     a name that no practice has
        library.UnknownPath         a name that no path has
        library.UnknownLanguage     a language that has no practices
        library.UnreadableFile      a file of one's own that cannot be opened
        narration.FaultyNarration   a file of spoken lines that is damaged, or is none
        voice.UnknownVoice          a voice that is not here
        voice.kokoro.NotAdded       files of the voice that are not here, or not right
                                    (NotFetched: no registry gave them; FaultyLexicon)
        narrate.NotSpoken           what was to be spoken beforehand and was not
        voice.VoiceFailed           an engine that crashed, hung or could not say a line
        journal.FaultyRecord        a record or entry that cannot be read or kept
                                    (NewerRecord, Contradiction)
        archive.FaultyArchive       a file that is no export (archive.TooLarge: larger than any)
        rights.NotPrivate           a folder of one's own that others may change
        envelope.NotOpened          other words than a sealed file's (envelope.ForSomeKey: no words)
        envelope.NoRecipient        what is no key to seal a file for
        store.Conflict, Erased      another content is kept under this id; it was erased before
        store.SealBroken            something sealed is damaged (store.KeyMissing: the key is away)
        store.WrongPassphrase       other words than those the key was put under
        store.StoreFull, StoreBusy  no room on the disk; another program is writing
        store.StoreReadOnly         a disk that can be read and not written
        store.Unsettled             something is amiss with the record, and its person decides
        store.NotABackup, NoBackup  a file that is no backup; a database that backs itself up
        store.StoreUnavailable      no database (NotARecord, Replaced, NotAllowed...)
        BadSetting                  a setting that cannot be read

Each carries evidence (numbers, names), and its text is one sentence that a person may be shown:
no path, no private word. Anything that is not a KindwardError is a fault of ours.
"""


class KindwardError(Exception):
    """The root: catch this at an edge, and nothing wider."""


class BadSetting(KindwardError):
    """A setting that cannot be read, by its name in the environment."""
