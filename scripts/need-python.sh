#!/bin/sh
# Says what is missing before .venv is made: Debian ships Python without its venv module.
python=${1:-python3}

if ! command -v "$python" >/dev/null 2>&1; then
    echo "Backwise needs Python 3.11 or newer. On Debian or Ubuntu: sudo apt install python3 python3-venv" >&2
    exit 1
fi
version=$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
if ! "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))'; then
    echo "Backwise needs Python 3.11 or newer; $python is $version. Name a newer one: make run PYTHON=python3.12" >&2
    exit 1
fi
if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
    case $python in
        python3) package=python3-venv ;;
        *) package=python$version-venv ;;
    esac
    echo "Python's venv module is missing. On Debian or Ubuntu: sudo apt install $package" >&2
    exit 1
fi
