#pragma once
// The names of parks, counties, offices, roles and clauses in texts that people read: a code is for machines. Whatever
// is no registered code, a department that was typed for example, is its own name. Pure; the caller brings the look-ups
// and keeps what they point into.
//
//   const OrgNames names([&](const std::string& code) { return code == "MY-GX" ? "绵阳高新区" : ""; });
//   names.of("MY-GX") == "绵阳高新区";  names.with_code("MY-GX") == "绵阳高新区（MY-GX）"
#include <functional>
#include <string>

#include "common/domain/project.hpp"
#include "common/domain/words.hpp"

namespace luodi::monitor {

class OrgNames {
 public:
  using Find = std::function<std::string(const std::string& code)>;  // empty = not registered

  OrgNames() = default;
  explicit OrgNames(Find find, Find find_clause = {}) : find_(std::move(find)), find_clause_(std::move(find_clause)) {}

  std::string of(const std::string& code) const {
    if (code == domain::k_bureau_org) return "市投资促进部门";
    const std::string name = find_ ? find_(code) : std::string();
    if (!name.empty()) return name;
    const auto role = role_of(code);  // a problem may have climbed to "leader"
    return role ? std::string(domain::word_of(*role).zh) : code;
  }
  // In tables, where somebody may want to filter by the code.
  std::string with_code(const std::string& code) const {
    const std::string name = of(code);
    return name == code ? code : name + "（" + code + "）";
  }
  // "mianyang-2022/6" -> "《…》第六条“主体责任与约谈”"
  std::string clause(const std::string& id) const {
    const std::string words = find_clause_ ? find_clause_(id) : std::string();
    return words.empty() ? id : words;
  }

 private:
  Find find_;
  Find find_clause_;
};

}  // namespace luodi::monitor
