#include "common/http/problem.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "common/http/header_fault.hpp"
#include "common/http/parameter_fault.hpp"
#include "common/kernel/next_step.hpp"

namespace luodi::http {
namespace {

using nlohmann::json;

TEST(Problem, SaysEverythingOfRfc9457AndOurs) {
  Error error(ErrorCode::stale_version, "当前版本是 8");
  const ProblemContext context("/v1/projects/p1", "4bf92f3577b34da6a3ce929d0e0e4736");
  const json expected = {{"type", "https://luodi.example/problems/stale-version"},
                         {"title", "版本已变更"},
                         {"status", 412},
                         {"detail", detail_of(error)},
                         {"instance", "/v1/projects/p1"},
                         {"code", "L1202"},
                         {"name", "stale_version"},
                         {"trace_id", "4bf92f3577b34da6a3ce929d0e0e4736"}};
  EXPECT_EQ(json::parse(problem_body(error, context)), expected);
}

TEST(Problem, LeavesOutWhatIsEmptyAndSpeaksEnglishWhenAsked) {
  const json body = json::parse(problem_body(Error(ErrorCode::malformed_json), ProblemContext("", "", "en")));
  EXPECT_EQ(body["title"], "not valid JSON");
  for (const char* member : {"detail", "instance", "trace_id", "errors", "missing"}) {
    EXPECT_FALSE(body.contains(member)) << member;
  }
}

TEST(Problem, PointsAtFieldsAndMissingItems) {
  Error error(ErrorCode::gate_not_passed);
  error.fields.push_back(FieldError{"/enterprise/name", "required", "必填"});
  error.missing.push_back(
      MissingItem{"first_talk", "art. 9", {"园区", "park"}, "首谈记录", "record of the first talk"});
  const json zh = json::parse(problem_body(error, ProblemContext()));
  const json expected_errors = {{{"pointer", "/enterprise/name"}, {"code", "required"}, {"message", "必填"}}};
  const json expected_missing = {
      {{"item", "first_talk"}, {"clause", "art. 9"}, {"owner", "园区"}, {"title", "首谈记录"}}};
  EXPECT_EQ(zh["errors"], expected_errors);
  EXPECT_EQ(zh["missing"], expected_missing);
  const json en = json::parse(problem_body(error, ProblemContext("", "", "en")));
  EXPECT_EQ(en["missing"][0]["title"], "record of the first talk");
  Error both(ErrorCode::invalid_body, "缺少必填字段 / required fields are missing");
  both.fields.push_back(FieldError{"/name", "required", "必填 / required"});
  const json twin = json::parse(problem_body(both, ProblemContext("", "", "en")));
  EXPECT_EQ(twin["detail"], "required fields are missing");
  EXPECT_EQ(twin["errors"][0]["message"], "required");
  EXPECT_EQ(json::parse(problem_body(both, ProblemContext()))["detail"], both.detail) << "Chinese with English beside";
}

TEST(Problem, NamesTheParameterThatIsWrong) {
  const Error error = parameter_fault("limit", "out_of_range", "应在 1 与 500 之间 / must lie between 1 and 500");
  const json zh = json::parse(problem_body(error, ProblemContext()));
  EXPECT_EQ(zh["status"], 400);
  EXPECT_EQ(zh["detail"], "limit: 应在 1 与 500 之间 / must lie between 1 and 500");
  const json expected = {{{"parameter", "limit"},
                          {"code", "out_of_range"},
                          {"message", "应在 1 与 500 之间 / must lie between 1 and 500"}}};
  EXPECT_EQ(zh["errors"], expected) << "a parameter has no pointer";
  const json en = json::parse(problem_body(error, ProblemContext("", "", "en")));
  EXPECT_EQ(en["detail"], "limit: must lie between 1 and 500");
  EXPECT_EQ(en["errors"][0]["message"], "must lie between 1 and 500");
  // A client may send any name: none may hide the English half.
  for (const char* name : {"阶段", "a / 阶", ""}) {
    const Error odd = parameter_fault(name, "unknown_field", "不认识的参数 / unknown parameter");
    const json told = json::parse(problem_body(odd, ProblemContext("", "", "en")));
    EXPECT_EQ(told["detail"], "unknown parameter") << name;
    EXPECT_EQ(told["errors"][0]["parameter"], name);
  }
}

TEST(Problem, NamesTheHeaderFieldThatIsWrongAndKeepsItsCode) {
  for (const auto& [kind, title] :
       {std::pair(ErrorCode::malformed_request, "L1008"), std::pair(ErrorCode::idempotency_key_required, "L1009")}) {
    const Error error = header_fault(kind, "If-Match", "format", "应为 ETag，如 \"7\" / must be an ETag, as \"7\"");
    const json body = json::parse(problem_body(error, ProblemContext("", "", "en")));
    EXPECT_EQ(body["status"], 400);
    EXPECT_EQ(body["code"], title);
    EXPECT_EQ(body["detail"], "If-Match: must be an ETag, as \"7\"");
    const json expected = {{{"parameter", "If-Match"}, {"code", "format"}, {"message", "must be an ETag, as \"7\""}}};
    EXPECT_EQ(body["errors"], expected);
  }
}

TEST(Problem, SaysInWhichLanguageItSpeaks) {
  for (const char* language : {"zh", "en"}) {
    const auto response = problem_response(Error(ErrorCode::not_found), ProblemContext("", "", language));
    const std::pair<std::string, std::string> content("Content-Language", language);
    const std::pair<std::string, std::string> vary("Vary", "Accept-Language");
    EXPECT_EQ(std::count(response.headers.begin(), response.headers.end(), content), 1) << language;
    EXPECT_EQ(std::count(response.headers.begin(), response.headers.end(), vary), 1) << language;
  }
}

TEST(Problem, NamesWhoOwesALineInTheLanguageOfTheReader) {
  Error error(ErrorCode::gate_not_passed);
  error.missing.push_back(MissingItem{"site", "4", {"承载园区", "the hosting park"}, "选址", "site"});
  error.missing.push_back(MissingItem{"talk", "9", {"园区", "park"}, "首谈", "talk"});
  const json zh = json::parse(problem_body(error, ProblemContext()));
  const json en = json::parse(problem_body(error, ProblemContext("", "", "en")));
  EXPECT_EQ(zh["missing"][0]["owner"], "承载园区");
  EXPECT_EQ(en["missing"][0]["owner"], "the hosting park");
  EXPECT_EQ(en["missing"][1]["owner"], "park");
}

TEST(Problem, SurvivesBytesThatAreNoUtf8) {
  const json body = json::parse(problem_body(Error(ErrorCode::invalid_parameter, "\xff\"\n"), ProblemContext()));
  EXPECT_EQ(body["detail"], "\xef\xbf\xbd\"\n");
}

TEST(Problem, AMethodThatNobodyKnowsIsToldTheKnownOnes) {
  const Response unknown = problem_response(Error(ErrorCode::not_implemented_method), ProblemContext());
  EXPECT_EQ(unknown.status, 501);
  const std::pair<std::string, std::string> allow("Allow", "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS");
  EXPECT_EQ(unknown.headers.back(), allow);
}

TEST(Problem, ResponseCarriesMediaTypeStatusAndRetryAfter) {
  const Response busy = problem_response(Error(ErrorCode::overloaded), ProblemContext());
  EXPECT_EQ(busy.status, 503);
  EXPECT_EQ(busy.content_type, "application/problem+json");
  const Headers expected = {
      {"Cache-Control", "no-store"}, {"Content-Language", "zh"}, {"Vary", "Accept-Language"}, {"Retry-After", "1"}};
  EXPECT_EQ(busy.headers, expected);
  EXPECT_EQ(problem_response(Error(ErrorCode::not_found), ProblemContext()).headers.size(), 3U);
}

}  // namespace
}  // namespace luodi::http
