"""A small record, to be taken along."""

from kindward.journal import CheckIn, Evening, Felt, Note, Record, Sitting
from tests.journal.drawn import AT_HOME

A_NOTE = Note(id="note-000001", at=AT_HOME, text="=1+1")
A_SITTING = Sitting(
    id="sitting-0001", at=AT_HOME, practice="hold-gently", seconds=300, language="en",
    before=CheckIn(judging=70, hurt=0), after=CheckIn(judging=40, next_step=100), heard_s=290,
    felt=Felt.STEADIER,
)  # fmt: skip
AN_EVENING = Evening(id="evening-0001", at=AT_HOME, of=AT_HOME.date(), slips=0, slept_h=7.5)
A_RECORD = Record([A_NOTE, A_SITTING, AN_EVENING])
NAMES = ["README.txt", "record.json", "sittings.csv", "evenings.csv", "notes.csv", "fhir.json"]
