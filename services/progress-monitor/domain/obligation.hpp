#pragma once
// Obligation 履约事项 (measure 9): what one side of a formal agreement owes by a day, with an amount where there is
// one. Aggregate id = "obl_…". What may be done when and by whom: obligation_decide.hpp. Pure.
//
//   pending ──its day passes──▶ breached       honoured is what was done by a day; done after the agreed day it is late
//      └───────honour──▶ honoured ◀──honour──┘           a correction, a new event, may lead back
//   pending, breached ──the project ends──▶ lapsed      any but lapsed ──registered in error──▶ withdrawn
#include <array>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "common/domain/project_parts.hpp"

namespace luodi::monitor {

enum class ObligationSide { enterprise, government };
Word word_of(ObligationSide value);
enum class ObligationKind {
  company,         // 项目公司注册
  deposit,         // 履约保证金
  funds,           // 资金到位
  start,           // 开工
  production,      // 投产
  land,            // 供地
  infrastructure,  // 配套设施
  support,         // 政策兑现
  other
};
Word word_of(ObligationKind value);
enum class ObligationState { pending, breached, honoured, lapsed, withdrawn };
Word word_of(ObligationState value);

struct ObligationRegistered {
  static constexpr std::string_view fact = "registered";
  std::string project_id;
  std::string project_name;
  ObligationSide side = ObligationSide::enterprise;
  ObligationKind kind = ObligationKind::other;
  std::string title;
  std::string text;   // where the agreement says so
  std::string owner;  // who owes it
  CivilDate due_on;   // its last day
  std::optional<Fen> amount_fen;
  std::string clause;
  std::optional<std::string> by;                        // user name
  std::optional<std::string> owner_org = std::nullopt;  // whose accounts are the owner's, where its name is no code
  static constexpr auto fields() {
    using codec::field;
    using O = ObligationRegistered;
    return described(field("project_id", &O::project_id), field("project_name", &O::project_name),
                     field("side", &O::side), field("kind", &O::kind), field("title", &O::title),
                     field("text", &O::text), field("owner", &O::owner), field("due_on", &O::due_on),
                     field("amount_fen", &O::amount_fen), field("clause", &O::clause), field("by", &O::by),
                     field("owner_org", &O::owner_org));
  }
};
struct ObligationHonoured {
  static constexpr std::string_view fact = "honoured";
  CivilDate honoured_on;
  std::optional<Fen> amount_fen;
  std::string source;  // "report", or the stage of the project that shows it: "landed", "started", "producing"
  std::string text;
  std::vector<domain::Evidence> evidence;
  static constexpr auto fields() {
    using codec::field;
    using O = ObligationHonoured;
    return described(field("honoured_on", &O::honoured_on), field("amount_fen", &O::amount_fen),
                     field("source", &O::source), field("text", &O::text), field("evidence", &O::evidence));
  }
};
struct ObligationBreached {  // by the due queue or with a late honouring, once for each day
  static constexpr std::string_view fact = "breached";
  CivilDate due_on;
  static constexpr auto fields() { return described(codec::field("due_on", &ObligationBreached::due_on)); }
};
struct ObligationCorrected {  // what is absent stays
  static constexpr std::string_view fact = "corrected";
  std::optional<CivilDate> due_on;       // moved by a supplementary agreement
  std::optional<CivilDate> honoured_on;  // was done on another day
  bool not_honoured = false;             // was not done
  std::optional<Fen> amount_fen;
  std::string reason;
  std::vector<domain::Evidence> evidence;
  static constexpr auto fields() {
    using codec::field;
    using O = ObligationCorrected;
    return described(field("due_on", &O::due_on), field("honoured_on", &O::honoured_on),
                     field("not_honoured", &O::not_honoured), field("amount_fen", &O::amount_fen),
                     field("reason", &O::reason), field("evidence", &O::evidence));
  }
};
struct ObligationLapsed {
  static constexpr std::string_view fact = "lapsed";
  std::string reason;
  static constexpr auto fields() { return described(codec::field("reason", &ObligationLapsed::reason)); }
};

inline constexpr std::size_t k_longest_withdrawal_reason = 1000;
struct ObligationWithdrawn {  // it was never agreed so: registered in error
  static constexpr std::string_view fact = "withdrawn";
  std::string reason;
  static constexpr auto fields() {
    return described(codec::field("reason", &ObligationWithdrawn::reason, codec::Text{1, k_longest_withdrawal_reason}));
  }
};

struct CorrectionEntry {
  ObligationCorrected told;
  std::string by;  // user name
  Instant at;
  static constexpr auto fields() {
    using codec::field;
    using C = CorrectionEntry;
    return described(field("told", &C::told), field("by", &C::by), field("at", &C::at));
  }
};

struct Obligation {
  static constexpr std::string_view kind = "obligation";
  using Events = std::variant<ObligationRegistered, ObligationHonoured, ObligationBreached, ObligationCorrected,
                              ObligationLapsed, ObligationWithdrawn>;
  std::string project_id;
  std::string project_name;
  ObligationSide side = ObligationSide::enterprise;
  ObligationKind what = ObligationKind::other;
  std::string title;
  std::string text;
  std::string owner;
  std::string clause;
  std::optional<std::string> registered_by;  // user name
  std::optional<std::string> owner_org;      // as it was registered
  ObligationState state = ObligationState::pending;
  CivilDate due_on;
  std::optional<Fen> amount_fen;
  std::optional<CivilDate> breached_on;     // the due day whose passing was recorded
  std::vector<CivilDate> earlier_breaches;  // the same of other days that were agreed before
  std::optional<CivilDate> honoured_on;
  bool late = false;                           // honoured after the agreed day
  std::optional<ObligationHonoured> honoured;  // as it was told last
  std::vector<CorrectionEntry> corrections;
  std::optional<std::string> withdrawn_because;
  std::optional<std::string> withdrawn_by;  // user name
  Instant created_at;
  Instant updated_at;
  static constexpr auto fields() {
    using codec::field;
    using O = Obligation;
    return described(field("project_id", &O::project_id), field("project_name", &O::project_name),
                     field("side", &O::side), field("kind", &O::what), field("title", &O::title),
                     field("text", &O::text), field("owner", &O::owner), field("clause", &O::clause),
                     field("registered_by", &O::registered_by), field("owner_org", &O::owner_org),
                     field("state", &O::state), field("due_on", &O::due_on), field("amount_fen", &O::amount_fen),
                     field("breached_on", &O::breached_on), field("earlier_breaches", &O::earlier_breaches),
                     field("honoured_on", &O::honoured_on), field("late", &O::late), field("honoured", &O::honoured),
                     field("corrections", &O::corrections), field("withdrawn_because", &O::withdrawn_because),
                     field("withdrawn_by", &O::withdrawn_by), field("created_at", &O::created_at),
                     field("updated_at", &O::updated_at));
  }
};
void apply(Obligation& obligation, const ObligationRegistered& event, const domain::EventMeta& meta);
void apply(Obligation& obligation, const ObligationHonoured& event, const domain::EventMeta& meta);
void apply(Obligation& obligation, const ObligationBreached& event, const domain::EventMeta& meta);
void apply(Obligation& obligation, const ObligationCorrected& event, const domain::EventMeta& meta);
void apply(Obligation& obligation, const ObligationLapsed& event, const domain::EventMeta& meta);
void apply(Obligation& obligation, const ObligationWithdrawn& event, const domain::EventMeta& meta);

bool has_ended(const Obligation& obligation);                       // lapsed with its project, or withdrawn
bool was_breached(const Obligation& obligation, CivilDate due_on);  // the passing of this day was recorded
bool is_overdue(const Obligation& obligation, Instant now);         // not done, and its last day is over

}  // namespace luodi::monitor

template <>
struct luodi::codec::EnumNames<luodi::monitor::ObligationSide> {
  using E = luodi::monitor::ObligationSide;
  static constexpr std::array<std::pair<E, std::string_view>, 2> table{
      {{E::enterprise, "enterprise"}, {E::government, "government"}}};
};
template <>
struct luodi::codec::EnumNames<luodi::monitor::ObligationKind> {
  using E = luodi::monitor::ObligationKind;
  static constexpr std::array<std::pair<E, std::string_view>, 9> table{{{E::company, "company"},
                                                                        {E::deposit, "deposit"},
                                                                        {E::funds, "funds"},
                                                                        {E::start, "start"},
                                                                        {E::production, "production"},
                                                                        {E::land, "land"},
                                                                        {E::infrastructure, "infrastructure"},
                                                                        {E::support, "support"},
                                                                        {E::other, "other"}}};
};
template <>
struct luodi::codec::EnumNames<luodi::monitor::ObligationState> {
  using E = luodi::monitor::ObligationState;
  static constexpr std::array<std::pair<E, std::string_view>, 5> table{{{E::pending, "pending"},
                                                                        {E::breached, "breached"},
                                                                        {E::honoured, "honoured"},
                                                                        {E::lapsed, "lapsed"},
                                                                        {E::withdrawn, "withdrawn"}}};
};

// Compiled once, in obligation.cpp.
extern template luodi::Expected<void> luodi::domain::apply_fact(luodi::monitor::Obligation&, std::string_view,
                                                                const luodi::codec::Json&,
                                                                const luodi::domain::EventMeta&);
extern template luodi::codec::Json luodi::codec::encode(const luodi::monitor::Obligation&);
extern template luodi::Expected<luodi::monitor::Obligation> luodi::codec::decode(const luodi::codec::Json&);
