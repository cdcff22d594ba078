#pragma once
// What parks, counties, offices, departments and persons are called where people read it; a code or the name of an
// account is for machines. Whoever decides brings the look-ups in its Context; what nobody knows stands for itself.
// Pure; the look-ups outlive the context.
//
//   unit_name(context, "MY-GX").zh == "绵阳高新区（MY-GX）"
//   person_name(context, "zhangsan").zh == "张三"
#include <functional>
#include <string>

#include "common/kernel/bilingual.hpp"

namespace luodi::domain {

struct Context;

struct Names {
  using Find = std::function<std::string(const std::string&)>;  // empty = not known
  Find unit;                                                    // of a park, county or office, by its code
  Find person;                                                  // display name of an account, by its user name
};

// The name first, the code in brackets: "绵阳高新区（MY-GX）", in English "绵阳高新区 (MY-GX)".
Twin with_code(const Twin& name, const std::string& code);
// Of a code of an organisation: a park, a county, an office, a department of the joint review, or the bureau.
Twin unit_name(const Context& context, const std::string& code);
Twin person_name(const Context& context, const std::string& username);

}  // namespace luodi::domain
