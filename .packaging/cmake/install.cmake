# cmake --install: the headers, find_package(nns) and pkg-config.
include(GNUInstallDirs)
include(CMakePackageConfigHelpers)

set(package_dir ${CMAKE_INSTALL_DATADIR}/cmake/nns)
install(TARGETS nns EXPORT nns-targets FILE_SET HEADERS DESTINATION ${CMAKE_INSTALL_INCLUDEDIR})
install(EXPORT nns-targets NAMESPACE nns:: DESTINATION ${package_dir})
configure_package_config_file(.packaging/cmake/nns-config.cmake.in ${PROJECT_BINARY_DIR}/nns-config.cmake
  INSTALL_DESTINATION ${package_dir})
write_basic_package_version_file(${PROJECT_BINARY_DIR}/nns-config-version.cmake
  COMPATIBILITY SameMinorVersion ARCH_INDEPENDENT)
install(FILES ${PROJECT_BINARY_DIR}/nns-config.cmake ${PROJECT_BINARY_DIR}/nns-config-version.cmake
  .packaging/cmake/dependencies.cmake DESTINATION ${package_dir})
install(FILES .packaging/cmake/nns_embed.cmake .packaging/cmake/nns_embed_onnx.cmake DESTINATION ${package_dir} OPTIONAL)
configure_file(.packaging/nns.pc.in ${PROJECT_BINARY_DIR}/nns.pc @ONLY)
install(FILES ${PROJECT_BINARY_DIR}/nns.pc DESTINATION ${CMAKE_INSTALL_DATADIR}/pkgconfig)
install(FILES LICENSE DESTINATION ${CMAKE_INSTALL_DOCDIR})
