#include "services/progress-monitor/domain/dispatch_retracted.hpp"

#include <algorithm>

#include "common/domain/counted_progress.hpp"
#include "common/domain/words.hpp"
#include "services/progress-monitor/domain/dispatch_scope.hpp"
#include "services/progress-monitor/domain/effective_progress.hpp"

namespace luodi::monitor {

using domain::Exemption;
using domain::ExemptionState;
using domain::Project;

namespace {
template <class T>
const T* same_of(const std::vector<T>& list, const std::string& id) {
  const auto found = std::find_if(list.begin(), list.end(), [&](const T& each) { return each.id == id; });
  return found == list.end() ? nullptr : &*found;
}

// A report counts or not by its own verdict; that others made it count no more is no act that took it back.
void tell_reports(const Project& before, const Project& known, const policy::PolicyBook& book,
                  std::vector<std::string>& out) {
  for (const auto& report : domain::judged_progress(before, book)) {
    const auto* now = same_of(known.progress, report.id);
    if (!report.effective || !now || !now->retraction) continue;
    out.push_back(report.occurred_on.str() + " " + std::string(word_of(report.kind).zh) + "：" + now->reason);
  }
}

void tell_funds(const Project& before, const Project& known, std::vector<std::string>& out) {
  for (const auto& funds : before.funds) {
    const auto* now = same_of(known.funds, funds.id);
    if (!now || now->corrections.size() == funds.corrections.size()) continue;
    if (now->amount_fen == funds.amount_fen && now->injected_on == funds.injected_on) continue;
    const auto said = [](const domain::FundsEntry& entry) {
      return entry.injected_on.str() + " " + entry.amount_fen.display();
    };
    out.push_back("到位资金 " + said(funds) + "→" + said(*now) + "：" + now->corrections.back().reason);
  }
}

// What the cycles before it told as a change of stage. One that came and went within the cycle was told nowhere.
void tell_stages(HalfMonth cycle, const Project& known, std::vector<std::string>& out) {
  const Instant began = instant_at(cycle.first_day());
  for (const auto& was : known.returns)
    if (was.recorded_at < began && was.returned_at >= began)
      out.push_back(was.on.str() + " " + stage_change(was.stage).zh + "：已回退" +
                    (was.reason.empty() ? "" : "，" + was.reason));
}

std::string verdict_of(const Exemption& exemption) {
  if (exemption.state != ExemptionState::approved) return std::string(word_of(exemption.state).zh);
  return std::string(word_of(exemption.state).zh) + std::to_string(exemption.cycles) + "个周期";
}

void tell_exemptions(const Project& before, const Project& known, std::vector<std::string>& out) {
  for (const auto& exemption : before.exemptions) {
    const auto* now = same_of(known.exemptions, exemption.id);
    if (!now || now->corrections.size() == exemption.corrections.size()) continue;
    const std::string was = verdict_of(exemption);
    const std::string is = verdict_of(*now);
    if (was == is) continue;
    out.push_back("正当理由（" + std::string(domain::ground_word(exemption.ground).zh) + "，自" + exemption.from.str() +
                  "） " + was + "→" + is + "：" + now->corrections.back().correction);
  }
}
}  // namespace

std::vector<std::string> taken_back_in(HalfMonth cycle, const Project& project, const Project& known,
                                       const policy::PolicyBook& book) {
  const Project before = known_at(project, instant_at(cycle.first_day()));
  std::vector<std::string> out;
  tell_stages(cycle, known, out);
  tell_reports(before, known, book, out);
  tell_funds(before, known, out);
  tell_exemptions(before, known, out);
  return out;
}

}  // namespace luodi::monitor
