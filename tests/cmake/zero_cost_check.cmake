# No symbol may be defined in the object: no function, no variable.
execute_process(COMMAND ${NM} --defined-only ${OBJECT} OUTPUT_VARIABLE symbols ERROR_VARIABLE errors COMMAND_ERROR_IS_FATAL ANY)
string(REGEX REPLACE "[^\n]* a [^\n]*\n?" "" symbols "${symbols}") # the file's own name
if(NOT symbols STREQUAL "")
  message(FATAL_ERROR "a file that only asserts left something behind:\n${symbols}")
endif()
