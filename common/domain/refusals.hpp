#pragma once
// The refusals that commands share: a fault in one field, a day in the future, papers and details of a secret project,
// a "no" without its reason, what was recorded before, a policy that is not in force. Pure.
//
//   auto day = day_of_fact(command.started_on, context, "/started_on");   // today where absent
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "common/domain/decision.hpp"
#include "common/domain/project.hpp"
#include "common/kernel/bilingual.hpp"
#include "common/kernel/word.hpp"

namespace luodi::domain {

// invalid_body with one pointed-at field.
Error field_fault(std::string pointer, std::string code, std::string message);

// The civil date of a fact: as given, today where absent, in_future past today.
Expected<CivilDate> day_of_fact(std::optional<CivilDate> given, const Context& context, const std::string& pointer);
// What a fact rests on, as a refusal calls it, and its day.
struct Basis {
  Twin what;
  CivilDate on;
};
// invalid_body with that code at `pointer` where a fact of the day `on` lies before the last thing that it rests on.
Expected<void> check_rests_on(const std::optional<Basis>& last, CivilDate on, std::string pointer, std::string code);
// One field of a request, and whether the request states it.
struct Detail {
  const char* pointer;
  bool stated;
};
// secret_not_admitted, with a pointer for each detail that is stated of a secret project and for what else is wrong
// with it (`faults`): of a stub only code name, park and stage are recorded.
Expected<void> refuse_details(std::initializer_list<Detail> details, std::vector<FieldError> faults = {});
// The same where the project is secret. Asked before every other rule, so that no refusal or answer repeats a detail.
Expected<void> check_stub(const Project& project, std::initializer_list<Detail> details);
// secret_not_admitted where papers of a secret project would enter; in_future where a paper is dated past today.
Expected<void> check_papers(const Project& project, const std::vector<Evidence>& evidence, const Context& context);

// invalid_body (after_fact) at `pointer` where a paper is dated after the day of what it belongs to; the same day is
// fine, and so is a paper without a day.
Expected<void> check_dated_before(std::optional<CivilDate> dated, CivilDate on, Word what, std::string pointer);
// The same for each paper of the list that stands at `list`.
Expected<void> check_papers_before(const std::vector<Evidence>& evidence, CivilDate on, Word what,
                                   const std::string& list = "/evidence");

// invalid_body: `what` asks for a reason of at most so many characters.
Error reason_needed(std::string pointer, Word what, std::size_t most);
// reason_needed where the text is blank. Of a secret project no reason is asked for: check_stub refuses it.
Expected<void> check_reason(const Project& project, const std::string& text, std::string pointer, Word what,
                            std::size_t most);

// When something was recorded, by whom and as what, as far as that is known.
struct Recorded {
  std::optional<CivilDate> on;
  std::string by;  // user name
  std::string id;
};
// already_exists: "<what>已于 2022-06-01 由张三登记（obl_1），不再重复登记", the person by the name that the context
// knows. `what` is said in both languages, "同一履约事项 / the same obligation".
Error recorded_before(std::string_view what, const Recorded& before, const Context* context = nullptr);

// no_policy where the context brings none, or none is in force on that day.
Expected<const policy::Policy*> policy_on(const Context& context, CivilDate day);
std::string cite(const policy::Policy& policy, std::string_view clause);  // "mianyang-2022/3"

}  // namespace luodi::domain
