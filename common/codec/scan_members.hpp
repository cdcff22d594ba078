#pragma once
// scan_members reads the outermost members of a JSON object that are text or a whole number, in the order of the text
// and without a document in between: for whoever needs the head of a long text. Everything else is only checked for its
// grammar. Pure.
//
//   auto read = scan_members(R"({"id":"7","data":{"x":1},"version":2})", [](std::string_view name, Member value) {
//     ...   // "id" text "7"; "data" other; "version" number 2
//   });
#include <functional>
#include <string>
#include <string_view>
#include <variant>

#include "common/codec/fields.hpp"

namespace luodi::codec {

// The value of a member: text, a whole number that fits int64, or std::monostate for anything else.
using Member = std::variant<std::monostate, std::string, std::int64_t>;
using MemberSink = std::function<void(std::string_view name, Member value)>;

// malformed_json as parse_json says it, but for duplicate keys, which the sink hears twice; invalid_body for what is no
// object. The sink may have heard members of a text that turns out malformed.
Expected<void> scan_members(std::string_view text, const MemberSink& sink);

}  // namespace luodi::codec
