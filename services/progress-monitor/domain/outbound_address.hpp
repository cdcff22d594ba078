#pragma once
// Which addresses a message may be sent to. Names of receivers come from configuration and from DNS, and DNS answers
// what it likes: so the address that is about to be connected is judged, not the name (no gap for a second answer).
// Everything that is not globally reachable is refused unless the configuration allows it. Pure.
//
//   auto allowed = AddressList::parse({"10.20.0.0/16", "::1"});
//   may_connect({10, 20, 0, 7}, *allowed) == true
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "common/kernel/expected.hpp"

namespace luodi::monitor {

using AddressBytes = std::vector<std::uint8_t>;  // 4 or 16, network order

Expected<AddressBytes> parse_address(std::string_view text);  // "192.0.2.1", "2001:db8::1"; nothing looser

class AddressList {
 public:
  AddressList() = default;
  // Addresses and CIDR blocks; invalid_body for anything else.
  static Expected<AddressList> parse(const std::vector<std::string>& texts);
  bool holds(std::span<const std::uint8_t> address) const;

 private:
  struct Block {
    AddressBytes bytes;
    std::size_t bits;
  };
  std::vector<Block> blocks_;
};

// An IPv4 address inside an IPv6 one (mapped, NAT64, 6to4) is judged as the IPv4 address.
bool is_public_address(std::span<const std::uint8_t> address);
bool may_connect(std::span<const std::uint8_t> address, const AddressList& allowed);

}  // namespace luodi::monitor
