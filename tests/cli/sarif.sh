#!/usr/bin/env bash
# Validates what `legb check --format sarif` prints of the tests' own Python files, broken ones among them, against the schema of SARIF 2.1.0. The
# schema is from npm's @microsoft/jest-sarif, the validator from the Python package index; both are kept in the target folder.
#   tests/cli/sarif.sh LEGB
set -euo pipefail
legb=$(realpath "$1")
cd "$(dirname "$0")/../.."
tools=${CARGO_TARGET_DIR:-target}/sarif
schema=$tools/package/lib/schemas/sarif-2.1.0-rtm.5.json
mkdir -p "$tools"
if [ ! -f "$schema" ] || ! "$tools/venv/bin/python" -c 'import jsonschema' 2> /dev/null; then
  { npm pack --silent --pack-destination "$tools" @microsoft/jest-sarif@1.0.0-beta.0 \
    && tar -xzf "$tools"/microsoft-jest-sarif-*.tgz -C "$tools" \
    && python3 -m venv "$tools/venv" && "$tools/venv/bin/pip" install --quiet jsonschema; } \
    || { echo 'COULD NOT RUN: the SARIF schema, without npm and the Python package index'; exit 77; }
fi
"$legb" check --format sarif --hints tests > "$tools/log.json" || [ $? = 1 ]
"$tools/venv/bin/python" - "$schema" "$tools/log.json" << 'END'
import json
import sys

import jsonschema

schema, log = (json.load(open(path, encoding="utf-8")) for path in sys.argv[1:])
results = log["runs"][0]["results"]
assert len(results) > 100 and any(result["relatedLocations"] for result in results), len(results)
jsonschema.validators.validator_for(schema)(schema).validate(log)
print(f"ok 1 {len(results)} results are valid SARIF")
END
