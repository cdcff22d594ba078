#include "common/http/header_gate.hpp"

#include <gtest/gtest.h>

#include "tests/support/http_corpus/http_corpus.hpp"

namespace luodi::http {
namespace {

using http_corpus::header_cases;
using http_corpus::k_accepted;
using http_corpus::RawCase;

int status_of(const Verdict& verdict) {
  switch (verdict.state) {
    case Verdict::State::need_more:
      return 0;
    case Verdict::State::accepted:
      return k_accepted;
    case Verdict::State::refused:
      return info(verdict.code).status;
  }
  return -1;
}

Verdict inspect(std::string_view bytes) {
  return HeaderGate().inspect(bytes);
}

TEST(HeaderGate, CorpusIsLarge) {
  EXPECT_GE(header_cases().size(), 150U);
}

TEST(HeaderGate, JudgesTheCorpus) {
  for (const RawCase& c : header_cases()) {
    const Verdict verdict = inspect(c.bytes);
    EXPECT_EQ(status_of(verdict), c.status) << c.name << ": " << verdict.detail;
    if (verdict.state == Verdict::State::refused) {
      EXPECT_FALSE(verdict.detail.empty()) << c.name;
    }
  }
}

TEST(HeaderGate, JudgesByteByByteAsAtOnce) {
  for (const RawCase& c : header_cases()) {
    const Verdict whole = inspect(c.bytes);
    HeaderGate gate;
    Verdict verdict;
    for (std::size_t n = 1; n <= c.bytes.size() && verdict.state == Verdict::State::need_more; ++n) {
      verdict = gate.inspect(std::string_view(c.bytes).substr(0, n));
    }
    EXPECT_EQ(status_of(verdict), c.status) << c.name;
    EXPECT_EQ(verdict.detail, whole.detail) << c.name;
    EXPECT_EQ(verdict.length, whole.length) << c.name;
    EXPECT_EQ(verdict.facts.target, whole.facts.target) << c.name;
  }
}

TEST(HeaderGate, JudgesEverySplitInTwoAsAtOnce) {
  for (const RawCase& c : header_cases()) {
    if (c.bytes.size() > 400) continue;
    for (std::size_t cut = 1; cut < c.bytes.size(); ++cut) {
      HeaderGate gate;
      Verdict verdict = gate.inspect(std::string_view(c.bytes).substr(0, cut));
      if (verdict.state == Verdict::State::need_more) verdict = gate.inspect(c.bytes);
      ASSERT_EQ(status_of(verdict), c.status) << c.name << " cut at " << cut;
    }
  }
}

TEST(HeaderGate, WaitsForTheEndOfAWellFormedHeader) {
  const std::string request = http_corpus::with_fields("Accept: */*\r\n");
  HeaderGate gate;
  for (std::size_t n = 0; n < request.size(); ++n) {
    ASSERT_EQ(gate.inspect(std::string_view(request).substr(0, n)).state, Verdict::State::need_more) << n;
  }
  EXPECT_EQ(gate.inspect(request).state, Verdict::State::accepted);
}

TEST(HeaderGate, LeavesWhatFollowsTheHeader) {
  const std::string first = "\r\n" + http_corpus::with_target("/one");
  const std::string second = http_corpus::with_target("/two");
  const std::string bytes = first + second;
  HeaderGate gate;
  const Verdict one = gate.inspect(bytes);
  EXPECT_EQ(one.skip, 2U);
  EXPECT_EQ(one.length, first.size());
  EXPECT_EQ(one.facts.method, "GET");
  EXPECT_EQ(one.facts.target, "/one");
  gate.reset();
  const Verdict two = gate.inspect(std::string_view(bytes).substr(one.length));
  EXPECT_EQ(two.skip, 0U);
  EXPECT_EQ(two.facts.target, "/two");
}

TEST(HeaderGate, TellsTheFraming) {
  const Verdict length = inspect(http_corpus::with_fields("Content-Length: 42\r\nExpect: 100-continue\r\n"));
  EXPECT_EQ(length.facts.content_length, 42U);
  EXPECT_FALSE(length.facts.chunked);
  EXPECT_TRUE(length.facts.expect_continue);
  const Verdict chunked = inspect(http_corpus::with_fields("transfer-ENCODING: Chunked\r\n"));
  EXPECT_TRUE(chunked.facts.chunked);
  EXPECT_FALSE(chunked.facts.content_length.has_value());
  EXPECT_FALSE(chunked.facts.http_1_0);
}

TEST(HeaderGate, TellsWhetherTheConnectionStays) {
  const auto keeps = [](const std::string& version, const std::string& fields) {
    return inspect("GET / HTTP/" + version + "\r\nHost: a\r\n" + fields + "\r\n").facts.keep_alive;
  };
  EXPECT_TRUE(keeps("1.1", ""));
  EXPECT_FALSE(keeps("1.1", "Connection: close\r\n"));
  EXPECT_FALSE(keeps("1.1", "Connection: te , CLOSE\r\n"));
  EXPECT_FALSE(keeps("1.1", "Connection: keep-alive\r\nConnection: close\r\n"));
  EXPECT_FALSE(keeps("1.0", ""));
  EXPECT_TRUE(keeps("1.0", "Connection: keep-alive\r\n"));
  EXPECT_TRUE(keeps("1.1", "Connection: closed\r\n"));
}

TEST(HeaderGate, HonoursItsLimits) {
  GateLimits limits;
  limits.header_bytes = 64;
  limits.target_bytes = 16;
  limits.fields = 2;
  const auto status = [&](const std::string& bytes) { return status_of(HeaderGate(limits).inspect(bytes)); };
  EXPECT_EQ(status("GET / HTTP/1.1\r\nHost: a\r\n\r\n"), k_accepted);
  EXPECT_EQ(status("GET /234567890123456 HTTP/1.1\r\nHost: a\r\n\r\n"), k_accepted);
  EXPECT_EQ(status("GET /2345678901234567 HTTP/1.1\r\nHost: a\r\n\r\n"), 414);
  EXPECT_EQ(status("GET / HTTP/1.1\r\nHost: a\r\nA: 1\r\nB: 2\r\n\r\n"), 431);
  const std::string exactly = "GET / HTTP/1.1\r\nHost: a\r\nA: " + std::string(64 - 32, 'x') + "\r\n\r\n";
  ASSERT_EQ(exactly.size(), 64U);
  EXPECT_EQ(status(exactly), k_accepted);
  EXPECT_EQ(status("GET / HTTP/1.1\r\nHost: a\r\nA: " + std::string(65 - 32, 'x') + "\r\n\r\n"), 431);
}

TEST(HeaderGate, RefusesEveryControlByteEverywhere) {
  const std::string request = "GET /path HTTP/1.1\r\nHost: luodi.example\r\nX-A: value\r\n\r\n";
  for (std::size_t at = 0; at + 2 < request.size(); ++at) {
    if (request[at] == '\r' || request[at] == '\n') continue;
    for (int byte = 0; byte < 0x20; ++byte) {
      if (byte == '\t') continue;
      std::string broken = request;
      broken[at] = static_cast<char>(byte);
      ASSERT_EQ(status_of(inspect(broken)), 400) << "byte " << byte << " at " << at;
    }
  }
}

}  // namespace
}  // namespace luodi::http
