"""Every sentence of the command line that a person may read, in one place to be reviewed.

Those of serving and opening the page stand beside it, in `serving_words`.

Plain words, a fact and a way on; nothing is scolded, ordered or promised. docs/score.md and the
score room hold what is said about a score file, the practices what is spoken.
"""

import errno
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from kindward.lengths import told
from kindward.sentences import MEASURES, TRENDS

if TYPE_CHECKING:
    from kindward.insight import Finding, Trend

# What each command is, in the list and on its own page

HELP: Final = """A quiet place to practice being kinder to yourself.

Without a command, opens the page in your browser.

\b
Examples:
  kindward                                  open the page
  kindward play hold-gently                 five minutes, here in the terminal
  kindward render hold-gently -m 20         a sound file of twenty minutes
"""

COMMANDS: Final = {
    "serve": "Start Kindward for a browser on this computer.",
    "open": "Open your own pages again, while Kindward runs.",
    "practices": "List the practices.",
    "play": "Practice here, in the terminal.",
    "render": "Save a practice as a sound file.",
    "plan": "Show what is heard when, to read or as JSON.",
    "check": "Check practices and paths you wrote.",
    "voices": "List the voices on this computer.",
    "narrate": "Make the sound of your practices ahead of time.",
    "export-site": "Save the whole library as a website.",
    "export": "Save a copy of everything, as one file.",
    "import": "Bring back what you exported.",
    "backup": "Make an encrypted copy, to restore later.",
    "restore": "Restore a backup.",
    "mend": "See what is wrong with your pages, if anything.",
    "erase": "Erase everything you saved here.",
    "key": "See where the key is, or set a passphrase.",
    "insight": "See what your pages may show, with the numbers.",
}


EXPORT_SITE_HELP: Final = """Save the whole library as a website, for a web host or a USB stick.

DIR is a new or empty folder, or one from an earlier export. The README.txt in it says what works
where.

\b
Examples:
  kindward export-site site
  kindward export-site site --minutes 1,5,10 --language es
  kindward export-site site --format webm,mp3
"""
SITE_MINUTES: Final = "The lengths to include, in whole minutes, separated by commas."
SITE_LANGUAGES: Final = "The languages to include; the first one is the start page."
SITE_VOICE: Final = "A voice from `kindward voices`, for the language that it speaks."
SITE_FORMATS: Final = "webm is small; mp3 also plays in Safari before 17, at four times the size."

EXPORT_HELP: Final = """Save a copy of everything as one file, encrypted if you like.

The ending of FILE chooses the kind: a .zip also has tables and FHIR, a .json has only the entries.
With .age after it, the file is encrypted: with a passphrase that you are asked for, or for
--recipient. Without .age, anyone who has the file can read it.

\b
Examples:
  kindward export my-pages.zip
  kindward export my-pages.zip.age
  kindward export my-pages.json --force
"""

INSIGHT_HELP: Final = """See what your pages may show: those saved here, or an exported FILE.

With --json, you get every finding with its numbers and rules, so that anyone can check it. "Too
early to tell" is a good answer too.

\b
Examples:
  kindward insight
  kindward insight my-pages.zip --json
"""

FINDINGS: Final = {
    "too-early": "It is too early to tell. About {more} with answers would help.",
    "leaning": "So far it looks a little lighter: the chance is about {sure} in 10. This may still"
    " change.",
    "clear": "Lighter, by about {points} points on a scale of 100.",
    "no-difference": "About as helpful as {other}. That can be enough.",
    "harder": "Lately it has been harder than {other}. You did nothing wrong.",
}
OTHER: Final = {"quiet-minute": "a quiet minute", "my-others": "the others"}
ALL_PRACTICES: Final = "All practices together"
NAMES: Final = {"quiet-minute": "{}", "my-others": "{}, compared with the others"}


def finding(found: "Finding") -> str:
    """One finding in a sentence."""
    name = NAMES[found.against].format(found.practice or ALL_PRACTICES)
    told = FINDINGS[found.state].format(
        more=_counted(found.more, "more practice"),
        sure=found.in_ten,
        points=abs(round(found.effect)),
        other=OTHER[found.against],
    )
    return f"{name}: {told}"


def trend(found: "Trend") -> str:
    """Where one of the three has been going, in a sentence."""
    told = TRENDS[found.state] % {"sure": found.in_ten, "points": f"{abs(found.a_week):.1f}"}
    return f"{MEASURES[found.of]}: {told}"


IMPORT_HELP: Final = """Bring back an exported file: a .zip or a .json, encrypted (.age) or not.

You first see what would be new. Then all of it is saved, or none. Importing the same file twice
changes nothing.

\b
Examples:
  kindward import my-pages.zip
  kindward import my-pages.json --yes
"""

ERASE_HELP: Final = """Erase everything you saved on this computer.

You are asked first. Copies elsewhere, such as an export, are not touched.

\b
Examples:
  kindward erase
"""

PRACTICES_HELP: Final = """List the practices, each with its name and a few words about it.

\b
Examples:
  kindward practices
  kindward practices --json
"""

PLAN_HELP: Final = """Show what is heard when: each line, silence, breath and bell, with its time.

PRACTICE is a name from `kindward practices`, or the path of a .score file of your own.

\b
Examples:
  kindward plan hold-gently --minutes 5
  kindward plan hold-gently --minutes 12.5 --without touch --json
  kindward plan my-own.score --minutes 3
"""

RENDER_HELP: Final = """Save a practice as a sound file, exactly as long as you choose.

PRACTICE is a name from `kindward practices`, or the path of a .score file of your own. The
ending of FILE chooses the kind: .opus .mp3 .wav .webm .mp4 .m4a

\b
Examples:
  kindward render hold-gently --minutes 20
  kindward render hold-gently --minutes 5 -o gentle.mp3 --captions gentle.vtt
  kindward render hold-gently --minutes 1.5 -o - > ninety-seconds.opus
"""

PLAY_HELP: Final = """Practice here: the words, a line that moves like a breath, and the time left.

Space pauses, q ends it. It works without sound too, and the words alone are enough.

\b
Examples:
  kindward play hold-gently
  kindward play grounding --minutes 1 --silent
  kindward play self-compassion-break --minutes 12 --without breath
"""

CHECK_HELP: Final = """Check practices and paths you wrote: where they need a change, and how.

If a practice needs no change, you see how long it can last in the voice that will read it. A -
reads a practice that is piped in. For a folder, you see what each file is called here, and why one
is left out. Without a FILE, the folders of your own practices and paths are checked. docs/score.md
and docs/path.md say how to write them. A file called lexicon.txt is checked as docs/lexicon.md
describes it.

\b
Examples:
  kindward check
  kindward check my-own.score
  kindward check my-own-week.path
"""

VOICES_HELP: Final = """List the voices on this computer: how each sounds, which is used, and why.

\b
Examples:
  kindward voices
  kindward voices --json
"""

# What each option does

LANGUAGE: Final = "The language, such as en or es."
MINUTES: Final = "How long: 1 to 30 minutes, such as 5, 1.5, 5:01 or 90s."
VOICE: Final = "A voice from `kindward voices`."
WITHOUT: Final = "Leave this out; can be given more than once."
BELL: Final = "With a bell."
PACE: Final = "Let paced breaths be heard as well as seen."
JSON: Final = "Print it as JSON, for a program to read."
OUTPUT: Final = "Where to save it; - is standard output, as Opus.  [default: PRACTICE-5-min.opus]"
CAPTIONS: Final = "Also save the words with their times, as WebVTT."
SILENT: Final = "Without sound."
PLAIN: Final = "Only the words, line by line; for screen readers and small terminals."
FORCE: Final = "Replace a file that has this name."
YES: Final = "Do not ask."

# What is said while something goes on

TO_HEAR_ONE: Final = "To hear one:  kindward play NAME --minutes 5"
DEFAULT: Final = "  (used unless you choose another)"
NOT_HERE: Final = "  (not installed)"
RENDERING: Final = "Making the sound"
KEYS: Final = "space: pause   q: end"
PLAIN_KEYS: Final = "Line by line, at its own pace. Ctrl+C ends it."
PAUSED: Final = "paused   space: go on   q: end"
NO_SOUND: Final = "There is no sound here, but you can read along."
THE_END: Final = "That was the practice. It is here whenever you like."
A_BELL: Final = "(bell)"
STDOUT: Final = "the output"


def plan_title(title: str, total_s: float, voice: str) -> str:
    """The head of a plan."""
    return f"{title}, {told(total_s)}, spoken by {voice}"


def silence(seconds: float) -> str:
    """A silence in a plan."""
    return f"(silence {seconds:.0f}s)"


def breath(lengths_s: Sequence[float], times: int) -> str:
    """A paced breath in a plan; lengths_s are those of one breath in and, mostly, out."""
    ways = zip(("in", "out"), lengths_s, strict=False)
    paced = ", ".join(f"{way} {seconds:g}s" for way, seconds in ways)
    return f"(breath {paced}, {_counted(times, 'time')})"


def written(name: str, size: int) -> str:
    """A sound file is there."""
    return f"{name} is ready ({sized(size)})."


def site_written(name: str, files: int, size: int) -> str:
    """A static site is there."""
    what = f"{_counted(files, 'file')}, {sized(size)}"
    return f"{name} is ready: {what}. Open index.html, or read README.txt."


def site_to_come(size: int) -> str:
    """The pages of a static site are there, the sound is not."""
    return f"The pages are ready. Now {sized(size)} of sound is being made."


def exported(name: str, entries: int, sealed: int, size: int) -> str:
    """A record was written to a file."""
    told = f"{name} is ready: {_entries(entries)}, {sized(size)}."
    return f"{told} {not_opened(sealed)}" if sealed else told


def not_opened(sealed: int) -> str:
    """Entries that a file has as they are sealed."""
    if sealed == 1:
        return "1 entry is damaged and cannot be opened. It is in the file too, still locked."
    are = f"{sealed:,} entries are damaged and cannot be opened."
    return f"{are} They are in the file too, still locked."


def would_import(new: int, same: int, conflicting: int, erased: int) -> str:
    """What an import would change."""
    told = {
        f"New here: {_entries(new)}.": new,
        f"Already here: {_entries(same)}.": same,
        f"Different here, and left unchanged: {_entries(conflicting)}.": conflicting,
        f"Erased here, and not brought back: {_entries(erased)}.": erased,
    }
    return "\n".join(line for line, count in told.items() if count) or "There is nothing in it."


def left_sealed(sealed: int) -> str:
    """Entries of a file that were damaged when it was saved."""
    entries = "1 entry was" if sealed == 1 else f"{sealed:,} entries were"
    return f"{entries} already damaged when this was saved, and cannot be opened here either."


NOTHING_NEW: Final = "Nothing changes: everything in it is here already."
BRING_IN: Final = "Import it?"
NOT_IMPORTED: Final = "Nothing was changed."


def imported(entries: int) -> str:
    """A record was brought in."""
    return f"Imported: {_entries(entries)}."


ERASE_WORD: Final = "erase"


def would_erase(entries: int, broken: int) -> str:
    """What an erasure would take."""
    damaged = f", and {broken} that cannot be read" if broken else ""
    return (
        f"This erases {_entries(entries)}{damaged}, with the key that opens them. It cannot be"
        " undone. `kindward export FILE` saves a copy first."
    )


ERASE_CLOSED: Final = (
    "This erases everything that is saved here. Right now it cannot be opened, because the key is"
    " not in its place. If you still have the key, putting it back would open all of it again."
)
ERASE_BROKEN: Final = (
    "This erases everything that is saved here. It is damaged and can no longer be read."
)
ERASE_UNREADABLE: Final = (
    "The file where your pages should be cannot be read. A backup may still bring them back. This"
    " erases the file, and the key to your pages. It cannot be undone."
)
DISCARDED: Final = "Erased. The key is destroyed, and every file of your pages is gone."
ERASE_GONE: Final = (
    "Your pages themselves are not here. This destroys their key, so that nobody can open them,"
    " wherever they are now. It cannot be undone."
)
ERASE_ASKED: Final = f'To erase it, type "{ERASE_WORD}"'
NOT_ERASED: Final = "Nothing was erased."
NOTHING_TO_ERASE: Final = "There is nothing here to erase."


def erased(files: int, size: int) -> str:
    """A record was erased, and this shows it; 0 files for a database on a server."""
    if not files:
        return "Erased. The key is destroyed, and no entry is left in the database. " + ERASE_LIMITS
    what = f"{_counted(files, 'file')}, {sized(size)}"
    return (
        "Erased. The key is destroyed, so nobody can read what was saved. Afterward,"
        f" every file of your pages was searched ({what}), and nothing you kept is left there. "
        + ERASE_LIMITS
    )


def erased_so_far(traces: int) -> str:
    """A record was erased, and sealed remains of it wait to be cleared."""
    return (
        "The key is destroyed, so nobody can read what was saved. Some unreadable traces are still"
        f" on the disk ({_counted(traces, 'trace')}). Once there is room on the disk, `kindward"
        " erase` clears them."
    )


ERASE_LIMITS: Final = (
    "Copies elsewhere (exports, backups) are not touched. Kindward also cannot see traces that the"
    " disk itself may still hold."
)


def _entries(count: int) -> str:
    return _counted(count, "entry", "entries")


def _counted(count: int, one: str, more: str = "") -> str:
    """How many there are of something, with its word in the number that fits."""
    return f"{count:,} {one if count == 1 else more or one + 's'}"


def not_formats(told: str, known: Sequence[str]) -> str:
    """Formats that are not known."""
    return f"{told[:40]!r} is not a list of formats. You can choose from: {', '.join(known)}."


def not_lengths(told: str) -> str:
    """Lengths that cannot be read."""
    return f"{told[:40]!r} is not a list of whole minutes from 1 to 30, such as 1,5,10."


def file_name(practice: str, total_s: int) -> str:
    """The name of a sound file when none was given."""
    return f"{practice}-{told(total_s).replace(' ', '-')}.opus"


def fine(name: str, title: str, lengths: Sequence[range]) -> str:
    """A score file without faults, and how long it can last."""
    if not lengths:
        return f'{name}: no mistakes, but "{title}" does not fit any length from 1 to 30 minutes.'
    ranges = " and ".join(f"{told(each[0])} to {told(each[-1])}" for each in lengths)
    return f'{name}: no mistakes. "{title}" can last {ranges}.'


def unsayable(voice: str, word: str) -> str:
    """A word that the voice of a score cannot say."""
    return (
        f"    The voice {voice} cannot say “{word}” and will pause there instead. "
        "You can write the word the way it sounds."
    )


def voice(engine: str, language: str, sample_rate: int, licence: str) -> str:
    """What a voice is."""
    rate = f", {sample_rate / 1000:g} kHz" if sample_rate else ""  # 0: only the system knows
    return f"    {engine}, {language}{rate}, license {licence}"


def voice_gave_way(usual: str, voice: str) -> str:
    """Who speaks where the usual voice can't; no name where only the words are left."""
    lacks = f"The voice {usual} can't say all of this practice"
    if not voice:
        return f"{lacks}, and there is no other voice here. You can read the words instead."
    return f"{lacks}, so you'll hear {voice} instead."


def voice_lacks(voice: str, others: Sequence[str]) -> str:
    """What is missing from a voice that was asked for, and who has it."""
    lacks = f"The voice {voice} can't say all of this practice, so some lines will be silent."
    return f"{lacks} These voices can say all of it: {', '.join(others)}." if others else lacks


# What is said when something cannot be


def not_minutes(typed: str) -> str:
    """A length that cannot be asked for."""
    return f"{typed[:40]!r} is not a length from 1 to 30 minutes, such as 5, 1.5 or 5:01."


def faulty_file(path: str) -> str:
    """A file of one's own with mistakes, which were told just before."""
    return f"{path} is not ready yet. What needs to change is shown above."


def not_an_ending(ending: str, known: Sequence[str]) -> str:
    """A sound file of an unknown kind."""
    what = f"in {ending} files" if ending else "without an ending"
    return f"Kindward makes no sound {what}; these are the endings it knows: {' '.join(known)}"


def not_captions(name: str) -> str:
    """Captions with another ending."""
    return f"Captions are WebVTT, and {name} does not end in .vtt."


def not_an_export(name: str) -> str:
    """An export of an unknown kind."""
    return f"{name} needs a name that ends in .zip or .json."


def is_there(name: str) -> str:
    """A file that an export would write over."""
    return f"{name} already exists. With --force, it is replaced."


SOUND_ON_A_TERMINAL: Final = (
    "Sound cannot be shown on this screen. You can send it to a file: -o - > FILE"
)


def see_help(problem: str, command: str) -> str:
    """What was typed cannot be understood."""
    ended = problem if problem.endswith(("?", ".")) else f"{problem}."
    return f"{ended} To see how it works: {command} --help"


def our_fault(kind: str) -> str:
    """Something that we did not think of."""
    return (
        f"Something went wrong on our side ({kind}). If you want to help us fix it, you can run"
        " this again with KINDWARD_DEBUG=1 and send us what it shows."
    )


def no_setting(typed: str, meant: str) -> str:
    """A name in the environment that looks like a setting's."""
    return f"{typed} is not a setting, so it changes nothing. Did you mean {meant}?"


_NO_RIGHT: Final = "You do not have access to {} with this account. You can choose another folder."
_NO_ROOM: Final = "There is not enough room on the disk for {}. No unfinished file was left behind."
_REASONS: Final = {
    errno.ENOENT: "{} is not there.",
    errno.EISDIR: "{} is a folder. You can name a file in it.",
    errno.ENOTDIR: "{} is not there: part of the path is not a folder.",
    errno.EACCES: _NO_RIGHT,
    errno.EPERM: _NO_RIGHT,
    errno.EROFS: "{} is on a disk that cannot be written to. You can choose another folder.",
    errno.ENOSPC: _NO_ROOM,
    errno.EDQUOT: _NO_ROOM,
    errno.ENAMETOOLONG: "The name {} is too long for this disk.",
}


def cannot(name: str, number: int | None, reason: str | None) -> str:
    """A file that cannot be read or written."""
    return _REASONS.get(number or 0, "{} cannot be used: " + f"{reason}.").format(name)


def cannot_write(name: str, number: int | None, reason: str | None) -> str:
    """A file that cannot be made."""
    if number == errno.ENOENT:
        return (
            f"{name} would be in a folder that does not exist yet. You can create the folder first."
        )
    return cannot(name, number, reason)


# How lengths, times and sizes are written


def clock(seconds: float) -> str:
    """A time into the sitting, such as 4:07."""
    minutes, rest = divmod(int(seconds), 60)
    return f"{minutes}:{rest:02d}"


def sized(size: int) -> str:
    """Bytes as one says them, such as 3.4 MB."""
    return f"{size / 1e6:.1f} MB" if size >= 1e6 else f"{size / 1000:.0f} KB"  # noqa: PLR2004 - a million
