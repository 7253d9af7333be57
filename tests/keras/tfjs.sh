#!/bin/sh
# Models that TensorFlow.js draws, writes and counts, read by keras_summary and written by keras_to_cpp.
# Usage: tfjs.sh PEER_DIRECTORY FOLDER KERAS_SUMMARY KERAS_TO_CPP COMPILER INCLUDE [SEED [COUNT]]
# Exit status 77: the peer test (tests/peer) has not installed TensorFlow.js.
set -eu
peer=$1 folder=$2 summary=$3 to_cpp=$4 compiler=$5 include=$6
here=$(cd "$(dirname "$0")" && pwd)
if ! command -v node > /dev/null || [ ! -d "$peer/node_modules/@tensorflow/tfjs" ]; then
  echo "skipped: there is no TensorFlow.js in $peer"
  exit 77
fi
rm -rf "$folder"
NODE_PATH="$peer/node_modules" node "$here/tfjs.js" "${7:-1}" "${8:-120}" "$folder"
python3 "$here/models.py" "$summary" "$folder"
python3 "$here/declarations.py" "$to_cpp" "$summary" "$folder"/*.json -- "$compiler" -std=c++20 "-I$include"
