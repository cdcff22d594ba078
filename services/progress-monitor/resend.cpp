// Commands::resend: a letter that did not arrive goes again, as it stands by now.
#include "services/progress-monitor/answers.hpp"
#include "services/progress-monitor/care.hpp"
#include "services/progress-monitor/commands.hpp"
#include "services/progress-monitor/reach.hpp"

namespace luodi::monitor {

using domain::Context;
using runtime::check_version;
using runtime::path_id;
using runtime::problem_reply;
using runtime::read_body;

Task<bus::Reply> Commands::resend(bus::Request request) {
  auto body = read_body<NotificationResent>(request);
  if (!body) co_return problem_reply(body.error(), request);
  MonitorRunner::Decide ask = [this, request, body = std::move(*body), id = path_id(request)](
                                  const MonitorOverlay& world, const Context& context) -> Expected<MonitorPlan> {
    const auto* notification = world.find<Notification>(id);
    if (!notification || !sees(request.actor, notification->state)) return fail(ErrorCode::not_found, id);
    if (auto current = check_version(request, notification->version); !current) return fail(current.error());
    Notification letter = notification->state;
    const auto matter = matter_of(world, letter.message);
    if (auto stands = check_stands(letter.message, matter, context.now); !stands) return fail(stands.error());
    const auto known = [&](const std::string& other) { return world.find<Notification>(other) != nullptr; };
    const Reach reach = reach_of(world, {});
    const Teller teller{context.now, uid_domain_, names_of(world, context.policies), context.policies};
    auto anew = with_the_hour_of_today(letter.message, matter, teller);
    if (!anew) anew = with_the_limit_of_today(letter.message, matter);
    if (anew) letter.message = *anew;
    auto decision = decide_resend(id, letter, body, context);
    if (decision && (anew || has_no_reader(letter, reach))) {
      const Reach without = without_readers_of(notification->state, world, reach);
      decision = decide_readdress(id, letter, without, known, context);
      if (!decision && without.accounts.size() < reach.accounts.size())
        return fail(ErrorCode::wrong_state,
                    "其余账号均已收到或正在发送，无须重发 / everybody else has had it already or is being sent it");
    }
    if (!decision) return fail(decision.error());
    return MonitorPlan(std::move(*decision),
                       [id](const MonitorOverlay& after) { return notification_reply(after, id); });
  };
  co_return co_await backend_.runner().run(std::move(request), std::move(ask));
}

LetterMatter Commands::matter_of(const MonitorOverlay& world, const NotificationQueued& message) const {
  LetterMatter matter;
  if (const auto* interview = world.find<Interview>(message.interview_id)) {
    matter.interview = &interview->state;
    matter.meeting_id = interview->state.meeting_id;
    if (const auto* meeting = world.find<Meeting>(matter.meeting_id)) matter.meeting = &meeting->state;
  }
  for (const auto& known : exits_of(indexes_, world, message.project_id))
    if (is_notice_of(message, known.id, *known.state)) {
      matter.exit = known.state;
      matter.exit_id = known.id;
    }
  return matter;
}

}  // namespace luodi::monitor
