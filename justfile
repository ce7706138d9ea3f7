# Everything there is to do here. `just` alone lists it; the tools are those of .venv.

python := if os_family() == "windows" { ".venv/Scripts/python.exe" } else { ".venv/bin/python" }
launch := if os_family() == "windows" { "py kindward" } else { "./kindward" }

_list:
    @{{ just_executable() }} --list --unsorted --justfile {{ justfile() }}

# Install everything into .venv, and see that it stands
setup:
    {{ launch }} test --collect-only --quiet

# Open the page, or run any command: just run play hold-gently
run *arguments:
    {{ launch }} {{ arguments }}

# Only the tests: just test tests/cli -k check
test *arguments:
    {{ python }} -m pytest {{ arguments }}

# All that must pass: ruff, format, mypy, tests
check *arguments:
    {{ launch }} test {{ arguments }}

# Format the code, and mend what ruff can mend by itself
fmt:
    {{ python }} -m ruff check --fix .
    {{ python }} -m ruff format .

# Any bytes through the score parser for a while; needs atheris, see fuzz/score.py
fuzz seconds="60":
    {{ python }} fuzz/score.py -max_total_time={{ seconds }} -max_len=4096

# So many hostile requests to every route, by a seed; prints how each kind was answered
fuzz-requests number="100000" seed="1":
    {{ python }} -m fuzz.requests {{ number }} {{ seed }}

# Remake locks/ from pyproject.toml, with the newest of everything (needs uv 0.9 or later)
lock:
    {{ compile }} pyproject.toml locks/build.in -o locks/run.txt
    {{ compile }} --extra voice -c locks/run.txt pyproject.toml locks/build.in -o locks/voice.txt
    {{ compile }} --extra dev --extra bench --extra voice -c locks/voice.txt pyproject.toml locks/build.in -o locks/dev.txt

# Universal and hashed; no configuration of this machine, so that only the public files count.
compile := "uv --no-config pip compile --quiet --upgrade --universal --python-version 3.11" + \
    " --generate-hashes --no-header --no-annotate --excludes locks/leave-out.in"

# All benchmarks, or one: just bench startup
bench which="*":
    for each in bench/{{ which }}.py; do {{ python }} -m "bench.$(basename "$each" .py)" || exit 1; done

# The documents, held against the code
docs:
    {{ python }} -m pytest tests/house

# Before a release: lines to a person that nobody has looked at for half a year, or ever dialled
stale:
    {{ python }} release/lines.py

# Draw the squares that lock screens show, after a picture has changed
artwork:
    {{ python }} release/artwork.py

# Gather the words of the pages into the catalogues; just words de begins a new language
words *languages:
    {{ python }} release/words.py {{ languages }}
