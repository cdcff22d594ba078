#pragma once
// A correction that says what is recorded already corrects nothing: invalid_body, naming what is recorded. Pure.
//
//   if (*quantity == delivery.quantity) return fail(unchanged("/quantity", quantity_words(service, *quantity)));
#include <string>
#include <utility>

#include "common/domain/refusals.hpp"
#include "common/kernel/bilingual.hpp"

namespace luodi::monitor {

template <class T>
Error unchanged(std::string pointer, const T& recorded) {
  return domain::field_fault(
      std::move(pointer), "unchanged",
      bilingual("与已登记的内容相同（{0}），没有更正；请填写更正后的内容 / this is what is recorded ({0}): nothing is "
                "corrected; say what is right",
                recorded));
}

}  // namespace luodi::monitor
