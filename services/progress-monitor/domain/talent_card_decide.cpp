#include "services/progress-monitor/domain/talent_card_decide.hpp"

#include <algorithm>

#include "common/domain/refusals.hpp"
#include "common/kernel/bilingual.hpp"
#include "common/kernel/identity_number.hpp"
#include "common/kernel/name.hpp"
#include "services/progress-monitor/domain/asker.hpp"
#include "services/progress-monitor/domain/object_event.hpp"
#include "services/progress-monitor/domain/words.hpp"

namespace luodi::monitor {

using domain::Context;
using domain::Decision;
using domain::field_fault;
using domain::Project;

namespace {
CivilDate last_day(CivilDate first, const policy::CardParameters& terms) {
  return first.last_day_of_term(k_months_a_year * terms.valid_years);
}
Instant reminded_at(CivilDate valid_until, const policy::CardParameters& terms) {
  return instant_at(renewal_days(valid_until, terms).first);
}

Expected<void> check_ticket(const std::string& project_id, const CardRoom& room) {
  const auto* ticket = room.ticket;
  if (!ticket || ticket->project_id != project_id || ticket->service != TicketService::talent_card)
    return fail(
        field_fault("/ticket_id", "unknown", "不是本项目的人才绿卡事项 / no ticket for talent cards of this project"));
  const bool answered = ticket->state == TicketState::answered || ticket->state == TicketState::closed;
  if (!answered) return wrong_state(*ticket, {TicketState::answered, TicketState::closed});
  return {};
}

Expected<void> check_no_identity(const char* pointer, const std::string& text) {
  if (!holds_identity_number(text)) return {};
  return fail(field_fault(pointer, "identity_number",
                          "不得填写身份证号码，只填姓名、岗位和服务内容 / holds the number of an identity card: give "
                          "the name, the post and what the card gives"));
}

// A name and a post, never the number of an identity document.
Expected<void> check_holder(const IssueCard& command) {
  if (normalise_name(command.holder).empty())
    return fail(field_fault("/holder", "required", "须填写持卡人姓名 / name the holder"));
  for (const auto& [pointer, text] :
       {std::pair("/holder", &command.holder), std::pair("/post", &command.post), std::pair("/text", &command.text)})
    if (auto fine = check_no_identity(pointer, *text); !fine) return fine;
  return {};
}

// No card is older than the project and the ticket that it rests on.
Expected<void> check_first_day(CivilDate valid_from, const Project& project, const Ticket& ticket) {
  const CivilDate registered = civil_date(project.created_at);
  if (valid_from < registered)
    return fail(
        field_fault("/valid_from", "before_project",
                    bilingual("起始日 {0} 早于项目登记日 {1}；请填写 {1} 或以后的日期 / valid from {0}, before the "
                              "project was registered on {1}; give {1} or a later day",
                              valid_from, registered)));
  const CivilDate asked = civil_date(ticket.created_at);
  if (valid_from < asked)
    return fail(
        field_fault("/valid_from", "before_ticket",
                    bilingual("起始日 {0} 早于服务事项申请日 {1}；请填写 {1} 或以后的日期 / valid from {0}, before "
                              "its ticket was asked for on {1}; give {1} or a later day",
                              valid_from, asked)));
  return {};
}

// A card that was revoked within its term makes room for another; one that has run its term has used it up.
bool makes_room(const TalentCard& card) {
  return card.state == CardState::revoked && card.updated_at < after_last_day(card.valid_until);
}

bool is_held_by(const TalentCard& card, const std::string& holder, const std::string& post) {
  return normalise_name(card.holder) == normalise_name(holder) && normalise_name(card.post) == normalise_name(post);
}

// The cards of this person, `but` left out; a card is valid by the day, not by the due queue.
std::vector<KnownCard> cards_of(const std::vector<KnownCard>& cards, const std::string& holder, const std::string& post,
                                const std::string& but) {
  std::vector<KnownCard> out;
  for (const auto& card : cards)
    if (card.id != but && is_held_by(*card.state, holder, post)) out.push_back(card);
  return out;
}

Expected<void> check_one_valid(const std::vector<KnownCard>& own, const Context& context) {
  for (const auto& card : own)
    if (state_on(*card.state, context.now) == CardState::valid)
      return fail(ErrorCode::already_exists,
                  bilingual("此人已持有有效绿卡：{0}（{1}） / holds a valid card already: {0} ({1})", card.state->title,
                            card.id));
  return {};
}

// Another card of the person that is renewed at the same moment, so that only one of the two comes to be.
void guard_cards(Decision& decision, const std::vector<KnownCard>& own) {
  for (const auto& card : own)
    decision.guards.emplace_back(TalentCard::kind, card.id);
}

Expected<void> check_room(const CardRoom& room, const IssueCard& command) {
  std::int64_t issued = 0;
  for (const auto& card : room.cards)
    if (card.state->ticket_id == command.ticket_id && !makes_room(*card.state)) ++issued;
  const std::int64_t granted = room.ticket->answer ? room.ticket->answer->granted.value_or(0) : 0;
  if (issued < granted) return {};
  return fail(ErrorCode::wrong_state,
              bilingual("批准的 {0} 张已用完，已发 {1} 张；需增加的，在申请数量内的重开服务事项 {2}，超过的另行申请 / "
                        "as many as were granted: {1} "
                        "of {0} issued; for more, reopen the ticket {2} within what it asked for, or request another",
                        granted, issued, command.ticket_id));
}
}  // namespace

Expected<Decision> decide_issue_card(const std::string& project_id, const Project& project, const CardRoom& room,
                                     const IssueCard& command, const Context& context) {
  if (domain::has_ended(project)) return fail(ErrorCode::wrong_state, "项目已终止 / the project has ended");
  if (project.secret)
    return fail(ErrorCode::secret_not_admitted, "涉密项目不登记人员 / a secret project keeps its names elsewhere");
  if (auto fine = check_holder(command); !fine) return fail(fine.error());
  if (auto fine = check_ticket(project_id, room); !fine) return fail(fine.error());
  const auto own = cards_of(room.cards, command.holder, command.post, "");
  if (auto fine = check_one_valid(own, context); !fine) return fail(fine.error());
  if (auto fine = check_room(room, command); !fine) return fail(fine.error());
  const auto valid_from = domain::day_of_fact(command.valid_from, context, "/valid_from");
  if (!valid_from) return fail(valid_from.error());
  if (auto fine = check_first_day(*valid_from, project, *room.ticket); !fine) return fail(fine.error());
  const auto policy = domain::policy_on(context, *valid_from);
  if (!policy) return fail(policy.error());
  const auto& terms = (*policy)->environment.card;
  const CivilDate today = civil_date(context.now);
  CardIssued event;
  event.project_id = project_id;
  event.project_name = project.name;
  event.ticket_id = command.ticket_id;
  event.title = card_number(today, room.counter.last + 1);
  event.text = command.text;
  event.owner = room.ticket->owner;
  event.holder = command.holder;
  event.post = command.post;
  event.valid_from = *valid_from;
  event.valid_until = last_day(*valid_from, terms);
  event.clause = domain::cite(**policy, "9");
  if (event.valid_until < today)
    return fail(field_fault("/valid_from", "too_old",
                            bilingual("有效期已于 {0} 届满 / its term would be over since {0}", event.valid_until)));
  const std::string id = "tcd_" + context.fresh_id;
  Decision decision;
  decision.policy = (*policy)->id;
  decision.raise<TalentCard>(id, event, domain::parties_of(project));
  decision.raise<DocumentCounter>(card_counter_id(today), NumberTaken{room.counter.last + 1, id});
  // Reopened or withdrawn meanwhile, the ticket grants nothing.
  decision.guards.emplace_back(Ticket::kind, command.ticket_id);
  guard_cards(decision, own);
  decision.schedule(card_job(id), reminded_at(event.valid_until, terms));
  return decision;
}

RenewalDays renewal_days(CivilDate valid_until, const policy::CardParameters& terms) {
  return {valid_until.plus_days(-terms.renew_days), valid_until.plus_days(terms.renew_days)};
}

Expected<Decision> decide_renew_card(const Held& on, const std::vector<KnownCard>& cards, const RenewCard& command,
                                     const Context& context) {
  const auto& card = *on.state;
  if (card.state == CardState::revoked) return wrong_state(card, {CardState::valid, CardState::expired});
  if (domain::has_ended(*on.project)) return fail(ErrorCode::wrong_state, "项目已终止 / the project has ended");
  if (auto fine = check_no_identity("/reason", command.reason); !fine) return fail(fine.error());
  const auto own = cards_of(cards, card.holder, card.post, on.id);
  if (auto fine = check_one_valid(own, context); !fine) return fail(fine.error());
  const CivilDate today = civil_date(context.now);
  const auto policy = domain::policy_on(context, today);
  if (!policy) return fail(policy.error());
  const auto& terms = (*policy)->environment.card;
  const auto [first, last] = renewal_days(card.valid_until, terms);
  if (today < first)
    return fail(ErrorCode::too_early,
                bilingual("“续期”自 {0} 起办理，今日为 {1} / the renewal begins on {0}, today is {1}", first, today));
  if (last < today) {
    Error error(ErrorCode::wrong_state, bilingual("续期期限 {0} 已过 / could be renewed until {0}", last));
    error.next_zh = "重新申请人才绿卡服务事项，答复后另发新卡";
    error.next_en = "ask for a new ticket of talent cards; once it is answered a new card is issued";
    return fail(std::move(error));
  }
  CardRenewed event;
  event.valid_until = last_day(card.valid_until.plus_days(1), terms);
  event.reason = command.reason;
  event.clause = domain::cite(**policy, "9");
  auto decision = raised(on, event);
  decision.policy = (*policy)->id;
  guard_cards(decision, own);
  decision.guards.emplace_back(DocumentCounter::kind, card_counter_id(today));  // one is issued at the same moment
  decision.schedule(card_job(on.id), reminded_at(event.valid_until, terms));
  return decision;
}

Expected<Decision> decide_revoke_card(const Held& on, const CardRevoked& command, const Context&) {
  if (on.state->state == CardState::revoked) return wrong_state(*on.state, {CardState::valid, CardState::expired});
  if (auto fine = check_no_identity("/reason", command.reason); !fine) return fail(fine.error());
  auto decision = raised(on, command);
  decision.cancel(card_job(on.id));
  return decision;
}

Decision decide_card_due(const Held& on, const Context& context) {
  const auto& card = *on.state;
  if (card.state != CardState::valid || domain::has_ended(*on.project)) return {};
  if (state_on(card, context.now) == CardState::expired) return raised(on, CardExpired{card.valid_until});
  const auto* policy = context.policies->in_force(civil_date(context.now));
  const Instant ends = after_last_day(card.valid_until);
  const Instant reminded = policy ? reminded_at(card.valid_until, policy->environment.card) : ends;
  const bool soon = reminded <= context.now;
  Decision decision;
  if (soon && card.reminded_of != card.valid_until) decision = raised(on, CardExpiring{card.valid_until});
  decision.schedule(card_job(on.id), soon ? ends : reminded);
  return decision;
}

Decision end_card(const Held& on) {
  if (!domain::has_ended(*on.project) || on.state->state != CardState::valid) return {};
  auto decision = raised(on, CardRevoked{"项目已终止 / the project has ended"});
  decision.cancel(card_job(on.id));
  return decision;
}

}  // namespace luodi::monitor
