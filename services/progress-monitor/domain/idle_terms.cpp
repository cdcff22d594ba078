#include "services/progress-monitor/domain/idle_terms.hpp"

#include <limits>

namespace luodi::monitor {

namespace {
// No end is a day that no date reaches; one may still be added to it.
constexpr std::int32_t k_open_end = std::numeric_limits<std::int32_t>::max() / 2;
}  // namespace

IdleTerms::IdleTerms(const policy::PolicyBook& book) {
  for (const auto& policy : book.all()) {
    const auto reading = reading_of(policy.interview.idle_reading);
    if (!reading) continue;
    IdleTerm term;
    term.first = policy.effective_from.days();
    term.last = policy.effective_to ? policy.effective_to->days() : k_open_end;
    term.reading = *reading;
    term.limits = limits_of(policy.interview);
    term.cooldown_cycles = policy.interview.cooldown_cycles;
    term.parameters = &policy.interview;
    terms_.push_back(term);
  }
  auto runs_on = [](const IdleTerm& a, const IdleTerm& b) { return a.last + 1 == b.first && a.reading == b.reading; };
  for (std::size_t i = 0; i < terms_.size(); ++i)
    terms_[i].span_first = i > 0 && runs_on(terms_[i - 1], terms_[i]) ? terms_[i - 1].span_first : terms_[i].first;
  for (std::size_t i = terms_.size(); i-- > 0;)
    terms_[i].span_last =
        i + 1 < terms_.size() && runs_on(terms_[i], terms_[i + 1]) ? terms_[i + 1].span_last : terms_[i].last;
}

const IdleTerm* IdleTerms::at(std::int32_t day) const {
  for (const auto& term : terms_)
    if (term.first <= day && day <= term.last) return &term;
  return nullptr;
}

std::optional<std::int32_t> IdleTerms::next_first(std::int32_t after) const {
  for (const auto& term : terms_)
    if (term.first > after) return term.first;
  return std::nullopt;
}

}  // namespace luodi::monitor
