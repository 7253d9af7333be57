# Keras' files: one in each dialect (corpus/) is read by the compiler and at run time, and written as a declaration;
# classes, graphs, operations, spellings and wrong files are written by the tests themselves; the models of the folder
# NNS_KERAS_MODELS, which is no part of the project, are compared layer by layer, and those of NNS_FIELD_MODELS by their
# totals. round_trip/: the zoo is written, and read again. page/: pages of the documentation that are made by the code.
file(GLOB corpus CONFIGURE_DEPENDS ${CMAKE_CURRENT_LIST_DIR}/corpus/*.json)
file(GLOB sources CONFIGURE_DEPENDS ${CMAKE_CURRENT_LIST_DIR}/*.cpp)
add_executable(keras_files ${sources})
target_link_libraries(keras_files PRIVATE nns_strict Catch2::Catch2WithMain)
target_include_directories(keras_files PRIVATE ${CMAKE_CURRENT_SOURCE_DIR})
target_precompile_headers(keras_files REUSE_FROM unit)
nns_embed(keras_files ${corpus})
catch_discover_tests(keras_files TEST_PREFIX "keras: " PROPERTIES LABELS every_compiler)

# Every model that the zoo's tests ask about is written and read again.
add_executable(keras_round_trip ${CMAKE_CURRENT_LIST_DIR}/round_trip/round_trip.cpp
  ${CMAKE_CURRENT_LIST_DIR}/round_trip/written.cpp ${CMAKE_CURRENT_LIST_DIR}/round_trip/words.cpp
  ${CMAKE_CURRENT_LIST_DIR}/round_trip/inside.cpp $<TARGET_OBJECTS:zoo_models>)
target_link_libraries(keras_round_trip PRIVATE nns_strict Catch2::Catch2WithMain)
nns_after_all_headers(keras_round_trip)
target_include_directories(keras_round_trip PRIVATE ${CMAKE_CURRENT_SOURCE_DIR})
add_test(NAME "keras: round trip" COMMAND keras_round_trip)
set_tests_properties("keras: round trip" PROPERTIES LABELS every_compiler)

# The same at compile time: a program writes the files, and the next one has them embedded.
add_executable(keras_write_models ${CMAKE_CURRENT_LIST_DIR}/round_trip/write_models.cpp)
target_link_libraries(keras_write_models PRIVATE nns_strict)
set(written ${CMAKE_CURRENT_BINARY_DIR}/keras_written)
set(written_files ${written}/image_classification.json ${written}/resnet50.json)
add_custom_command(OUTPUT ${written_files}
  COMMAND ${CMAKE_COMMAND} -E make_directory ${written}
  COMMAND keras_write_models ${written}
  DEPENDS keras_write_models VERBATIM)
add_executable(keras_read_again ${CMAKE_CURRENT_LIST_DIR}/round_trip/read_again.cpp)
target_link_libraries(keras_read_again PRIVATE nns_strict)
nns_embed(keras_read_again ${written_files})
add_test(NAME "keras: read again" COMMAND keras_read_again)
set_tests_properties("keras: read again" PROPERTIES LABELS every_compiler)

# The page on keys is what the reader does, and every key of real files is on it.
if(NNS_TEST_ONCE)
  add_executable(keras_keys_page ${CMAKE_CURRENT_LIST_DIR}/page/keys_page.cpp)
  target_link_libraries(keras_keys_page PRIVATE nns_strict)
  add_test(NAME "keras: page on keys" COMMAND keras_keys_page --check ${PROJECT_SOURCE_DIR}/examples/keras_keys.md)
  set_tests_properties("keras: page on keys" PROPERTIES LABELS once)
endif()

# The page on operations is what the tables say.
add_executable(keras_operations_page ${CMAKE_CURRENT_LIST_DIR}/page/operations_page.cpp)
target_link_libraries(keras_operations_page PRIVATE nns_strict)
add_test(NAME "keras: page on operations"
  COMMAND keras_operations_page --check ${PROJECT_SOURCE_DIR}/examples/keras_operations.md)
set_tests_properties("keras: page on operations" PROPERTIES LABELS every_compiler)

if(NNS_BUILD_EXAMPLES)
  find_package(Python3 REQUIRED COMPONENTS Interpreter)
  add_test(NAME "keras: keys"
    COMMAND ${Python3_EXECUTABLE} ${CMAKE_CURRENT_LIST_DIR}/keys.py ${PROJECT_SOURCE_DIR}/examples/keras_keys.md
      ${CMAKE_CURRENT_LIST_DIR}/corpus "${NNS_KERAS_MODELS}" "${NNS_FIELD_MODELS}")
  file(GLOB declared CONFIGURE_DEPENDS ${CMAKE_CURRENT_LIST_DIR}/corpus/*.json)
  list(FILTER declared EXCLUDE REGEX "tfjs_sequential")  # Fancy is known to nobody
  list(APPEND declared ${written_files})
  if(NNS_KERAS_MODELS)
    file(GLOB_RECURSE models ${NNS_KERAS_MODELS}/*.json)
    list(APPEND declared ${models})
  endif()
  add_test(NAME "keras: declarations"
    COMMAND ${Python3_EXECUTABLE} ${CMAKE_CURRENT_LIST_DIR}/declarations.py $<TARGET_FILE:nns_tool> ${declared} --people "${NNS_FIELD_MODELS}"
      -- ${CMAKE_CXX_COMPILER} -std=c++20 -I${PROJECT_SOURCE_DIR}/include)
  add_test(NAME "keras: models"
    COMMAND ${Python3_EXECUTABLE} ${CMAKE_CURRENT_LIST_DIR}/models.py $<TARGET_FILE:nns_tool> "${NNS_KERAS_MODELS}")
  set_tests_properties("keras: models" PROPERTIES SKIP_RETURN_CODE 77 LABELS once)
  add_test(NAME "keras: field"
    COMMAND ${Python3_EXECUTABLE} ${CMAKE_CURRENT_LIST_DIR}/field.py $<TARGET_FILE:nns_tool> "${NNS_FIELD_MODELS}")
  set_tests_properties("keras: field" PROPERTIES SKIP_RETURN_CODE 77 LABELS once)
  add_test(NAME "keras: refusals"
    COMMAND ${Python3_EXECUTABLE} ${CMAKE_CURRENT_LIST_DIR}/refusals.py $<TARGET_FILE:nns_tool>
      ${CMAKE_CURRENT_LIST_DIR}/corpus)
  add_test(NAME "keras: names"
    COMMAND ${Python3_EXECUTABLE} ${CMAKE_CURRENT_LIST_DIR}/names.py $<TARGET_FILE:nns_tool> ${PROJECT_SOURCE_DIR}/include/nns
      -- ${CMAKE_CXX_COMPILER} -std=c++20 -I${PROJECT_SOURCE_DIR}/include)
  set_tests_properties("keras: names" PROPERTIES LABELS every_compiler)
  add_test(NAME "keras: tensorflow.js"
    COMMAND sh ${CMAKE_CURRENT_LIST_DIR}/tfjs.sh ${CMAKE_CURRENT_BINARY_DIR}/peer ${CMAKE_CURRENT_BINARY_DIR}/keras_tfjs
      $<TARGET_FILE:nns_tool> ${CMAKE_CXX_COMPILER} ${PROJECT_SOURCE_DIR}/include)
  set_tests_properties("keras: tensorflow.js" PROPERTIES SKIP_RETURN_CODE 77 DEPENDS peer LABELS once)
endif()
