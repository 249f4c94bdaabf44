#!/usr/bin/env bash
# Sets the project up: system libraries and a Chinese font (apt, when they are missing and we may), .venv, pinned packages.
# `scripts/setup.sh run` takes what the station needs, `scripts/setup.sh dev` what tests and checks need too.
# Safe to call at any time and from two terminals at once; when nothing is to be done it says so and takes a moment.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

case "${1:-run}" in
run) requirements=requirements.txt ;;
dev) requirements=requirements-dev.txt ;;
*)
    echo "usage: scripts/setup.sh [run|dev]" >&2
    exit 2
    ;;
esac

say() { printf 'setup: %s\n' "$*" >&2; }

find_python() {
    local candidate
    for candidate in "${PYTHON:-}" python3.11 python3 "$HOME"/.pyenv/versions/3.11.*/bin/python; do
        [ -n "$candidate" ] || continue
        if "$candidate" -c 'import sys; sys.exit(sys.version_info[:2] != (3, 11))' 2>/dev/null; then
            "$candidate" -c 'import sys; print(sys.executable)'
            return
        fi
    done
    say "no Python 3.11 found. On Debian 12: apt-get install python3 python3-venv. Or name one: make PYTHON=/path/to/python3.11"
    exit 1
}

# What PySide6's libraries and plugins load from the system (ldd on QtWidgets, QtMultimedia, platforms/libqxcb.so,
# platforms/libqoffscreen.so, multimedia/libffmpegmediaplugin.so), and the Debian package that brings it.
libraries="
libEGL.so.1:libegl1 libGL.so.1:libgl1 libglib-2.0.so.0:libglib2.0-0 libdbus-1.so.3:libdbus-1-3
libfontconfig.so.1:libfontconfig1 libfreetype.so.6:libfreetype6 libxkbcommon.so.0:libxkbcommon0
libpulse.so.0:libpulse0 libdrm.so.2:libdrm2 libXext.so.6:libxext6 libXrandr.so.2:libxrandr2 libXrender.so.1:libxrender1
libxkbcommon-x11.so.0:libxkbcommon-x11-0 libX11-xcb.so.1:libx11-xcb1 libxcb-cursor.so.0:libxcb-cursor0
libxcb-icccm.so.4:libxcb-icccm4 libxcb-image.so.0:libxcb-image0 libxcb-keysyms.so.1:libxcb-keysyms1
libxcb-randr.so.0:libxcb-randr0 libxcb-render-util.so.0:libxcb-render-util0 libxcb-shape.so.0:libxcb-shape0
libxcb-xkb.so.1:libxcb-xkb1 libwayland-cursor.so.0:libwayland-cursor0
"

has_chinese_font() {
    if command -v fc-list >/dev/null; then
        [ -n "$(fc-list :lang=zh-cn family 2>/dev/null)" ]
        return
    fi
    find /usr/share/fonts /usr/local/share/fonts "$HOME/.fonts" "$HOME/.local/share/fonts" \
        \( -iname '*cjk*' -o -iname 'wqy*' -o -iname '*hansans*' -o -iname '*notosanssc*' -o -iname 'msyh*' \) 2>/dev/null | grep -q .
}

missing_packages() {
    local known entry
    known=$(PATH="$PATH:/sbin:/usr/sbin" ldconfig -p 2>/dev/null || true)
    for entry in $libraries; do
        [[ $known == *"${entry%%:*} "* ]] || echo "${entry##*:}"
    done
    has_chinese_font || echo fonts-wqy-microhei
    "$python" -c 'import ensurepip, venv' 2>/dev/null || echo "python$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])')-venv"
}

install_system() {
    local missing as_root=() tried=.venv/.system-tried
    missing=$(missing_packages | tr '\n' ' ')
    missing=${missing% }
    if [ -z "$missing" ]; then
        return
    fi
    if [ "$(cat "$tried" 2>/dev/null)" = "$missing" ]; then
        say "still without: $missing (asked before; to try again: rm $tried)"
        return
    fi
    if ! command -v apt-get >/dev/null; then
        say "this is not Debian; please install what your system calls: $missing"
    elif [ "$(id -u)" != 0 ] && ! sudo -n true 2>/dev/null; then
        say "some system packages are missing and I may not install them. Please run:"
        say "    sudo apt-get update && sudo apt-get install --no-install-recommends $missing"
    else
        [ "$(id -u)" = 0 ] || as_root=(sudo -n)
        say "installing system packages: $missing"
        # shellcheck disable=SC2086 # one word each
        if { "${as_root[@]}" apt-get update -qq || say "apt-get update failed; going on with the lists there are"; } &&
            "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq -o Dpkg::Use-Pty=0 \
                --no-install-recommends $missing </dev/null >/dev/null; then
            return
        fi
        say "apt-get could not install all of: $missing"
    fi
    say "going on without them: the station may lack a window, sound or Chinese letters"
    still_missing=$missing
}

make_venv() {
    if [ -e .venv ] && ! .venv/bin/python -c 'import pip' 2>/dev/null; then
        say "the .venv here does not work any more; making it anew"
        rm -rf .venv
    fi
    if [ ! -e .venv ]; then
        say "making .venv with $python"
        "$python" -m venv .venv
    fi
}

install_packages() {
    local stamp=.venv/.installed wanted
    wanted="$requirements $(cat "$requirements" | sha256sum | cut -d' ' -f1)"
    # dev holds everything run needs, in the same versions (`make lock`), so a dev stamp answers for both.
    if grep -qxF "$wanted" "$stamp" 2>/dev/null; then
        return
    fi
    say "installing the packages of $requirements (hashes checked); the first time this takes a minute or two"
    rm -f "$stamp.new"
    .venv/bin/python -m pip install --require-hashes --no-deps --only-binary :all: -qq --no-input -r "$requirements" >&2
    .venv/bin/python -m pip check >/dev/null || say "pip check has something to say: .venv/bin/python -m pip check"
    echo "$wanted" >"$stamp.new"
    if [ "$requirements" = requirements-dev.txt ]; then
        echo "requirements.txt $(sha256sum <requirements.txt | cut -d' ' -f1)" >>"$stamp.new"
    fi
    mv "$stamp.new" "$stamp"
    say "done"
}

# One at a time: a second make waits for the first. The lock lies in the checkout's own directory, so nothing is left behind.
exec 9<.
if command -v flock >/dev/null && ! flock -n 9; then
    say "another set-up is running here; waiting for it"
    flock 9
fi

still_missing=""
python=$(find_python)
install_system
make_venv
if [ -n "$still_missing" ]; then echo "$still_missing" >.venv/.system-tried; fi
install_packages
