#include "services/intake/domain/secret_stub.hpp"

#include <algorithm>

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
  Error error(ErrorCode::secret_not_admitted,
              "涉密项目只登记代号、园区和阶段，其他内容不得进入本系统 / "
              "of a secret project only code name, park and stage are recorded here");
  const auto refuse = [&](bool stated, const char* pointer) {
    if (stated) error.fields.push_back({pointer, "secret", "涉密项目不得填写 / not for a secret project"});
  };
  if (!is_code_name(command.name))
    error.fields.push_back(
        {"/name", "code_name",
         "应为不超过 20 字、不含单位名称的代号 / a code name of at most 20 characters, no organisation"});
  const bool named =
      command.enterprise && (command.enterprise->name != k_secret_enterprise || command.enterprise->uscc);
  refuse(named, "/enterprise");
  refuse(command.industry_code.has_value(), "/industry_code");
  refuse(command.agreed_amount_fen.has_value(), "/agreed_amount_fen");
  refuse(command.amount.has_value(), "/amount");
  refuse(command.region_code.has_value(), "/region_code");
  refuse(command.referrer_id.has_value(), "/referrer_id");
  refuse(command.group.has_value(), "/group");
  if (error.fields.empty()) return {};
  return fail(std::move(error));
}

}  // namespace luodi::intake
