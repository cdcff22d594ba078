#pragma once
// 涉密项目: a secret project enters as a stub with code name, park and stage only. Everything else that a registration
// could state is refused, so that it cannot enter by mistake. Pure.
#include "services/intake/domain/commands.hpp"

namespace luodi::intake {

inline constexpr std::string_view k_secret_enterprise = "涉密";
inline constexpr std::size_t k_code_name_length = 20;  // characters; a code name is short and says nothing

// secret_not_admitted with a pointer for each detail that must stay outside.
Expected<void> check_stub(const RegisterLead& command);
// Short and without the words by which an enterprise is recognised.
bool is_code_name(std::string_view name);

}  // namespace luodi::intake
