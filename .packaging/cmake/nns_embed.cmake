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
# build. It is raw, so nothing in it is interpreted, and clang's warning about long literals is silenced for it.
if(CMAKE_SCRIPT_MODE_FILE STREQUAL CMAKE_CURRENT_LIST_FILE)
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
      DEPENDS ${file} ${NNS_EMBED_SCRIPT}
      COMMENT "Writing ${name} as a literal" VERBATIM)
    target_sources(${target} ${scope} ${literal})
  endforeach()
  target_include_directories(${target} ${scope} ${folder})
endfunction()
