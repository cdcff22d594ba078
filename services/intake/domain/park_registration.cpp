#include "services/intake/domain/park_registration.hpp"

#include "common/kernel/bilingual.hpp"
#include "common/kernel/industry.hpp"
#include "services/intake/domain/org_code.hpp"
#include "services/intake/domain/territory.hpp"

namespace luodi::intake {

Expected<domain::Decision> decide_park(const domain::ParkRegistered& command, bool known) {
  Error error(ErrorCode::invalid_body, "园区登记有误 / the park cannot be registered like this");
  const auto fault = [&](std::string pointer, std::string code, std::string message) {
    error.fields.push_back({std::move(pointer), std::move(code), std::move(message)});
  };
  if (!is_org_code(command.code)) fault("/code", "format", std::string(k_org_code_form));
  for (std::size_t i = 0; i < command.industries.size(); ++i) {
    const auto& row = command.industries[i];
    const auto at = "/industries/" + std::to_string(i);
    if (auto industry = Industry::stated(row.prefix); !industry) {
      fault(at + "/prefix", "format", industry.error().detail);
    } else if (industry->str() != row.prefix) {
      fault(at + "/prefix", "format", "只填数字 / digits only");
    }
    if (row.valid_to && *row.valid_to < row.valid_from)
      fault(at + "/valid_to", "before_start", "不得早于生效日期 / not before valid_from");
  }
  if (!error.fields.empty()) return fail(std::move(error));
  if (auto ok = check_territory(command.region_code, {}, "/region_code"); !ok) return fail(ok.error());
  if (known)
    return fail(ErrorCode::already_exists,
                bilingual("代码 {0} 已用于园区或驻外机构 / a park or an office has the code {0}", command.code));
  domain::Decision decision;
  decision.raise<domain::Park>(command.code, command);
  return decision;
}

}  // namespace luodi::intake
