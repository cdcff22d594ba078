# cmake -DIN=openapi.json -DOUT=openapi.cpp -P openapi.cmake
# Writes the contract as one string constant of the program, so that it can be served without a file beside it.
file(READ ${IN} text)
string(FIND "${text}" ")luodi\"" clash)
if(NOT clash EQUAL -1)
  message(FATAL_ERROR "${IN} contains the delimiter of the raw string")
endif()
file(WRITE ${OUT} "// Generated from services/gateway/openapi.json.\n#include \"services/gateway/openapi.hpp\"\n\n"
                  "std::string_view luodi::gateway::openapi_json() {\n  return R\"luodi(${text})luodi\";\n}\n")
