#!/bin/sh
# The peer: random models built by TensorFlow.js and declared in C++ must agree in every layer's shape and parameters.
# Usage: run.sh COMPILER BUILD_DIRECTORY [SEED [COUNT]]. Exit status 77: node or the npm package cannot be had; with
# NNS_PEER_REQUIRED set that is a failure. CXXFLAGS go to the compiler.
set -eu
compiler=${1:?the compiler}
build=${2:?a directory to build in}
seed=${3:-1}
count=${4:-120}
here=$(cd "$(dirname "$0")" && pwd)
mkdir -p "$build"
build=$(cd "$build" && pwd)

skip() {
  echo "skipped: $1"
  [ -n "${NNS_PEER_REQUIRED:-}" ] && exit 1
  exit 77
}

command -v node > /dev/null && command -v npm > /dev/null || skip "there is no Node.js"
if ! cmp -s "$here/package-lock.json" "$build/package-lock.json" ||
  [ ! -d "$build/node_modules/@tensorflow/tfjs" ]; then
  cp "$here/package.json" "$here/package-lock.json" "$build/"
  (cd "$build" && npm ci --ignore-scripts --no-audit --no-fund --prefer-offline) > "$build/npm.log" 2>&1 || {
    rm -f "$build/package-lock.json"
    skip "npm cannot install @tensorflow/tfjs, see $build/npm.log"
  }
fi

NODE_PATH="$build/node_modules" node "$here/generate.js" "$seed" "$count" > "$build/models.cpp"
include=$here/../../include
if ! $compiler -std=c++20 ${CXXFLAGS:-} -I"$include" -fsyntax-only "$build/models.cpp" 2> "$build/errors.txt"; then
  head -40 "$build/errors.txt"
  echo "TensorFlow.js and nns disagree, or nns refuses a model: $count models of seed $seed in $build/models.cpp"
  exit 1
fi
echo "$compiler: $(grep -c 'static_assert' "$build/models.cpp") facts of $count models agree (seed $seed)"
