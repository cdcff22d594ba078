// The report of a dispatch cycle as files: CSV and XLSX of the same rows, and a PDF for printing. Each is complete in
// memory before heavy work goes to the pool, so nothing there looks into the world.
#include <set>

#include "common/kernel/bilingual.hpp"
#include "common/runtime/request_parts.hpp"
#include "common/spreadsheet/xlsx.hpp"
#include "services/progress-monitor/dispatch.hpp"
#include "services/progress-monitor/domain/dispatch_close.hpp"
#include "services/progress-monitor/domain/dispatch_document.hpp"
#include "services/progress-monitor/domain/dispatch_minutes_decide.hpp"
#include "services/progress-monitor/domain/dispatch_table.hpp"
#include "services/progress-monitor/reach.hpp"

namespace luodi::monitor {

using runtime::path_id;
using runtime::problem_reply;

namespace {
bus::Reply attachment(const bus::Request& request, std::string body, std::string type, const char* ending) {
  bus::Reply reply(200, std::move(body));
  reply.content_type = std::move(type);
  reply.headers["Content-Disposition"] = "attachment; filename=\"dispatch-" + path_id(request) + ending + "\"";
  return reply;
}
}  // namespace

Expected<Dispatch::Sheet> Dispatch::sheet_for(const bus::Request& request) const {
  const auto id = path_id(request);
  const MonitorOverlay world(backend_.world());
  const auto* cycle = world.find<DispatchCycle>(id);
  if (!cycle) return fail(no_cycle(id));
  std::vector<const DispatchItem*> items;
  for (const auto& item : seen_items(world, id, request.actor))
    items.push_back(&world.find<DispatchItem>(item)->state);
  const auto title_of = [&world](const std::string& problem) {
    return twin_of(world.find<Problem>(problem)->state.title).zh;
  };
  const auto minutes = minutes_for(request.actor, cycle->state, items, desk_of(world, indexes_).project);
  const Instant now = backend_.now();
  const Instant written = written_at(cycle->state, items, {}, minutes, now);
  return Sheet{dispatch_table(id, cycle->state, std::move(items), minutes, now, names_of(world), title_of), written};
}

Task<bus::Reply> Dispatch::csv(bus::Request request) {
  const auto sheet = sheet_for(request);
  if (!sheet) co_return problem_reply(sheet.error(), request);
  co_return attachment(request, codec::write_csv(sheet->table), "text/csv; charset=utf-8", ".csv");
}

Task<bus::Reply> Dispatch::xlsx(bus::Request request) {
  auto sheet = sheet_for(request);
  if (!sheet) co_return problem_reply(sheet.error(), request);
  auto work = [sheet = std::move(*sheet)] { return spreadsheet::write_xlsx(sheet.table, sheet.written_at); };
  auto bytes = co_await backend_.runtime().pool.run(work);
  if (!bytes) co_return problem_reply(bytes.error(), request);
  co_return attachment(request, std::move(*bytes), std::string(spreadsheet::k_xlsx_type), ".xlsx");
}

Task<bus::Reply> Dispatch::pdf(bus::Request request) {
  const auto id = path_id(request);
  const MonitorOverlay world(backend_.world());
  const auto* cycle = world.find<DispatchCycle>(id);
  if (!cycle) co_return problem_reply(no_cycle(id), request);
  const Instant now = backend_.now();
  DispatchPaper facts;
  facts.cycle = &cycle->state;
  if (const auto* policy = backend_.policies().find(cycle->state.policy)) facts.issuer = policy->dispatch.issuer;
  facts.names = names_of(world);
  facts.part = !domain::sees_all(request.actor);
  std::set<std::string> problems;
  for (const auto& item : seen_items(world, id, request.actor)) {
    facts.items.push_back(&world.find<DispatchItem>(item)->state);
    problems.insert(facts.items.back()->line.problems.begin(), facts.items.back()->line.problems.end());
  }
  for (const auto& problem : problems)
    facts.problems.push_back(&world.find<Problem>(problem)->state);
  auto minutes = minutes_for(request.actor, cycle->state, facts.items, desk_of(world, indexes_).project);
  const Instant written = written_at(cycle->state, facts.items, facts.problems, minutes, now);
  if (!minutes.empty()) facts.minutes = std::move(minutes.back());
  // The paper is complete before anything waits: it holds no reference into the world.
  auto paper = dispatch_document(std::move(facts), now);
  std::string what = "dispatch-" + id;
  auto made = co_await press_.print(std::move(paper), written, std::move(what));
  if (!made) co_return problem_reply(made.error(), request);
  co_return attachment(request, std::move(made->bytes), "application/pdf", ".pdf");
}

}  // namespace luodi::monitor
