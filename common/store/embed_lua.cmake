# cmake -DOUT=header -DNAMES=a;b -DFOLDER=lua -P embed_lua.cmake
# Writes a header with every script as a char array, byte for byte: no quoting rules, no line ending changes.
set(text "#pragma once\n// Generated from common/store/lua. One constant per script, byte exact.\n#include <string_view>\n\n")
string(APPEND text "namespace luodi::store::redis::lua {\n\n")
foreach(name IN LISTS NAMES)
  file(READ ${FOLDER}/${name}.lua hex HEX)
  string(LENGTH "${hex}" digits)
  math(EXPR size "${digits} / 2")
  string(REGEX REPLACE "([0-9a-f][0-9a-f])" "'\\\\x\\1'," bytes "${hex}")
  string(APPEND text "inline constexpr char k_${name}_bytes[] = {${bytes}'\\0'};\n")
  string(APPEND text "inline constexpr std::string_view k_${name}(k_${name}_bytes, ${size});\n\n")
endforeach()
string(APPEND text "}  // namespace luodi::store::redis::lua\n")
file(WRITE ${OUT} "${text}")
