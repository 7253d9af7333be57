# Which header may include which: arrows point down only. The rooms stand here from the bottom to the top, those of a line
# side by side; a header includes headers of its own room and of rooms below. Run as: cmake -DINCLUDE=<folder> -P arrows.cmake
cmake_minimum_required(VERSION 3.16)
set(rooms
  "quantity,shape,detail,version"
  "layer"
  "layers"
  "models"
  "summary"
  "memory"
  "budget,equals,at,block_budget"
  "conventions,operations,receptive_field"
  "nns"
  "report"
  "import"
  "export"
  "interop"
  "zoo")
# What is known, and why: the new includer, never the included, is to be mended.
set(known
  "detail/reports.hpp summary.hpp"            # what a core header must know of reports, kept beside what explains models
  "detail/partition.hpp layers/options.hpp"   # a foreign list of options is read by the options' own header
  "report/keras_json.hpp export/keras.hpp")   # the old name, which forwards for one release

get_filename_component(INCLUDE "${INCLUDE}" ABSOLUTE)
set(rank 0)
foreach(line IN LISTS rooms)
  string(REPLACE "," ";" line "${line}")
  foreach(room IN LISTS line)
    set(rank_${room} ${rank})
  endforeach()
  math(EXPR rank "${rank} + 1")
endforeach()

function(rank_of header result)
  string(REGEX REPLACE "/.*|\\.hpp$" "" room "${header}")
  if(NOT DEFINED rank_${room})
    message(SEND_ERROR "nns/${header} stands in no room: say in arrows.cmake where it belongs")
    set(${result} 0 PARENT_SCOPE)
    return()
  endif()
  set(${result} ${rank_${room}} PARENT_SCOPE)
endfunction()

file(GLOB_RECURSE headers RELATIVE ${INCLUDE}/nns ${INCLUDE}/nns/*.hpp)
list(LENGTH headers count)
if(count LESS 100)
  message(FATAL_ERROR "${INCLUDE} has ${count} headers only")
endif()
set(arrows 0)
foreach(header IN LISTS headers)
  rank_of(${header} own)
  file(STRINGS ${INCLUDE}/nns/${header} lines REGEX "^#include <nns/")
  foreach(line IN LISTS lines)
    string(REGEX REPLACE "^#include <nns/([^>]*)>.*" "\\1" included "${line}")
    math(EXPR arrows "${arrows} + 1")
    if("${header} ${included}" IN_LIST known)
      continue()
    endif()
    rank_of(${included} other)
    if(other GREATER own)
      message(SEND_ERROR "nns/${header} includes nns/${included}, which stands above it")
    endif()
    # What all formats share knows none of them, and no format another one's words.
    if(header MATCHES "^import/network/" AND included MATCHES "^import/" AND NOT included MATCHES "^import/network/")
      message(SEND_ERROR "nns/${header} knows no format, and includes nns/${included}")
    endif()
    if(header MATCHES "^import/([a-z]+)/" AND NOT CMAKE_MATCH_1 STREQUAL "network")
      set(format ${CMAKE_MATCH_1})
      if(included MATCHES "^import/([a-z]+)[/_.]" AND NOT CMAKE_MATCH_1 MATCHES "^(network|${format})$")
        message(SEND_ERROR "nns/${header} includes another format's nns/${included}")
      endif()
    endif()
  endforeach()
endforeach()
message(STATUS "${arrows} includes of ${count} headers point down")
