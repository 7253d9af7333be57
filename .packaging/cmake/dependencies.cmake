# What nns needs of Boost, as one target: nns::boost. Mp11 and Hana are header-only; a Boost may come as a whole
# (Boost::headers, as Debian's does) or library by library (Boost::mp11, Boost::hana). The installed package reads this
# file too. In a build tree with NNS_FETCH_DEPENDENCIES, what is not installed is fetched.
if(NOT TARGET nns::boost)
  set(nns_boost_targets "")
  if(NOT (TARGET Boost::mp11 AND TARGET Boost::hana) AND NOT TARGET Boost::headers)
    find_package(Boost 1.74 CONFIG QUIET)
  endif()
  if(TARGET Boost::mp11 AND TARGET Boost::hana)
    set(nns_boost_targets Boost::mp11 Boost::hana)
  elseif(TARGET Boost::headers)
    set(nns_boost_targets Boost::headers)
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
  if(nns_boost_targets OR nns_boost_folders)
    add_library(nns::boost INTERFACE IMPORTED GLOBAL)
    target_link_libraries(nns::boost INTERFACE ${nns_boost_targets})
    target_include_directories(nns::boost SYSTEM INTERFACE ${nns_boost_folders})
  endif()
endif()
