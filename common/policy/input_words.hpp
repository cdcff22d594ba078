#pragma once
// What the inputs of an explanation are called where people read them: their names are for machines. Pure.
//
//   input_word("verified_funds")->zh == "核实到位资金"
//   input_word("policy:interview.threshold_fen")->zh == "约谈金额门槛（政策参数）"
#include <optional>
#include <string>
#include <string_view>

#include "common/kernel/bilingual.hpp"

namespace luodi::policy {

// nullopt: a name of another version, which has no words here.
std::optional<Twin> input_word(std::string_view name);

}  // namespace luodi::policy
