# What a training step multiplies and keeps, against PyTorch, where that is installed (Debian's python3-torch is for the
# system's own Python). The networks are declared twice, in networks.cpp and in pytorch.py.
if(NOT NNS_TEST_ONCE)
  return()
endif()
add_executable(training_networks ${CMAKE_CURRENT_LIST_DIR}/networks.cpp)
target_link_libraries(training_networks PRIVATE nns_strict)
find_program(NNS_PYTORCH_PYTHON python3 PATHS /usr/bin NO_DEFAULT_PATH)
if(NOT NNS_PYTORCH_PYTHON)
  set(NNS_PYTORCH_PYTHON ${Python3_EXECUTABLE})
endif()
add_test(NAME "training: PyTorch" COMMAND ${NNS_PYTORCH_PYTHON} ${CMAKE_CURRENT_LIST_DIR}/pytorch.py $<TARGET_FILE:training_networks>)
set_tests_properties("training: PyTorch" PROPERTIES LABELS once SKIP_RETURN_CODE 77 TIMEOUT 120)
