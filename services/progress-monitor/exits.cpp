#include "services/progress-monitor/exits.hpp"

#include "common/kernel/bilingual.hpp"
#include "services/progress-monitor/domain/exit_letter_document.hpp"

namespace luodi::monitor {

using runtime::path_id;
using runtime::problem_reply;

namespace {
Error no_letter(const std::string& id, Instant issued_at) {
  return Error(
      ErrorCode::wrong_state,
      bilingual("没有公文：{0} 的通知于 {1} 只以邮件发出，请查阅通知邮件 / there is no letter: the notice of {0} of "
                "{1} went out as a mail alone, see the mail",
                id, civil_date(issued_at)));
}

Error not_issued(const ExitCase& exit) {
  return Error(ErrorCode::wrong_state,
               bilingual("没有公文：退出通知尚未发出；限期 {0}（含当日）内未履约的，次日发出 / there is no letter: the "
                         "exit notice has "
                         "not been issued; it is on the day after {0} if nothing was performed by then",
                         limit_until(exit)));
}

// That of the notice as it stands.
std::optional<ExitLetter> present_letter(const ExitCase& exit, bool of_exit) {
  if (!of_exit) return exit.notice.letter;
  return exit.exit_notice ? exit.exit_notice->letter : std::nullopt;
}

// The letter of that number, where the request names one: the present one or one that it has replaced; not_found
// otherwise. An exit letter speaks of its limit notice. nullptr: there is none at all.
Expected<const ExitLetter*> asked_letter(const ExitCase& exit, const std::optional<ExitLetter>& present, bool of_exit,
                                         const bus::Request& request) {
  const auto number = runtime::query_text(request.query, "number");
  const auto* now = present ? &*present : nullptr;
  if (number.empty() || (now && now->number == number)) return now;
  for (const auto& former : exit.former_letters)
    if (former.number == number && former.limit_notice_on.has_value() == of_exit) return &former;
  return fail(ErrorCode::not_found,
              bilingual("该退出程序没有这一文号的通知：{0} / the case has no such letter: {0}", number));
}

// A former one keeps the instant that its paper bears; one that was replaced before that was kept bears its day.
Instant issued(const ExitLetter& letter, const std::optional<ExitLetter>& present, Instant issued_at) {
  return present && present->number == letter.number ? issued_at
                                                     : letter.issued_at.value_or(instant_at(letter.issued_on));
}
}  // namespace

Expected<std::function<bool(const ExitCase&)>> ObjectKind<ExitCase>::filter(const runtime::Query& query, Instant) {
  const auto state = runtime::query_choice<ExitState>(query, "state");
  if (!state) return fail(state.error());
  return [state = *state](const ExitCase& e) { return !state || *state == e.state; };
}

void Exits::join() {
  desk_.reads();
  desk_.on<ExitWithdrawn>("withdraw", decide_withdraw_exit);
  backend_.on("exit.limit-notice-pdf", [this](bus::Request r) { return notice(std::move(r), false); });
  backend_.on("exit.exit-notice-pdf", [this](bus::Request r) { return notice(std::move(r), true); });
}

Task<bus::Reply> Exits::notice(bus::Request request, bool of_exit) {
  const auto id = path_id(request);
  const MonitorOverlay world(backend_.world());
  const auto seen = desk_.seen(world, id, request.actor);
  if (!seen) co_return problem_reply(seen.error(), request);
  const auto& exit = (*seen)->state;
  const auto present = present_letter(exit, of_exit);
  const auto letter = asked_letter(exit, present, of_exit, request);
  if (!letter) co_return problem_reply(letter.error(), request);
  const auto sent_at = of_exit ? exit.exit_notice_at : std::optional(exit.notice_at);
  if (!*letter) co_return problem_reply(sent_at ? no_letter(id, *sent_at) : not_issued(exit), request);
  const Instant issued_at = issued(**letter, present, sent_at.value_or(exit.notice_at));
  auto document = of_exit ? exit_notice_document(**letter) : limit_notice_document(**letter);
  std::string file(of_exit ? k_exit_notice_file : k_limit_notice_file);
  auto reply = co_await press_.answer(std::move(document), issued_at, std::move(file), std::move(request));
  co_return reply;
}

}  // namespace luodi::monitor
