#!/bin/sh
# The files of a release, made in one go: release.sh [FOLDER] (build/release unless given)
#   nns.hpp          the core as one header, which needs Boost's headers
#   nns_firmware.hpp the core, memory plans and the .tflite reader as one header, which needs nothing else
#   nns              the command-line tool, for this machine
# CXX is the compiler, and BOOST the folder that has boost/mp11 (/usr/include unless given).
set -eu
cd "$(dirname "$0")/.."
folder=${1:-build/release}
mkdir -p "$folder"
python3 .packaging/single_header.py "$folder/nns.hpp"
python3 .packaging/single_header.py --mp11 "${BOOST:-/usr/include}" "$folder/nns_firmware.hpp" \
  nns/nns.hpp nns/memory/plan.hpp nns/import/tflite.hpp nns/memory/tflm.hpp
"${CXX:-g++}" -std=c++20 -O2 -I include examples/tool/*.cpp -o "$folder/nns"
