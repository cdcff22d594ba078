#include "tests/property/services/progress-monitor/stored_text.hpp"

#include <sstream>

namespace luodi::monitor::test {

namespace {
template <class T>
std::string or_dash(const std::optional<T>& value) {
  return value ? value->str() : "-";
}
template <class E>
std::string word(E value) {
  return std::string(codec::enum_text(value));
}

void tell(std::ostream& out, const Interview& i) {
  out << word(i.state) << " level " << i.level << " of " << i.responsible_org << " stall " << i.episode_first.str()
      << " to " << i.trigger.str() << " count " << i.idle_cycles << " amount "
      << (i.amount_fen ? i.amount_fen->display() : "-") << " " << i.stage << " since " << or_dash(i.last_progress)
      << "\n  grace " << or_dash(i.grace_until) << " number " << i.document_number << " issued " << or_dash(i.issued_at)
      << "\n  meets " << or_dash(i.meeting_at) << " " << i.meeting_id << " " << i.place << "\n  ends " << i.outcome
      << " second " << i.second_id << (i.basis_lost ? " basis lost" : "")
      << (i.withdrawn_automatically ? " withdrawn by itself" : "") << "\n";
  for (const auto& clock : i.clocks)
    out << "  " << word(clock.step) << " from " << clock.from.str() << " opens " << or_dash(clock.opens_at) << " due "
        << or_dash(clock.due_at) << " " << word(clock.state) << " " << or_dash(clock.done_at)
        << (clock.overdue_at ? " missed" : "") << "\n";
  for (const auto& filed : i.papers)
    out << "  paper " << word(filed.step) << " " << filed.at.str() << " " << filed.by << " " << filed.correction
        << "\n";
}

void tell(std::ostream& out, const domain::Watch& w) {
  out << word(w.light) << " " << w.idle_cycles << " through " << w.through.str() << "\n";
  for (const auto& e : w.episodes)
    out << "  stall " << e.first.str() << " " << or_dash(e.yellow) << " " << or_dash(e.red) << " "
        << or_dash(e.interview) << " " << e.interview_id << (e.withdrawn ? " withdrawn" : "") << " after "
        << or_dash(e.after) << "\n";
}

void tell(std::ostream& out, const ExitCase& e) {
  out << word(e.state) << " " << word(e.notice.ground) << " agreed " << e.notice.agreed_on.str() << " late since "
      << e.notice.late_since.str() << " limit " << limit_until(e).str();
  // Cured or withdrawn before the late one looked, it was told to leave by nobody.
  const bool stands = e.state == ExitState::noticed || e.state == ExitState::exited;
  if (e.exit_notice && stands) out << " to leave on " << day_of(*e.exit_notice).str();
  if (e.cured) out << " cured on " << e.cured->cured_on.str();
  out << " exited " << or_dash(e.exited_on) << "\n";
}

// Whoever performed in time and said so late, or whose day was moved afterwards, has breached nothing: a prompt monitor
// had told of a breach by then, a late one rightly never does.
void tell(std::ostream& out, const Obligation& o) {
  const bool stands = o.state == ObligationState::breached || o.late;
  out << word(o.state) << " due " << o.due_on.str() << " honoured " << or_dash(o.honoured_on) << (o.late ? " late" : "")
      << (stands && was_breached(o, o.due_on) ? " breached" : "") << "\n";
}

void tell(std::ostream& out, const Problem& p) {
  out << word(p.state) << " " << word(p.level) << " of " << p.owner << " due " << p.due_at.str();
  for (const auto& climb : p.escalations)
    out << " " << word(climb.step.to) << " " << climb.step.at(climb.at).str();
  out << "\n";
}

void tell(std::ostream& out, const Revisits& r) {
  out << word(r.state) << " due " << or_dash(r.due_on) << "\n";
}

void tell(std::ostream& out, const Meeting& m) {
  out << word(m.state) << " " << m.meeting_at.str() << " " << m.place;
  for (const auto& item : m.items)
    out << " " << item.interview_id;
  out << "\n";
}

template <class A>
void all(std::ostream& out, const Office& office) {
  for (const auto& [id, state] : office.all<A>()) {
    out << A::kind << " " << id << " ";
    tell(out, state);
  }
}
}  // namespace

std::string stored_text(const Office& office) {
  std::ostringstream out;
  all<Interview>(out, office);
  all<Meeting>(out, office);
  all<domain::Watch>(out, office);
  all<ExitCase>(out, office);
  all<Obligation>(out, office);
  all<Problem>(out, office);
  all<Revisits>(out, office);
  return out.str();
}

std::string first_difference(const std::string& wanted, const std::string& found) {
  std::istringstream a(wanted);
  std::istringstream b(found);
  std::string object;
  for (;;) {
    std::string x = "(nothing more)";
    std::string y = x;
    const bool more = static_cast<bool>(std::getline(a, x));
    if (!std::getline(b, y) && !more) return {};
    if (x != y) return object + "\n  wanted: " + x + "\n  found:  " + y;
    if (!x.starts_with(" ")) object = x;
  }
}

}  // namespace luodi::monitor::test
