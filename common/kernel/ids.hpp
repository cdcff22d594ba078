#pragma once
// Strong identifiers: a ProjectId is not an InterviewId, though both are text. Ids are opaque outside the process;
// inside they look like "prj_0190c2f4a5b47c3e8d1f" (type prefix, then hex of a UUIDv7 so that they sort by age).
#include <compare>
#include <functional>
#include <string>
#include <utility>

namespace luodi {

template <class Tag>
class Id {
 public:
  Id() = default;
  explicit Id(std::string value) : value_(std::move(value)) {}
  const std::string& str() const { return value_; }
  bool empty() const { return value_.empty(); }
  friend auto operator<=>(const Id&, const Id&) = default;

 private:
  std::string value_;
};

using ProjectId = Id<struct ProjectIdTag>;
using ParkCode = Id<struct ParkCodeTag>;  // "MY-GX"
using InterviewId = Id<struct InterviewIdTag>;
using ExemptionId = Id<struct ExemptionIdTag>;
using NotificationId = Id<struct NotificationIdTag>;
using ReferralId = Id<struct ReferralIdTag>;
using AwardRunId = Id<struct AwardRunIdTag>;
using Username = Id<struct UsernameTag>;

}  // namespace luodi

template <class Tag>
struct std::hash<luodi::Id<Tag>> {
  std::size_t operator()(const luodi::Id<Tag>& id) const noexcept { return std::hash<std::string>{}(id.str()); }
};
