#pragma once
// Texts for people are written "中文 / English": Chinese first, English beside it. Whoever asks for English
// (Accept-Language) gets the English twin alone. Pure.
//
//   english_of("参数重复 / parameter given twice: park") == "parameter given twice: park"
//   english_of("limit: 应为整数 / must be a whole number") == "limit: must be a whole number"
#include <string>
#include <string_view>

namespace luodi {

// The English half; what stands before the Chinese (the name of a parameter, a day) belongs to both. A text without a
// twin stays as it is.
std::string english_of(std::string_view text);

}  // namespace luodi
