#include "common/http/message_parser.hpp"

#include <gtest/gtest.h>

#include "common/http/header_gate.hpp"
#include "common/http/target.hpp"
#include "tests/support/http_corpus/http_corpus.hpp"

namespace luodi::http {
namespace {

using http_corpus::k_accepted;
using http_corpus::RawCase;

constexpr std::uint64_t k_limit = 64 * 1024;

struct Parsed {
  int status = 0;  // 0 = waits for more
  Headers headers;
  std::string body;
};

// Reads as the server does: gate, header, target, then the body `step` bytes at a time.
Parsed read(std::string_view bytes, std::size_t step, std::uint64_t limit = k_limit) {
  Parsed result;
  const Verdict verdict = HeaderGate().inspect(bytes);
  if (verdict.state != Verdict::State::accepted) {
    result.status = verdict.state == Verdict::State::refused ? info(verdict.code).status : 0;
    return result;
  }
  MessageParser parser(limit);
  const auto header = parser.header(bytes.substr(verdict.skip, verdict.length - verdict.skip), verdict.facts);
  const auto target = parse_target(verdict.facts.target);
  if (!header || !target) {
    result.status = info(header ? target.error().code : header.error().code).status;
    return result;
  }
  result.headers = parser.take_headers();
  bytes.remove_prefix(verdict.length);
  std::string pending;
  while (!parser.done()) {
    if (bytes.empty()) return result;
    const std::size_t n = std::min(step, bytes.size());
    pending.append(bytes.substr(0, n));
    bytes.remove_prefix(n);
    const auto used = parser.feed(pending);
    if (!used) {
      result.status = info(used.error().code).status;
      return result;
    }
    pending.erase(0, *used);
  }
  result.status = k_accepted;
  result.body = parser.take_body();
  return result;
}

TEST(MessageParser, JudgesBodiesOfTheCorpus) {
  for (const RawCase& c : http_corpus::body_cases())
    EXPECT_EQ(read(c.bytes, 1 << 20).status, c.status) << c.name;
}

TEST(MessageParser, JudgesByteByByteAsAtOnce) {
  for (const RawCase& c : http_corpus::body_cases()) {
    const Parsed whole = read(c.bytes, 1 << 20);
    const Parsed stepwise = read(c.bytes, 1);
    EXPECT_EQ(stepwise.status, c.status) << c.name;
    EXPECT_EQ(stepwise.body, whole.body) << c.name;
  }
}

// The gate lets through nothing that the parser behind it would refuse or read in another way.
TEST(MessageParser, AgreesWithTheGate) {
  for (const RawCase& c : http_corpus::header_cases()) {
    if (c.status != k_accepted) continue;
    const Parsed parsed = read(c.bytes, 1 << 20);
    EXPECT_TRUE(parsed.status == k_accepted || parsed.status == 0) << c.name << " gave " << parsed.status;
  }
}

TEST(MessageParser, JoinsChunks) {
  EXPECT_EQ(read(http_corpus::with_chunks("3\r\nabc\r\n2;x=y\r\nde\r\n0\r\n\r\n"), 1).body, "abcde");
}

TEST(MessageParser, NamesAreLowerCaseAndTrailersAreDropped) {
  const Parsed parsed = read(http_corpus::with_chunks("1\r\na\r\n0\r\nX-Late: 1\r\nAuthorization: x\r\n\r\n"), 1 << 20);
  ASSERT_EQ(parsed.status, k_accepted);
  const Headers expected = {
      {"host", "luodi.example"}, {"content-type", "application/json"}, {"transfer-encoding", "chunked"}};
  EXPECT_EQ(parsed.headers, expected);
}

TEST(MessageParser, BoundsTheBodyExactly) {
  EXPECT_EQ(read(http_corpus::with_length("4", "1234"), 1, 4).status, k_accepted);
  EXPECT_EQ(read(http_corpus::with_length("5", "12345"), 1, 4).status, 413);
  EXPECT_EQ(read(http_corpus::with_chunks("2\r\n12\r\n2\r\n34\r\n0\r\n\r\n"), 1, 4).status, k_accepted);
  EXPECT_EQ(read(http_corpus::with_chunks("2\r\n12\r\n3\r\n345\r\n0\r\n\r\n"), 1, 4).status, 413);
}

TEST(MessageParser, CapsChunkExtensions) {
  const auto status = [](std::size_t length) {
    return read(http_corpus::with_chunks("1;" + std::string(length, 'e') + "\r\na\r\n0\r\n\r\n"), 1 << 20).status;
  };
  EXPECT_EQ(status(1000), k_accepted);
  EXPECT_EQ(status(1100), 400);
}

}  // namespace
}  // namespace luodi::http
