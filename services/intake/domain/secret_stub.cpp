#include "services/intake/domain/secret_stub.hpp"

#include <algorithm>

#include "common/domain/refusals.hpp"

namespace luodi::intake {

bool is_code_name(std::string_view name) {
  const auto characters =
      std::count_if(name.begin(), name.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; });
  if (static_cast<std::size_t>(characters) > k_code_name_length) return false;
  for (std::string_view word : {"公司", "集团", "有限", "工厂", "研究所", "研究院", "大学"})
    if (name.find(word) != std::string_view::npos) return false;
  return true;
}

Expected<void> check_stub(const RegisterLead& command) {
  std::vector<FieldError> faults;
  if (!is_code_name(command.name))
    faults.push_back({"/name", "code_name",
                      "应为不超过 20 字、不含单位名称的代号 / a code name of at most 20 characters, no organisation"});
  const bool named =
      command.enterprise && (command.enterprise->name != k_secret_enterprise || command.enterprise->uscc);
  return domain::refuse_details({{"/enterprise", named},
                                 {"/industry_code", command.industry_code.has_value()},
                                 {"/agreed_amount_fen", command.agreed_amount_fen.has_value()},
                                 {"/amount", command.amount.has_value()},
                                 {"/region_code", command.region_code.has_value()},
                                 {"/referrer_id", command.referrer_id.has_value()},
                                 {"/group", command.group.has_value()}},
                                std::move(faults));
}

}  // namespace luodi::intake
