# Finds Boost.Mp11 and Boost.Hana: targets of their own, or the headers of a whole Boost.
# Sets nns_boost_targets. With NNS_FETCH_DEPENDENCIES, what is not installed is fetched.
set(nns_boost_targets "")
if(TARGET Boost::mp11 AND TARGET Boost::hana)
  set(nns_boost_targets Boost::mp11 Boost::hana)
elseif(TARGET Boost::headers)
  set(nns_boost_targets Boost::headers)
else()
  find_package(Boost 1.74 CONFIG QUIET)
  if(Boost_FOUND)
    set(nns_boost_targets Boost::headers)
  elseif(NNS_FETCH_DEPENDENCIES)
    include(FetchContent)
    # Hana's own CMake files want more of Boost than its headers need: they are left alone.
    foreach(library IN ITEMS mp11 hana config core)
      FetchContent_Declare(boost_${library}
        GIT_REPOSITORY https://github.com/boostorg/${library}.git GIT_TAG boost-1.84.0 GIT_SHALLOW ON
        SOURCE_SUBDIR headers-only)
      FetchContent_MakeAvailable(boost_${library})
      list(APPEND nns_boost_folders ${boost_${library}_SOURCE_DIR}/include)
    endforeach()
    add_library(nns_boost INTERFACE)
    target_include_directories(nns_boost SYSTEM INTERFACE ${nns_boost_folders})
    set(nns_boost_targets nns_boost)
  else()
    message(FATAL_ERROR "nns needs Boost 1.74 or newer (Mp11 and Hana, headers only): install libboost-dev, or set NNS_FETCH_DEPENDENCIES=ON")
  endif()
endif()
