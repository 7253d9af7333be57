# The module nns, as the target nns::module: CMake 3.28, Ninja, and g++ 14 or clang 19. Off unless NNS_BUILD_MODULE is on.
if(CMAKE_VERSION VERSION_LESS 3.28)
  message(FATAL_ERROR "NNS_BUILD_MODULE needs CMake 3.28 or newer: this is ${CMAKE_VERSION}")
endif()
add_library(nns_module)
add_library(nns::module ALIAS nns_module)
target_sources(nns_module PUBLIC FILE_SET CXX_MODULES BASE_DIRS ${CMAKE_CURRENT_LIST_DIR}/.. FILES ${CMAKE_CURRENT_LIST_DIR}/../nns.cppm)
target_link_libraries(nns_module PUBLIC nns::nns)
