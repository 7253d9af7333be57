# The pages for people: the reference and the conventions are what the code says, and links lead somewhere.
if(NOT NNS_TEST_ONCE)
  return()
endif()
add_executable(reference_page ${CMAKE_CURRENT_LIST_DIR}/reference_page.cpp)
target_link_libraries(reference_page PRIVATE nns_strict)
add_test(NAME "pages: reference"
  COMMAND reference_page ${PROJECT_SOURCE_DIR} --check ${PROJECT_SOURCE_DIR}/examples/reference.md)
add_executable(conventions_page ${CMAKE_CURRENT_LIST_DIR}/conventions_page.cpp)
target_link_libraries(conventions_page PRIVATE nns_strict)
add_test(NAME "pages: conventions"
  COMMAND conventions_page ${PROJECT_SOURCE_DIR} --check ${PROJECT_SOURCE_DIR}/examples/conventions.md)
find_package(Python3 REQUIRED COMPONENTS Interpreter)
file(GLOB pages RELATIVE ${PROJECT_SOURCE_DIR} CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/examples/*.md)
add_test(NAME "pages: links"
  COMMAND ${Python3_EXECUTABLE} ${PROJECT_SOURCE_DIR}/tests/cmake/links.py ${PROJECT_SOURCE_DIR}
    README.md CHANGELOG.md benchmarks/README.md tests/compile_fail/README.md ${pages})
set_tests_properties("pages: reference" "pages: conventions" "pages: links" PROPERTIES LABELS once)
