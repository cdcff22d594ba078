#pragma once
// Accounts: the gateway's own aggregate. AccountDirectory answers on every request who a user name is, from memory;
// AccountCommands creates, disables and lists accounts through the command runner like any service. The password hash
// is a secret beside the event log and never part of an event, an answer or a fingerprint. One io_context thread.
//
//   const Actor* actor = directory.find("zhang");   // nullptr = unknown or disabled
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

#include "common/bus/message.hpp"
#include "common/domain/account.hpp"
#include "common/domain/office.hpp"
#include "common/domain/park.hpp"
#include "common/runtime/command_runner.hpp"
#include "common/runtime/world.hpp"
#include "services/gateway/password_hasher.hpp"

namespace luodi::gateway {

// Parks and offices are intake's; they are read here for the organisations of new accounts.
using AccountWorld = runtime::World<domain::Account, domain::Park, domain::Office>;
using AccountRunner = runtime::CommandRunner<AccountWorld>;

class AccountDirectory {
 public:
  explicit AccountDirectory(AccountWorld& world);  // listens to its changes from now on
  const Actor* find(const std::string& username) const;

 private:
  std::unordered_map<std::string, Actor> actors_;  // those that may sign in
};

struct NewAccount {
  std::string username;
  std::string password;
  std::string display_name;
  std::vector<std::string> roles;
  std::string org;
  std::string email;
  static constexpr auto fields() {
    using codec::field;
    using codec::optional_field;
    using codec::Text;
    using N = NewAccount;
    return described(field("username", &N::username, Text{2, 64}), field("password", &N::password, Text{1, 1000}),
                     optional_field("display_name", &N::display_name, Text{0, 100}),
                     field("roles", &N::roles, codec::Count{1, 8}), optional_field("org", &N::org, Text{0, 40}),
                     optional_field("email", &N::email, Text{0, 200}));
  }
};

struct DisableAccount {
  std::string reason;
  static constexpr auto fields() {
    return described(codec::field("reason", &DisableAccount::reason, codec::Text{1, 400}));
  }
};

class AccountCommands {
 public:
  AccountCommands(AccountWorld& world, AccountRunner& runner, PasswordHasher& hasher)
      : world_(world), runner_(runner), hasher_(hasher) {}

  store::Task<bus::Reply> create(bus::Request request);
  store::Task<bus::Reply> disable(bus::Request request);
  bus::Reply get(const bus::Request& request) const;
  bus::Reply list(const bus::Request& request) const;

  // Creates what does not exist yet and leaves the rest alone; answers how many it made. Their organisations are not
  // looked up: parks and offices are registered by one of these very accounts.
  store::Task<Expected<int>> bootstrap(std::vector<NewAccount> accounts);

 private:
  AccountWorld& world_;
  AccountRunner& runner_;
  PasswordHasher& hasher_;
};

// What is wrong with a new account beside its shape: user name, password, roles.
std::optional<Error> check_account(const NewAccount& account);

// Whether the organisation is one: for the role park a registered park, for the role office a registered office, for a
// role of the whole city none. What a department, a referrer or a portal is called stands in no register here and is
// taken as given.
std::optional<Error> check_org(const NewAccount& account, const runtime::Overlay<AccountWorld>& world);

// Reads the bootstrap file: [{username, password, roles, org, email, display_name}]. Throws with the reason.
std::vector<NewAccount> read_accounts_file(const std::string& path);

}  // namespace luodi::gateway
