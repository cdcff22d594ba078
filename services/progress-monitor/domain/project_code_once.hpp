#pragma once
// A project code 项目代码 proves one project of the city: it is given to one by the approval platform, so the landing,
// step or milestone of a second project that brings it proves nothing there. A project tells its own code as often as
// it likes and may have several; a record that is taken back sets its codes free unless another one of the project
// still rests on them. So does the end of the project, which nobody takes back: where it goes on under another host it
// is registered anew, with the code that it has. The ended one keeps its record and its claim until then; whoever
// brings the code takes the claim over, so data from before needs nothing. The claim is part of the commit, so that two
// projects cannot bring one code at the same time either. Data from before may hold one code in two projects: both keep
// it, and a third is refused while one of them goes on. Pure.
//
//   return with_codes_once(decide_landing(id, project, body, context), {id, &project}, body.evidence, elsewhere,
//   context);
#include <functional>
#include <set>
#include <string>
#include <vector>

#include "common/domain/decision.hpp"
#include "common/domain/project.hpp"

namespace luodi::monitor {

inline constexpr std::string_view k_code_index = "project_code";  // of the claims: code -> project

// What the project's landing and its reports that stand rest on, in one form (normalise_number).
std::set<std::string> codes_of(const domain::Project& project);

struct CodeHolder {
  std::string id;
  std::string name;    // empty for whoever may not know it
  bool ended = false;  // it keeps the code from nobody
};
using CodeUsers =
    std::function<std::vector<CodeHolder>(const std::string& code)>;  // the other projects that rest on it
struct Coded {
  std::string id;
  const domain::Project* project;  // before the decision
};
// The decision with the claims of the codes that it brings to the project and the releases of those that it takes from
// it, those of ended projects among them; already_exists, at the paper at fault, for one that a project which goes on
// holds.
Expected<domain::Decision> with_codes_once(Expected<domain::Decision> decision, const Coded& on,
                                           const std::vector<domain::Evidence>& evidence, const CodeUsers& elsewhere,
                                           const domain::Context& context);

}  // namespace luodi::monitor
