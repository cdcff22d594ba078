#include "services/progress-monitor/city_lights.hpp"

#include <boost/asio/post.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

#include "services/progress-monitor/answers.hpp"
#include "services/progress-monitor/domain/light_tally.hpp"
#include "services/progress-monitor/past.hpp"
#include "services/progress-monitor/reach.hpp"

namespace luodi::monitor {

namespace {
constexpr std::size_t k_slice = 10'000;  // projects; some milliseconds

struct CityLightsView {
  CivilDate as_of;
  Instant judged_at;
  std::string clause;
  LightCounts total;
  std::vector<EntityLights> entities;
  static constexpr auto fields() {
    using codec::field;
    using C = CityLightsView;
    return described(field("as_of", &C::as_of), field("judged_at", &C::judged_at), field("clause", &C::clause),
                     field("total", &C::total), field("entities", &C::entities));
  }
};
}  // namespace

void CityLights::join() {
  backend_.on("statistics.lights", [this](bus::Request r) { return lights(std::move(r)); });
}

const IdleFacts& CityLights::facts_of(const std::string& id, const runtime::Versioned<domain::Project>& project) {
  auto& kept = kept_[id];
  if (kept.version != project.version) {
    kept.facts = idle_facts_of(project.state, backend_.policies());
    kept.version = project.version;
  }
  return kept.facts;
}

Task<bus::Reply> CityLights::lights(bus::Request request) {
  const Instant now = request.now.value_or(backend_.now());
  const auto as_of = asks_for_past(request) ? read_as_of(request, now) : civil_date(now);
  if (!as_of) co_return runtime::problem_reply(as_of.error(), request);
  const auto policy = backend_.policies().at(*as_of);
  if (!policy) co_return runtime::problem_reply(policy.error(), request);
  const IdleTerms terms(backend_.policies());
  const auto executor = co_await boost::asio::this_coro::executor;
  LightTally tally;
  std::string last;
  for (bool more = true; more;) {
    std::size_t seen = 0;
    auto id = indexes_.projects().upper_bound(last);
    for (; id != indexes_.projects().end() && seen < k_slice; ++id, ++seen) {
      last = *id;
      const auto* project = backend_.world().table<domain::Project>().find(*id);
      if (!project || !domain::sees(request.actor, project->state)) continue;
      const auto& facts = facts_of(*id, *project);
      if (facts.since)
        tally.add(domain::responsible_org_on(project->state, *as_of),
                  conclude(*facts.since, facts.marks, terms, *as_of));
    }
    more = seen == k_slice;
    if (more) co_await boost::asio::post(executor, boost::asio::use_awaitable);
  }
  CityLightsView view{*as_of, end_of_day(*as_of, now), domain::cite(**policy, "6"), tally.total(), tally.entities()};
  const auto names = names_of(MonitorOverlay(backend_.world()), &backend_.policies());
  for (auto& entity : view.entities)
    entity.name = names.of(entity.org);
  co_return bus::Reply(200, codec::encode_text(view));
}

}  // namespace luodi::monitor
