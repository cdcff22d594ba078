#pragma once
// dump(json) is the canonical text of a document: no spaces, keys in order, UTF-8 as it is. It never throws: bytes that
// are not UTF-8 become U+FFFD (such bytes can only come from outside of parse_json, which refuses them). Pure.
//
//   dump(Json{{"b", 1}, {"a", "绵阳"}}) == R"({"a":"绵阳","b":1})"
#include <string>
#include <string_view>

#include "common/codec/fields.hpp"

namespace luodi::codec {

std::string dump(const Json& json);

// The same at the end of `out`; a text with its quotes.
void append_json(const Json& json, std::string& out);
void append_text(std::string_view text, std::string& out);

}  // namespace luodi::codec
