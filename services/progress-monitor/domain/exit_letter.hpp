#pragma once
// What the letter of a limit notice 限期履约通知 or of an exit notice 退出通知 says, fixed in the event that issues it:
// a letter that is out never changes, whatever becomes of names, policies or the agreement afterwards. Its words:
// exit_letter_document.hpp. Pure.
//
//   notice.letter = limit_letter(notice, obligation, project, policy, context);   // without its number yet
#include <optional>
#include <string>
#include <vector>

#include "common/codec/fields.hpp"
#include "common/kernel/bilingual.hpp"

namespace luodi::domain {
struct Context;
struct Project;
}  // namespace luodi::domain
namespace luodi::policy {
struct Policy;
}  // namespace luodi::policy

namespace luodi::monitor {

struct ExitCase;
struct LimitNoticeIssued;
struct Obligation;

// The agreement that was breached, as it was recorded.
struct LetterAgreement {
  std::string title;   // of its paper; empty = was not told
  std::string number;  // the same
  CivilDate signed_on;
  static constexpr auto fields() {
    using codec::optional_field;
    using A = LetterAgreement;
    return described(optional_field("title", &A::title), optional_field("number", &A::number),
                     codec::field("signed_on", &A::signed_on));
  }
};

struct ExitLetter {
  std::string number;  // "限履〔2022〕1号"; what has none is not stored (letter_numbers.hpp)
  CivilDate issued_on;
  std::string issuer;
  std::string addressee;  // who has to perform
  std::string project_name;
  std::optional<std::string> project_code;
  std::string obligation;  // its title
  std::string agreed_in;   // where the agreement says so; empty = was not told
  std::optional<Fen> amount_fen;
  CivilDate agreed_on;
  int days_late = 0;      // on the day of issue, or until it was performed after all
  CivilDate limit_until;  // last day to perform; of an exit letter: that passed
  std::string policy_title;
  std::string clause;  // "mianyang-2022/9"
  std::string clause_title;
  std::string clause_point;  // the clause in a few words of our own
  std::string contact;
  std::vector<std::string> copies;
  // Absent in letters that were issued before it was recorded: they go on saying what they said, word by word.
  std::optional<LetterAgreement> agreement;
  std::optional<std::string> host;  // name of the 项目承载地, where there is one
  // ---- of an exit letter alone ----
  std::optional<CivilDate> limit_notice_on;
  std::optional<std::string> limit_number;    // absent: that notice was no letter yet
  std::vector<std::string> settlement;        // what is to be settled
  std::optional<int> objection_working_days;  // after its receipt, to state one's case
  std::optional<CivilDate> honoured_on;  // performed on this day, after the limit; absent: not yet, or not told then
  // ---- of one that a later letter has replaced ----
  std::optional<Instant> issued_at;  // that its paper bears, so that it stays byte for byte what it was
  static constexpr auto fields() {
    using codec::field;
    using codec::optional_field;
    using L = ExitLetter;
    return described(
        field("number", &L::number, codec::Text{1, 60}), field("issued_on", &L::issued_on), field("issuer", &L::issuer),
        field("addressee", &L::addressee), field("project_name", &L::project_name),
        field("project_code", &L::project_code), field("obligation", &L::obligation),
        optional_field("agreed_in", &L::agreed_in), field("amount_fen", &L::amount_fen),
        field("agreed_on", &L::agreed_on), field("days_late", &L::days_late), field("limit_until", &L::limit_until),
        field("policy_title", &L::policy_title), field("clause", &L::clause), field("clause_title", &L::clause_title),
        field("clause_point", &L::clause_point), field("contact", &L::contact), optional_field("copies", &L::copies),
        field("limit_notice_on", &L::limit_notice_on), field("limit_number", &L::limit_number),
        optional_field("settlement", &L::settlement), field("agreement", &L::agreement), field("host", &L::host),
        field("objection_working_days", &L::objection_working_days), field("honoured_on", &L::honoured_on),
        field("issued_at", &L::issued_at));
  }
};

// `notice` has its days; `policy` is the one in force.
ExitLetter limit_letter(const LimitNoticeIssued& notice, const Obligation& obligation, const domain::Project& project,
                        const policy::Policy& policy, const domain::Context& context);
ExitLetter exit_letter(const ExitCase& exit, const Obligation& obligation, const domain::Project& project,
                       const policy::Policy& policy, const domain::Context& context);
// Of a letter about what was performed too late, else nothing: "已于2022年8月15日履约，逾期66日，晚于限期" as `on`
// writes the day, and the same in English.
Twin too_late(const ExitLetter& letter, const std::string& on);

}  // namespace luodi::monitor
