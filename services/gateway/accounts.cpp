#include "services/gateway/accounts.hpp"

#include <algorithm>
#include <fstream>
#include <set>
#include <sstream>
#include <stdexcept>

#include "common/domain/permission.hpp"
#include "common/domain/refusals.hpp"
#include "common/kernel/bilingual.hpp"
#include "common/kernel/mail_address.hpp"
#include "common/runtime/request_parts.hpp"
#include "services/gateway/idempotency.hpp"
#include "services/gateway/login.hpp"

namespace luodi::gateway {

using codec::Json;
using domain::Account;
using runtime::Overlay;
using runtime::Plan;
using Versioned = runtime::Versioned<Account>;

namespace {
constexpr RoleSet k_with_org = domain::k_by_organisation.plus(RoleSet::of(Role::reviewer, Role::portal));

Actor actor_of(const Account& account) {
  Actor actor;
  actor.username = account.username;
  actor.org = account.org;
  for (const auto& name : account.roles)
    if (auto role = role_of(name)) actor.roles.push_back(*role);
  return actor;
}

Json view(const Versioned& entry) {
  Json out = codec::encode(entry.state);
  out["version"] = entry.version;
  return out;
}

bus::Reply answer(const Versioned& entry, bool created = false) {
  return runtime::object_reply(view(entry), entry.version,
                               created ? "/v1/accounts/" + entry.state.username : std::string());
}

Expected<Plan<AccountWorld>> decide_creation(const Overlay<AccountWorld>& world, const NewAccount& account,
                                             const std::string& hash) {
  if (world.find<Account>(account.username)) return fail(ErrorCode::already_exists, account.username);
  domain::AccountCreated created;
  created.username = account.username;
  created.display_name = account.display_name.empty() ? account.username : account.display_name;
  created.roles = account.roles;
  created.org = account.org;
  created.email = account.email;
  domain::Decision decision;
  decision.raise<Account>(account.username, created);
  decision.secrets.emplace_back(password_secret(account.username), hash);
  const std::string username = account.username;
  return Plan<AccountWorld>(std::move(decision), [username](const Overlay<AccountWorld>& after) {
    return answer(*after.find<Account>(username), /*created=*/true);
  });
}

}  // namespace

AccountDirectory::AccountDirectory(AccountWorld& world) {
  auto keep = [this](const std::string& username, const Account& account) {
    if (account.disabled)
      actors_.erase(username);
    else
      actors_[username] = actor_of(account);
  };
  for (const auto& [username, entry] : world.table<Account>().all())
    keep(username, entry.state);
  world.table<Account>().on_change = [keep](const std::string& username, const Account*, const Account& after) {
    keep(username, after);
  };
}

const Actor* AccountDirectory::find(const std::string& username) const {
  const auto found = actors_.find(username);
  return found == actors_.end() ? nullptr : &found->second;
}

namespace {
std::optional<Error> check_username(const std::string& username) {
  const bool plain = std::all_of(username.begin(), username.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '_' || c == '-';
  });
  if (!plain)
    return domain::field_fault("/username", "format",
                               "用户名只用小写字母、数字和 . _ - / lower-case letters, digits and . _ -");
  if (username == "system")  // the services act under this name
    return domain::field_fault("/username", "reserved", "保留的用户名 / reserved user name");
  return std::nullopt;
}

std::optional<Error> check_email(const std::string& email) {
  if (email.empty() || is_plain_address(email)) return std::nullopt;
  return domain::field_fault("/email", "format", "应为电子邮件地址 / must be an e-mail address: name@example.cn");
}
}  // namespace

std::optional<Error> check_account(const NewAccount& account) {
  std::optional<Error> all;  // every fault of the form at once
  for (auto& fault :
       {check_username(account.username), check_email(account.email),
        check_password(account.password, account.username), domain::check_roles(account.roles, account.org)}) {
    if (!fault) continue;
    if (!all)
      all = fault;
    else
      all->fields.insert(all->fields.end(), fault->fields.begin(), fault->fields.end());
  }
  return all;
}

namespace {
// Each of these roles sees what its own kind of organisation is a party to: in the other kind it would see nothing.
Error not_registered(const std::string& org, const Word& kind, const std::string& list) {
  return domain::field_fault(
      "/org", "org_not_found",
      bilingual("{0} 不是已登记的{1}，名单见 {2}，先由投资促进部门登记 / no registered {1}: {0}; see {2}, the bureau "
                "registers it first",
                org, kind, list));
}
}  // namespace

std::optional<Error> check_org(const NewAccount& account, const Overlay<AccountWorld>& world) {
  if (account.org.empty()) return std::nullopt;
  RoleSet held;
  for (const auto& name : account.roles)
    if (const auto role = role_of(name)) held = held.plus(RoleSet::of(*role));
  if (!held.meets(k_with_org))
    return domain::field_fault("/org", "not_applicable",
                               "该角色面向全市，不填所属单位 / this role is of the whole city and has no organisation");
  const bool is_park = world.find<domain::Park>(account.org) != nullptr;
  const bool is_office = world.find<domain::Office>(account.org) != nullptr;
  if (held.has(Role::park) && !is_park) return not_registered(account.org, {"园区", "park"}, "GET /v1/parks");
  if (held.has(Role::office) && !is_office)
    return not_registered(account.org, {"驻外机构", "office"}, "GET /v1/offices");
  return std::nullopt;
}

store::Task<bus::Reply> AccountCommands::create(bus::Request request) {
  auto account = runtime::read_body<NewAccount>(request);
  if (!account) co_return runtime::problem_reply(account.error(), request);
  if (auto fault = check_account(*account)) co_return runtime::problem_reply(*fault, request);
  std::string hash = "-";
  if (!request.dry_run) {
    auto hashed = co_await hasher_.hash(account->password);
    if (!hashed) co_return runtime::problem_reply(hashed.error(), request);
    hash = std::move(*hashed);
    // The fingerprint is stored for a week: a fast hash over the password would undo the slow one.
    NewAccount shown = *account;
    shown.password.clear();
    request.idempotency_fingerprint = idempotency_fingerprint(codec::encode(shown).dump(), {});
  }
  AccountRunner::Decide decide = [account = std::move(*account), hash = std::move(hash)](
                                     const Overlay<AccountWorld>& world,
                                     const domain::Context&) -> Expected<Plan<AccountWorld>> {
    if (auto fault = check_org(account, world)) return fail(std::move(*fault));
    return decide_creation(world, account, hash);
  };
  co_return co_await runner_.run(std::move(request), std::move(decide));
}

store::Task<bus::Reply> AccountCommands::disable(bus::Request request) {
  auto command = runtime::read_body<DisableAccount>(request);
  if (!command) co_return runtime::problem_reply(command.error(), request);
  const bus::Request asked = request;
  AccountRunner::Decide decide = [asked, reason = command->reason](
                                     const Overlay<AccountWorld>& world,
                                     const domain::Context& context) -> Expected<Plan<AccountWorld>> {
    const std::string username = asked.params.at("id");
    const auto* entry = world.find<Account>(username);
    if (!entry) return fail(ErrorCode::not_found, username);
    if (auto matched = runtime::check_version(asked, entry->version); !matched) return fail(matched.error());
    if (entry->state.disabled) return fail(ErrorCode::wrong_state, "账号已停用 / already disabled");
    if (username == context.actor.username)
      return fail(ErrorCode::wrong_state, "不得停用自己的账号 / nobody disables their own account");
    domain::AccountDisabled disabled;
    disabled.reason = reason;
    domain::Decision decision;
    decision.raise<Account>(username, disabled);
    return Plan<AccountWorld>(std::move(decision), [username](const Overlay<AccountWorld>& after) {
      return answer(*after.find<Account>(username));
    });
  };
  co_return co_await runner_.run(std::move(request), std::move(decide));
}

bus::Reply AccountCommands::get(const bus::Request& request) const {
  const auto* entry = world_.table<Account>().find(request.params.at("id"));
  if (!entry) return runtime::problem_reply(Error(ErrorCode::not_found), request);
  return answer(*entry);
}

bus::Reply AccountCommands::list(const bus::Request& request) const {
  const auto page = runtime::read_page<std::string>(request.query);
  if (!page) return runtime::problem_reply(page.error(), request);
  const auto& all = world_.table<Account>().all();
  std::set<std::string> usernames;
  for (const auto& [username, entry] : all)
    usernames.insert(username);
  Json items = Json::array();
  const auto walked = walk(
      usernames, *page, [](const std::string&) { return true; },
      [&](const std::string& username) { items.push_back(view(all.at(username))); });
  return runtime::list_reply(items, walked);
}

store::Task<Expected<int>> AccountCommands::bootstrap(std::vector<NewAccount> accounts) {
  int made = 0;
  for (const auto& account : accounts) {
    if (world_.table<Account>().find(account.username)) continue;
    auto hashed = co_await hasher_.hash(account.password);
    if (!hashed) co_return fail(hashed.error());
    AccountRunner::Decide decide = [account, hash = std::move(*hashed)](const Overlay<AccountWorld>& world,
                                                                        const domain::Context&) {
      return decide_creation(world, account, hash);
    };
    auto result = co_await runner_.run_internal(std::move(decide));
    if (!result && result.error().code == ErrorCode::already_exists) continue;  // another gateway was faster
    if (!result) co_return fail(result.error());
    if (!std::holds_alternative<store::Committed>(*result)) co_return fail(runtime::outcome_error(*result));
    ++made;
  }
  co_return made;
}

std::vector<NewAccount> read_accounts_file(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream text;
  text << in.rdbuf();
  if (!in) throw std::runtime_error(path + ": cannot be read");
  auto json = codec::parse_json(text.str());
  if (!json || !json->is_array()) throw std::runtime_error(path + ": not a JSON array of accounts");
  std::vector<NewAccount> out;
  for (std::size_t i = 0; i < json->size(); ++i) {
    auto account = codec::decode<NewAccount>((*json)[i]);
    std::optional<Error> fault;
    if (!account)
      fault = account.error();
    else
      fault = check_account(*account);
    // The entry is named by its position: the file holds passwords, the log must not.
    if (fault) throw std::runtime_error(path + ": account " + std::to_string(i + 1) + ": " + fault->detail);
    out.push_back(std::move(*account));
  }
  return out;
}

}  // namespace luodi::gateway
