#pragma once
// What a unique value of the store stands for and whose it is, as a refusal says it: the index and its key are names of
// the store. Pure.
//
//   taken_words("voucher", "bank_slip:A-1:2022-07-05").zh == "凭证“A-1:2022-07-05”"
//   object_words("prj_1").zh == "项目 prj_1（GET /v1/projects/prj_1）"
#include <string>
#include <string_view>

#include "common/kernel/bilingual.hpp"

namespace luodi::domain {

Twin taken_words(std::string_view index, std::string_view value);
// By the prefix of its id; another id stands for itself.
Twin object_words(const std::string& id);
// "项目 / project" of a kind of aggregate; another kind stands for itself.
Twin kind_words(std::string_view kind);

}  // namespace luodi::domain
