#include "services/incentive-calculator/queries.hpp"

#include <algorithm>
#include <charconv>

#include "common/codec/text.hpp"
#include "services/incentive-calculator/answers.hpp"

namespace luodi::incentive {

namespace {
using runtime::problem_reply;
constexpr std::size_t k_page_default = 50;
constexpr std::size_t k_page_largest = 500;

std::string parameter(const bus::Request& request, const std::string& name) {
  const auto found = request.query.find(name);
  return found == request.query.end() ? std::string() : found->second;
}

// Ids sort by age, so the newest first is the greatest id first and the last id shown is the cursor.
struct Page {
  std::size_t limit = k_page_default;
  std::string before;  // empty = from the newest
};
Expected<Page> read_page(const bus::Request& request) {
  Page page;
  page.before = parameter(request, "cursor");
  const std::string limit = parameter(request, "limit");
  if (limit.empty()) return page;
  const auto read = std::from_chars(limit.data(), limit.data() + limit.size(), page.limit);
  if (read.ec != std::errc() || read.ptr != limit.data() + limit.size() || page.limit < 1 ||
      page.limit > k_page_largest)
    return fail(ErrorCode::invalid_parameter,
                "limit: 1-" + std::to_string(k_page_largest) + "，现为 / given: " + limit);
  return page;
}

// A filter that is not understood would silently show everything or nothing.
template <class E>
Expected<std::optional<E>> chosen(const bus::Request& request, const std::string& name) {
  const std::string text = parameter(request, name);
  if (text.empty()) return std::optional<E>();
  auto value = codec::enum_value<E>(text);
  if (!value) return fail(ErrorCode::invalid_parameter, name + ": 不认识的取值 / unknown value " + text);
  return value;
}
Expected<std::optional<int>> chosen_year(const bus::Request& request) {
  const std::string text = parameter(request, "year");
  if (text.empty()) return std::optional<int>();
  int year = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), year);
  if (read.ec != std::errc() || read.ptr != text.data() + text.size())
    return fail(ErrorCode::invalid_parameter, "year: 应为年份 / must be a year: " + text);
  return std::optional<int>(year);
}

template <class Show>
bus::Reply page_reply(std::vector<std::string> ids, const Page& page, Show show) {
  std::sort(ids.begin(), ids.end(), std::greater<>());
  codec::Json items = codec::Json::array();
  std::string next;
  const std::string* last = nullptr;
  for (const auto& id : ids) {
    if (!page.before.empty() && id >= page.before) continue;
    if (items.size() == page.limit) {
      next = *last;
      break;
    }
    items.push_back(show(id));
    last = &id;
  }
  codec::Json body = {{"items", std::move(items)}};
  if (!next.empty()) body["next"] = next;
  bus::Reply reply(200, codec::dump(body));
  reply.headers["X-Total-Count"] = std::to_string(ids.size());
  return reply;
}
}  // namespace

void Queries::join() {
  backend_.on("referral.list", [this](bus::Request r) { return list_referrals(std::move(r)); });
  backend_.on("referral.get", [this](bus::Request r) { return get_referral(std::move(r)); });
  backend_.on("award-run.list", [this](bus::Request r) { return list_runs(std::move(r)); });
  backend_.on("award-run.get", [this](bus::Request r) { return get_run(std::move(r)); });
  backend_.on("policy.list", [this](bus::Request r) { return list_policies(std::move(r)); });
  backend_.on("policy.get", [this](bus::Request r) { return get_policy(std::move(r)); });
}

runtime::Task<bus::Reply> Queries::list_referrals(bus::Request request) {
  auto page = read_page(request);
  if (!page) co_return problem_reply(page.error(), request);
  const std::string project = parameter(request, "project");
  std::string linked;
  if (!project.empty()) {
    const auto* entry = backend_.world().table<domain::Project>().find(project);
    linked = entry && entry->state.referrer_id ? *entry->state.referrer_id : "-";  // "-" is nobody's id
  }
  const auto& all = backend_.world().table<Referral>();
  std::vector<std::string> ids;
  for (const auto& [id, referral] : all.all())
    if ((sees_all(request.actor) || owns(request.actor, id, referral.state)) && (linked.empty() || linked == id))
      ids.push_back(id);
  co_return page_reply(std::move(ids), *page,
                       [&](const std::string& id) { return referral_view(id, *all.find(id), links_.project_of(id)); });
}

runtime::Task<bus::Reply> Queries::get_referral(bus::Request request) {
  const auto id = path_id(request);
  const CalculatorOverlay world(backend_.world());
  const auto* referral = world.find<Referral>(id);
  if (referral == nullptr || !(sees_all(request.actor) || owns(request.actor, id, referral->state)))
    co_return problem_reply(Error(ErrorCode::referral_not_found, id), request);
  co_return referral_reply(world, id, links_.project_of(id));
}

runtime::Task<bus::Reply> Queries::list_runs(bus::Request request) {
  auto page = read_page(request);
  if (!page) co_return problem_reply(page.error(), request);
  const auto kind = chosen<AwardKind>(request, "kind");
  if (!kind) co_return problem_reply(kind.error(), request);
  const auto state = chosen<RunState>(request, "state");
  if (!state) co_return problem_reply(state.error(), request);
  const auto year = chosen_year(request);
  if (!year) co_return problem_reply(year.error(), request);
  const auto& all = backend_.world().table<AwardRun>();
  std::vector<std::string> ids;
  for (const auto& [id, run] : all.all()) {
    const AwardRun& r = run.state;
    if ((sees_all(request.actor) || is_public(r)) && (!*kind || **kind == r.award) && (!*state || **state == r.state) &&
        (!*year || **year == r.year))
      ids.push_back(id);
  }
  co_return page_reply(std::move(ids), *page, [&](const std::string& id) { return run_summary(id, *all.find(id)); });
}

runtime::Task<bus::Reply> Queries::get_run(bus::Request request) {
  const auto id = path_id(request);
  const CalculatorOverlay world(backend_.world());
  auto run = seen_run(world, id, request.actor);
  if (!run) co_return problem_reply(run.error(), request);
  co_return run_reply(world, id, request.actor);
}

runtime::Task<bus::Reply> Queries::list_policies(bus::Request) {
  codec::Json items = codec::Json::array();
  for (const auto& policy : backend_.policies().all()) {
    codec::Json item = {{"id", policy.id},
                        {"title", policy.title},
                        {"effective_from", policy.effective_from.str()},
                        {"digest", policy.digest}};
    if (policy.effective_to) item["effective_to"] = policy.effective_to->str();
    items.push_back(std::move(item));
  }
  bus::Reply reply(200, codec::dump(codec::Json{{"items", items}}));
  reply.headers["X-Total-Count"] = std::to_string(items.size());
  co_return reply;
}

runtime::Task<bus::Reply> Queries::get_policy(bus::Request request) {
  const auto id = path_id(request);
  const auto* policy = backend_.policies().find(id);
  if (policy == nullptr) co_return problem_reply(Error(ErrorCode::not_found, id), request);
  co_return bus::Reply(200, codec::dump(codec::encode(*policy)));
}

}  // namespace luodi::incentive
