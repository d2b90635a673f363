# The check must fail on the broken tree, naming each of its mistakes and nothing that is allowed.
cmake_minimum_required(VERSION 3.25)
execute_process(COMMAND ${CMAKE_COMMAND} -D TREE=${TREE} -P ${CHECK} RESULT_VARIABLE result ERROR_VARIABLE said OUTPUT_QUIET)
if(result EQUAL 0)
  message(SEND_ERROR "the check passed a tree that breaks every rule")
endif()
string(REGEX REPLACE "[ \n]+" " " said "${said}") # CMake wraps its messages
foreach(expected
    "kiosk/expr/bad.c: expr may not include store.h"
    "kiosk/expr/bad.c: expr may not include SDL2/SDL.h"
    "kiosk/expr/bad.c: the core may not ask the system"
    "include/draw.h: draw may not include ui.h"
    "kiosk/gadgets is no module"
    "stuff does not belong at the top"
    "README.md is missing at the top")
  if(NOT said MATCHES "${expected}")
    message(SEND_ERROR "not reported: ${expected}")
  endif()
endforeach()
foreach(unexpected "bad_private" "include string.h" "include expr.h" "A comment may")
  if(said MATCHES "${unexpected}")
    message(SEND_ERROR "reported without reason: ${unexpected}")
  endif()
endforeach()
