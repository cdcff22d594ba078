#include "services/intake/domain/review_member.hpp"

namespace luodi::intake {

Twin listed_members(const policy::Policy& policy) {
  Twin out;
  for (const auto& member : policy.admission.review_members) {
    out.zh += (out.zh.empty() ? "" : "，") + member.code + " " + member.title_zh;
    out.en += (out.en.empty() ? "" : ", ") + member.code + " " + member.title_en;
  }
  return out;
}

}  // namespace luodi::intake
