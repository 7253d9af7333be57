# nns_embed(<target> <file>...): the target's sources can include <name of the file>.inc, which is the file as one string
# literal. A model from a file is then a constant:
#
#     nns_embed(app resnet50.json)                    # CMakeLists.txt
#
#     inline constexpr char text[] =                  // C++
#     #include "resnet50.json.inc"
#     ;
#     struct resnet50 : nns::keras_model<text> {};
#
# The literal is written when the target is built, again whenever the file changes; the file may itself be made by the
# build. Text is raw, so nothing in it is interpreted; of other files (a .tflite) every byte is written as \xNN, so that the
# array is the file, and a zero behind it; an .onnx leaves its weights behind (nns_embed_onnx.cmake).
#
#     alignas(16) constexpr unsigned char model[] =
#     #include "model.tflite.inc"
#     ;
#
# Clang's warning about long literals is silenced. CMake does all of it: cross-compiling needs nothing else.
if(CMAKE_SCRIPT_MODE_FILE STREQUAL CMAKE_CURRENT_LIST_FILE)
  # Other files have control characters, and these soon.
  file(READ "${INPUT}" beginning LIMIT 4096 HEX)
  string(REGEX REPLACE "(..)" "x\\1" beginning "${beginning}")
  set(is_onnx FALSE)
  if(INPUT MATCHES "\\.onnx$")
    set(is_onnx TRUE)
  endif()
  if(is_onnx OR beginning MATCHES "x(0[0-8bef]|1[0-9ac-f]|7f)")
    if(is_onnx)
      include(${CMAKE_CURRENT_LIST_DIR}/nns_embed_onnx.cmake)
      nns_onnx_without_weights("${INPUT}" bytes)
      string(LENGTH "${bytes}" size)
      math(EXPR size "${size} / 2")
    else()
      file(SIZE "${INPUT}" size)
    endif()
    set(written "${OUTPUT}.part")
    file(WRITE "${written}" "#if defined(__clang__)
#pragma clang diagnostic push
#pragma clang diagnostic ignored \"-Woverlength-strings\"
#endif
")
    set(at 0)
    set(eight "\\\\x\\1\\\\x\\2\\\\x\\3\\\\x\\4\\\\x\\5\\\\x\\6\\\\x\\7\\\\x\\8")  # byte by byte is slower
    while(at LESS size)
      if(is_onnx)
        math(EXPR digit "2 * ${at}")
        string(SUBSTRING "${bytes}" ${digit} 131072 piece)
      else()
        file(READ "${INPUT}" piece OFFSET ${at} LIMIT 65536 HEX)
      endif()
      string(REGEX REPLACE "(..)(..)(..)(..)(..)(..)(..)(..)" "${eight}" piece "${piece}")
      math(EXPR left "${size} - ${at}")
      math(EXPR rest "${left} % 8")
      if(left LESS 65536 AND NOT rest EQUAL 0)  # the last bytes, fewer than eight
        string(LENGTH "${piece}" length)
        math(EXPR length "${length} - 2 * ${rest}")
        string(SUBSTRING "${piece}" ${length} -1 last)
        string(SUBSTRING "${piece}" 0 ${length} piece)
        string(REGEX REPLACE "(..)" "\\\\x\\1" last "${last}")
        string(APPEND piece "${last}")
      endif()
      file(APPEND "${written}" "\"${piece}\"\n")
      math(EXPR at "${at} + 65536")
    endwhile()
    file(APPEND "${written}" "#if defined(__clang__)
#pragma clang diagnostic pop
#endif
")
    file(RENAME "${written}" "${OUTPUT}")
    return()
  endif()
  file(READ "${INPUT}" content)
  set(delimiter nns)
  string(FIND "${content}" ")${delimiter}\"" found)
  set(tries 0)
  while(NOT found EQUAL -1)
    math(EXPR tries "${tries} + 1")
    set(delimiter nns${tries})
    string(FIND "${content}" ")${delimiter}\"" found)
  endwhile()
  file(WRITE "${OUTPUT}" "#if defined(__clang__)
#pragma clang diagnostic push
#pragma clang diagnostic ignored \"-Woverlength-strings\"
#endif
R\"${delimiter}(${content})${delimiter}\"
#if defined(__clang__)
#pragma clang diagnostic pop
#endif
")
  return()
endif()

set(NNS_EMBED_SCRIPT ${CMAKE_CURRENT_LIST_FILE} CACHE INTERNAL "The script that writes a file as a literal")
get_filename_component(NNS_EMBED_ONNX_SCRIPT nns_embed_onnx.cmake ABSOLUTE BASE_DIR ${CMAKE_CURRENT_LIST_DIR})
set(NNS_EMBED_ONNX_SCRIPT ${NNS_EMBED_ONNX_SCRIPT} CACHE INTERNAL "The script that takes the weights out of an .onnx")

function(nns_embed target)
  get_target_property(type ${target} TYPE)
  set(scope PRIVATE)
  if(type STREQUAL INTERFACE_LIBRARY)
    set(scope INTERFACE)
  endif()
  set(folder ${CMAKE_CURRENT_BINARY_DIR}/nns_embed/${target})
  foreach(file IN LISTS ARGN)
    get_filename_component(file ${file} ABSOLUTE)
    get_filename_component(name ${file} NAME)
    set(literal ${folder}/${name}.inc)
    add_custom_command(OUTPUT ${literal}
      COMMAND ${CMAKE_COMMAND} -DINPUT=${file} -DOUTPUT=${literal} -P ${NNS_EMBED_SCRIPT}
      DEPENDS ${file} ${NNS_EMBED_SCRIPT} ${NNS_EMBED_ONNX_SCRIPT}
      COMMENT "Writing ${name} as a literal" VERBATIM)
    target_sources(${target} ${scope} ${literal})
  endforeach()
  target_include_directories(${target} ${scope} ${folder})
endfunction()
