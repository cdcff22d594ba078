#include "common/http/problem.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "common/http/header_fault.hpp"
#include "common/kernel/bilingual.hpp"
#include "common/kernel/next_step.hpp"

namespace luodi::http {
namespace {

constexpr std::string_view k_known_methods = "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS";
constexpr std::string_view k_retry_after_s = "1";  // overload passes in about a second; clients add their own back-off

std::string text(std::string_view view) {
  return std::string(view);
}

}  // namespace

std::string problem_type(ErrorCode code) {
  std::string name = text(info(code).name);
  std::replace(name.begin(), name.end(), '_', '-');
  return "https://luodi.example/problems/" + name;
}

std::string problem_body(const Error& error, const ProblemContext& context) {
  const ErrorInfo& about = info(error.code);
  const bool english = context.language == "en";
  nlohmann::ordered_json body;
  body["type"] = problem_type(error.code);
  body["title"] = text(english ? about.en : about.zh);
  body["status"] = about.status;
  if (std::string detail = detail_of(error, context.language); !detail.empty()) body["detail"] = std::move(detail);
  if (!context.instance.empty()) body["instance"] = context.instance;
  body["code"] = text(about.code);
  body["name"] = text(about.name);
  if (!context.trace_id.empty()) body["trace_id"] = context.trace_id;
  // A parameter is no part of a body, so it has a name and no pointer (parameter_fault.hpp, header_fault.hpp).
  const std::string place = names_parameters(error.code) ? "parameter" : "pointer";
  for (const FieldError& field : error.fields) {
    body["errors"].push_back({{place, field.pointer},
                              {"code", field.code},
                              {"message", english ? english_of(field.message) : field.message}});
  }
  for (const MissingItem& item : error.missing) {
    body["missing"].push_back({{"item", item.item},
                               {"clause", item.clause},
                               {"owner", english ? item.owner.en : item.owner.zh},
                               {"title", english && !item.title_en.empty() ? item.title_en : item.title_zh}});
  }
  return body.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
}

Response problem_response(const Error& error, const ProblemContext& context) {
  const int status = info(error.code).status;
  Response response(status, text(k_problem_media_type), problem_body(error, context));
  response.headers.emplace_back("Cache-Control", "no-store");
  response.headers.emplace_back("Content-Language", context.language);
  response.headers.emplace_back("Vary", "Accept-Language");
  if (status == 429 || status == 503) response.headers.emplace_back("Retry-After", text(k_retry_after_s));
  // RFC 9110 asks for it with 405, where the route knows better; a method that nobody knows has no route.
  if (error.code == ErrorCode::not_implemented_method) response.headers.emplace_back("Allow", text(k_known_methods));
  return response;
}

}  // namespace luodi::http
