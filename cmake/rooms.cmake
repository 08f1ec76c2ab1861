# A room is a folder under src/ with one door (src/<room>/<room>.h), a level, and the rooms it may enter.
#
#   allmende_room(ledger LEVEL 3 USES base database LIBRARIES allmende::sodium)
#
# makes the static library allmende_ledger of every .cpp that is not a test, and the test program
# ledger_test of every *_test.cpp beside them. tools/check_rooms reads the same line and holds the
# sources to it.

include(GNUInstallDirs)

function(allmende_room name)
  cmake_parse_arguments(ROOM "" "LEVEL" "USES;LIBRARIES;TEST_LIBRARIES" ${ARGN})
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/*.cpp)
  list(FILTER sources EXCLUDE REGEX "/main\\.cpp$")  # a program's own file, not the room's
  set(tests ${sources})
  list(FILTER sources EXCLUDE REGEX "_test\\.cpp$")
  list(FILTER tests INCLUDE REGEX "_test\\.cpp$")

  set(library allmende_${name})
  add_library(${library} STATIC ${sources})
  target_include_directories(${library} PUBLIC ${CMAKE_SOURCE_DIR}/src)
  target_link_libraries(${library} PUBLIC fmt::fmt PRIVATE ${ROOM_LIBRARIES})
  foreach(used ${ROOM_USES})
    target_link_libraries(${library} PUBLIC allmende_${used})
  endforeach()
  if(name STREQUAL "base")
    target_precompile_headers(${library} PRIVATE ${CMAKE_SOURCE_DIR}/cmake/precompiled.h)
  else()
    target_precompile_headers(${library} REUSE_FROM allmende_base)
  endif()

  if(ALLMENDE_TESTS AND tests)
    add_executable(${name}_test ${tests})
    target_link_libraries(${name}_test PRIVATE ${library} GTest::gmock_main ${ROOM_LIBRARIES}
                                               ${ROOM_TEST_LIBRARIES})
    target_include_directories(${name}_test PRIVATE ${CMAKE_SOURCE_DIR})
    target_compile_definitions(${name}_test PRIVATE ALLMENDE_SOURCE="${CMAKE_SOURCE_DIR}")
    add_test(NAME ${name} COMMAND ${name}_test WORKING_DIRECTORY ${CMAKE_SOURCE_DIR})
  endif()
endfunction()

# allmende_embed(TARGET SYMBOL FILE…): puts files into the program. They are reached through
# `allmende::embedded::SYMBOL()`, declared in the generated header "embedded/SYMBOL.h".
function(allmende_embed target symbol)
  set(out ${CMAKE_BINARY_DIR}/embedded)
  add_custom_command(
    OUTPUT ${out}/${symbol}.h ${out}/${symbol}.S ${out}/${symbol}.cpp
    COMMAND ${CMAKE_SOURCE_DIR}/tools/embed ${symbol} ${out} ${ARGN}
    DEPENDS ${CMAKE_SOURCE_DIR}/tools/embed ${ARGN}
    VERBATIM)
  target_sources(${target} PRIVATE ${out}/${symbol}.S ${out}/${symbol}.cpp ${out}/${symbol}.h)
  set_source_files_properties(${out}/${symbol}.S PROPERTIES OBJECT_DEPENDS "${ARGN}")
  target_include_directories(${target} PUBLIC ${CMAKE_BINARY_DIR})
endfunction()
