# A program of two compilers' objects. Steps differ between them (nns/detail/step.hpp), so nothing that depends on steps may
# have the same name in both: the linker would keep one.
cmake_minimum_required(VERSION 3.20)
foreach(part first second)
  set(compiler ${FIRST})
  if(part STREQUAL second)
    set(compiler ${SECOND})
  endif()
  execute_process(COMMAND ${compiler} -std=c++20 -I${INCLUDE} -DNNS_PART=${part}_part -c ${SOURCE}/part.cpp -o ${part}.o
                  WORKING_DIRECTORY ${WORK} COMMAND_ERROR_IS_FATAL ANY)
  execute_process(COMMAND ${NM} --defined-only --demangle ${part}.o WORKING_DIRECTORY ${WORK} OUTPUT_VARIABLE symbols
                  COMMAND_ERROR_IS_FATAL ANY)
  string(REGEX MATCHALL "nns::detail::(run_steps|table|nodes_of|in_table)[[(<][^\n]*" ${part}_names "${symbols}")
  list(REMOVE_DUPLICATES ${part}_names)
  if(NOT ${part}_names)
    message(FATAL_ERROR "${compiler}: no symbol that depends on steps; look for other ones")
  endif()
endforeach()
foreach(name IN LISTS first_names)
  if(name IN_LIST second_names)
    message(FATAL_ERROR "both compilers' objects have ${name}")
  endif()
endforeach()
foreach(order "first.o;second.o" "second.o;first.o")
  execute_process(COMMAND ${FIRST} -std=c++20 ${SOURCE}/main.cpp ${order} -o mixed WORKING_DIRECTORY ${WORK}
                  COMMAND_ERROR_IS_FATAL ANY)
  execute_process(COMMAND ${WORK}/mixed COMMAND_ERROR_IS_FATAL ANY)
endforeach()
