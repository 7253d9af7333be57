# Every public header compiles by itself, included twice, with all warnings.
file(GLOB_RECURSE headers RELATIVE ${PROJECT_SOURCE_DIR}/include CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/include/*.hpp)
list(FILTER headers EXCLUDE REGEX "interop/") # these need what they adapt to; their own tests include them
set(sources "")
foreach(header IN LISTS headers)
  string(MAKE_C_IDENTIFIER ${header} name)
  set(source ${CMAKE_CURRENT_BINARY_DIR}/headers/${name}.cpp)
  file(CONFIGURE OUTPUT ${source} CONTENT "#include <${header}>\n#include <${header}>\n")
  list(APPEND sources ${source})
endforeach()
add_executable(headers_alone cmake/main.cpp ${sources})
target_link_libraries(headers_alone PRIVATE nns_strict)
add_test(NAME headers COMMAND headers_alone)
set_tests_properties(headers PROPERTIES LABELS every_compiler)
