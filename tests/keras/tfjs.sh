#!/bin/sh
# Models that TensorFlow.js draws, writes and counts, read by the tool and written as C++.
# Usage: tfjs.sh PEER_DIRECTORY FOLDER NNS COMPILER INCLUDE [SEED [COUNT]]
# Exit status 77: the peer test (tests/peer) has not installed TensorFlow.js.
set -eu
peer=$1 folder=$2 nns=$3 compiler=$4 include=$5
here=$(cd "$(dirname "$0")" && pwd)
if ! command -v node > /dev/null || [ ! -d "$peer/node_modules/@tensorflow/tfjs" ]; then
  echo "skipped: there is no TensorFlow.js in $peer"
  exit 77
fi
rm -rf "$folder"
NODE_PATH="$peer/node_modules" node "$here/tfjs.js" "${6:-1}" "${7:-240}" "$folder"
python3 "$here/models.py" "$nns" "$folder"
python3 "$here/declarations.py" "$nns" "$folder"/*.json -- "$compiler" -std=c++20 "-I$include"
