# .tflite files: small ones that the tests write themselves.
file(GLOB sources CONFIGURE_DEPENDS ${CMAKE_CURRENT_LIST_DIR}/*.cpp)
add_executable(tflite_files ${sources})
target_link_libraries(tflite_files PRIVATE nns_strict Catch2::Catch2WithMain)
target_include_directories(tflite_files PRIVATE ${CMAKE_CURRENT_SOURCE_DIR})
target_precompile_headers(tflite_files REUSE_FROM unit)
catch_discover_tests(tflite_files TEST_PREFIX "tflite: " PROPERTIES LABELS every_compiler)
