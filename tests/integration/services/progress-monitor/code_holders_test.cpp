// Who holds a project code, in data of any age.
#include "tests/integration/services/progress-monitor/site.hpp"

namespace luodi::monitor::test {
namespace {

TEST(ProjectCodes, AreIndexedWithAllWhoHoldThem) {
  Site site;
  Site::Instance one(site);
  site.set_clock(at("2022-06-10", 9));
  constexpr const char* k_code = "2205-510703-04-01-130950";
  domain::ProjectLanded landed;
  landed.landed_on = day("2022-06-10");
  landed.company.name = "项目公司";
  landed.evidence = {paper(domain::EvidenceKind::project_code)};
  landed.evidence.front().reference = k_code;
  for (const char* id : {"prj_1", "prj_2"}) {  // as data from before it was claimed may have it
    site.project(one, id, yi(5));
    site.happens<domain::Project>(one, id, landed, "MY-GX");
  }
  EXPECT_EQ(one.indexes.projects_of_code(k_code), (std::vector<std::string>{"prj_1", "prj_2"}));
  domain::StageReturned back;
  back.stage = domain::Stage::landed;
  back.on = day("2022-06-10");
  back.reason = "误登";
  site.happens<domain::Project>(one, "prj_1", back, "MY-GX");
  EXPECT_EQ(one.indexes.projects_of_code(k_code), std::vector<std::string>{"prj_2"});
  const Site::Instance later(site);
  EXPECT_EQ(later.indexes.projects_of_code(k_code), std::vector<std::string>{"prj_2"}) << "from stored states";
}
}  // namespace
}  // namespace luodi::monitor::test
