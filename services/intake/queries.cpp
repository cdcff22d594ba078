#include "services/intake/queries.hpp"

#include <set>

#include "common/domain/fact_words.hpp"
#include "common/domain/project_view.hpp"
#include "services/intake/answers.hpp"

namespace luodi::intake {

namespace {
using runtime::list_reply;
using runtime::path_id;
using runtime::problem_reply;
using runtime::Walked;

codec::Json event_line(const store::StoredEvent& event) {
  const auto envelope = domain::read_envelope(event.json);
  if (!envelope) return {{"sequence", event.at.seq}};  // a newer version: it happened, but cannot be told here
  const Word title = domain::fact_word(envelope->kind, envelope->fact);
  return {{"sequence", event.at.seq},      {"id", envelope->id},
          {"kind", envelope->kind},        {"fact", envelope->fact},
          {"title_zh", title.zh},          {"title_en", title.en},
          {"subject", envelope->subject},  {"time", envelope->meta.at.str()},
          {"actor", envelope->meta.actor}, {"policy", envelope->policy},
          {"data", envelope->data}};
}

// In order, so that pages follow each other.
template <class Map>
std::set<std::string> codes_of(const Map& entries) {
  std::set<std::string> codes;
  for (const auto& [code, entry] : entries)
    codes.insert(code);
  return codes;
}
}  // namespace

void Queries::join() {
  backend_.on("project.list", [this](bus::Request r) { return list_projects(std::move(r)); });
  backend_.on("project.get", [this](bus::Request r) { return get_project(std::move(r)); });
  backend_.on("project.timeline", [this](bus::Request r) { return get_timeline(std::move(r)); });
  backend_.on("park.list", [this](bus::Request r) { return list_parks(std::move(r)); });
  backend_.on("park.get", [this](bus::Request r) { return get_park(std::move(r)); });
  backend_.on("office.list", [this](bus::Request r) { return list_offices(std::move(r)); });
  backend_.on("office.get", [this](bus::Request r) { return get_office(std::move(r)); });
}

domain::ProjectSummary Queries::summary_of(const std::string& id) const {
  const auto* project = backend_.world().table<domain::Project>().find(id);
  const auto* watch = backend_.world().table<domain::Watch>().find(id);
  return domain::project_summary({id, project->version, &project->state, watch ? &watch->state : nullptr});
}

runtime::Task<bus::Reply> Queries::list_projects(bus::Request request) {
  auto query = read_project_query(request.query);
  if (!query) co_return problem_reply(query.error(), request);
  const auto page = rows_.select(*query, request.actor);
  std::vector<domain::ProjectSummary> items;
  for (const auto& id : page.ids)
    items.push_back(summary_of(id));
  Walked walked;
  walked.total = page.total;
  if (page.next) walked.next = write_cursor(*query, *page.next);
  co_return list_reply(items, walked);
}

runtime::Task<bus::Reply> Queries::get_project(bus::Request request) {
  const auto id = path_id(request);
  const IntakeOverlay world(backend_.world());
  const auto* project = world.find<domain::Project>(id);
  if (project == nullptr || !sees(request.actor, project->state))
    co_return problem_reply(Error(ErrorCode::project_not_found, id), request);
  co_return project_reply(world, id, backend_.policies(), request.now.value_or(backend_.now()),
                          domain::Reader(request.language, request.actor));
}

runtime::Task<bus::Reply> Queries::get_timeline(bus::Request request) {
  const auto id = path_id(request);
  const auto* project = backend_.world().table<domain::Project>().find(id);
  if (project == nullptr || !sees(request.actor, project->state))
    co_return problem_reply(Error(ErrorCode::project_not_found, id), request);
  const auto asked = runtime::read_page<std::int64_t>(request.query);
  if (!asked) co_return problem_reply(asked.error(), request);
  auto page = co_await timeline_().page(id, asked->after.value_or(0), asked->limit, backend_.model().position());
  if (!page) co_return problem_reply(page.error(), request);
  codec::Json items = codec::Json::array();
  for (const auto& event : page->events)
    items.push_back(event_line(event));
  Walked walked;
  walked.total = page->total;
  if (page->next != 0) walked.next = runtime::write_cursor(page->next);
  co_return list_reply(items, walked);
}

runtime::Task<bus::Reply> Queries::list_parks(bus::Request request) {
  const auto page = runtime::read_page<std::string>(request.query);
  if (!page) co_return problem_reply(page.error(), request);
  const auto& parks = backend_.world().table<domain::Park>().all();
  const auto codes = codes_of(parks);
  const auto load = rows_.load_without("");
  codec::Json items = codec::Json::array();
  const auto walked = walk(
      codes, *page, [](const std::string&) { return true; },
      [&](const std::string& code) {
        auto view = park_view(code, parks.at(code));
        const auto active = load.find(code);
        view["active_projects"] = active == load.end() ? 0 : active->second;
        items.push_back(std::move(view));
      });
  co_return list_reply(items, walked);
}

runtime::Task<bus::Reply> Queries::get_park(bus::Request request) {
  const auto code = path_id(request);
  const IntakeOverlay world(backend_.world());
  if (world.find<domain::Park>(code) == nullptr)
    co_return problem_reply(Error(ErrorCode::park_not_found, code), request);
  co_return park_reply(world, code);
}

runtime::Task<bus::Reply> Queries::list_offices(bus::Request request) {
  const auto page = runtime::read_page<std::string>(request.query);
  if (!page) co_return problem_reply(page.error(), request);
  const auto& offices = backend_.world().table<domain::Office>().all();
  codec::Json items = codec::Json::array();
  const auto walked = walk(
      codes_of(offices), *page, [](const std::string&) { return true; },
      [&](const std::string& code) { items.push_back(office_view(code, offices.at(code))); });
  co_return list_reply(items, walked);
}

runtime::Task<bus::Reply> Queries::get_office(bus::Request request) {
  const auto code = path_id(request);
  const IntakeOverlay world(backend_.world());
  if (world.find<domain::Office>(code) == nullptr)
    co_return problem_reply(Error(ErrorCode::office_not_found, code), request);
  co_return office_reply(world, code);
}

}  // namespace luodi::intake
