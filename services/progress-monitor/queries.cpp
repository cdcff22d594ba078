#include "services/progress-monitor/queries.hpp"

#include "services/progress-monitor/answers.hpp"
#include "services/progress-monitor/domain/minutes_document.hpp"
#include "services/progress-monitor/domain/notice_document.hpp"
#include "services/progress-monitor/reach.hpp"

namespace luodi::monitor {

using runtime::list_reply;
using runtime::path_id;
using runtime::problem_reply;
using runtime::query_choice;
using runtime::query_text;
using runtime::read_page;

namespace {
bool fits(const std::string& wanted, const std::string& actual) {
  return wanted.empty() || wanted == actual;
}
}  // namespace

void Queries::join() {
  backend_.on("interview.list", [this](bus::Request r) { return list_interviews(std::move(r)); });
  backend_.on("interview.get", [this](bus::Request r) { return get_interview(std::move(r)); });
  backend_.on("interview.notice-ics", [this](bus::Request r) { return notice_ics(std::move(r)); });
  backend_.on("interview.notice-pdf", [this](bus::Request r) { return notice_pdf(std::move(r)); });
  backend_.on("interview.minutes-pdf", [this](bus::Request r) { return minutes_pdf(std::move(r)); });
  backend_.on("notification.get", [this](bus::Request r) { return get_notification(std::move(r)); });
  backend_.on("notification.list", [this](bus::Request r) { return list_notifications(std::move(r)); });
}

Task<bus::Reply> Queries::list_interviews(bus::Request request) {
  if (asks_for_past(request)) co_return co_await past_.list_interviews(std::move(request));
  const auto page = read_page<ByAge>(request.query);
  if (!page) co_return problem_reply(page.error(), request);
  const auto state = query_choice<InterviewState>(request.query, "state");
  if (!state) co_return problem_reply(state.error(), request);
  const std::string project = query_text(request.query, "project");
  const std::string org = query_text(request.query, "org");
  const Instant now = request.now.value_or(backend_.now());
  const MonitorOverlay world(backend_.world());
  codec::Json items = codec::Json::array();
  const auto walked = walk(
      indexes_.interviews(), *page,
      [&](const ByAge& line) {
        const auto seen = seen_interview(world, line.id, request.actor);
        if (!seen) return false;
        const auto& i = (*seen)->state;
        return (!*state || **state == i.state) && fits(project, i.project_id) && fits(org, i.responsible_org);
      },
      [&](const ByAge& line) {
        auto view = interview_view(line.id, *world.find<Interview>(line.id), now);
        for (const auto* part : {"explanation", "notice", "papers"})  // long; GET /v1/interviews/{id} has them
          view.erase(part);
        items.push_back(std::move(view));
      });
  co_return list_reply(items, walked);
}

Task<bus::Reply> Queries::get_interview(bus::Request request) {
  const auto id = path_id(request);
  const MonitorOverlay world(backend_.world());
  const auto seen = seen_interview(world, id, request.actor);
  if (!seen) co_return problem_reply(seen.error(), request);
  co_return interview_reply(world, id, request.now.value_or(backend_.now()));
}

Task<bus::Reply> Queries::notice_ics(bus::Request request) {
  const auto id = path_id(request);
  const MonitorOverlay world(backend_.world());
  const auto seen = seen_interview(world, id, request.actor);
  if (!seen) co_return problem_reply(seen.error(), request);
  const auto& interview = (*seen)->state;
  const auto* meeting = world.find<Meeting>(interview.meeting_id);
  if (!meeting) co_return problem_reply(Error(ErrorCode::not_found, "约谈通知尚未发出 / no notice yet"), request);
  // Stamped with the last change, not with now: the same meeting gives the same file.
  const Teller teller{meeting->state.updated_at, uid_domain_, names_of(world)};
  auto invitation = invitation_of(interview.meeting_id, meeting->state, teller);
  // A request names those whom it asks (RFC 5546, 3.2.2); whoever fetches a file is not asked anything.
  if (invitation.method == "REQUEST") invitation.method = "PUBLISH";
  bus::Reply reply(200, write_ics(invitation, organizer_, ""));
  reply.content_type = "text/calendar; charset=utf-8; method=" + invitation.method;
  reply.headers["Content-Disposition"] = "attachment; filename=\"notice.ics\"";
  reply.headers["ETag"] = runtime::etag(meeting->version);
  co_return reply;
}

Task<bus::Reply> Queries::notice_pdf(bus::Request request) {
  const auto id = path_id(request);
  const MonitorOverlay world(backend_.world());
  const auto seen = seen_interview(world, id, request.actor);
  if (!seen) co_return problem_reply(seen.error(), request);
  const auto& interview = (*seen)->state;
  if (!interview.notice || !interview.issued_at)
    co_return problem_reply(Error(ErrorCode::wrong_state, "约谈通知尚未发出 / the notice has not been issued"),
                            request);
  auto letter = notice_document(interview);
  const Instant issued_at = *interview.issued_at;
  auto reply = co_await press_.answer(std::move(letter), issued_at, "notice.pdf", std::move(request));
  co_return reply;
}

Task<bus::Reply> Queries::minutes_pdf(bus::Request request) {
  const auto id = path_id(request);
  const MonitorOverlay world(backend_.world());
  const auto seen = seen_interview(world, id, request.actor);
  if (!seen) co_return problem_reply(seen.error(), request);
  const auto& interview = (*seen)->state;
  const auto* filed = filed_minutes(interview);
  if (!interview.notice || !filed)
    co_return problem_reply(Error(ErrorCode::wrong_state, "约谈纪要尚未登记 / the minutes have not been filed"),
                            request);
  auto minutes = minutes_document(interview);
  const Instant filed_at = filed->at;
  auto reply = co_await press_.answer(std::move(minutes), filed_at, "minutes.pdf", std::move(request));
  co_return reply;
}

Task<bus::Reply> Queries::get_notification(bus::Request request) {
  const auto id = path_id(request);
  const MonitorOverlay world(backend_.world());
  const auto* notification = world.find<Notification>(id);
  if (!notification || !sees(request.actor, notification->state))
    co_return problem_reply(Error(ErrorCode::not_found, id), request);
  co_return notification_reply(world, id);
}

Task<bus::Reply> Queries::list_notifications(bus::Request request) {
  const auto page = read_page<ByAge>(request.query);
  if (!page) co_return problem_reply(page.error(), request);
  const auto state = query_choice<NotificationState>(request.query, "state");
  if (!state) co_return problem_reply(state.error(), request);
  const std::string project = query_text(request.query, "project");
  const std::string interview = query_text(request.query, "interview");
  const MonitorOverlay world(backend_.world());
  codec::Json items = codec::Json::array();
  const auto walked = walk(
      indexes_.notifications(), *page,
      [&](const ByAge& line) {
        const auto& n = world.find<Notification>(line.id)->state;
        return sees(request.actor, n) && (!*state || **state == n.state) && fits(project, n.message.project_id) &&
               fits(interview, n.message.interview_id);
      },
      [&](const ByAge& line) { items.push_back(notification_view(line.id, *world.find<Notification>(line.id))); });
  co_return list_reply(items, walked);
}

}  // namespace luodi::monitor
