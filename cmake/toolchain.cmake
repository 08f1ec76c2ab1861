# How everything is compiled: the standard, the warnings, a fast linker, the sanitizers of the test build.

set(CMAKE_CXX_STANDARD 23)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)

option(ALLMENDE_SANITIZE "address and undefined-behaviour sanitizers" OFF)
option(ALLMENDE_TESTS "build the tests" ON)
option(ALLMENDE_WERROR "warnings are errors" OFF)

find_program(CCACHE ccache)
if(CCACHE)
  set(CMAKE_CXX_COMPILER_LAUNCHER ${CCACHE})
endif()
find_program(MOLD mold)
if(MOLD)
  add_link_options(-fuse-ld=mold)
endif()

add_compile_options(-Wall -Wextra -Wpedantic -Wshadow -Wconversion -fno-omit-frame-pointer)
# When it optimises, g++ 12 sees overflows inside its own std::string (GCC bugs 105329, 105651) that are not
# there. The test build keeps these warnings.
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
  foreach(false_alarm array-bounds restrict stringop-overflow stringop-overread maybe-uninitialized)
    add_compile_options($<$<CONFIG:Release>:-Wno-${false_alarm}>)
  endforeach()
endif()
if(ALLMENDE_WERROR)
  add_compile_options(-Werror)
endif()
if(ALLMENDE_SANITIZE)
  add_compile_options(-fsanitize=address,undefined -fno-sanitize-recover=all)
  add_link_options(-fsanitize=address,undefined)
else()
  add_compile_definitions($<$<CONFIG:Release>:_FORTIFY_SOURCE=2>)
  add_compile_options(-fstack-protector-strong)
endif()
