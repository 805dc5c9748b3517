#!/bin/sh
# Set this checkout up: system packages, a Python environment of its own, locked packages, compiled catalogues.
#
#   packaging/set_up.sh run     what the terminal needs
#   packaging/set_up.sh test    that, and what its developers need
#
# Where nothing is missing it does nothing, in a fraction of a second.
# PYTHON=python3.13 chooses the interpreter; otherwise it stays with the environment's, or takes the first of python3,
# 3.13, 3.12, 3.11 that fits.
set -eu

purpose=${1:-run}
root=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
cd "$root"

# What the SDL inside Kivy's wheel opens by name when it makes a window; it links none of them. Xi brings touch, Xss
# keeps the screen awake. Mesa draws on machines without a graphics driver. Without mtdev Kivy starts with a stack trace
# in the journal, although it is not used. Debian 13 calls some of them …t64 and still answers to these names.
WINDOW_PACKAGES="libgl1 libgl1-mesa-dri libx11-6 libxext6 libxcursor1 libxfixes3 libxi6 libxrandr2 libxss1 libmtdev1"
# What reads aloud, and what plays it where no sound server does; without them the keys for it are not drawn.
VOICE_PACKAGES="espeak-ng alsa-utils"
DISPLAY_PACKAGES="xvfb"
# PostgreSQL: several terminals in one lobby; the tests start it for themselves, never the machine's own cluster.
TEST_PACKAGES="xvfb xdotool postgresql espeak-ng"

say() { printf '%s\n' "$*"; }
stop() { printf '%s\n' "$*" >&2; exit 1; }

# Python

version_of() { "$1" -c 'import sys; print("%d.%d" % sys.version_info[:2])' 2>/dev/null || true; }
fits() { case "$1" in 3.11|3.12|3.13) return 0 ;; *) return 1 ;; esac; }

find_python() {
    if [ -n "${PYTHON:-}" ]; then
        version=$(version_of "$PYTHON")
        fits "$version" || stop "PYTHON=$PYTHON is ${version:-no Python that starts}; needed is 3.11, 3.12 or 3.13."
        python=$PYTHON
        return
    fi
    python=.venv/bin/python
    version=$(version_of "$python")
    if fits "$version" && venv_works; then
        return
    fi
    seen=""
    for python in python3 python3.13 python3.12 python3.11; do
        version=$(version_of "$python")
        fits "$version" && return
        seen="$seen $python=${version:-none}"
    done
    stop "No Python 3.11, 3.12 or 3.13 here (seen:$seen). Install one, or name it: make PYTHON=/path/to/python3.13 …"
}

# System packages

missing_packages() {
    needed=$WINDOW_PACKAGES
    if [ "$purpose" = test ]; then
        needed="$needed $TEST_PACKAGES"
    else
        needed="$needed $VOICE_PACKAGES"
        [ -n "${DISPLAY:-}" ] || needed="$needed $DISPLAY_PACKAGES"
    fi
    either=""
    for package in $needed; do either="$either $package ${package}t64"; done
    # shellcheck disable=SC2086 # a list of words
    present=" $(dpkg-query -W -f '${db:Status-Abbrev}${Package} ' $either 2>/dev/null || true)"
    missing=""
    for package in $needed; do
        case "$present" in
            *" ii $package "* | *" hi $package "* | *" ii ${package}t64 "* | *" hi ${package}t64 "*) ;;
            *) missing="$missing $package" ;;
        esac
    done
    if ! venv_works && ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
        missing="$missing python$version-venv"
    fi
    printf '%s' "${missing# }"
}

install_packages() {
    command -v dpkg-query >/dev/null || {
        say "This is no Debian: libGL, libEGL, the X client libraries, Xvfb and xdotool must be there already."
        return 0
    }
    missing=$(missing_packages)
    [ -n "$missing" ] || return 0
    if [ "$(id -u)" = 0 ]; then
        as_root=""
    elif command -v sudo >/dev/null && sudo -n true 2>/dev/null; then
        as_root="sudo"
    else
        stop "System packages are missing, and installing them needs an administrator. Run this line, then repeat:

    sudo apt-get update && sudo apt-get install --yes --no-install-recommends $missing
"
    fi
    say "Installing system packages: $missing"
    apt="env DEBIAN_FRONTEND=noninteractive apt-get"
    # shellcheck disable=SC2086 # lists of words
    $as_root $apt update -qq || say "Not all package lists could be renewed; going on with those that are there."
    # shellcheck disable=SC2086
    $as_root $apt install -qq --yes --no-install-recommends $missing >/dev/null ||
        stop "apt-get did not install them; its own message stands above."
}

# The environment

venv_works() {
    [ -x .venv/bin/python ] && [ -f .venv/pyvenv.cfg ] && [ -f .venv/bin/pip ] || return 1
    # A folder that was moved or copied keeps pointing to its old place; another interpreter was asked for.
    grep -q "^command = .* $root/\.venv\$" .venv/pyvenv.cfg && grep -q "^version = $version\." .venv/pyvenv.cfg
}

key_of() { { printf '%s %s\n' "$root" "$version"; cat -- "$@"; } | sha256sum; }

install_locked() {
    stamp=$1
    shift
    key=$(key_of "$@")
    [ "$(cat "$stamp" 2>/dev/null || true)" != "$key" ] || return 0
    say "Installing the locked Python packages of $* (once; about 150 MB)"
    for lock in "$@"; do
        .venv/bin/python -m pip install --quiet --no-input --disable-pip-version-check \
            --only-binary :all: --require-hashes -r "$lock" ||
            stop "The packages were not installed; pip's own message stands above. Only this first time needs a network."
    done
    printf '%s' "$key" >"$stamp.new"
    mv -- "$stamp.new" "$stamp"
}

make_environment() {
    if ! venv_works; then
        say "Making .venv with $python ($version)"
        "$python" -m venv --clear "$root/.venv" || stop "The environment was not made; Python's own message stands above."
    fi
    install_locked .venv/locked-run requirements.lock
    [ "$purpose" = run ] || install_locked .venv/locked-test requirements.lock requirements-dev.lock
}

# Catalogues

compile_catalogues() {
    for po in assets/locale/*/LC_MESSAGES/*.po; do
        mo=${po%.po}.mo
        [ -f "$po" ] || continue
        [ ! -f "$mo" ] || [ -n "$(find "$po" -newer "$mo")" ] || continue
        say "Compiling $po"
        .venv/bin/python -m babel.messages.frontend -q compile --input-file "$po" --output-file "$mo.new"
        mv -- "$mo.new" "$mo"
    done
}

case "$purpose" in run | test) ;; *) stop "usage: packaging/set_up.sh run|test" ;; esac

# Two at once would write into one environment: the second waits for the first.
mkdir -p build
exec 9>build/set_up.lock
if command -v flock >/dev/null; then
    flock --nonblock 9 || { say "Another set-up is at work here; waiting for it."; flock 9; }
fi

find_python
install_packages
make_environment
compile_catalogues
