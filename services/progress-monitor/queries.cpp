#include "services/progress-monitor/queries.hpp"

#include "services/progress-monitor/answers.hpp"
#include "services/progress-monitor/page.hpp"

namespace luodi::monitor {

using runtime::problem_reply;

namespace {
template <class E>
Expected<std::optional<E>> read_state(const std::map<std::string, std::string>& query) {
  const auto found = query.find("state");
  if (found == query.end()) return std::optional<E>();
  const auto value = codec::enum_value<E>(found->second);
  if (!value) return fail(ErrorCode::invalid_parameter, "state: 不认识的取值 / unknown value " + found->second);
  return value;
}
std::string text_of(const std::map<std::string, std::string>& query, const std::string& name) {
  const auto found = query.find(name);
  return found == query.end() ? std::string() : found->second;
}
bool fits(const std::string& wanted, const std::string& actual) {
  return wanted.empty() || wanted == actual;
}
}  // namespace

void Queries::join() {
  backend_.on("interview.list", [this](bus::Request r) { return list_interviews(std::move(r)); });
  backend_.on("interview.get", [this](bus::Request r) { return get_interview(std::move(r)); });
  backend_.on("interview.notice-ics", [this](bus::Request r) { return notice_ics(std::move(r)); });
  backend_.on("notification.list", [this](bus::Request r) { return list_notifications(std::move(r)); });
}

Task<bus::Reply> Queries::list_interviews(bus::Request request) {
  const auto page = read_page(request.query);
  if (!page) co_return problem_reply(page.error(), request);
  const auto state = read_state<InterviewState>(request.query);
  if (!state) co_return problem_reply(state.error(), request);
  const std::string project = text_of(request.query, "project");
  const std::string org = text_of(request.query, "org");
  const MonitorOverlay world(backend_.world());
  codec::Json items = codec::Json::array();
  const auto walked = walk(
      indexes_.interviews(), *page,
      [&](const std::string& id) {
        const auto seen = seen_interview(world, id, request.actor);
        if (!seen) return false;
        const auto& i = (*seen)->state;
        return (!*state || **state == i.state) && fits(project, i.project_id) && fits(org, i.responsible_org);
      },
      [&](const std::string& id) {
        auto view = interview_view(id, *world.find<Interview>(id));
        view.erase("explanation");  // long; GET /v1/interviews/{id} has it
        items.push_back(std::move(view));
      });
  co_return list_reply(std::move(items), walked.total, walked.next);
}

Task<bus::Reply> Queries::get_interview(bus::Request request) {
  const auto id = path_id(request);
  const MonitorOverlay world(backend_.world());
  const auto seen = seen_interview(world, id, request.actor);
  if (!seen) co_return problem_reply(seen.error(), request);
  co_return interview_reply(world, id);
}

Task<bus::Reply> Queries::notice_ics(bus::Request request) {
  const auto id = path_id(request);
  const MonitorOverlay world(backend_.world());
  const auto seen = seen_interview(world, id, request.actor);
  if (!seen) co_return problem_reply(seen.error(), request);
  const auto& interview = (*seen)->state;
  // Stamped with the last change, not with now: the same interview gives the same file.
  const auto invitation = invitation_of(id, interview, interview.updated_at, uid_domain_);
  if (!invitation)
    co_return problem_reply(Error(ErrorCode::not_found, "约谈时间尚未确定 / no meeting time yet"), request);
  bus::Reply reply(200, write_ics(*invitation, organizer_, ""));
  reply.content_type = "text/calendar; charset=utf-8; method=" + invitation->method;
  reply.headers["Content-Disposition"] = "attachment; filename=\"notice.ics\"";
  reply.headers["ETag"] = runtime::etag((*seen)->version);
  co_return reply;
}

Task<bus::Reply> Queries::list_notifications(bus::Request request) {
  const auto page = read_page(request.query);
  if (!page) co_return problem_reply(page.error(), request);
  const auto state = read_state<NotificationState>(request.query);
  if (!state) co_return problem_reply(state.error(), request);
  const std::string project = text_of(request.query, "project");
  const std::string interview = text_of(request.query, "interview");
  const MonitorOverlay world(backend_.world());
  codec::Json items = codec::Json::array();
  const auto walked = walk(
      indexes_.notifications(), *page,
      [&](const std::string& id) {
        const auto& n = world.find<Notification>(id)->state;
        return sees(request.actor, n) && (!*state || **state == n.state) && fits(project, n.message.project_id) &&
               fits(interview, n.message.interview_id);
      },
      [&](const std::string& id) { items.push_back(notification_view(id, *world.find<Notification>(id))); });
  co_return list_reply(std::move(items), walked.total, walked.next);
}

}  // namespace luodi::monitor
