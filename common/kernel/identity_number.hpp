#pragma once
// Number of a citizen's identity card 公民身份号码, GB 11643-1999: 17 digits (region, birthday, sequence) and a check
// character modulo 11. Luodi keeps none; it knows one so that it is not typed where a name belongs. Pure.
//
//   holds_identity_number("王工 １１０１０５ 19491231 002x") == true
//   holds_identity_number("110105194912310021") == false      // its check character would be X
#include <string_view>

namespace luodi {

// Anywhere in the text, however its digits are typed (width, case, blanks, dashes).
bool holds_identity_number(std::string_view text);

}  // namespace luodi
