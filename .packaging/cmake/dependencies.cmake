# What nns needs of Boost, as one target: nns::boost. Mp11 and Hana are header-only, so any copy of 1.74 or newer will do:
# a whole Boost (Boost::headers, as Debian's is), one library by library (Boost::mp11, Boost::hana), or only a folder of
# headers (BOOST_ROOT says where), the host's in a cross build. The installed package reads this file too. In a build tree
# with NNS_FETCH_DEPENDENCIES, what is not installed is fetched.
if(NOT TARGET nns::boost)
  set(nns_boost_targets "")
  set(nns_boost_folders "")
  if(NOT (TARGET Boost::mp11 AND TARGET Boost::hana) AND NOT TARGET Boost::headers)
    find_package(Boost 1.74 CONFIG QUIET)
  endif()
  if(TARGET Boost::mp11 AND TARGET Boost::hana)
    set(nns_boost_targets Boost::mp11 Boost::hana)
  elseif(TARGET Boost::headers AND NOT CMAKE_CROSSCOMPILING)
    set(nns_boost_targets Boost::headers)
  else()
    # A toolchain's file tells CMake to look for headers in the target's folders only; these may be anywhere.
    if(TARGET Boost::headers)
      get_target_property(nns_boost_hints Boost::headers INTERFACE_INCLUDE_DIRECTORIES)
    endif()
    find_path(NNS_BOOST_HEADERS boost/mp11/algorithm.hpp NO_CMAKE_FIND_ROOT_PATH
      HINTS ${nns_boost_hints} ${Boost_INCLUDE_DIR} ${Boost_ROOT} ${BOOST_ROOT} ENV Boost_ROOT ENV BOOST_ROOT
      PATHS /usr/include /usr/local/include /opt/homebrew/include
      PATH_SUFFIXES include DOC "The folder that has boost/mp11")
    mark_as_advanced(NNS_BOOST_HEADERS)
    if(NNS_BOOST_HEADERS AND EXISTS ${NNS_BOOST_HEADERS}/boost/version.hpp)
      file(STRINGS ${NNS_BOOST_HEADERS}/boost/version.hpp nns_boost_version REGEX "define BOOST_VERSION [0-9]+")
      string(REGEX REPLACE "[^0-9]" "" nns_boost_version "${nns_boost_version}")
    endif()
    if(NNS_BOOST_HEADERS AND NOT (DEFINED nns_boost_version AND nns_boost_version LESS 107400))
      set(nns_boost_folders ${NNS_BOOST_HEADERS})
      if(CMAKE_CROSSCOMPILING AND EXISTS ${NNS_BOOST_HEADERS}/stdlib.h)
        # The host's own headers stand beside it, and would be read before the target's: a folder with Boost and no more.
        set(nns_boost_folders ${CMAKE_BINARY_DIR}/nns_boost)
        file(MAKE_DIRECTORY ${nns_boost_folders})
        file(CREATE_LINK ${NNS_BOOST_HEADERS}/boost ${nns_boost_folders}/boost SYMBOLIC)
      endif()
    elseif(NNS_FETCH_DEPENDENCIES)
      include(FetchContent)
      # Only the headers: Hana's own CMake files want more of Boost than its headers need.
      foreach(library IN ITEMS mp11 hana config core)
        FetchContent_Declare(boost_${library}
          GIT_REPOSITORY https://github.com/boostorg/${library}.git GIT_TAG boost-1.84.0 GIT_SHALLOW ON
          SOURCE_SUBDIR headers-only)
        FetchContent_MakeAvailable(boost_${library})
        list(APPEND nns_boost_folders ${boost_${library}_SOURCE_DIR}/include)
      endforeach()
    endif()
  endif()
  if(nns_boost_targets OR nns_boost_folders)
    add_library(nns::boost INTERFACE IMPORTED GLOBAL)
    target_link_libraries(nns::boost INTERFACE ${nns_boost_targets})
    target_include_directories(nns::boost SYSTEM INTERFACE ${nns_boost_folders})
  endif()
endif()
