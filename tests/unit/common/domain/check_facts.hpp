#pragma once
// Looks at the titles of the events of an aggregate: each has one in both languages, and no two have the same.
#include <gtest/gtest.h>

#include <set>
#include <variant>

#include "common/domain/fact_words.hpp"

namespace luodi::test {

namespace detail {
template <class A, class... Events>
void check_facts(const std::variant<Events...>*) {
  std::set<std::string_view> titles;
  const auto check = [&](std::string_view fact) {
    const Word word = domain::fact_word(A::kind, fact);
    ASSERT_FALSE(word.zh.empty() || word.en.empty()) << fact;
    EXPECT_GE(static_cast<unsigned char>(word.zh.front()), 0x80) << fact << " has no Chinese title";
    EXPECT_EQ(word.en.find('_'), std::string_view::npos) << word.en;
    EXPECT_TRUE(titles.insert(word.zh).second) << word.zh;
  };
  (check(Events::fact), ...);
}
}  // namespace detail

template <class A>
void check_facts() {
  detail::check_facts<A>(static_cast<const typename A::Events*>(nullptr));
}

}  // namespace luodi::test
