#pragma once
// 研判成员单位, the departments that the policy lists for the joint review (measure 3), as a refusal names them. Pure.
//
//   bilingual("成员单位：{0} / the members are {0}", listed_members(policy))
#include "common/kernel/bilingual.hpp"
#include "common/policy/policy_book.hpp"

namespace luodi::intake {

Twin listed_members(const policy::Policy& policy);  // "FGW 发展改革部门，…", for messages

}  // namespace luodi::intake
