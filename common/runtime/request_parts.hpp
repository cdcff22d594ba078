#pragma once
// The parts of a bus request as handlers read them: the id of the path, query parameters, the body, If-Match. Pure.
//
//   const auto state = query_choice<InterviewState>(request.query, "state");   // unknown values are refused
//   if (!state) co_return problem_reply(state.error(), request);
#include <optional>
#include <string>

#include "common/codec/fields.hpp"
#include "common/http/parameter_fault.hpp"
#include "common/runtime/command_runner.hpp"
#include "common/runtime/page.hpp"

namespace luodi::runtime {

std::string path_id(const bus::Request& request);                     // {id}; empty where the path has none
std::string query_text(const Query& query, const std::string& name);  // empty where absent
// Digits with an optional sign; invalid_parameter for anything else.
Expected<std::optional<std::int64_t>> query_number(const Query& query, const std::string& name);

// What to say to an instant whose + came as a blank, which is how an address writes a blank: how it is sent. It is not
// put back, because what a question is about is not to be guessed. nullopt for any other text.
std::optional<std::string> lost_plus(const std::string& text);

// A filter that is not understood would silently show everything or nothing.
template <class E>
Expected<std::optional<E>> query_choice(const Query& query, const std::string& name) {
  const std::string text = query_text(query, name);
  if (text.empty()) return std::optional<E>();
  auto value = codec::enum_value<E>(text);
  if (!value) return fail(http::parameter_fault(name, "not_allowed", codec::unknown_choice(text, codec::choices<E>())));
  return value;
}

// The one place where bodies of commands are read. An absent body reads as an empty object: several commands need no
// field.
template <class Body>
Expected<Body> read_body(const bus::Request& request) {
  return codec::parse_request<Body>(request.body.empty() ? std::string_view("{}") : std::string_view(request.body));
}

// precondition_required and stale_version by If-Match, which a dry run may leave out.
Expected<void> check_version(const bus::Request& request, std::int64_t version);

}  // namespace luodi::runtime
