#include "services/progress-monitor/domain/outbound_address.hpp"

#include <algorithm>
#include <array>
#include <optional>

#include "common/kernel/bilingual.hpp"

namespace luodi::monitor {

namespace {
std::optional<unsigned> number(std::string_view text, unsigned base, std::size_t digits, unsigned most) {
  if (text.empty() || text.size() > digits) return std::nullopt;
  unsigned value = 0;
  for (const char c : text) {
    unsigned digit = base;
    if (c >= '0' && c <= '9') digit = static_cast<unsigned>(c - '0');
    if (base == 16 && c >= 'a' && c <= 'f') digit = static_cast<unsigned>(c - 'a') + 10;
    if (base == 16 && c >= 'A' && c <= 'F') digit = static_cast<unsigned>(c - 'A') + 10;
    if (digit >= base) return std::nullopt;
    value = value * base + digit;
  }
  if (value > most) return std::nullopt;
  return value;
}

std::vector<std::string_view> split(std::string_view text, char at) {
  std::vector<std::string_view> out;
  for (std::size_t from = 0;;) {
    const auto end = std::min(text.find(at, from), text.size());
    out.push_back(text.substr(from, end - from));
    if (end == text.size()) return out;
    from = end + 1;
  }
}

// Four decimal parts without leading zeros: 0177.0.0.1 and 2130706433 are not addresses here.
std::optional<AddressBytes> ipv4(std::string_view text) {
  const auto parts = split(text, '.');
  if (parts.size() != 4) return std::nullopt;
  AddressBytes out;
  for (const auto part : parts) {
    const auto value = number(part, 10, 3, 255);
    if (!value || (part.size() > 1 && part[0] == '0')) return std::nullopt;
    out.push_back(static_cast<std::uint8_t>(*value));
  }
  return out;
}

std::optional<AddressBytes> groups(std::string_view text) {
  AddressBytes out;
  if (text.empty()) return out;
  for (const auto part : split(text, ':')) {
    const auto value = number(part, 16, 4, 0xffff);
    if (!value) return std::nullopt;
    out.push_back(static_cast<std::uint8_t>(*value >> 8U));
    out.push_back(static_cast<std::uint8_t>(*value & 0xffU));
  }
  return out;
}

std::optional<AddressBytes> ipv6(std::string_view text) {
  const auto gap = text.find("::");
  if (gap == std::string_view::npos) {
    auto all = groups(text);
    if (all && all->size() != 16) all.reset();
    return all;
  }
  auto head = groups(text.substr(0, gap));
  const auto tail = groups(text.substr(gap + 2));
  if (!head || !tail || head->size() + tail->size() > 14) return std::nullopt;
  head->resize(16 - tail->size(), 0);
  head->insert(head->end(), tail->begin(), tail->end());
  return head;
}

bool starts_alike(std::span<const std::uint8_t> a, std::span<const std::uint8_t> b, std::size_t bits) {
  for (std::size_t i = 0; i < bits; ++i) {
    const auto mask = static_cast<std::uint8_t>(0x80U >> (i % 8));
    if (((a[i / 8] ^ b[i / 8]) & mask) != 0) return false;
  }
  return true;
}

struct Special {
  std::array<std::uint8_t, 4> bytes;
  std::size_t bits;
};
// IANA special-purpose registries: not globally reachable.
constexpr auto k_special4 = std::to_array<Special>({{{0, 0, 0, 0}, 8},
                                                    {{10, 0, 0, 0}, 8},
                                                    {{100, 64, 0, 0}, 10},
                                                    {{127, 0, 0, 0}, 8},
                                                    {{169, 254, 0, 0}, 16},
                                                    {{172, 16, 0, 0}, 12},
                                                    {{192, 0, 0, 0}, 24},
                                                    {{192, 0, 2, 0}, 24},
                                                    {{192, 88, 99, 0}, 24},
                                                    {{192, 168, 0, 0}, 16},
                                                    {{198, 18, 0, 0}, 15},
                                                    {{198, 51, 100, 0}, 24},
                                                    {{203, 0, 113, 0}, 24},
                                                    {{224, 0, 0, 0}, 3}});

bool public4(std::span<const std::uint8_t> address) {
  return std::none_of(k_special4.begin(), k_special4.end(),
                      [&](const Special& s) { return starts_alike(address, s.bytes, s.bits); });
}

// Where an IPv4 address sits in an IPv6 one; nullopt where none does.
std::optional<std::size_t> inner4(std::span<const std::uint8_t> a) {
  constexpr std::array<std::uint8_t, 12> k_mapped{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff};
  constexpr std::array<std::uint8_t, 12> k_compatible{};
  constexpr std::array<std::uint8_t, 12> k_nat64{0, 0x64, 0xff, 0x9b};
  if (starts_alike(a, k_mapped, 96) || starts_alike(a, k_nat64, 96) || starts_alike(a, k_compatible, 96)) return 12;
  if (a[0] == 0x20 && a[1] == 0x02) return 2;  // 6to4
  return std::nullopt;
}
}  // namespace

Expected<AddressBytes> parse_address(std::string_view text) {
  auto parsed = text.find(':') == std::string_view::npos ? ipv4(text) : ipv6(text);
  if (!parsed) return fail(ErrorCode::invalid_body, bilingual("不是 IP 地址：{0} / not an IP address: {0}", text));
  return std::move(*parsed);
}

Expected<AddressList> AddressList::parse(const std::vector<std::string>& texts) {
  AddressList out;
  for (const auto& text : texts) {
    const auto slash = text.find('/');
    auto address = parse_address(std::string_view(text).substr(0, slash));
    if (!address) return fail(address.error());
    std::size_t bits = address->size() * 8;
    if (slash != std::string::npos) {
      const auto given = number(std::string_view(text).substr(slash + 1), 10, 3, static_cast<unsigned>(bits));
      if (!given) return fail(ErrorCode::invalid_body, bilingual("不是网段：{0} / not a CIDR block: {0}", text));
      bits = *given;
    }
    out.blocks_.push_back({std::move(*address), bits});
  }
  return out;
}

bool AddressList::holds(std::span<const std::uint8_t> address) const {
  return std::any_of(blocks_.begin(), blocks_.end(), [&](const Block& block) {
    return block.bytes.size() == address.size() && starts_alike(address, block.bytes, block.bits);
  });
}

bool is_public_address(std::span<const std::uint8_t> address) {
  if (address.size() == 4) return public4(address);
  if (address.size() != 16) return false;
  if (const auto at = inner4(address)) return public4(address.subspan(*at, 4));
  // Global unicast is 2000::/3; the documentation block lies inside it.
  const bool documentation = address[0] == 0x20 && address[1] == 0x01 && address[2] == 0x0d && address[3] == 0xb8;
  return (address[0] & 0xe0U) == 0x20U && !documentation;
}

bool may_connect(std::span<const std::uint8_t> address, const AddressList& allowed) {
  return is_public_address(address) || allowed.holds(address);
}

}  // namespace luodi::monitor
