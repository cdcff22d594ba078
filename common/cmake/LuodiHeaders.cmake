# Headers that nearly every file reads are compiled once for each kind of target: pure or with I/O, product or test. They
# halve the time of a clean build. An include still stands wherever a header is used, so that the code builds without them.
set(pure_headers <algorithm> <array> <chrono> <functional> <map> <memory> <optional> <string> <string_view> <tuple>
                 <unordered_map> <utility> <variant> <vector> <nlohmann/json.hpp> <tl/expected.hpp>)
set(io_headers <boost/asio/awaitable.hpp> <boost/asio/co_spawn.hpp> <boost/asio/io_context.hpp> <boost/asio/post.hpp>
               <boost/asio/steady_timer.hpp> <boost/asio/use_awaitable.hpp>)
set(test_headers <gtest/gtest.h> <gmock/gmock.h>)
set(pure_libraries nlohmann_json::nlohmann_json tl::expected)

file(CONFIGURE OUTPUT ${CMAKE_BINARY_DIR}/headers/empty.cpp CONTENT "")
function(luodi_headers kind headers libraries)
  add_library(luodi_headers_${kind} OBJECT ${CMAKE_BINARY_DIR}/headers/empty.cpp)
  target_link_libraries(luodi_headers_${kind} PRIVATE luodi_options ${libraries})
  target_precompile_headers(luodi_headers_${kind} PRIVATE ${headers})
endfunction()
luodi_headers(pure "${pure_headers}" "${pure_libraries}")
luodi_headers(io "${pure_headers};${io_headers}" "${pure_libraries};luodi_asio")
if(LUODI_TESTS)
  luodi_headers(test_pure "${pure_headers};${test_headers}" "${pure_libraries};GTest::gmock")
  luodi_headers(test_io "${pure_headers};${io_headers};${test_headers}" "${pure_libraries};luodi_asio;GTest::gmock")
endif()

# luodi_read_headers(TARGET KIND): TARGET is compiled on top of the headers of this kind.
function(luodi_read_headers target kind)
  target_precompile_headers(${target} REUSE_FROM luodi_headers_${kind})
endfunction()
