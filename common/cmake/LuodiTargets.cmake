# Targets of one shape: strict warnings everywhere, pure libraries that cannot link I/O, tests with a label.
option(LUODI_SANITIZE "Address and undefined-behaviour sanitizers" OFF)
option(LUODI_BENCH "Build tests/bench" OFF)
option(LUODI_UNITY "Compile the files of a library eight at a time: what they share is generated once" OFF)
option(LUODI_COVERAGE "Count executed lines (tests/coverage.sh)" OFF)

add_library(luodi_options INTERFACE)
target_include_directories(luodi_options INTERFACE ${CMAKE_SOURCE_DIR})
target_compile_options(luodi_options INTERFACE -Wall -Wextra -Wconversion -Wshadow -Wswitch -Werror)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  # g++ 12 reports false positives of these four in its own headers and in coroutine frames at -O2.
  target_compile_options(luodi_options INTERFACE -fcoroutines -Wno-error=array-bounds -Wno-error=maybe-uninitialized
                                                 -Wno-error=restrict -Wno-error=stringop-overflow -fpch-preprocess)
else()
  # clang 19 finds what the stable_sort of libstdc++ 12 calls deprecated.
  target_compile_options(luodi_options INTERFACE -Wno-error=deprecated-declarations)
endif()
target_compile_definitions(luodi_options INTERFACE _FILE_OFFSET_BITS=64)  # some libraries ask for it: then all the same
if(LUODI_SANITIZE)
  target_compile_options(luodi_options INTERFACE -fsanitize=address,undefined -fno-sanitize-recover=all
                                                 -fno-omit-frame-pointer $<$<CXX_COMPILER_ID:GNU>:-Wno-error=mismatched-new-delete>)
  target_link_options(luodi_options INTERFACE -fsanitize=address,undefined)
else()
  target_compile_options(luodi_options INTERFACE -fstack-protector-strong $<$<CONFIG:Release>:-D_FORTIFY_SOURCE=2>)
endif()
if(LUODI_COVERAGE)
  target_compile_options(luodi_options INTERFACE --coverage)
  target_link_options(luodi_options INTERFACE --coverage)
endif()
find_program(LUODI_MOLD mold)
if(LUODI_MOLD)
  target_link_options(luodi_options INTERFACE -fuse-ld=mold)
endif()

# What a pure library may link. Everything else (Boost, ZeroMQ, hiredis, curl, ...) is an error at configure time.
set(LUODI_PURE_MAY_LINK luodi_options tl::expected nlohmann_json::nlohmann_json fmt::fmt-header-only)

# luodi_unite(NAME): with LUODI_UNITY, the files of a library are compiled eight at a time.
function(luodi_unite name)
  if(LUODI_UNITY)
    set_target_properties(${name} PROPERTIES UNITY_BUILD ON UNITY_BUILD_BATCH_SIZE 8)
    target_compile_options(${name} PRIVATE $<$<CXX_COMPILER_ID:GNU>:-Wno-subobject-linkage>)  # .cpp files are included
  endif()
endfunction()

# luodi_pure_library(NAME SOURCES... LINK LIBS...): rules without I/O; links only other pure libraries and the list above.
function(luodi_pure_library name)
  cmake_parse_arguments(arg "" "" "LINK" ${ARGN})
  add_library(${name} STATIC ${arg_UNPARSED_ARGUMENTS})
  foreach(lib IN LISTS arg_LINK)
    get_target_property(pure ${lib} LUODI_PURE)
    if(NOT pure AND NOT lib IN_LIST LUODI_PURE_MAY_LINK)
      message(FATAL_ERROR "${name} is pure and may not link ${lib}; allowed: pure libraries and ${LUODI_PURE_MAY_LINK}")
    endif()
  endforeach()
  set_target_properties(${name} PROPERTIES LUODI_PURE TRUE)
  luodi_read_headers(${name} pure)
  target_link_libraries(${name} PUBLIC luodi_options tl::expected nlohmann_json::nlohmann_json ${arg_LINK})
  luodi_unite(${name})
endfunction()

# luodi_library(NAME SOURCES... LINK LIBS...): a library that may do I/O.
function(luodi_library name)
  cmake_parse_arguments(arg "" "" "LINK" ${ARGN})
  add_library(${name} STATIC ${arg_UNPARSED_ARGUMENTS})
  target_link_libraries(${name} PUBLIC luodi_options luodi_asio ${arg_LINK})
  luodi_read_headers(${name} io)
  luodi_unite(${name})
endfunction()

# luodi_program(NAME SOURCES... LINK LIBS...): an executable in <build>/bin.
function(luodi_program name)
  cmake_parse_arguments(arg "" "" "LINK" ${ARGN})
  add_executable(${name} ${arg_UNPARSED_ARGUMENTS})
  target_link_libraries(${name} PRIVATE luodi_options luodi_asio ${arg_LINK})
  if(NOT LUODI_SANITIZE)  # the sanitizers bring an allocator of their own
    target_link_libraries(${name} PRIVATE PkgConfig::JEMALLOC)
  endif()
  luodi_read_headers(${name} io)
  set_target_properties(${name} PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/bin)
endfunction()

# luodi_suite_needs(LABEL TARGETS...): what the tests of that label run; `cmake --build --target suite_LABEL` builds it.
function(luodi_suite_needs label)
  if(NOT TARGET suite_${label})
    add_custom_target(suite_${label})
  endif()
  add_dependencies(suite_${label} ${ARGN})
endfunction()

# luodi_test(NAME LABEL SOURCES... LINK LIBS...): one GoogleTest executable, each case a ctest test.
function(luodi_test name label)
  cmake_parse_arguments(arg "" "" "LINK" ${ARGN})
  add_executable(${name} ${arg_UNPARSED_ARGUMENTS})
  target_link_libraries(${name} PRIVATE luodi_options ${arg_LINK} GTest::gtest GTest::gmock GTest::gtest_main)
  set(kind test_pure)
  foreach(lib IN LISTS arg_LINK)
    if(TARGET ${lib})
      get_target_property(pure ${lib} LUODI_PURE)
      if(NOT pure)
        set(kind test_io)
      endif()
    endif()
  endforeach()
  if(kind STREQUAL test_io)
    target_link_libraries(${name} PRIVATE luodi_asio)
  endif()
  luodi_read_headers(${name} ${kind})
  target_compile_definitions(${name} PRIVATE LUODI_SOURCE_DIR="${CMAKE_SOURCE_DIR}" LUODI_BIN_DIR="${CMAKE_BINARY_DIR}/bin")
  luodi_suite_needs(${label} ${name})
  gtest_discover_tests(${name} PROPERTIES LABELS ${label} TIMEOUT 180 DISCOVERY_MODE PRE_TEST)
endfunction()
