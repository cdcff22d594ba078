#include "services/progress-monitor/past.hpp"

#include "common/http/hash.hpp"
#include "common/http/parameter_fault.hpp"
#include "common/kernel/bilingual.hpp"
#include "services/progress-monitor/answers.hpp"
#include "services/progress-monitor/domain/interview_reconcile.hpp"

namespace luodi::monitor {

using runtime::path_id;
using runtime::problem_reply;
using runtime::query_text;

namespace {
constexpr const char* k_as_of = "as_of";
constexpr const char* k_known_at = "known_at";
constexpr std::size_t k_events_at_once = 200;

tl::unexpected<Error> bad(std::string name, std::string code, std::string why) {
  return fail(http::parameter_fault(std::move(name), std::move(code), std::move(why)));
}

// A day means its last instant.
Expected<std::optional<Instant>> read_known_at(const bus::Request& request, Instant now) {
  const std::string text = query_text(request.query, k_known_at);
  if (text.empty()) return std::optional<Instant>();
  const auto day = CivilDate::parse(text);
  const auto instant = day ? Expected<Instant>(instant_at(day->plus_days(1)).plus_ms(-1)) : Instant::parse(text);
  if (!instant)
    return bad(k_known_at, "format",
               runtime::lost_plus(text).value_or("应为日期或带时区的时间 / a day, or an instant with its offset"));
  if (day ? *day > civil_date(now) : *instant > now)
    return bad(k_known_at, "in_future", "不得晚于现在 / not after now");
  return std::optional<Instant>(*instant);
}
}  // namespace

Expected<CivilDate> read_as_of(const bus::Request& request, Instant now) {
  const std::string text = query_text(request.query, k_as_of);
  if (text.empty())
    return bad(k_as_of, "required",
               request.query.contains(k_known_at) ? "必填 / required beside known_at"
                                                  : "须填写日期，不问过去的不带该参数 / must be a day; leave it out to "
                                                    "ask about today");
  const auto day = CivilDate::parse(text);
  if (!day) return bad(k_as_of, "format", day.error().detail);
  if (*day > civil_date(now)) return bad(k_as_of, "in_future", "不得晚于今天 / not after today");
  return *day;
}

bool asks_for_past(const bus::Request& request) {
  return request.query.contains(k_as_of) || request.query.contains(k_known_at);
}

void Past::join() {
  backend_.on("project.get", [this](bus::Request r) { return get_project(std::move(r)); });
}

template <class A>
Task<Expected<runtime::Versioned<A>>> Past::folded(std::string project, std::string subject, Instant until) {
  runtime::Versioned<A> entry;
  std::int64_t after = 0;
  do {
    auto page = co_await timeline_().page(project, after, k_events_at_once, backend_.model().position());
    if (!page) co_return fail(page.error());
    for (const auto& stored : page->events) {
      const auto event = domain::read_envelope(stored.json);
      if (!event) co_return fail(event.error());
      if (event->kind != A::kind || event->subject != subject || event->meta.at > until) continue;
      if (auto done = domain::apply_fact(entry.state, event->fact, event->data, event->meta); !done)
        co_return fail(done.error());
      entry.version = event->meta.version;
    }
    after = page->next;
  } while (after != 0);
  co_return entry;
}

Task<bus::Reply> Past::get_project(bus::Request request) {
  const auto id = path_id(request);
  const Instant now = request.now.value_or(backend_.now());
  const auto as_of = read_as_of(request, now);
  if (!as_of) co_return problem_reply(as_of.error(), request);
  const auto known_at = read_known_at(request, now);
  if (!known_at) co_return problem_reply(known_at.error(), request);
  const auto* known = backend_.world().table<domain::Project>().find(id);
  // Who may see it today may see its past: parties that left do not.
  if (!known || !sees(request.actor, known->state))
    co_return problem_reply(Error(ErrorCode::project_not_found, id), request);
  runtime::Versioned<domain::Project> project;
  if (*known_at) {
    std::string subject = id;
    auto then = co_await folded<domain::Project>(id, std::move(subject), **known_at);
    if (!then) co_return problem_reply(then.error(), request);
    project = std::move(*then);
    if (project.version == 0)
      co_return problem_reply(
          Error(ErrorCode::project_not_found, bilingual("{0} 当时尚未登记 / not registered at that time: {0}", id)),
          request);
  } else {
    project = *known;
  }
  auto past = project_past(id, project.state, backend_.policies(), *as_of, now);
  past.known_at = *known_at;
  const Instant until = std::min(past.judged_at, known_at->value_or(past.judged_at));
  auto named = co_await name_interviews(std::move(past), until);
  if (!named) co_return problem_reply(named.error(), request);
  auto reply = runtime::object_reply(*named, project.version);
  // Interviews of its episodes change without the project: by its version two answers would pass for one.
  reply.headers["ETag"] = "\"" + http::sha256_hex(reply.body) + "\"";
  co_return reply;
}

Task<Expected<ProjectPast>> Past::name_interviews(ProjectPast past, Instant until) {
  const std::vector<std::string> ids = indexes_.interviews_of(past.id);  // a copy: the index may grow meanwhile
  std::vector<runtime::Versioned<Interview>> then;
  then.reserve(ids.size());
  std::vector<KnownInterview> known;
  for (const auto& id : ids) {
    std::string project = past.id;
    std::string subject = id;
    auto interview = co_await folded<Interview>(std::move(project), std::move(subject), until);
    if (!interview) co_return fail(interview.error());
    if (interview->version == 0) continue;  // opened later
    then.push_back(std::move(*interview));
    known.push_back({id, &then.back().state, nullptr});
  }
  add_stalls_after(past.episodes, past.lines, known, backend_.policies());
  for (auto& episode : past.episodes)
    if (episode.interview) name_interview(episode, known);
  co_return past;
}

Task<bus::Reply> Past::list_interviews(bus::Request request) {
  const Instant now = request.now.value_or(backend_.now());
  const auto as_of = read_as_of(request, now);
  if (!as_of) co_return problem_reply(as_of.error(), request);
  const auto page = runtime::read_page<ByAge>(request.query);
  if (!page) co_return problem_reply(page.error(), request);
  const auto state = runtime::query_choice<InterviewState>(request.query, "state");
  if (!state) co_return problem_reply(state.error(), request);
  const Instant until = end_of_day(*as_of, now);
  const std::string wanted_project = query_text(request.query, "project");
  const std::string wanted_org = query_text(request.query, "org");

  std::map<std::string, runtime::Versioned<Interview>> then;
  std::map<std::string, std::string> project_of;
  std::set<ByAge> lines;
  {
    const MonitorOverlay world(backend_.world());
    for (const auto& line : indexes_.interviews()) {
      if (line.created_ms > until.ms()) continue;
      const auto seen = seen_interview(world, line.id, request.actor);
      if (!seen) continue;
      const auto& interview = (*seen)->state;
      if (!wanted_project.empty() && wanted_project != interview.project_id) continue;
      if (!wanted_org.empty() && wanted_org != interview.responsible_org) continue;
      lines.insert(line);
      project_of[line.id] = interview.project_id;
    }
  }
  if (*state && lines.size() > k_folded_most)
    co_return problem_reply(
        http::parameter_fault("state", "count", "请加 project 或 org 缩小范围 / narrow it by project or org"), request);
  if (*state) {
    for (auto line = lines.begin(); line != lines.end();) {
      std::string project = project_of[line->id];
      std::string id = line->id;
      auto interview = co_await folded<Interview>(std::move(project), std::move(id), until);
      if (!interview) co_return problem_reply(interview.error(), request);
      const bool fits = interview->version > 0 && interview->state.state == **state;
      if (fits) then[line->id] = std::move(*interview);
      line = fits ? std::next(line) : lines.erase(line);
    }
  }
  std::vector<std::string> shown;
  const auto walked = runtime::walk(
      lines, *page, [](const ByAge&) { return true; }, [&](const ByAge& line) { shown.push_back(line.id); });
  codec::Json items = codec::Json::array();
  for (const auto& id : shown) {
    if (!then.contains(id)) {
      std::string project = project_of[id];
      std::string subject = id;
      auto interview = co_await folded<Interview>(std::move(project), std::move(subject), until);
      if (!interview) co_return problem_reply(interview.error(), request);
      then[id] = std::move(*interview);
    }
    auto view = interview_view(id, then[id], until);
    for (const auto* part : {"explanation", "papers"})
      view.erase(part);
    items.push_back(std::move(view));
  }
  co_return runtime::list_reply(items, walked);
}

}  // namespace luodi::monitor
