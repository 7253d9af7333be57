# The planner at run time: plans that a real planner made, hard instances with known optima (MiniMalloc's challenging ones,
# github.com/google/minimalloc, where the folder NNS_MINIMALLOC has them), and a brute-force optimum.
file(GLOB sources CONFIGURE_DEPENDS ${CMAKE_CURRENT_LIST_DIR}/*.cpp)
add_executable(memory ${sources})
target_link_libraries(memory PRIVATE nns_strict Catch2::Catch2WithMain)
target_include_directories(memory PRIVATE ${CMAKE_CURRENT_SOURCE_DIR})
target_compile_definitions(memory PRIVATE NNS_MEMORY_DATA="${CMAKE_CURRENT_LIST_DIR}"
  NNS_MINIMALLOC="${NNS_MINIMALLOC}")
target_precompile_headers(memory REUSE_FROM unit)
catch_discover_tests(memory TEST_PREFIX "memory: " PROPERTIES LABELS every_compiler)
