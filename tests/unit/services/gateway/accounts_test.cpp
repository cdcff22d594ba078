// The organisation of a new account: a registered one where the roles act for a park or an office.
#include "services/gateway/accounts.hpp"

#include <gtest/gtest.h>

namespace luodi::gateway {
namespace {

class AccountOrg : public testing::Test {
 protected:
  AccountOrg() {
    domain::Park park;
    park.code = "MY-GX";
    world_.table<domain::Park>().set("MY-GX", std::move(park), 1);
    domain::Office office;
    office.code = "OFFICE-SZ";
    world_.table<domain::Office>().set("OFFICE-SZ", std::move(office), 1);
  }
  // Code of the refusal; "" = taken.
  std::string refusal(std::vector<std::string> roles, const std::string& org) const {
    NewAccount account;
    account.roles = std::move(roles);
    account.org = org;
    const auto fault = check_org(account, runtime::Overlay<AccountWorld>(world_));
    if (!fault) return {};
    EXPECT_EQ(fault->code, ErrorCode::invalid_body);
    EXPECT_EQ(fault->fields.at(0).pointer, "/org");
    return fault->fields.at(0).code;
  }
  AccountWorld world_;
};

TEST_F(AccountOrg, OfAParkOrAnOfficeIsARegisteredOne) {
  EXPECT_EQ(refusal({"park"}, "MY-GX"), "");
  EXPECT_EQ(refusal({"office"}, "OFFICE-SZ"), "");
  EXPECT_EQ(refusal({"park", "reviewer"}, "MY-GX"), "");
  EXPECT_EQ(refusal({"park"}, "MY-XX"), "org_not_found");
  EXPECT_EQ(refusal({"office"}, "OFFICE-XX"), "org_not_found");
  EXPECT_EQ(refusal({"reviewer", "park"}, "FGW"), "org_not_found");
  EXPECT_EQ(refusal({"park"}, "my-gx"), "org_not_found") << "a code is compared as it is written";
}

TEST_F(AccountOrg, EachRoleWantsItsOwnKind) {
  EXPECT_EQ(refusal({"park"}, "OFFICE-SZ"), "org_not_found") << "a park's account would see nothing there";
  EXPECT_EQ(refusal({"office"}, "MY-GX"), "org_not_found");
  for (const auto* org : {"MY-GX", "OFFICE-SZ"})
    EXPECT_EQ(refusal({"park", "office"}, org), "org_not_found") << org << " is one of them alone";
}

TEST_F(AccountOrg, TheRefusalSaysWhereTheRegisteredOnesAreListed) {
  const auto expect_told = [&](const char* role, const char* zh, const char* en, const char* list) {
    NewAccount account;
    account.roles = {role};
    account.org = "MY-XX";
    const auto fault = check_org(account, runtime::Overlay<AccountWorld>(world_));
    ASSERT_TRUE(fault) << role;
    EXPECT_NE(fault->detail.find(zh), std::string::npos) << fault->detail;
    EXPECT_NE(fault->detail.find(en), std::string::npos) << fault->detail;
    for (const auto& half : {twin_of(fault->detail).zh, twin_of(fault->detail).en})
      EXPECT_NE(half.find(list), std::string::npos) << half;
  };
  expect_told("park", "MY-XX 不是已登记的园区，", "no registered park: MY-XX;", "GET /v1/parks");
  expect_told("office", "MY-XX 不是已登记的驻外机构，", "no registered office: MY-XX;", "GET /v1/offices");
}

TEST_F(AccountOrg, OfDepartmentsReferrersAndPortalsIsTakenAsGiven) {
  for (const auto* role : {"reviewer", "referrer", "portal"})
    EXPECT_EQ(refusal({role}, "FGW"), "") << role;
}

TEST_F(AccountOrg, ARoleOfTheWholeCityHasNone) {
  for (const auto* role : {"bureau", "committee", "leader", "finance", "sysadmin", "secadmin", "auditor"}) {
    EXPECT_EQ(refusal({role}, ""), "") << role;
    EXPECT_EQ(refusal({role}, "MY-GX"), "not_applicable") << role;
  }
  EXPECT_EQ(refusal({"bureau", "reviewer"}, "FGW"), "") << "of the department for which it reviews";
}

}  // namespace
}  // namespace luodi::gateway
