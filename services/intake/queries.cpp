#include "services/intake/queries.hpp"

#include <algorithm>

#include "common/codec/text.hpp"
#include "common/domain/project_view.hpp"
#include "services/intake/answers.hpp"

namespace luodi::intake {

namespace {
using runtime::problem_reply;

bus::Reply list_reply(codec::Json items, std::int64_t total, const std::string& next) {
  codec::Json body = {{"items", std::move(items)}};
  if (!next.empty()) body["next"] = next;
  bus::Reply reply(200, codec::dump(body));
  reply.headers["X-Total-Count"] = std::to_string(total);
  return reply;
}

// The one value of a simple cursor: a sequence or a code.
template <class T>
Expected<T> simple_cursor(const bus::Request& request, T from_start) {
  const auto found = request.query.find("cursor");
  if (found == request.query.end()) return from_start;
  auto json = from_cursor(found->second);
  if (!json) return fail(json.error());
  auto value = codec::decode<T>(*json);
  if (!value) return fail(ErrorCode::invalid_parameter, "cursor");
  return value;
}

codec::Json event_line(const store::StoredEvent& event) {
  const auto envelope = domain::read_envelope(event.json);
  if (!envelope) return {{"sequence", event.at.seq}};  // a newer version: it happened, but cannot be told here
  return {{"sequence", event.at.seq},      {"id", envelope->id},           {"kind", envelope->kind},
          {"fact", envelope->fact},        {"subject", envelope->subject}, {"time", envelope->meta.at.str()},
          {"actor", envelope->meta.actor}, {"policy", envelope->policy},   {"data", envelope->data}};
}
}  // namespace

void Queries::join() {
  backend_.on("project.list", [this](bus::Request r) { return list_projects(std::move(r)); });
  backend_.on("project.get", [this](bus::Request r) { return get_project(std::move(r)); });
  backend_.on("project.timeline", [this](bus::Request r) { return get_timeline(std::move(r)); });
  backend_.on("park.list", [this](bus::Request r) { return list_parks(std::move(r)); });
  backend_.on("park.get", [this](bus::Request r) { return get_park(std::move(r)); });
}

codec::Json Queries::summary_of(const std::string& id) const {
  const auto* project = backend_.world().table<domain::Project>().find(id);
  const auto* watch = backend_.world().table<domain::Watch>().find(id);
  return domain::project_summary({id, project->version, &project->state, watch ? &watch->state : nullptr});
}

runtime::Task<bus::Reply> Queries::list_projects(bus::Request request) {
  auto query = read_project_query(request.query);
  if (!query) co_return problem_reply(query.error(), request);
  const auto page = rows_.select(*query, request.actor);
  codec::Json items = codec::Json::array();
  for (const auto& id : page.ids)
    items.push_back(summary_of(id));
  co_return list_reply(std::move(items), page.total, page.next ? write_cursor(*query, *page.next) : std::string());
}

runtime::Task<bus::Reply> Queries::get_project(bus::Request request) {
  const auto id = path_id(request);
  const IntakeOverlay world(backend_.world());
  const auto* project = world.find<domain::Project>(id);
  if (project == nullptr || !sees(request.actor, project->state))
    co_return problem_reply(Error(ErrorCode::project_not_found, id), request);
  co_return project_reply(world, id, backend_.policies(), request.now.value_or(backend_.now()), request.language);
}

runtime::Task<bus::Reply> Queries::get_timeline(bus::Request request) {
  const auto id = path_id(request);
  const auto* project = backend_.world().table<domain::Project>().find(id);
  if (project == nullptr || !sees(request.actor, project->state))
    co_return problem_reply(Error(ErrorCode::project_not_found, id), request);
  auto limit = read_limit(request.query);
  if (!limit) co_return problem_reply(limit.error(), request);
  auto after = simple_cursor<std::int64_t>(request, 0);
  if (!after) co_return problem_reply(after.error(), request);
  auto page = co_await timeline_().page(id, *after, *limit, backend_.model().position());
  if (!page) co_return problem_reply(page.error(), request);
  codec::Json items = codec::Json::array();
  for (const auto& event : page->events)
    items.push_back(event_line(event));
  co_return list_reply(std::move(items), page->total, page->next != 0 ? to_cursor(page->next) : std::string());
}

runtime::Task<bus::Reply> Queries::list_parks(bus::Request request) {
  auto limit = read_limit(request.query);
  if (!limit) co_return problem_reply(limit.error(), request);
  auto after = simple_cursor<std::string>(request, std::string());
  if (!after) co_return problem_reply(after.error(), request);
  const auto& parks = backend_.world().table<domain::Park>().all();
  std::vector<std::string> codes;
  for (const auto& [code, park] : parks)
    if (code > *after) codes.push_back(code);
  std::sort(codes.begin(), codes.end());
  const bool more = codes.size() > *limit;
  if (more) codes.resize(*limit);
  const auto load = rows_.load_without("");
  codec::Json items = codec::Json::array();
  for (const auto& code : codes) {
    auto view = park_view(code, parks.at(code));
    const auto active = load.find(code);
    view["active_projects"] = active == load.end() ? 0 : active->second;
    items.push_back(std::move(view));
  }
  co_return list_reply(std::move(items), static_cast<std::int64_t>(parks.size()),
                       more ? to_cursor(codes.back()) : std::string());
}

runtime::Task<bus::Reply> Queries::get_park(bus::Request request) {
  const auto code = path_id(request);
  const IntakeOverlay world(backend_.world());
  if (world.find<domain::Park>(code) == nullptr)
    co_return problem_reply(Error(ErrorCode::park_not_found, code), request);
  co_return park_reply(world, code);
}

}  // namespace luodi::intake
