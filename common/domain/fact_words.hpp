#pragma once
// What an event of a project is called in its timeline, in Chinese and in English: those of the project itself, of its
// lights and of its interviews. Pure.
//
//   fact_word("project", "agreement_signed").zh == "签订协议"
#include <string_view>

#include "common/kernel/word.hpp"

namespace luodi::domain {

// A fact of a newer version, which has no words here, stands for itself.
Word fact_word(std::string_view kind, std::string_view fact);

}  // namespace luodi::domain
