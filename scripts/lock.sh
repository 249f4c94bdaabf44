#!/usr/bin/env bash
# Pins what pyproject.toml asks for into requirements.txt (the station) and requirements-dev.txt (that and the tools),
# with the hashes of every file of every release, for every platform. Names no package index: the machine's own is used.
# `scripts/lock.sh --upgrade` takes the newest releases; without it, pins that still fit stay.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

compile() {
    .venv/bin/uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes --quiet \
        --no-emit-index-url --no-emit-find-links --custom-compile-command "make lock" "$@"
}
compile --output-file requirements.txt "$@"
compile --extra dev --constraint requirements.txt --output-file requirements-dev.txt "$@"
.venv/bin/python -m scripts.check_hosts
echo "pinned: $(grep -c == requirements.txt) packages for the station, $(grep -c == requirements-dev.txt) with the tools"
