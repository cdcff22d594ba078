#include "common/store/redis/command.hpp"

#include <gtest/gtest.h>

#include "common/store/keys.hpp"
#include "common/store/redis/backoff.hpp"
#include "common/store/redis/commit_codec.hpp"

namespace luodi::store::redis {
namespace {

TEST(Command, EncodesResp) {
  Command set("SET");
  set.arg("key").arg("");
  EXPECT_EQ(set.encoded(), "*3\r\n$3\r\nSET\r\n$3\r\nkey\r\n$0\r\n\r\n");
}

TEST(Command, KeepsBytesAndNumbers) {
  Command c("X");
  c.arg(std::string_view("a\0\r\nb", 5)).arg(std::int64_t{-42}).arg(INT64_MIN);
  const std::string expected("*4\r\n$1\r\nX\r\n$5\r\na\0\r\nb\r\n$3\r\n-42\r\n$20\r\n-9223372036854775808\r\n", 58);
  EXPECT_EQ(c.encoded(), expected);
}

TEST(Command, JoinsNumberAndText) {
  Command c("X");
  c.arg(12, "{}");
  EXPECT_EQ(c.encoded(), "*2\r\n$1\r\nX\r\n$5\r\n12 {}\r\n");
}

TEST(Command, CanBeEncodedAgainAndGrown) {
  Command c("X");
  EXPECT_EQ(c.encoded(), "*1\r\n$1\r\nX\r\n");
  EXPECT_EQ(c.encoded(), "*1\r\n$1\r\nX\r\n");
  for (int i = 0; i < 1200; ++i)
    c.arg("v");
  EXPECT_TRUE(c.encoded().starts_with("*1201\r\n$1\r\nX\r\n$1\r\nv\r\n"));
}

TEST(Keys, AllCarryTheHashTagOfTheCity) {
  const Keys keys("510700");
  for (const auto& key : {keys.head(), keys.epochs(), keys.events(), keys.jobs(), keys.due(), keys.leased(),
                          keys.cursors(), keys.secrets(), keys.audit(), keys.state("project"), keys.unique("u"),
                          keys.members("m"), keys.scores("z"), keys.idempotency("i"), keys.value("v")})
    EXPECT_TRUE(key.starts_with("{510700}:")) << key;
  EXPECT_EQ(keys.state("project"), "{510700}:state:project");
}

TEST(Backoff, DoublesWithJitterUpToTheLongest) {
  Backoff backoff(Ms(20), Ms(1000), 7);
  Ms most{20};
  for (int i = 0; i < 12; ++i) {
    const auto pause = backoff.next();
    EXPECT_LE(pause, most);
    EXPECT_GE(pause, most / 2);
    most = std::min(most * 2, Ms(1000));
  }
  backoff.reset();
  EXPECT_LE(backoff.next(), Ms(20));
}

Reply text(std::string value) {
  Reply out;
  out.kind = Reply::Kind::text;
  out.text = std::move(value);
  return out;
}
Answer list(std::vector<Reply> items) {
  Reply out;
  out.kind = Reply::Kind::array;
  out.items = std::move(items);
  return Answer::answered(std::move(out));
}
Answer error(std::string message) {
  Reply out;
  out.kind = Reply::Kind::error;
  out.text = std::move(message);
  return Answer::answered(std::move(out));
}

TEST(CommitCodec, DistinguishesRefusedFromUnknown) {
  const UnitOfWork work("510700");
  EXPECT_TRUE(std::holds_alternative<Unavailable>(decode_commit(Answer::not_sent("x"), work)));
  EXPECT_TRUE(std::holds_alternative<Unknown>(decode_commit(Answer::lost("x"), work)));
  for (const auto* code : {"OOM command", "LOADING Redis", "READONLY You", "MISCONF Redis", "WRONGTYPE Operation",
                           "BADUNIT x", "NOSCRIPT No", "BUSY Redis"})
    EXPECT_TRUE(std::holds_alternative<Unavailable>(decode_commit(error(code), work))) << code;
  // A script that failed in the middle has perhaps written: never say that it has not.
  EXPECT_TRUE(std::holds_alternative<Unknown>(decode_commit(error("ERR user_script:9: boom"), work)));
}

TEST(CommitCodec, AnswerThatMakesNoSenseIsUnknown) {
  UnitOfWork work("510700");
  EXPECT_TRUE(std::holds_alternative<Unknown>(decode_commit(list({}), work)));
  EXPECT_TRUE(std::holds_alternative<Unknown>(decode_commit(list({text("NEWS")}), work)));
  EXPECT_TRUE(std::holds_alternative<Unknown>(decode_commit(list({text("CONFLICT"), text("1"), text("2")}), work)));
  EXPECT_TRUE(std::holds_alternative<Unknown>(decode_commit(list({text("CONFLICT"), text("0"), text("2")}), work)));
  EXPECT_TRUE(std::holds_alternative<Unknown>(decode_commit(list({text("COMMITTED"), text("1")}), work)));
  EXPECT_TRUE(std::holds_alternative<Unknown>(decode_commit(list({text("TAKEN"), text("7"), text("x")}), work)));
}

TEST(CommitCodec, ParsesStreamIds) {
  EXPECT_EQ(to_position("3-42"), (StreamPosition{3, 42, ""}));
  EXPECT_FALSE(to_position("342"));
  EXPECT_FALSE(to_position("3-"));
  EXPECT_FALSE(to_position("-3"));
  EXPECT_FALSE(to_integer("12 "));
  EXPECT_FALSE(to_integer(""));
}

}  // namespace
}  // namespace luodi::store::redis
