# What the scripts of this folder share. To be sourced, not run.

set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

PYTHONS=(3.11 3.12 3.13) # the versions in the tox environments
MISSING=()               # told once more at the end, so that nothing is left out silently

step() { printf '\n==> %s\n' "$*"; }

missing() {
    MISSING+=("$*")
    printf 'MISSING: %s\n' "$*" >&2
}

# Printed however the script ends.
closing_list() {
    local status=$? line
    if ((${#MISSING[@]})); then
        printf '\n%s\n' '****************************************************************' >&2
        printf '%s\n' 'NOT DONE, because something is missing on this machine:' >&2
        for line in "${MISSING[@]}"; do printf '  - %s\n' "$line" >&2; done
        printf '%s\n' '****************************************************************' >&2
    fi
    return "$status"
}
trap closing_list EXIT

# pyenv's commands on the PATH work for its current version only; this puts all those that tox asks for before them.
use_pyenv() {
    command -v pyenv >/dev/null || return 0
    # With another HOME than usual pyenv would look for its versions there.
    local root="${PYENV_ROOT:-$(cd "$(dirname "$(command -v pyenv)")/.." && pwd)}"
    local minor newest folders=''
    for minor in "${PYTHONS[@]}"; do
        newest=$(find "$root/versions/" -maxdepth 1 -name "$minor.*" 2>/dev/null |
            grep -E '/[0-9.]+$' | sort -V | tail -n 1 || true)
        [[ -z $newest ]] || folders+="$newest/bin:"
    done
    export PATH="$folders$PATH"
}

# Print where an interpreter is, or nothing.
find_python() {
    "$1" -c 'import sys; print(sys.executable) if sys.version_info >= (3, 11) else None' 2>/dev/null || true
}

show_interpreters() {
    step 'Interpreters'
    local version found
    for version in "${PYTHONS[@]}"; do
        found=$(find_python "python$version")
        if [[ -n $found ]]; then
            printf '%s: %s\n' "$version" "$found"
        else
            printf '%s: none\n' "$version"
        fi
    done
}

# The Debian packages among those given that are not installed.
absent_packages() {
    local package
    for package in "$@"; do
        case $package in
            python3-venv) "$PYTHON" -c 'import ensurepip, venv' 2>/dev/null || echo "$package" ;;
            chromium) command -v chromium chromium-browser google-chrome >/dev/null || echo "$package" ;;
            *) [[ $(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null) == installed ]] || echo "$package" ;;
        esac
    done
}

# Install Debian packages where that is possible; else say which ones are wanted, and go on.
need_packages() {
    step 'Debian packages'
    if ! command -v apt-get >/dev/null; then
        missing "apt-get; what these packages of Debian hold has to be there already: $*"
        return
    fi
    local wanted apt=()
    mapfile -t wanted < <(absent_packages "$@")
    if ((${#wanted[@]} == 0)); then
        echo 'all there'
        return
    fi
    if ((EUID == 0)); then
        apt=(env)
    elif command -v sudo >/dev/null && { sudo -n true 2>/dev/null || [[ -t 0 ]]; }; then
        apt=(sudo env)
    else
        missing "Debian packages, which only root can install: ${wanted[*]}"
        return
    fi
    apt+=(DEBIAN_FRONTEND=noninteractive apt-get -qq -o DPkg::Lock::Timeout=300)
    # A package source that does not answer is no reason to stop: the install may do with the lists that are there.
    "${apt[@]}" update || true
    "${apt[@]}" install --yes --no-install-recommends "${wanted[@]}" >/dev/null || true
    mapfile -t wanted < <(absent_packages "$@")
    ((${#wanted[@]} == 0)) || missing "Debian packages, which could not be installed: ${wanted[*]}"
}

# The interpreter that tox itself, and each environment without a version in its name, runs on.
choose_python() {
    local name
    for name in python3 python3.13 python3.12 python3.11; do
        PYTHON=$(find_python "$name")
        [[ -z $PYTHON ]] || return 0
    done
    PYTHON=python3
}

# Make a virtual environment for tox, unless one is there that works.
make_tox() {
    step 'tox'
    choose_python # once more: it may have been installed just now
    [[ -n $(find_python "$PYTHON") ]] || { echo 'Python 3.11 or newer is needed (package python3)' >&2; exit 1; }
    if ! .venv-tox/bin/python -m tox --version >/dev/null 2>&1; then
        rm -rf .venv-tox
        "$PYTHON" -m venv .venv-tox
        .venv-tox/bin/python -m pip install --quiet --disable-pip-version-check 'tox>=4.25'
    fi
    .venv-tox/bin/python -m tox --version
}

# Two environments at a time; their output comes line by line, as they run.
run_tox() {
    local names log=_build/tox.log line status=0
    names=$(IFS=, && echo "$*")
    step "tox: $names"
    mkdir -p _build
    .venv-tox/bin/python -m tox run-parallel --parallel 2 --parallel-no-spinner --colored no -e "$names" 2>&1 |
        tee "$log" || status=$?
    # Not a failure for tox, but nobody should take it for a success.
    while read -r line; do
        missing "the tox environment $line was skipped: no such interpreter"
    done < <(sed -n 's/^  \([^ ]*\): SKIP.*/\1/p' "$log")
    return "$status"
}

BASE_PACKAGES=(python3-venv git)
# The least set that Sphinx's LaTeX needs with LuaLaTeX, with fonts for Latin, Greek, Cyrillic, Arabic, Hebrew and CJK.
LATEX_PACKAGES=(make latexmk texlive-latex-extra texlive-luatex tex-gyre fonts-freefont-otf fonts-droid-fallback)

use_pyenv
choose_python
