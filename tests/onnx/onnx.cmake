# .onnx files: small ones that the tests write themselves, three of them embedded.
add_executable(onnx_files ${CMAKE_CURRENT_LIST_DIR}/files.cpp ${CMAKE_CURRENT_LIST_DIR}/constants.cpp
  ${CMAKE_CURRENT_LIST_DIR}/parts.cpp ${CMAKE_CURRENT_LIST_DIR}/streams.cpp)
target_link_libraries(onnx_files PRIVATE nns_strict Catch2::Catch2WithMain)
target_include_directories(onnx_files PRIVATE ${CMAKE_CURRENT_SOURCE_DIR})
target_precompile_headers(onnx_files REUSE_FROM unit)
nns_embed(onnx_files ${CMAKE_CURRENT_LIST_DIR}/small.onnx ${CMAKE_CURRENT_LIST_DIR}/open.onnx
  ${CMAKE_CURRENT_LIST_DIR}/calls.onnx)
catch_discover_tests(onnx_files TEST_PREFIX "onnx: " PROPERTIES LABELS every_compiler)

# Other people's graphs, with what onnx, ONNX Runtime and PyTorch made of each node: the folder NNS_ONNX_MODELS, which is no
# part of the project. All of them at run time, and those of up to 200 nodes while a program compiles.
add_executable(onnx_measure ${CMAKE_CURRENT_LIST_DIR}/models/measure.cpp)
target_link_libraries(onnx_measure PRIVATE nns_strict)
nns_after_all_headers(onnx_measure)
find_package(Python3 COMPONENTS Interpreter)
if(Python3_FOUND)
  add_test(NAME "onnx: models"
    COMMAND ${Python3_EXECUTABLE} ${CMAKE_CURRENT_LIST_DIR}/models/models.py $<TARGET_FILE:onnx_measure> "${NNS_ONNX_MODELS}")
  set_tests_properties("onnx: models" PROPERTIES SKIP_RETURN_CODE 77 LABELS every_compiler)
  if(NNS_BUILD_EXAMPLES)
    add_test(NAME "onnx: tool"
      COMMAND ${Python3_EXECUTABLE} ${CMAKE_CURRENT_LIST_DIR}/tool.py $<TARGET_FILE:nns_tool> ${CMAKE_CURRENT_LIST_DIR})
    add_test(NAME "onnx: without weights"
      COMMAND ${Python3_EXECUTABLE} ${CMAKE_CURRENT_LIST_DIR}/strip.py $<TARGET_FILE:nns_tool> ${CMAKE_COMMAND} ${NNS_EMBED_SCRIPT}
        ${CMAKE_CURRENT_LIST_DIR} ${NNS_ONNX_MODELS})
    set_tests_properties("onnx: tool" "onnx: without weights" PROPERTIES LABELS once)
  endif()
endif()
# torchvision's networks by ONNX and the zoo's types: those of the folder, and thirteen that PyTorch writes, where it is
# installed.
if(Python3_FOUND AND NNS_TEST_ONCE)
  add_executable(onnx_agreement ${CMAKE_CURRENT_LIST_DIR}/agreement/agreement.cpp)
  target_link_libraries(onnx_agreement PRIVATE nns_strict)
  set(agree ${Python3_EXECUTABLE} ${CMAKE_CURRENT_LIST_DIR}/agreement/agree.py $<TARGET_FILE:onnx_agreement> ${CMAKE_COMMAND}
    ${NNS_EMBED_SCRIPT})
  add_test(NAME "onnx: PyTorch's networks and the zoo" COMMAND ${agree})
  set_tests_properties("onnx: PyTorch's networks and the zoo" PROPERTIES LABELS once SKIP_RETURN_CODE 77 TIMEOUT 300)
  if(EXISTS "${NNS_ONNX_MODELS}/torchvision_113")
    add_test(NAME "onnx: torchvision's networks and the zoo" COMMAND ${agree} ${NNS_ONNX_MODELS})
    set_tests_properties("onnx: torchvision's networks and the zoo" PROPERTIES LABELS once)
  endif()
endif()
# The graph that benchmarks/ writes, in small, is the one that PyTorch wrote.
if(Python3_FOUND AND EXISTS "${NNS_ONNX_MODELS}/torch_113/bert_mini_dyn_o13.onnx")
  add_test(NAME "onnx: the benchmarks' BERT" COMMAND ${Python3_EXECUTABLE} ${PROJECT_SOURCE_DIR}/benchmarks/bert_onnx.py
    --compare ${NNS_ONNX_MODELS}/torch_113/bert_mini_dyn_o13.onnx)
  set_tests_properties("onnx: the benchmarks' BERT" PROPERTIES LABELS once)
endif()
if(Python3_FOUND AND EXISTS "${NNS_ONNX_MODELS}/expected.jsonl")
  set(parts 4)
  execute_process(COMMAND ${Python3_EXECUTABLE} ${CMAKE_CURRENT_LIST_DIR}/models/models.py --sources ${NNS_ONNX_MODELS}
      ${CMAKE_CURRENT_BINARY_DIR}/onnx_sources ${parts}
    OUTPUT_VARIABLE graphs COMMAND_ERROR_IS_FATAL ANY)
  foreach(part RANGE 1 ${parts})
    math(EXPR part "${part} - 1")
    list(APPEND onnx_constants ${CMAKE_CURRENT_BINARY_DIR}/onnx_sources/constants_${part}.cpp)
  endforeach()
  add_executable(onnx_constants cmake/main.cpp ${onnx_constants})
  target_link_libraries(onnx_constants PRIVATE nns_strict)
  target_include_directories(onnx_constants PRIVATE ${CMAKE_CURRENT_SOURCE_DIR})
  nns_embed(onnx_constants ${graphs})
  add_test(NAME "onnx: constants" COMMAND onnx_constants)
  set_tests_properties("onnx: constants" PROPERTIES LABELS every_compiler)
endif()
