#include "services/intake/domain/office_registration.hpp"

#include "common/kernel/bilingual.hpp"
#include "services/intake/domain/org_code.hpp"

namespace luodi::intake {

Expected<domain::Decision> decide_office(const domain::OfficeRegistered& command, bool known) {
  Error error(ErrorCode::invalid_body, "驻外机构登记有误 / the office cannot be registered like this");
  if (!is_org_code(command.code)) error.fields.push_back({"/code", "format", std::string(k_org_code_form)});
  if (command.closed_on && *command.closed_on < command.opened_on)
    error.fields.push_back({"/closed_on", "before_start", "不得早于设立日期 / not before opened_on"});
  if (!error.fields.empty()) return fail(std::move(error));
  if (known)
    return fail(ErrorCode::already_exists,
                bilingual("代码 {0} 已用于园区或驻外机构 / a park or an office has the code {0}", command.code));
  domain::Decision decision;
  decision.raise<domain::Office>(command.code, command);
  return decision;
}

}  // namespace luodi::intake
