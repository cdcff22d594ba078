#pragma once
// What may be done to an obligation 履约事项 (measure 9). Pure.
//
//   register    bureau, park: once a formal agreement is in force, no day before it. The same side, kind, title, text
//               and day is the same obligation: it is registered once. Company, deposit, funds, start and production
//               are owed by the enterprise, land, infrastructure and support by the government side, anything else by
//               either
//   honour      with evidence, none of it dated after the day, and, where an amount is owed, no less than it. The park
//   tells what the enterprise did;
//               what the government side owes the bureau tells, never the side that owes it. Start and production are
//               shown by the stage of the project alone (a ceremony is not a start); landing shows the company as well
//   breach      when its last day is over, once for each agreed day: by the due queue, or with what is told to have
//               been done after that day, in the same commit
//   correction  bureau, with reason and evidence: another day, another amount, done on another day, not done at all. An
//               amount above what was honoured takes the honour away: it is honoured in full or not at all. Another
//               day that is over, and by which it was not honoured, must be meant, as when it is registered
//   withdrawal  bureau, with a reason: it was registered in error and owes nothing any more. What was told of it stays
//               readable, a case that runs on it is withdrawn with it (exit_judge.hpp), the right one may be registered
// The agreed day is a civil date and stays it, working day or not.
#include <optional>
#include <string>
#include <vector>

#include "services/progress-monitor/domain/obligation_follow.hpp"
#include "services/progress-monitor/domain/service_owner.hpp"

namespace luodi::monitor {

struct RegisterObligation {
  ObligationSide side = ObligationSide::enterprise;
  ObligationKind kind = ObligationKind::other;
  std::string title;
  std::string text;
  std::string owner;  // empty: the host for the government side, the enterprise for the other (obligation_owner.hpp)
  CivilDate due_on;
  std::optional<Fen> amount_fen;
  bool already_due = false;  // the day is over by now, and that is meant: it is overdue, and told, at once
  static constexpr auto fields() {
    using codec::field;
    using codec::optional_field;
    using codec::Text;
    using R = RegisterObligation;
    return described(field("side", &R::side), field("kind", &R::kind), field("title", &R::title, codec::Name{200}),
                     optional_field("text", &R::text, Text{0, 2000}), optional_field("owner", &R::owner, Text{0, 200}),
                     field("due_on", &R::due_on), field("amount_fen", &R::amount_fen, codec::Range{1, INT64_MAX}),
                     optional_field("already_due", &R::already_due));
  }
};
struct HonourObligation {
  std::optional<CivilDate> honoured_on;
  std::optional<Fen> amount_fen;
  std::string text;
  std::vector<domain::Evidence> evidence;
  static constexpr auto fields() {
    using codec::field;
    using H = HonourObligation;
    return described(field("honoured_on", &H::honoured_on),
                     field("amount_fen", &H::amount_fen, codec::Range{1, INT64_MAX}),
                     codec::optional_field("text", &H::text, codec::Text{0, 2000}),
                     field("evidence", &H::evidence, codec::Count{1, 20}));
  }
};
struct CorrectObligation {
  std::optional<CivilDate> due_on;
  std::optional<CivilDate> honoured_on;
  bool not_honoured = false;
  std::optional<Fen> amount_fen;
  std::string reason;
  std::vector<domain::Evidence> evidence;
  bool already_due = false;  // as of RegisterObligation: due_on is over by now, and that is meant
  static constexpr auto fields() {
    using codec::field;
    using C = CorrectObligation;
    return described(field("due_on", &C::due_on), field("honoured_on", &C::honoured_on),
                     codec::optional_field("not_honoured", &C::not_honoured),
                     field("amount_fen", &C::amount_fen, codec::Range{1, INT64_MAX}),
                     field("reason", &C::reason, codec::Text{1, 1000}),
                     field("evidence", &C::evidence, codec::Count{1, 20}),
                     codec::optional_field("already_due", &C::already_due));
  }
};

using WithdrawObligation = ObligationWithdrawn;

// `agreed`: the obligations of the project so far.
Expected<domain::Decision> decide_register_obligation(const std::string& project_id, const domain::Project& project,
                                                      const std::vector<Owed>& agreed, const CityBodies& bodies,
                                                      const RegisterObligation& command,
                                                      const domain::Context& context);
Expected<domain::Decision> decide_honour(const Owed& on, const HonourObligation& command,
                                         const domain::Context& context);
Expected<domain::Decision> decide_correct(const Owed& on, const std::vector<Owed>& agreed,
                                          const CorrectObligation& command, const domain::Context& context);
Expected<domain::Decision> decide_withdraw_obligation(const Owed& on, const WithdrawObligation& command,
                                                      const domain::Context& context);

}  // namespace luodi::monitor
