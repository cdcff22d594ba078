#include "services/incentive-calculator/queries.hpp"

#include <algorithm>

#include "common/codec/text.hpp"
#include "services/incentive-calculator/answers.hpp"

namespace luodi::incentive {

namespace {
using runtime::ByAge;
using runtime::path_id;
using runtime::problem_reply;
using runtime::query_choice;
using runtime::query_text;
using runtime::read_page;

bus::Reply page_reply(std::vector<ByAge> lines, const runtime::Page<ByAge>& page,
                      const std::function<codec::Json(const std::string&)>& show) {
  std::sort(lines.begin(), lines.end());
  codec::Json items = codec::Json::array();
  const auto walked = walk(
      lines, page, [](const ByAge&) { return true; }, [&](const ByAge& line) { items.push_back(show(line.id)); });
  return runtime::list_reply(items, walked);
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
  const auto page = read_page<ByAge>(request.query);
  if (!page) co_return problem_reply(page.error(), request);
  const std::string project = query_text(request.query, "project");
  std::string linked;
  if (!project.empty()) {
    const auto* entry = backend_.world().table<domain::Project>().find(project);
    linked = entry && entry->state.referrer_id ? *entry->state.referrer_id : "-";  // "-" is nobody's id
  }
  const auto& all = backend_.world().table<domain::Referral>();
  std::vector<ByAge> lines;
  for (const auto& [id, referral] : all.all())
    if (sees_referral(request.actor, id, referral.state) && (linked.empty() || linked == id))
      lines.push_back({referral.state.created_at.ms(), id});
  const auto paid = paid_by_referrals(backend_.world());
  co_return page_reply(std::move(lines), *page, [&](const std::string& id) {
    return referral_view(id, *all.find(id), links_.project_of(id, backend_.world(), paid));
  });
}

runtime::Task<bus::Reply> Queries::get_referral(bus::Request request) {
  const auto id = path_id(request);
  const CalculatorOverlay world(backend_.world());
  const auto* referral = world.find<domain::Referral>(id);
  if (referral == nullptr || !sees_referral(request.actor, id, referral->state))
    co_return problem_reply(Error(ErrorCode::referral_not_found, id), request);
  const ReferralAround around{links_.project_of(id, backend_.world(), paid_by_referrals(backend_.world())),
                              links_.contact_before(referral->state, backend_.world())};
  co_return referral_reply(*referral, id, around, request.language);
}

runtime::Task<bus::Reply> Queries::list_runs(bus::Request request) {
  const auto page = read_page<ByAge>(request.query);
  if (!page) co_return problem_reply(page.error(), request);
  const auto kind = query_choice<AwardKind>(request.query, "kind");
  if (!kind) co_return problem_reply(kind.error(), request);
  const auto state = query_choice<RunState>(request.query, "state");
  if (!state) co_return problem_reply(state.error(), request);
  const auto year = runtime::query_number(request.query, "year");
  if (!year) co_return problem_reply(year.error(), request);
  const auto& all = backend_.world().table<AwardRun>();
  std::vector<ByAge> lines;
  for (const auto& [id, run] : all.all()) {
    const AwardRun& r = run.state;
    if ((is_officer(request.actor) || is_public(r)) && (!*kind || **kind == r.award) &&
        (!*state || **state == r.state) && (!*year || **year == r.year))
      lines.push_back({r.created_at.ms(), id});
  }
  co_return page_reply(std::move(lines), *page, [&](const std::string& id) { return run_summary(id, *all.find(id)); });
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
    if (policy.applies_to_facts_from) item["applies_to_facts_from"] = policy.applies_to_facts_from->str();
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
