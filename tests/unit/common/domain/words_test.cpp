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
  check_words<LeadChannel>();
  check_words<EvidenceKind>();
  check_words<VoucherKind>();
  check_words<HostKind>();
  for (const auto& [role, text] : k_role_names)
    EXPECT_GE(static_cast<unsigned char>(word_of(role).zh.front()), 0x80) << text;
}

TEST(Words, AClosedListIsToldInWordsWithItsCodes) {
  EXPECT_EQ(codec::one_of(codec::choices<HostKind>()),
            "应为其中之一：园区（park）、县市区（county） / must be one of: park, county");
  EXPECT_EQ(codec::unknown_choice("blue", codec::choices<HostKind>()),
            "不认识的取值 blue，应为其中之一：园区（park）、县市区（county） / unknown value blue, must be one of: "
            "park, county");
  EXPECT_EQ(codec::listed_zh(ground_choices({"force_majeure", "strike"})), "不可抗力（force_majeure）、strike");
}

TEST(Words, SeveralAreJoinedInEachLanguage) {
  const auto words = words_of(std::vector<Stage>{Stage::signed_, Stage::landed});
  EXPECT_EQ(words.zh, "签约、落地");
  EXPECT_EQ(words.en, "signed, landed");
  EXPECT_EQ(both(word_of(Light::red)), "红灯 / red");
}

TEST(Words, AnOwnerIsARoleOrItsOwnName) {
  EXPECT_EQ(owner_words("park, office").zh, "园区/县市区、驻外机构");
  EXPECT_EQ(owner_words("park, office").en, "park, office");
  EXPECT_EQ(owner_words("市自然资源和规划局").zh, "市自然资源和规划局");
  EXPECT_EQ(owner_words("").zh, "");
}

TEST(Words, AGroundOfAnotherPolicyStandsForItself) {
  EXPECT_EQ(ground_word("force_majeure").zh, "不可抗力");
  const std::string other = "strike";
  EXPECT_EQ(ground_word(other).zh, "strike");
}
}  // namespace
}  // namespace luodi::domain
