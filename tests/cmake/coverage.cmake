# NNS_TEST_COVERAGE (clang): the programs below count what they run of the headers, for .ci/once/coverage. Other people's
# models are read by other programs, so that the figures are the same with and without them. clang maps no code that
# stands in a precompiled header: these programs have none.
option(NNS_TEST_COVERAGE "Let the tests of nns count what they run (clang)" OFF)
if(NOT NNS_TEST_COVERAGE)
  return()
endif()
get_property(examples DIRECTORY ${PROJECT_SOURCE_DIR}/examples PROPERTY BUILDSYSTEM_TARGETS)
list(REMOVE_ITEM examples examples)
foreach(program IN ITEMS static_models static_facts zoo_models zoo_facts unit memory keras_files keras_round_trip
    keras_read_again tflite_files tflite_write_some onnx_files onnx_operators nns_tool ${examples})
  target_compile_options(${program} PRIVATE -fprofile-instr-generate -fcoverage-mapping)
  target_link_options(${program} PRIVATE -fprofile-instr-generate)
  set_target_properties(${program} PROPERTIES DISABLE_PRECOMPILE_HEADERS ON)
endforeach()
