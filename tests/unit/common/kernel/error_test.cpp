#include "common/kernel/error.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <set>
#include <string>

#include "common/kernel/next_step.hpp"

namespace luodi {
namespace {

constexpr auto k_all = std::to_array<ErrorCode>({
#define ERR(name, status, code, zh, en) ErrorCode::name,
#include "common/kernel/error.def"
#undef ERR
});

TEST(ErrorTable, AnswersTheRowOfTheCode) {
  EXPECT_EQ(info(ErrorCode::stale_version).name, "stale_version");
  EXPECT_EQ(info(ErrorCode::stale_version).status, 412);
  EXPECT_EQ(info(ErrorCode::stale_version).code, "L1202");
  EXPECT_EQ(info(ErrorCode::internal).name, "internal");
  EXPECT_EQ(info(ErrorCode::invalid_body).zh, "请求内容有误");
  EXPECT_EQ(info(ErrorCode::invalid_body).en, "request body is invalid");
}

TEST(ErrorTable, EveryRowIsCompleteAndItsCodeUnique) {
  std::set<std::string_view> codes;
  for (ErrorCode code : k_all) {
    const ErrorInfo& row = info(code);
    SCOPED_TRACE(std::string(row.name));
    EXPECT_GE(row.status, 400);
    EXPECT_LT(row.status, 600);
    EXPECT_EQ(row.code.size(), 5U);
    EXPECT_EQ(row.code.front(), 'L');
    EXPECT_FALSE(row.zh.empty());
    EXPECT_FALSE(row.en.empty());
    EXPECT_TRUE(codes.insert(row.code).second);
  }
}

TEST(ErrorTable, WhatTheFormCannotMendNamesTheNextStep) {
  for (ErrorCode code : k_all) {
    const int status = info(code).status;
    const bool needed = status == 401 || status == 403 || status == 404 || status == 409 || status == 412 ||
                        status == 413 || status == 423 || status == 428 || status == 503 || status == 504 ||
                        code == ErrorCode::idempotency_key_reused;
    const NextStep next = next_step(code);
    EXPECT_EQ(!next.zh.empty(), needed) << info(code).name;
    EXPECT_EQ(!next.en.empty(), needed) << info(code).name;
    EXPECT_EQ(next.en.find_first_not_of(" !\"#$%&'()*+,-./0123456789:;<=>?ABCDEFGHIJKLMNOPQRSTUVWXYZ_"
                                        "abcdefghijklmnopqrstuvwxyz"),
              std::string_view::npos)
        << next.en;
  }
  EXPECT_EQ(detail_of(Error(ErrorCode::malformed_json, "在 7 / at 7")), "在 7 / at 7");
  EXPECT_TRUE(detail_of(Error(ErrorCode::not_found, "x_1")).starts_with("未找到：x_1 / not found: x_1。下一步："))
      << "what has no Chinese gets the title before it";
  for (const auto code : {ErrorCode::service_unavailable, ErrorCode::outcome_unknown, ErrorCode::internal}) {
    const Error outage(code, "READONLY You can't write against a read only replica.");
    const auto both = std::string(info(code).zh) + " / " + std::string(info(code).en);
    EXPECT_TRUE(detail_of(outage).starts_with(both)) << detail_of(outage);
    EXPECT_TRUE(detail_of(outage, "en").starts_with(info(code).en)) << detail_of(outage, "en");
    for (const char* language : {"zh", "en"})
      EXPECT_EQ(detail_of(outage, language).find("READONLY"), std::string::npos) << "for the log";
  }
  EXPECT_EQ(detail_of(Error(ErrorCode::malformed_json)), "");
  EXPECT_NE(detail_of(Error(ErrorCode::unauthenticated)).find("POST /v1/sessions"), std::string::npos);
  EXPECT_NE(detail_of(Error(ErrorCode::project_not_found, "prj_1")).find("GET /v1/projects"), std::string::npos);
  EXPECT_EQ(detail_of(Error(ErrorCode::clock_backwards)).find("重试"), std::string::npos)
      << "retrying moves nothing back";
  Error done(ErrorCode::wrong_stage, "已完成 / done before");
  done.next_zh = "登记协议变更";
  done.next_en = "record an amendment";
  EXPECT_EQ(detail_of(done), "已完成 / done before。下一步：登记协议变更 / next: record an amendment");
  EXPECT_EQ(detail_of(done, "en"), "done before; next: record an amendment");
  const auto detail = detail_of(Error(ErrorCode::conflict, "clock"));
  EXPECT_TRUE(detail.starts_with("与并发修改冲突：clock / conflict with a concurrent change: clock。下一步："))
      << detail;
  EXPECT_NE(detail.find(" / next: "), std::string::npos) << detail;
  const Error clock(ErrorCode::conflict, "时钟正在拨动 / the clock is being moved");
  const auto english = detail_of(clock, "en");
  EXPECT_TRUE(english.starts_with("the clock is being moved; next: retry")) << english;
  EXPECT_TRUE(std::all_of(english.begin(), english.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; }))
      << english;
  EXPECT_EQ(detail_of(Error(ErrorCode::malformed_json, "没有 / none"), "en"), "none");
  EXPECT_EQ(detail_of(Error(ErrorCode::malformed_json), "en"), "");
  EXPECT_EQ(detail_of(Error(ErrorCode::forbidden), "en"), next_step(ErrorCode::forbidden).en);
  EXPECT_EQ(detail_of(Error(ErrorCode::forbidden)).find("下一步"), std::string::npos) << "the title has said the rest";
}

TEST(ErrorTable, UnknownOutcomeIsNotReportedAsAClientFault) {
  EXPECT_EQ(info(ErrorCode::outcome_unknown).status, 504);
}

}  // namespace
}  // namespace luodi
