#!/usr/bin/env bash
# Makes samples/mt/ anew with Apertium (Debian: apertium apertium-eng-spa apertium-fr-es apertium-mkd-eng).
set -eu
cd "$(dirname "$0")/.."

translate() { while IFS= read -r line; do printf '%s\n' "$line" | apertium -u "$1"; done; }

translate spa-eng < references/harbour.es.txt > samples/mt/harbour.en.txt
translate fr-es < references/bridge.fr.txt > samples/mt/bridge.es.txt
translate mkd-eng < references/library.mk.txt > samples/mt/library.en.txt
