// Every event of a project and of its lights has a title in both languages; what the store calls a unique value and its
// owner has words too. The events of interviews are looked at in the words_test of the monitor.
#include "common/domain/fact_words.hpp"

#include <gtest/gtest.h>

#include "common/domain/project.hpp"
#include "common/domain/taken_words.hpp"
#include "common/domain/watch.hpp"
#include "tests/unit/common/domain/check_facts.hpp"

namespace luodi::domain {
namespace {

TEST(FactWords, EveryEventOfAProjectHasATitle) {
  test::check_facts<Project>();
  test::check_facts<Watch>();
  EXPECT_EQ(fact_word("project", "agreement_signed").zh, "签订协议");
  EXPECT_EQ(fact_word("project", "of_a_newer_version").en, "of_a_newer_version");
}

TEST(TakenWords, AUniqueValueIsWhatPeopleTyped) {
  EXPECT_EQ(taken_words("voucher", "bank_slip:A-1:2022-07-05").zh, "凭证“A-1:2022-07-05”");
  EXPECT_EQ(taken_words("lead_uscc", "91510700MA6XXXXX01#2").zh, "该统一社会信用代码的信息登记“91510700MA6XXXXX01”");
  EXPECT_EQ(taken_words("problem", "prj_1/用地指标/").en, "the same problem “用地指标”");
  EXPECT_EQ(taken_words("award_run_draft", "park_award/2022").zh, "该年度该项奖励的测算稿“2022”");
  EXPECT_EQ(taken_words("referral", "MY-GX/person:张三/name:某企业").zh, "对该企业的引荐");
  EXPECT_EQ(taken_words("of_a_newer_version", "x").zh, "同一内容");
}

TEST(TakenWords, AnOwnerIsTheObjectAndWhereItIsRead) {
  EXPECT_EQ(object_words("prj_1").zh, "项目 prj_1（GET /v1/projects/prj_1）");
  EXPECT_EQ(object_words("awd_1").en, "award run awd_1 (GET /v1/award-runs/awd_1)");
  EXPECT_EQ(object_words("MY-GX").zh, "MY-GX");
  EXPECT_EQ(kind_words("project").zh, "项目");
  EXPECT_EQ(kind_words("park").en, "park");
}

}  // namespace
}  // namespace luodi::domain
