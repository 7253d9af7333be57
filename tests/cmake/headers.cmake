# Every public header compiles by itself, included twice, with all warnings; and all headers in one file. What a header
# forgets to include it forgets with every compiler: each alone is for one of them, g++ unless NNS_TEST_EACH_HEADER says
# otherwise. The insides of the rooms are left to those that stand on top of them.
set(each_header ON)
if(DEFINED ENV{NNS_TEST_EACH_HEADER})
  set(each_header $ENV{NNS_TEST_EACH_HEADER})
elseif(NOT CMAKE_CXX_COMPILER_ID STREQUAL GNU)
  set(each_header OFF)
endif()
option(NNS_TEST_EACH_HEADER "Compile each public header of nns by itself, in the tests" ${each_header})
file(GLOB_RECURSE headers RELATIVE ${PROJECT_SOURCE_DIR}/include CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/include/*.hpp)
list(FILTER headers EXCLUDE REGEX "interop/") # these need what they adapt to: those that have it are taken back

# With clang, all headers and Catch2's are compiled once, and stand before each file of the targets that are given here: that
# takes up to two thirds of a file's time away. What a file does not include itself is found with g++, which would take two
# seconds a file to read them so.
list(TRANSFORM headers REPLACE "(.+)" "#include <\\1>\n" OUTPUT_VARIABLE includes)
string(REPLACE ";" "" includes "${includes}")
file(CONFIGURE OUTPUT ${CMAKE_CURRENT_BINARY_DIR}/headers/all.hpp CONTENT "${includes}" @ONLY)
function(nns_after_all_headers)
  if(NOT CMAKE_CXX_COMPILER_ID STREQUAL GNU)
    foreach(target IN LISTS ARGN)
      target_precompile_headers(${target} REUSE_FROM nns_all_headers)
    endforeach()
  endif()
endfunction()
if(NOT CMAKE_CXX_COMPILER_ID STREQUAL GNU)
  add_library(nns_all_headers OBJECT cmake/main.cpp)
  target_link_libraries(nns_all_headers PRIVATE nns_strict Catch2::Catch2)
  target_precompile_headers(nns_all_headers PRIVATE catch.hpp <nns/interop/catch2.hpp> ${CMAKE_CURRENT_BINARY_DIR}/headers/all.hpp)
endif()

foreach(adapter IN ITEMS hana hana/layers hana/names hana/options catch2 gtest)
  if(NOT adapter STREQUAL "gtest" OR GTest_FOUND)
    list(APPEND headers nns/interop/${adapter}.hpp)
  endif()
endforeach()
set(alone ${headers})
list(FILTER alone EXCLUDE REGEX "nns/detail/|nns/[^/]+/[^/]+/")
if(NOT NNS_TEST_EACH_HEADER)
  set(alone "")
endif()
set(sources "")
foreach(header IN LISTS alone)
  string(MAKE_C_IDENTIFIER ${header} name)
  set(source ${CMAKE_CURRENT_BINARY_DIR}/headers/${name}.cpp)
  file(CONFIGURE OUTPUT ${source} CONTENT "#include <${header}>\n#include <${header}>\n")
  list(APPEND sources ${source})
endforeach()
list(TRANSFORM headers REPLACE "(.+)" "#include <\\1>\n" OUTPUT_VARIABLE includes)
string(REPLACE ";" "" includes "${includes}")
set(source ${CMAKE_CURRENT_BINARY_DIR}/headers/all_together.cpp)
file(CONFIGURE OUTPUT ${source} CONTENT "${includes}" @ONLY)
add_executable(headers_alone cmake/main.cpp ${sources} ${source})
target_link_libraries(headers_alone PRIVATE nns_strict Catch2::Catch2)
target_compile_options(headers_alone PRIVATE -Wsign-conversion)
if(GTest_FOUND)
  target_link_libraries(headers_alone PRIVATE GTest::gtest)
endif()
add_test(NAME headers COMMAND headers_alone)
set_tests_properties(headers PROPERTIES LABELS every_compiler)

# Reports work without exceptions, and no header converts a sign.
add_library(reports_without_exceptions OBJECT cmake/without_exceptions.cpp)
target_link_libraries(reports_without_exceptions PRIVATE nns_strict)
target_compile_options(reports_without_exceptions PRIVATE -fno-exceptions -Wsign-conversion)

# Without C++20 each of them is one error.
find_package(Python3 REQUIRED COMPONENTS Interpreter)
add_test(NAME "headers: C++17" COMMAND ${Python3_EXECUTABLE} ${CMAKE_CURRENT_SOURCE_DIR}/cmake/cxx20.py
  ${PROJECT_SOURCE_DIR}/include ${CMAKE_CXX_COMPILER})
set_tests_properties("headers: C++17" PROPERTIES LABELS every_compiler)
