#pragma once
// The account aggregate: a local account with roles and an organisation. Aggregate id = user name. The password hash is
// no part of it: it is a secret beside the event log. The three administrators (三员) exclude each other and every
// business role. Pure.
#include <string>
#include <variant>
#include <vector>

#include "common/domain/aggregate.hpp"

namespace luodi::domain {

struct AccountCreated {
  static constexpr std::string_view fact = "created";
  std::string username;
  std::string display_name;
  std::vector<std::string> roles;
  std::string org;
  std::string email;  // empty = no e-mail
  static constexpr auto fields() {
    using codec::field;
    using codec::Text;
    using A = AccountCreated;
    return described(field("username", &A::username, Text{2, 64}),
                     field("display_name", &A::display_name, codec::Name{100}),
                     field("roles", &A::roles, codec::Count{1, 8}), codec::optional_field("org", &A::org, Text{0, 40}),
                     codec::optional_field("email", &A::email, Text{0, 200}));
  }
};
struct AccountDisabled {
  static constexpr std::string_view fact = "disabled";
  std::string reason;
  static constexpr auto fields() { return described(codec::field("reason", &AccountDisabled::reason)); }
};

struct Account {
  static constexpr std::string_view kind = "account";
  using Events = std::variant<AccountCreated, AccountDisabled>;
  std::string username;
  std::string display_name;
  std::vector<std::string> roles;
  std::string org;
  std::string email;
  bool disabled = false;
  Instant created_at;
  Instant updated_at;
  static constexpr auto fields() {
    using codec::field;
    using A = Account;
    return described(field("username", &A::username), field("display_name", &A::display_name),
                     field("roles", &A::roles), field("org", &A::org), field("email", &A::email),
                     field("disabled", &A::disabled), field("created_at", &A::created_at),
                     field("updated_at", &A::updated_at));
  }
};
void apply(Account& account, const AccountCreated& event, const EventMeta& meta);
void apply(Account& account, const AccountDisabled& event, const EventMeta& meta);

// Why these roles may not be held together or in this organisation; nullopt = they may.
std::optional<Error> check_roles(const std::vector<std::string>& roles, const std::string& org);

}  // namespace luodi::domain

// Compiled once, in account.cpp.
extern template luodi::Expected<void> luodi::domain::apply_fact(luodi::domain::Account&, std::string_view,
                                                                const luodi::codec::Json&,
                                                                const luodi::domain::EventMeta&);
extern template luodi::codec::Json luodi::codec::encode(const luodi::domain::Account&);
extern template luodi::Expected<luodi::domain::Account> luodi::codec::decode(const luodi::codec::Json&);
