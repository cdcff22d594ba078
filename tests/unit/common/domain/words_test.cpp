#include "common/domain/words.hpp"

#include "tests/unit/common/domain/check_words.hpp"

namespace luodi::domain {
namespace {
using luodi::test::check_words;

TEST(Words, EveryValueOfEveryListHasThem) {
  check_words<Stage>();
  check_words<Light>();
  check_words<ProgressKind>();
  check_words<ExemptionState>();
  check_words<IndustryRole>();
  check_words<ReferrerKind>();
  check_words<AwardKind>();
  for (const auto& [role, text] : k_role_names)
    EXPECT_GE(static_cast<unsigned char>(word_of(role).zh.front()), 0x80) << text;
}

TEST(Words, SeveralAreJoinedInEachLanguage) {
  const auto words = words_of(std::vector<Stage>{Stage::signed_, Stage::landed});
  EXPECT_EQ(words.zh, "签约、落地");
  EXPECT_EQ(words.en, "signed, landed");
  EXPECT_EQ(both(word_of(Light::red)), "红灯 / red");
}

TEST(Words, AnOwnerIsARoleOrItsOwnName) {
  EXPECT_EQ(owner_zh("park, office"), "园区/县市区、驻外机构");
  EXPECT_EQ(owner_zh("市自然资源和规划局"), "市自然资源和规划局");
  EXPECT_EQ(owner_zh(""), "");
}

TEST(Words, AGroundOfAnotherPolicyStandsForItself) {
  EXPECT_EQ(ground_word("force_majeure").zh, "不可抗力");
  const std::string other = "strike";
  EXPECT_EQ(ground_word(other).zh, "strike");
}
}  // namespace
}  // namespace luodi::domain
