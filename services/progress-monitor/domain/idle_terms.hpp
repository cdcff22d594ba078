#pragma once
// Idle terms: the policy book as the idle clock reads it. A term is the days of one policy with its reading and its
// numbers; neighbouring terms of one reading make a span, within which units run on. Made once from a book, which must
// outlive it; immutable. Pure.
//
//   const IdleTerms terms(book);
//   const IdleTerm* term = terms.at(day);   // nullptr = no policy in force
#include <cstdint>
#include <optional>
#include <vector>

#include "services/progress-monitor/domain/idle_unit.hpp"

namespace luodi::monitor {

struct IdleTerm {
  std::int32_t first = 0;  // days since 1970, inclusive
  std::int32_t last = 0;
  std::int32_t span_first = 0;  // of the neighbouring terms with the same reading
  std::int32_t span_last = 0;
  Reading reading = Reading::half_months;
  Limits limits;
  int cooldown_cycles = 0;
  const policy::InterviewParameters* parameters = nullptr;
};

class IdleTerms {
 public:
  explicit IdleTerms(const policy::PolicyBook& book);
  const IdleTerm* at(std::int32_t day) const;
  std::optional<std::int32_t> next_first(std::int32_t after) const;  // first day of the next term

 private:
  std::vector<IdleTerm> terms_;  // ascending, without overlap
};

}  // namespace luodi::monitor
