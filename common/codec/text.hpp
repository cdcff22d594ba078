#pragma once
// dump(json) is the canonical text of a document: no spaces, keys in order, UTF-8 as it is. It never throws: bytes that
// are not UTF-8 become U+FFFD (such bytes can only come from outside of parse_json, which refuses them). Pure.
//
//   dump(Json{{"b", 1}, {"a", "绵阳"}}) == R"({"a":"绵阳","b":1})"
#include <string>

#include "common/codec/fields.hpp"

namespace luodi::codec {

std::string dump(const Json& json);

}  // namespace luodi::codec
