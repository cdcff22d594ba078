#include "services/progress-monitor/domain/project_code_paper.hpp"

#include "common/kernel/bilingual.hpp"
#include "common/kernel/project_code.hpp"
#include "common/kernel/region.hpp"

namespace luodi::monitor {

namespace {
std::string foreign_code(const ProjectCode& code) {
  const Region& city = regions().front();
  return bilingual(
      "项目代码的区划 {0} 不在{1}（{2}），不能作为本市项目的证明 / the code's region {0} is not in {1} ({2}): it "
      "proves "
      "nothing of a project in this city",
      code.region(), Word{city.name, city.en}, city.code);
}
}  // namespace

std::vector<FieldError> code_faults(const std::vector<domain::Evidence>& evidence) {
  std::vector<FieldError> faults;
  for (std::size_t i = 0; i < evidence.size(); ++i) {
    const auto& paper = evidence[i];
    if (paper.kind != domain::EvidenceKind::project_code) continue;
    const auto at = "/evidence/" + std::to_string(i) + "/reference";
    const auto code = ProjectCode::parse(paper.reference.value_or(""));
    if (!paper.reference)
      faults.push_back({at, "required", "须填写项目代码 / the project code itself is needed"});
    else if (!code)
      faults.push_back({at, "format", code.error().detail});
    else if (find_region(code->region()) == nullptr)
      faults.push_back({at, std::string(k_foreign_code), foreign_code(*code)});
  }
  return faults;
}

}  // namespace luodi::monitor
