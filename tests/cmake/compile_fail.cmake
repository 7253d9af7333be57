# Compile-fail tests. A file in compile_fail/ says in its first lines what must be read:
#     // EXPECT: the channels are not divisible by the groups
# Each EXPECT must stand in the first error that the compiler prints, and no more than three errors may follow from one
# mistake. `// SHOWN: examples/memory.md alive_at_the_peak` says that this page shows the message, in a block with that word.
# The same file, compiled with -DNNS_MENDED, must compile: the defect is what fails, not a typo.
# `// FLAGS: -std=c++26` adds flags; a compiler that does not know them passes the file over, as one that is older than
# `// SINCE: g++ 14, clang++ 21` does.
find_package(Python3 REQUIRED COMPONENTS Interpreter)
file(GLOB sources RELATIVE ${CMAKE_CURRENT_SOURCE_DIR}/compile_fail CONFIGURE_DEPENDS compile_fail/*.cpp)

# <nns/nns.hpp> is compiled once for all of them, which takes a third of their time away.
set(flags -std=c++20 -Wall -Wextra -I${PROJECT_SOURCE_DIR}/include)
set(header ${CMAKE_CURRENT_BINARY_DIR}/compile_fail/header.hpp)
file(CONFIGURE OUTPUT ${header} CONTENT "#include <nns/nns.hpp>\n")
if(CMAKE_CXX_COMPILER_ID STREQUAL GNU)
  set(compiled ${header}.gch)
  set(use_compiled -include ${header})
else()
  set(compiled ${header}.pch)
  set(use_compiled -include-pch ${compiled})
endif()
add_custom_command(OUTPUT ${compiled} COMMAND ${CMAKE_CXX_COMPILER} ${flags} -x c++-header ${header} -o ${compiled}
  DEPENDS ${header} ${nns_headers} COMMENT "Compiling <nns/nns.hpp> for the compile-fail tests" VERBATIM)
add_custom_target(compile_fail_header ALL DEPENDS ${compiled})

foreach(source IN LISTS sources)
  string(REPLACE ".cpp" "" name ${source})
  add_test(NAME "compile_fail: ${name}"
    COMMAND ${Python3_EXECUTABLE} ${CMAKE_CURRENT_SOURCE_DIR}/cmake/compile_fail.py
      ${CMAKE_CURRENT_SOURCE_DIR}/compile_fail/${source} ${CMAKE_CXX_COMPILER} ${flags} -- ${use_compiled})
  set_tests_properties("compile_fail: ${name}" PROPERTIES LABELS every_compiler SKIP_RETURN_CODE 77)
endforeach()
add_test(NAME "compile_fail: gallery" COMMAND ${Python3_EXECUTABLE} ${CMAKE_CURRENT_SOURCE_DIR}/cmake/gallery.py --check)
