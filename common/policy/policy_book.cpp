#include "common/policy/policy_book.hpp"

#include <algorithm>

#include "common/kernel/bilingual.hpp"

namespace luodi::policy {

namespace {
// An absent end means in force until another text ends it.
bool covers(const Policy& policy, CivilDate day) {
  return policy.effective_from <= day && (!policy.effective_to || day <= *policy.effective_to);
}

Twin span_text(const Policy& policy) {
  const std::string span =
      policy.effective_from.str() + " – " + (policy.effective_to ? policy.effective_to->str() : "…");
  return {"《" + policy.title + "》（" + span + "）", policy.id + " (" + span + ")"};
}
}  // namespace

const Clause* Policy::clause(std::string_view short_id) const {
  const std::string wanted = id + "/" + std::string(short_id);
  for (const auto& candidate : clauses)
    if (candidate.id == wanted) return &candidate;
  return nullptr;
}

Expected<PolicyBook> PolicyBook::of(std::vector<Policy> policies, WorkingCalendar calendar) {
  if (policies.empty()) return fail(ErrorCode::policy_invalid, "没有任何政策 / the policy book is empty");
  std::sort(policies.begin(), policies.end(), [](const Policy& a, const Policy& b) {
    return std::tie(a.effective_from, a.id) < std::tie(b.effective_from, b.id);
  });
  for (std::size_t i = 0; i < policies.size(); ++i) {
    if (i > 0 && policies[i].applies_to_facts_from)
      return fail(
          ErrorCode::policy_invalid,
          bilingual("只有首个版本可以追溯：{0} / only the first version may reach back: {0}", span_text(policies[i])));
    for (std::size_t j = i + 1; j < policies.size(); ++j) {
      if (policies[i].id == policies[j].id)
        return fail(ErrorCode::policy_invalid,
                    bilingual("政策编号 {0} 重复 / two policies share the id {0}", policies[i].id));
      // Sorted by start, so the later one overlaps exactly when the earlier is still in force on its first day.
      if (covers(policies[i], policies[j].effective_from))
        return fail(ErrorCode::policy_invalid,
                    bilingual("两项政策在同一天生效：{0}，{1} / two policies in force on one day: {0}, {1}",
                              span_text(policies[i]), span_text(policies[j])));
    }
  }
  return PolicyBook(std::move(policies), std::move(calendar));
}

PolicyBook::PolicyBook(std::vector<Policy> policies, WorkingCalendar calendar)
    : policies_(std::move(policies)), calendar_(std::move(calendar)) {
  if (!policies_.front().applies_to_facts_from) return;
  transition_.push_back(policies_.front());
  transition_.front().transitional = true;
}

const Policy* PolicyBook::in_force(CivilDate day) const {
  for (const auto& policy : policies_)
    if (covers(policy, day)) return &policy;
  return nullptr;
}

Expected<const Policy*> PolicyBook::at(CivilDate day) const {
  if (const auto* policy = in_force(day)) return policy;
  for (const auto& first : transition_)
    if (*first.applies_to_facts_from <= day && day < first.effective_from) return &first;
  Twin known;
  for (const auto& policy : policies_) {
    const Twin span = span_text(policy);
    known.zh += (known.zh.empty() ? "" : "、") + span.zh;
    known.en += (known.en.empty() ? "" : ", ") + span.en;
  }
  return fail(ErrorCode::no_policy,
              bilingual("{0} 没有生效的政策；已载入：{1} / no policy in force on {0}; loaded: {1}", day, known));
}

const Policy* PolicyBook::find(std::string_view id) const {
  for (const auto& policy : policies_)
    if (policy.id == id) return &policy;
  return nullptr;
}

}  // namespace luodi::policy
