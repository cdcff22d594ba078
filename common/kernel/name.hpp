#pragma once
// Names and numbers as people type them differ in width, dashes, spaces, brackets, case and in how the legal form is
// written; normalise_name gives one form for duplicate tests. What is one legal form under two names stands in
// legal_forms.def; different forms stay different (甲有限公司 and 甲股份有限公司 are two firms). The result is a key
// for comparison, never shown; a byte that is not UTF-8 stands in it as "\uFFFDe4", and normalising once more changes
// nothing. Pure.
//
//   normalise_name("ＡＢＣ（绵阳） 科技有限责任公司") == normalise_name("abc(绵阳)科技有限公司") ==
//   "abc绵阳科技有限公司"
//   normalise_number("Ｗ——１（2）") == normalise_number("w-1(2)") == "w-1(2)"    // W-12 is another number
#include <string>
#include <string_view>

namespace luodi {

std::string normalise_name(std::string_view name);
// The same for numbers of papers: width, case, dashes and kinds of brackets in one form, what nobody sees left out;
// brackets and dots stay, because they tell numbers apart. Empty for a number of nothing else.
std::string normalise_number(std::string_view number);
// Codes of organisations, compared as names are; no code is the same as no other.
bool same_code(std::string_view a, std::string_view b);

}  // namespace luodi
