// People read names: of units with their code, of persons alone. Without look-ups codes and accounts stand for
// themselves.
#include "common/domain/names.hpp"

#include <gtest/gtest.h>

#include "common/domain/refusals.hpp"
#include "common/domain/visibility.hpp"

namespace luodi::domain {
namespace {

struct Named : testing::Test {
  Named() {
    names.unit = [](const std::string& code) { return code == "MY-GX" ? "绵阳高新区" : ""; };
    names.person = [](const std::string& username) { return username == "zhangsan" ? "张三" : ""; };
    policy::Policy sample;
    sample.id = "sample";
    sample.effective_from = *CivilDate::of(2022, 5, 25);
    sample.admission.review_members = {{"ENV", "生态环境部门", "environment"}};
    book = policy::PolicyBook::of({sample}, WorkingCalendar()).value();
    context.now = *Instant::parse("2022-06-01T09:00:00+08:00");
    context.policies = &*book;
    context.names = &names;
  }
  Names names;
  std::optional<policy::PolicyBook> book;
  Context context;
};

TEST_F(Named, AUnitIsItsNameWithItsCode) {
  EXPECT_EQ(unit_name(context, "MY-GX").zh, "绵阳高新区（MY-GX）");
  EXPECT_EQ(unit_name(context, "MY-GX").en, "绵阳高新区 (MY-GX)");
  EXPECT_EQ(unit_name(context, "ENV").zh, "生态环境部门（ENV）");
  EXPECT_EQ(unit_name(context, "ENV").en, "environment (ENV)");
  EXPECT_EQ(unit_name(context, "bureau").zh, "市投资促进部门");
  EXPECT_EQ(unit_name(context, "MY-XX").zh, "MY-XX");
  EXPECT_EQ(unit_name(context, "").zh, "—");
}

TEST_F(Named, APersonIsTheNameOfTheAccount) {
  EXPECT_EQ(person_name(context, "zhangsan").zh, "张三");
  EXPECT_EQ(person_name(context, "system").zh, "系统");
  EXPECT_EQ(person_name(context, "gone").zh, "gone");
  context.names = nullptr;
  EXPECT_EQ(person_name(context, "zhangsan").zh, "zhangsan");
}

TEST_F(Named, WhatWasRecordedBeforeNamesThePerson) {
  const Recorded before{*CivilDate::of(2022, 6, 1), "zhangsan", "obl_1"};
  const auto error = recorded_before("同一履约事项 / the same obligation", before, &context);
  EXPECT_NE(error.detail.find("由 张三 登记（obl_1）"), std::string::npos) << error.detail;
  EXPECT_NE(error.detail.find("by 张三"), std::string::npos) << error.detail;
  EXPECT_EQ(error.detail.find("zhangsan"), std::string::npos) << error.detail;
}

TEST_F(Named, AForeignProjectIsRefusedInTheNameOfTheUnit) {
  context.actor.username = "zhangsan";
  context.actor.roles = {Role::park};
  context.actor.org = "MY-GX";
  const auto refused = check_acts_on(context, "project.negotiation", Project());
  ASSERT_FALSE(refused);
  EXPECT_NE(refused.error().detail.find("本项目不是 绵阳高新区（MY-GX） 承接"), std::string::npos)
      << refused.error().detail;
}

}  // namespace
}  // namespace luodi::domain
