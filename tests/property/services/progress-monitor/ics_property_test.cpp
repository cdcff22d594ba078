// Folding and encoding survive any text: nothing longer than a line may be, nothing lost, no character split.
#include <gtest/gtest.h>
// After gtest: it uses its macros.
#include <rapidcheck/gtest.h>

#include "services/progress-monitor/domain/mail.hpp"

namespace luodi::monitor::test {
namespace {
std::string utf8(const std::vector<int>& points) {
  std::string out;
  for (const int p : points) {
    const auto c = static_cast<std::uint32_t>(p);
    if (c < 0x80) {
      out += static_cast<char>(c);
    } else if (c < 0x800) {
      out += static_cast<char>(0xC0U | c >> 6U);
      out += static_cast<char>(0x80U | (c & 63U));
    } else {
      out += static_cast<char>(0xE0U | c >> 12U);
      out += static_cast<char>(0x80U | (c >> 6U & 63U));
      out += static_cast<char>(0x80U | (c & 63U));
    }
  }
  return out;
}
rc::Gen<std::string> any_text() {
  return rc::gen::map(
      rc::gen::container<std::vector<int>>(rc::gen::oneOf(rc::gen::inRange(0x20, 0x7f), rc::gen::inRange(0xA0, 0x800),
                                                          rc::gen::inRange(0x4E00, 0x9FA5))),
      utf8);
}
bool continues(char c) {
  return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U;
}

RC_GTEST_PROP(IcsProperty, FoldingLosesNothingAndSplitsNoCharacter, ()) {
  const std::string line = *any_text();
  const std::string folded = fold_line(line);
  std::string back;
  std::size_t from = 0;
  while (from < folded.size()) {
    const auto end = folded.find("\r\n", from);
    RC_ASSERT(end != std::string::npos);
    RC_ASSERT(end - from <= 75U);
    std::string piece = folded.substr(from, end - from);
    if (from > 0) {
      RC_ASSERT(piece.starts_with(' '));
      piece.erase(0, 1);
    }
    RC_ASSERT(piece.empty() || !continues(piece.front()));
    back += piece;
    from = end + 2;
  }
  RC_ASSERT(back == line);
}

RC_GTEST_PROP(IcsProperty, EncodedWordsAreShortAndWhole, ()) {
  const std::string text = *any_text();
  const std::string encoded = encode_header_text(text, 9);
  std::size_t from = 0;
  bool first = true;
  while (from < encoded.size()) {
    auto end = encoded.find("\r\n ", from);
    if (end == std::string::npos) end = encoded.size();
    RC_ASSERT(end - from + (first ? 9U : 1U) <= 76U);
    from = end + 3;
    first = false;
  }
}
}  // namespace
}  // namespace luodi::monitor::test
