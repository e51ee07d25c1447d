#!/bin/sh
# Prints the path of a Chromium for the browser tests, and installs Debian's when there is none.
# BACKWISE_CHROMIUM names another one.
set -u

works() {
    "$1" --version >/dev/null 2>&1
}

find_chromium() {
    for name in chromium google-chrome; do
        path=$(command -v "$name") && works "$path" && echo "$path" && return
    done
    # Where `playwright install chromium` puts its own.
    for path in "${XDG_CACHE_HOME:-$HOME/.cache}"/ms-playwright/chromium-*/chrome-linux*/chrome; do
        works "$path" && echo "$path" && return
    done
    return 1
}

# Ubuntu's package only points at a snap, which the tests cannot drive.
has_package() {
    command -v apt-get >/dev/null && ! grep -qs '^ID=ubuntu' /etc/os-release
}

as_root() {
    if [ "$(id -u)" = 0 ]; then "$@"; else sudo -n "$@"; fi
}

# The fonts give Chinese and Thai text real letters in screenshots.
packages="chromium fonts-dejavu-core fonts-droid-fallback fonts-tlwg-loma"

install_packages() {
    export DEBIAN_FRONTEND=noninteractive
    # shellcheck disable=SC2086
    as_root apt-get -qq update &&
        as_root apt-get -qq install -y --no-install-recommends -o DPkg::Lock::Timeout=120 $packages
}

say_what_to_install() {
    echo "The browser tests need Chromium. Install it, then run \`make test\` again:" >&2
    if has_package; then
        echo "  sudo apt install --no-install-recommends $packages" >&2
    else
        echo "  .venv/bin/playwright install --with-deps chromium" >&2
    fi
    echo "All other tests run without it: .venv/bin/pytest -m 'not browser'" >&2
    exit 1
}

if [ -n "${BACKWISE_CHROMIUM:-}" ]; then
    works "$BACKWISE_CHROMIUM" && echo "$BACKWISE_CHROMIUM" && exit
    echo "BACKWISE_CHROMIUM says $BACKWISE_CHROMIUM, but that does not start." >&2
    exit 1
fi
find_chromium && exit
has_package && as_root true 2>/dev/null || say_what_to_install
echo "Installing Chromium for the browser tests, once." >&2
messages=$(install_packages 2>&1) || echo "$messages" | tail -n 5 >&2
find_chromium || say_what_to_install
