# A file that only asserts on a model compiles to an object with no code and no data.
add_library(zero_cost_object OBJECT cmake/zero_cost.cpp)
target_link_libraries(zero_cost_object PRIVATE nns_strict)
target_compile_options(zero_cost_object PRIVATE -g0)
add_test(NAME zero_cost COMMAND ${CMAKE_COMMAND} -DNM=${CMAKE_NM} -DOBJECT=$<TARGET_OBJECTS:zero_cost_object>
  -P ${CMAKE_CURRENT_SOURCE_DIR}/cmake/zero_cost_check.cmake)
set_tests_properties(zero_cost PROPERTIES LABELS every_compiler)
