#!/bin/sh
# Make .venv with everything octavo needs, from the lock. Says what it does; run by make.
# Installs Pango (WeasyPrint's text engine) where it is missing: Debian, Ubuntu, macOS.
set -eu
cd "$(dirname "$0")/.."

say() { printf 'octavo: %s\n' "$*"; }

as_root() {
    if [ "$(id -u)" = 0 ]; then "$@"
    elif command -v sudo >/dev/null 2>&1; then sudo "$@"
    else say "this needs an administrator: $*"; exit 3
    fi
}

system_packages() {
    say "installing with apt: $*"
    as_root apt-get update -qq
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >/dev/null
}

python=""
for candidate in "${PYTHON:-python3}" python3.14 python3.13 python3.12 python3.11; do
    if command -v "$candidate" >/dev/null 2>&1 &&
        "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))'; then
        python=$candidate
        break
    fi
done
if [ -z "$python" ]; then
    say "Python 3.11 or newer is needed; install it, or name it: make PYTHON=/path/to/python3.12 book"
    exit 3
fi

if [ ! -x .venv/bin/python ]; then
    say "making a virtual environment in .venv with $("$python" --version)"
    if ! "$python" -m venv .venv >/dev/null 2>&1; then
        rm -rf .venv
        if command -v apt-get >/dev/null 2>&1; then
            system_packages python3-venv
            "$python" -m venv .venv
        else
            say "this Python cannot make virtual environments (its venv module is missing)"
            exit 3
        fi
    fi
fi

say "installing the locked packages into .venv (requirements.lock, checked by hash)"
.venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
.venv/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
.venv/bin/python -m compileall -q octavo  # as pip does for the packages

if ! .venv/bin/python -c 'import weasyprint' >/dev/null 2>&1; then
    if command -v apt-get >/dev/null 2>&1; then
        system_packages libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0
    elif command -v brew >/dev/null 2>&1; then
        say "installing with brew: pango"
        brew install --quiet pango
    else
        say "Pango is missing: install your system's package of it (1.44 or newer), then run make again"
        exit 3
    fi
    .venv/bin/python -c 'import weasyprint' || { say "WeasyPrint still cannot find Pango"; exit 3; }
fi
touch .venv/installed
say "ready"
