#pragma once
// Json is the document of nlohmann/json; its templates are compiled once.
#include <nlohmann/json.hpp>

// Compiled once, in fields.cpp: otherwise every file that touches JSON compiles the library again.
extern template class nlohmann::basic_json<>;

namespace luodi::codec {

using Json = nlohmann::json;

}  // namespace luodi::codec
