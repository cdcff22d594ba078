// Where a message may be sent to: nothing inside the house, in whatever clothes it comes.
#include "services/progress-monitor/domain/outbound_address.hpp"

#include <gtest/gtest.h>

namespace luodi::monitor {
namespace {
bool is_public(std::string_view text) {
  const auto address = parse_address(text);
  EXPECT_TRUE(address) << text;
  return address && is_public_address(*address);
}

TEST(OutboundAddress, WhatIsNotReachableFromEverywhereIsNotPublic) {
  for (const char* text : {"0.0.0.0",         "10.0.0.1",     "100.64.0.1",      "127.0.0.1",   "127.255.255.255",
                           "169.254.169.254", "172.16.0.1",   "172.31.255.255",  "192.168.1.1", "198.18.0.1",
                           "198.19.255.255",  "224.0.0.1",    "255.255.255.255", "::",          "::1",
                           "fc00::1",         "fdff::1",      "fe80::1",         "ff02::1",     "2001:db8::1",
                           "64:ff9b::a00:1",  "2002:7f00:1::"})
    EXPECT_FALSE(is_public(text)) << text;
  EXPECT_FALSE(is_public("::ffff:a00:1")) << "10.0.0.1, mapped";
  EXPECT_FALSE(is_public("::7f00:1")) << "127.0.0.1, compatible";
}

TEST(OutboundAddress, WhatIsReachableFromEverywhereIsPublic) {
  for (const char* text : {"1.1.1.1", "9.255.255.255", "11.0.0.0", "100.63.255.255", "100.128.0.0", "126.255.255.255",
                           "128.0.0.0", "172.15.255.255", "172.32.0.0", "192.167.255.255", "198.17.255.255",
                           "198.20.0.0", "223.255.255.255", "2606:4700::1111", "::ffff:101:101", "64:ff9b::101:101"})
    EXPECT_TRUE(is_public(text)) << text;
}

TEST(OutboundAddress, LooseNotationsAreNoAddresses) {
  for (const char* text :
       {"", "1", "2130706433", "0x7f.0.0.1", "0177.0.0.1", "127.1", "127.0.0.1.", "1.2.3.256", "1.2.3", ":",
        ":::", "1::2::3", "1:2:3:4:5:6:7", "1:2:3:4:5:6:7:8:9", "g::", "12345::", "::1%lo"})
    EXPECT_FALSE(parse_address(text)) << text;
}

TEST(OutboundAddress, TheListAllowsAddressesAndBlocks) {
  const auto list = AddressList::parse({"10.20.0.0/16", "127.0.0.1", "fd00::/8"});
  ASSERT_TRUE(list);
  const auto may = [&](std::string_view text) { return may_connect(*parse_address(text), *list); };
  EXPECT_TRUE(may("10.20.255.1"));
  EXPECT_FALSE(may("10.21.0.1"));
  EXPECT_TRUE(may("127.0.0.1"));
  EXPECT_FALSE(may("127.0.0.2"));
  EXPECT_TRUE(may("fd12::1"));
  EXPECT_FALSE(may("fe80::1"));
  EXPECT_TRUE(may("1.1.1.1"));
  EXPECT_FALSE(AddressList::parse({"10.0.0.0/33"}));
  EXPECT_FALSE(AddressList::parse({"localhost"}));
}
}  // namespace
}  // namespace luodi::monitor
