#include "services/gateway/waiting_reads.hpp"

#include "common/http/parameter_fault.hpp"
#include "common/kernel/bilingual.hpp"

namespace luodi::gateway {

namespace {
tl::unexpected<Error> too_many(const char* zh, const char* en, std::size_t limit) {
  return fail(ErrorCode::overloaded, bilingual("等待 X-Luodi-Min-Sequence 的请求{0}已达上限 {1}，请稍后重试 / too many "
                                               "requests wait for a sequence{0}, limit {1}: retry later",
                                               Twin{std::string(zh), std::string(en)}, limit));
}
}  // namespace

Expected<WaitingReads::Place> WaitingReads::enter(const std::string& principal, std::int64_t wanted,
                                                  std::int64_t head) {
  if (wanted <= head) return Place();
  if (wanted - head > limits_.ahead)
    return fail(http::parameter_fault(
        "X-Luodi-Min-Sequence", "out_of_range",
        bilingual("现为 {0}，远超当前序号 {1} / is {0}, far beyond the head of the events, {1}", wanted, head)));
  if (waiting_ >= limits_.in_all) return too_many("", "", limits_.in_all);
  auto& own = by_principal_[principal];
  if (own >= limits_.per_principal) return too_many("（本用户）", " for this user", limits_.per_principal);
  ++own;
  ++waiting_;
  return Place(*this, principal);
}

void WaitingReads::leave(const std::string& principal) {
  --waiting_;
  const auto found = by_principal_.find(principal);
  if (--found->second == 0) by_principal_.erase(found);
}

}  // namespace luodi::gateway
