#include "services/gateway/accounts.hpp"

#include <algorithm>
#include <charconv>
#include <fstream>
#include <sstream>
#include <stdexcept>

#include "common/http/hash.hpp"
#include "services/gateway/idempotency.hpp"
#include "services/gateway/login.hpp"

namespace luodi::gateway {

using codec::Json;
using domain::Account;
using runtime::Overlay;
using runtime::Plan;
using Versioned = runtime::Versioned<Account>;

namespace {
constexpr std::size_t k_default_page = 50;
constexpr std::size_t k_largest_page = 500;

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

bus::Reply answer(int status, const Versioned& entry) {
  bus::Reply reply(status, view(entry).dump());
  reply.headers["ETag"] = runtime::etag(entry.version);
  if (status == 201) reply.headers["Location"] = "/v1/accounts/" + entry.state.username;
  return reply;
}

// Opaque to clients; hex because a user name may hold anything that a URL may not.
std::string cursor_after(const std::string& username) {
  return http::to_hex(username);
}

Expected<std::string> read_cursor(const std::string& cursor) {
  std::string out;
  for (std::size_t i = 0; i + 1 < cursor.size(); i += 2) {
    unsigned char byte = 0;
    const auto parsed = std::from_chars(cursor.data() + i, cursor.data() + i + 2, byte, 16);
    if (parsed.ptr != cursor.data() + i + 2) return fail(ErrorCode::invalid_parameter, "cursor");
    out += static_cast<char>(byte);
  }
  if (cursor.size() % 2 != 0) return fail(ErrorCode::invalid_parameter, "cursor");
  return out;
}

Expected<std::size_t> read_limit(const bus::Request& request) {
  const auto found = request.query.find("limit");
  if (found == request.query.end()) return k_default_page;
  const std::string& text = found->second;
  std::size_t limit = 0;
  const auto parsed = std::from_chars(text.data(), text.data() + text.size(), limit);
  if (parsed.ec != std::errc() || parsed.ptr != text.data() + text.size() || limit < 1 || limit > k_largest_page)
    return fail(ErrorCode::invalid_parameter, "limit 应为 1 至 500 / must be 1 to 500");
  return limit;
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
    return answer(201, *after.find<Account>(username));
  });
}

struct Disable {
  std::string reason;
  static constexpr auto fields() { return described(codec::field("reason", &Disable::reason, codec::Text{1, 400})); }
};
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

std::optional<Error> check_account(const NewAccount& account) {
  const bool plain = std::all_of(account.username.begin(), account.username.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '_' || c == '-';
  });
  if (!plain) {
    Error error(ErrorCode::invalid_body, "用户名只用小写字母、数字和 . _ - / lower-case letters, digits and . _ -");
    error.fields.push_back({"/username", "format", error.detail});
    return error;
  }
  if (account.username == "system") {  // the services act under this name
    Error error(ErrorCode::invalid_body, "保留的用户名 / reserved user name");
    error.fields.push_back({"/username", "reserved", error.detail});
    return error;
  }
  if (auto fault = check_password(account.password, account.username)) return fault;
  return domain::check_roles(account.roles, account.org);
}

store::Task<bus::Reply> AccountCommands::create(bus::Request request) {
  auto account = codec::parse<NewAccount>(request.body);
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
                                     const Overlay<AccountWorld>& world, const domain::Context&) {
    return decide_creation(world, account, hash);
  };
  co_return co_await runner_.run(std::move(request), std::move(decide));
}

store::Task<bus::Reply> AccountCommands::disable(bus::Request request) {
  auto command = codec::parse<Disable>(request.body);
  if (!command) co_return runtime::problem_reply(command.error(), request);
  const bus::Request asked = request;
  AccountRunner::Decide decide = [asked, reason = command->reason](
                                     const Overlay<AccountWorld>& world,
                                     const domain::Context& context) -> Expected<Plan<AccountWorld>> {
    const std::string username = asked.params.at("id");
    const auto* entry = world.find<Account>(username);
    if (!entry) return fail(ErrorCode::not_found, username);
    if (auto matched = runtime::check_if_match(asked, entry->version); !matched) return fail(matched.error());
    if (entry->state.disabled) return fail(ErrorCode::wrong_state, "账号已停用 / already disabled");
    if (username == context.actor.username)
      return fail(ErrorCode::wrong_state, "不得停用自己的账号 / nobody disables their own account");
    domain::AccountDisabled disabled;
    disabled.reason = reason;
    domain::Decision decision;
    decision.raise<Account>(username, disabled);
    return Plan<AccountWorld>(std::move(decision), [username](const Overlay<AccountWorld>& after) {
      return answer(200, *after.find<Account>(username));
    });
  };
  co_return co_await runner_.run(std::move(request), std::move(decide));
}

bus::Reply AccountCommands::get(const bus::Request& request) const {
  const auto* entry = world_.table<Account>().find(request.params.at("id"));
  if (!entry) return runtime::problem_reply(Error(ErrorCode::not_found), request);
  return answer(200, *entry);
}

bus::Reply AccountCommands::list(const bus::Request& request) const {
  auto limit = read_limit(request);
  if (!limit) return runtime::problem_reply(limit.error(), request);
  std::string after;
  if (const auto cursor = request.query.find("cursor"); cursor != request.query.end()) {
    auto read = read_cursor(cursor->second);
    if (!read) return runtime::problem_reply(read.error(), request);
    after = std::move(*read);
  }
  const auto& all = world_.table<Account>().all();
  std::vector<const Versioned*> rest;
  for (const auto& [username, entry] : all)
    if (username > after) rest.push_back(&entry);
  std::sort(rest.begin(), rest.end(),
            [](const Versioned* a, const Versioned* b) { return a->state.username < b->state.username; });
  Json body = {{"items", Json::array()}};
  const std::size_t shown = std::min(*limit, rest.size());
  for (std::size_t i = 0; i < shown; ++i)
    body["items"].push_back(view(*rest[i]));
  if (shown < rest.size()) body["next"] = cursor_after(rest[shown - 1]->state.username);
  bus::Reply reply(200, body.dump());
  reply.headers["X-Total-Count"] = std::to_string(all.size());
  return reply;
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
