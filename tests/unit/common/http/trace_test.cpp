#include "common/http/trace.hpp"

#include <gtest/gtest.h>

#include <set>

namespace luodi::http {
namespace {

const std::string k_valid = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

TEST(Trace, ReadsAndWritesTraceparent) {
  const auto trace = TraceContext::parse(k_valid);
  ASSERT_TRUE(trace);
  EXPECT_EQ(trace->trace_id(), "4bf92f3577b34da6a3ce929d0e0e4736");
  EXPECT_EQ(trace->span_id(), "00f067aa0ba902b7");
  EXPECT_TRUE(trace->sampled());
  EXPECT_EQ(trace->traceparent(), k_valid);
  EXPECT_FALSE(TraceContext::parse("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-00")->sampled());
}

TEST(Trace, ReadsALaterVersionByItsFirstParts) {
  EXPECT_TRUE(TraceContext::parse("cc-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"));
  EXPECT_TRUE(TraceContext::parse("cc-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-what"));
  EXPECT_FALSE(TraceContext::parse("cc-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01.what"));
}

TEST(Trace, RefusesWhatTheStandardForbids) {
  for (const char* wrong : {"", "00", "ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
                            "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
                            "00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01",
                            "00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01",
                            "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-extra",
                            "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-0",
                            "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-0x",
                            "0x-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
                            "00_4bf92f3577b34da6a3ce929d0e0e4736_00f067aa0ba902b7_01"}) {
    EXPECT_FALSE(TraceContext::parse(wrong)) << wrong;
  }
}

TEST(Trace, ContinuesOrStarts) {
  const TraceContext continued = TraceContext::continue_or_start(&k_valid);
  EXPECT_EQ(continued.trace_id(), "4bf92f3577b34da6a3ce929d0e0e4736");
  EXPECT_NE(continued.span_id(), "00f067aa0ba902b7");
  const std::string wrong = "nonsense";
  EXPECT_TRUE(TraceContext::parse(TraceContext::continue_or_start(&wrong).traceparent()));
  EXPECT_TRUE(TraceContext::parse(TraceContext::continue_or_start(nullptr).traceparent()));
}

TEST(Trace, IdsDoNotRepeat) {
  std::set<std::string> seen;
  const TraceContext root = TraceContext::start();
  for (int i = 0; i < 5000; ++i) {
    EXPECT_TRUE(seen.insert(TraceContext::start().trace_id()).second);
    EXPECT_TRUE(seen.insert(root.child().span_id()).second);
  }
}

}  // namespace
}  // namespace luodi::http
