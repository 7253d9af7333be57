# ONNX's operators: the standard's list, nodes that ONNX Runtime ran, and every rule while a program compiles.
file(GLOB sources CONFIGURE_DEPENDS ${CMAKE_CURRENT_LIST_DIR}/*.cpp)
add_executable(onnx_operators ${sources})
target_link_libraries(onnx_operators PRIVATE nns_strict Catch2::Catch2WithMain)
target_include_directories(onnx_operators PRIVATE ${CMAKE_CURRENT_SOURCE_DIR})
target_compile_definitions(onnx_operators PRIVATE NNS_ONNX_NODES="${CMAKE_CURRENT_LIST_DIR}/nodes.txt")
target_precompile_headers(onnx_operators REUSE_FROM unit)
catch_discover_tests(onnx_operators TEST_PREFIX "onnx: " PROPERTIES LABELS every_compiler)

# examples/onnx_operators.md is printed from the tables.
if(NOT NNS_TEST_ONCE)
  return()
endif()
add_executable(onnx_operators_page ${CMAKE_CURRENT_LIST_DIR}/page/operators_page.cpp)
target_link_libraries(onnx_operators_page PRIVATE nns_strict)
add_test(NAME "onnx: page on operators"
  COMMAND onnx_operators_page --check ${PROJECT_SOURCE_DIR}/examples/onnx_operators.md)
set_tests_properties("onnx: page on operators" PROPERTIES LABELS once)
