#include "common/domain/names.hpp"

#include "common/domain/refusals.hpp"
#include "common/domain/words.hpp"
#include "common/policy/line_owner.hpp"

namespace luodi::domain {

namespace {
std::string found(const Names* names, Names::Find Names::*which, const std::string& key) {
  return names != nullptr && names->*which ? (names->*which)(key) : std::string();
}
}  // namespace

Twin with_code(const Twin& name, const std::string& code) {
  return {name.zh + "（" + code + "）", name.en + " (" + code + ")"};
}

Twin unit_name(const Context& context, const std::string& code) {
  if (code.empty()) return {"—", "—"};
  if (code == k_bureau_org) {
    const Word bureau = word_of(Role::bureau);
    return {std::string(bureau.zh), std::string(bureau.en)};
  }
  if (const auto name = found(context.names, &Names::unit, code); !name.empty()) return with_code({name, name}, code);
  const auto policy = policy_on(context, civil_date(context.now));
  const auto* member = policy ? policy::find_member(code, **policy) : nullptr;
  return member ? with_code({member->title_zh, member->title_en}, member->code) : Twin{code, code};
}

Twin person_name(const Context& context, const std::string& username) {
  if (username == "system") return {"系统", "the system"};
  const auto name = found(context.names, &Names::person, username);
  return name.empty() ? Twin{username, username} : Twin{name, name};
}

}  // namespace luodi::domain
