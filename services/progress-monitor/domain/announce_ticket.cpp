#include "services/progress-monitor/domain/announce_ticket.hpp"

#include "common/kernel/bilingual.hpp"
#include "common/kernel/civil_text.hpp"
#include "common/kernel/name.hpp"
#include "common/policy/policy_book.hpp"
#include "services/progress-monitor/domain/quantity.hpp"
#include "services/progress-monitor/domain/service_owner.hpp"

namespace luodi::monitor {

namespace {
Announcement about(const TicketNews& news, std::string_view fact, std::string_view occasion) {
  Announcement out;
  out.about = news.id + ":" + std::string(fact) + ":" + std::to_string(news.version);
  out.occasion = occasion;
  out.project_id = news.ticket->project_id;
  return out;
}

std::string matter(const Ticket& ticket) {
  std::string out = "项目：" + ticket.project_name + "\n事项：" + twin_of(ticket.title).zh;
  if (ticket.quantity) out += "\n数量：" + quantity_words(ticket.service, *ticket.quantity).zh;
  return out;
}

bool is_of_bureau(const Ticket& ticket, const domain::Project& project, const Teller& teller) {
  if (ticket.owner == role_text(Role::bureau)) return true;
  const auto* policy = teller.policies ? teller.policies->in_force(civil_date(teller.now)) : nullptr;
  return policy && owner_of_service(ticket.owner, project, *policy).kind == policy::OwnerKind::bureau;
}

std::optional<Announcement> owed(const TicketNews& news, std::string_view fact, const Twin& what,
                                 const std::string& why, const Teller& teller) {
  const Ticket& ticket = *news.ticket;
  if (ticket.state != TicketState::open || ticket.clocks.empty()) return std::nullopt;
  const Instant due_at = ticket.clocks.back().due_at;
  Announcement out = about(news, fact, "ticket_assigned");
  out.owner = served_by(ticket.owner_org.value_or(""), *news.project);
  const bool of_bureau = is_of_bureau(ticket, *news.project, teller);
  const bool unheard = !of_bureau && is_unheard(teller, out.owner);
  out.to_bureau = of_bureau || unheard;
  out.subject = "【服务事项" + what.zh + "】" + twin_of(ticket.title).zh + "：" + ticket.project_name;
  out.text = matter(ticket);
  if (!ticket.text.empty()) out.text += "\n情况：" + twin_of(ticket.text).zh;
  out.text += "\n由" + teller.names.of(served_by(ticket.owner, *news.project)) + "承办，答复期限：" + until_zh(due_at);
  if (!why.empty()) out.text += "\n原因：" + why;
  if (unheard)
    out.text += "\n承办单位在本平台没有可用账号，由" + teller.names.of(std::string(domain::k_bureau_org)) +
                "代为接收：请转告承办单位并凭其书面意见代录答复，或者改派其他单位。";
  out.text += "\n依据：" + teller.names.clause(ticket.clause) + "\nTicket " + news.id + " " + what.en +
              ": to be answered by its owner by " + until_en(due_at) + ".";
  if (unheard)
    out.text +=
        " The owner has no account here, so the bureau hears in its place: pass it on and record its written answer, "
        "or assign another body.";
  return out;
}

bool is_still_due(const Ticket& ticket, Instant due_at) {
  return !ticket.clocks.empty() && ticket.clocks.back().due_at == due_at;
}
}  // namespace

std::optional<Announcement> announce_ticket(const TicketNews& news, const TicketRequested& requested,
                                            const Teller& teller) {
  const Ticket& ticket = *news.ticket;
  if (requested.owner != ticket.owner || !is_still_due(ticket, requested.due_at)) return std::nullopt;
  auto out = owed(news, TicketRequested::fact, {"受理", "was opened"}, "", teller);
  // Nobody asked for a ticket of the set: the park that accompanies the project learns that it is there.
  if (out && ticket.asker == "system") out->org = requested.asker_org;
  return out;
}

std::optional<Announcement> announce_ticket(const TicketNews& news, const TicketAssigned& assigned,
                                            const Teller& teller) {
  if (assigned.owner != news.ticket->owner) return std::nullopt;
  auto out = owed(news, TicketAssigned::fact, {"转办", "was assigned"}, assigned.note, teller);
  if (out) out->org = news.ticket->asker_org;
  return out;
}

std::optional<Announcement> announce_ticket(const TicketNews& news, const TicketReopened& reopened,
                                            const Teller& teller) {
  if (!is_still_due(*news.ticket, reopened.due_at)) return std::nullopt;
  return owed(news, TicketReopened::fact, {"重开", "was reopened"}, reopened.reason, teller);
}

std::optional<Announcement> announce_ticket(const TicketNews& news, const TicketAnswered& answered,
                                            const Teller& teller) {
  const Ticket& ticket = *news.ticket;
  if (ticket.state != TicketState::answered) return std::nullopt;
  Announcement out = about(news, TicketAnswered::fact, "ticket_answered");
  out.org = ticket.asker_org;
  out.subject = "【服务事项答复】" + twin_of(ticket.title).zh + "：" + ticket.project_name;
  out.text = matter(ticket) + "\n承办：" + teller.names.of(served_by(ticket.owner, *news.project)) + "\n答复：" +
             twin_of(answered.text).zh;
  std::string granted;  // in English
  if (answered.granted) {
    const bool nothing = *answered.granted == 0;
    const Twin quantity = quantity_words(ticket.service, *answered.granted);
    out.text += nothing ? std::string("\n结果：不予保障") : "\n结果：保障" + quantity.zh;
    granted = nothing ? ", nothing is granted" : ", granted are " + quantity.en;
    // Of this answer: a later one may have promised another quantity by another day.
    if (news.supply && news.supply->quantity == *answered.granted && !nothing) {
      const std::string last_day = news.supply->supply_by.str();
      out.text += "\n供应期限：" + last_day + "（含当日）";
      granted += ", to be supplied by " + last_day + " inclusive";
    }
  }
  out.text += "\n请确认销号；未解决的，请重开并说明原因。\n依据：" + teller.names.clause(ticket.clause) + "\nTicket " +
              news.id + " was answered" + granted + ": confirm it, or reopen it with a reason.";
  return out;
}

}  // namespace luodi::monitor
