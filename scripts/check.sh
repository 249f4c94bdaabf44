#!/usr/bin/env bash
# Runs every check and says at the end which of them failed, so that one finding doesn't hide another.
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
failed=()
step() {
    local name=$1
    shift
    echo "== $name"
    "$@" || failed+=("$name")
}
bin=.venv/bin
step "ruff check" $bin/ruff check --quiet .
step "ruff format" $bin/ruff format --check --quiet .
step "types" $bin/mypy
step "import directions" $bin/lint-imports --no-logo
step "no registry names" $bin/python -m scripts.check_hosts
step "translations" $bin/python -m scripts.check_translations
if [ ${#failed[@]} -gt 0 ]; then
    printf 'check: failed: %s\n' "$(IFS=,; echo "${failed[*]}")" >&2
    exit 1
fi
echo "check: all good"
