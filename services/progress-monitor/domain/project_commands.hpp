#pragma once
// The commands on a project that the monitor answers: what their bodies look like and what they decide. Stages, gates
// and roles come from the stage table; dates of facts may lie in the past (late evidence is recorded now and replays
// the idle clock), never in the future. Pure.
#include <optional>
#include <string>
#include <vector>

#include "common/domain/decision.hpp"
#include "common/domain/project.hpp"
#include "common/domain/watch.hpp"
#include "services/progress-monitor/domain/exit_day.hpp"
#include "services/progress-monitor/domain/vouchers.hpp"

namespace luodi::monitor {

inline constexpr std::size_t k_longest_exit_reason = 1000;  // characters

struct Land {  // 落地
  std::optional<CivilDate> landed_on;
  std::optional<domain::Enterprise> company;
  std::vector<domain::Evidence> evidence;
  static constexpr auto fields() {
    using codec::field;
    return described(field("landed_on", &Land::landed_on), field("company", &Land::company),
                     field("evidence", &Land::evidence, codec::Count{0, 20}));
  }
};
struct Start {  // 开工
  std::optional<CivilDate> started_on;
  std::vector<domain::Evidence> evidence;
  static constexpr auto fields() {
    return described(codec::field("started_on", &Start::started_on),
                     codec::field("evidence", &Start::evidence, codec::Count{0, 20}));
  }
};
struct Produce {  // 投产
  std::optional<CivilDate> started_on;
  std::vector<domain::Evidence> evidence;
  static constexpr auto fields() {
    return described(codec::field("started_on", &Produce::started_on),
                     codec::field("evidence", &Produce::evidence, codec::Count{0, 20}));
  }
};
struct Report {  // 进展
  domain::ProgressKind kind = domain::ProgressKind::note;
  std::optional<CivilDate> occurred_on;
  std::string text;
  std::vector<domain::Evidence> evidence;
  std::optional<std::string> milestone;  // of the plan; only with kind milestone
  static constexpr auto fields() {
    using codec::field;
    return described(field("kind", &Report::kind), field("occurred_on", &Report::occurred_on),
                     codec::optional_field("text", &Report::text, codec::Text{0, 2000}),
                     field("evidence", &Report::evidence, codec::Count{0, 20}),
                     field("milestone", &Report::milestone, codec::Text{1, 40}));
  }
};
struct VerifyFunds {  // 到位资金; exactly one of amount_fen and foreign_amount
  std::optional<Fen> amount_fen;
  std::optional<domain::ForeignAmount> foreign_amount;
  bool fixed_investment = false;
  std::optional<CivilDate> injected_on;
  std::vector<domain::Voucher> vouchers;
  std::vector<domain::Evidence> evidence;  // further papers
  bool over_agreed = false;                // known to lead above the agreed amount
  std::string note;                        // why
  static constexpr auto fields() {
    using codec::field;
    using V = VerifyFunds;
    return described(
        field("amount_fen", &V::amount_fen, domain::k_stated_amount), field("foreign_amount", &V::foreign_amount),
        codec::optional_field("fixed_investment", &V::fixed_investment), field("injected_on", &V::injected_on),
        field("vouchers", &V::vouchers, codec::Count{1, 50}), field("evidence", &V::evidence, codec::Count{0, 20}),
        codec::optional_field("over_agreed", &V::over_agreed),
        codec::optional_field("note", &V::note, codec::Text{0, 1000}));
  }
};
struct Suspend {
  std::optional<CivilDate> from;
  std::string reason;
  std::vector<domain::Evidence> evidence;  // where it takes counted half months out of the count
  static constexpr auto fields() {
    return described(codec::field("from", &Suspend::from),
                     codec::field("reason", &Suspend::reason, codec::Text{1, 1000}),
                     codec::field("evidence", &Suspend::evidence, codec::Count{0, 20}));
  }
};
struct Resume {
  std::optional<CivilDate> on;
  std::string reason;
  static constexpr auto fields() {
    return described(codec::field("on", &Resume::on),
                     codec::optional_field("reason", &Resume::reason, codec::Text{0, 1000}));
  }
};
struct Exit {
  std::optional<CivilDate> on;
  std::string reason;                              // none of a secret project
  std::vector<domain::SettlementItem> settlement;  // every kind of the policy, once an agreement was signed
  static constexpr auto fields() {
    using codec::field;
    return described(field("on", &Exit::on),
                     codec::optional_field("reason", &Exit::reason, codec::Text{0, k_longest_exit_reason}),
                     field("settlement", &Exit::settlement, codec::Count{0, 30}));
  }
};
struct ApproveExit {   // by a leader; needed where an exit is asked for after a red light
  std::string number;  // of the approving minutes
  std::string reason;  // none of a secret project
  static constexpr auto fields() {
    using codec::field;
    return described(field("number", &ApproveExit::number, codec::Text{1, 200}),
                     codec::optional_field("reason", &ApproveExit::reason, codec::Text{0, k_longest_exit_reason}));
  }
};

using domain::Context;
using domain::Decision;
using domain::Project;
Expected<Decision> decide_landing(const std::string& id, const Project& project, const Land& command,
                                  const Context& context);
Expected<Decision> decide_start(const std::string& id, const Project& project, const Start& command,
                                const Context& context);
Expected<Decision> decide_production(const std::string& id, const Project& project, const Produce& command,
                                     const Context& context);
Expected<Decision> decide_progress(const std::string& id, const Project& project, const Report& command,
                                   const Context& context);
Expected<Decision> decide_funds(const std::string& id, const Project& project, const VerifyFunds& command,
                                const SlipUser& elsewhere, const Context& context);
Expected<Decision> decide_suspension(const std::string& id, const Project& project, const Suspend& command,
                                     const Context& context);
Expected<Decision> decide_resumption(const std::string& id, const Project& project, const Resume& command,
                                     const Context& context);
Expected<Decision> decide_exit(const std::string& id, const Project& project, const ExitAround& around,
                               const Exit& command, const Context& context);
// wrong_state while no approval is needed: one that is given in advance would stand for a red light of later years.
Expected<Decision> decide_exit_approval(const std::string& id, const Project& project, bool needed,
                                        const ApproveExit& command, const Context& context);

}  // namespace luodi::monitor
