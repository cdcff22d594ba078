#pragma once
// Looks at the words of a closed list: no word is the machine word of its value, and English has words of its own.
#include <gtest/gtest.h>

#include "common/codec/fields.hpp"
#include "common/kernel/word.hpp"

namespace luodi::test {

template <class E>
void check_words() {
  for (const auto& [value, text] : codec::EnumNames<E>::table) {
    const Word word = word_of(value);
    ASSERT_FALSE(word.zh.empty() || word.en.empty()) << text;
    EXPECT_GE(static_cast<unsigned char>(word.zh.front()), 0x80) << text << " is not told in Chinese";
    EXPECT_EQ(word.en.find('_'), std::string_view::npos) << word.en;
  }
}

}  // namespace luodi::test
