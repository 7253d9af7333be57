# .tflite files: small ones that the tests write themselves.
file(GLOB sources CONFIGURE_DEPENDS ${CMAKE_CURRENT_LIST_DIR}/*.cpp)
add_executable(tflite_files ${sources})
target_link_libraries(tflite_files PRIVATE nns_strict Catch2::Catch2WithMain)
target_include_directories(tflite_files PRIVATE ${CMAKE_CURRENT_SOURCE_DIR})
target_compile_definitions(tflite_files PRIVATE NNS_TFLITE_DATA="${CMAKE_CURRENT_LIST_DIR}")
target_precompile_headers(tflite_files REUSE_FROM unit)
nns_embed(tflite_files ${CMAKE_CURRENT_LIST_DIR}/custom.tflite)
catch_discover_tests(tflite_files TEST_PREFIX "tflite: " PROPERTIES LABELS every_compiler)

# Other people's models, with what TensorFlow Lite Micro was measured to do with them: the folder NNS_TFLITE_MODELS, which
# is no part of the project. All of them at run time, and the smaller ones while a program compiles.
add_executable(tflite_measure ${CMAKE_CURRENT_LIST_DIR}/models/measure.cpp)
target_link_libraries(tflite_measure PRIVATE nns_strict)
nns_after_all_headers(tflite_measure)
add_executable(tflite_write_some ${CMAKE_CURRENT_LIST_DIR}/models/write_some.cpp)
target_link_libraries(tflite_write_some PRIVATE nns_strict)
target_include_directories(tflite_write_some PRIVATE ${CMAKE_CURRENT_SOURCE_DIR})
find_package(Python3 COMPONENTS Interpreter)
if(Python3_FOUND AND NNS_BUILD_EXAMPLES)
  add_test(NAME "tflite: tool"
    COMMAND ${Python3_EXECUTABLE} ${CMAKE_CURRENT_LIST_DIR}/tool.py $<TARGET_FILE:nns_tool> $<TARGET_FILE:tflite_write_some>
      ${CMAKE_CURRENT_LIST_DIR}/custom.tflite ${CMAKE_CURRENT_SOURCE_DIR}/keras/corpus/keras3_sequential.json
      "${NNS_TFLITE_MODELS}" "${NNS_KERAS_MODELS}" -- ${CMAKE_CXX_COMPILER} -std=c++20 -I${PROJECT_SOURCE_DIR}/include)
  set_tests_properties("tflite: tool" PROPERTIES LABELS once)
endif()
if(Python3_FOUND)
  add_test(NAME "tflite: models"
    COMMAND ${Python3_EXECUTABLE} ${CMAKE_CURRENT_LIST_DIR}/models/models.py $<TARGET_FILE:tflite_measure>
      "${NNS_TFLITE_MODELS}" ${CMAKE_CURRENT_BINARY_DIR}/tflite_models)
  set_tests_properties("tflite: models" PROPERTIES SKIP_RETURN_CODE 77 LABELS every_compiler)
endif()
if(Python3_FOUND AND EXISTS "${NNS_TFLITE_MODELS}/arena.jsonl")
  set(parts 8)
  execute_process(COMMAND ${Python3_EXECUTABLE} ${CMAKE_CURRENT_LIST_DIR}/models/models.py --sources
      ${NNS_TFLITE_MODELS} ${CMAKE_CURRENT_BINARY_DIR}/tflite_models ${CMAKE_CURRENT_BINARY_DIR}/tflite_sources ${parts}
    OUTPUT_VARIABLE models COMMAND_ERROR_IS_FATAL ANY)
  foreach(part RANGE 1 ${parts})
    math(EXPR part "${part} - 1")
    list(APPEND constants ${CMAKE_CURRENT_BINARY_DIR}/tflite_sources/constants_${part}.cpp)
  endforeach()
  add_executable(tflite_constants cmake/main.cpp ${constants})
  target_link_libraries(tflite_constants PRIVATE nns_strict)
  nns_embed(tflite_constants ${models})
  add_test(NAME "tflite: constants" COMMAND tflite_constants)
  set_tests_properties("tflite: constants" PROPERTIES LABELS every_compiler)
endif()
