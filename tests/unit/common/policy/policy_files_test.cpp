#include "common/policy/files/policy_files.hpp"

#include <gtest/gtest.h>

#include <cstdlib>

#include "tests/unit/common/policy/policy_samples.hpp"

namespace luodi::policy::test {

namespace fs = std::filesystem;

namespace {
// A copy of the shipped directory that a test may damage; gone with the test.
class CopiedDirectory {
 public:
  CopiedDirectory() {
    std::string pattern = (fs::temp_directory_path() / "luodi-policy-XXXXXX").string();
    if (!mkdtemp(pattern.data())) throw std::runtime_error("mkdtemp");
    path_ = pattern;
    fs::copy(shipped_directory(), path_, fs::copy_options::recursive);
  }
  ~CopiedDirectory() {
    std::error_code ignored;
    fs::remove_all(path_, ignored);
  }
  CopiedDirectory(const CopiedDirectory&) = delete;
  CopiedDirectory& operator=(const CopiedDirectory&) = delete;
  void write(const std::string& name, const std::string& text) const {
    std::ofstream(path_ / name, std::ios::binary) << text;
  }
  const fs::path& path() const { return path_; }

 private:
  fs::path path_;
};

void expect_refused(const std::string& toml, const std::string& words) {
  auto policy = read_policy(toml, "sample.toml", schema());
  ASSERT_FALSE(policy) << words;
  EXPECT_EQ(policy.error().code, ErrorCode::policy_invalid);
  EXPECT_NE(policy.error().detail.find("sample.toml"), std::string::npos) << policy.error().detail;
  EXPECT_NE(policy.error().detail.find(words), std::string::npos) << policy.error().detail;
}
}  // namespace

TEST(PolicyFiles, LoadsTheShippedBookWithItsCalendar) {
  auto book = load_policy_book(shipped_directory());
  ASSERT_TRUE(book) << book.error().detail;
  auto policy = book->at(day("2022-05-25"));
  ASSERT_TRUE(policy);
  EXPECT_EQ((*policy)->id, "mianyang-2022");
  EXPECT_EQ((*policy)->digest.size(), 64U);
  EXPECT_EQ(book->in_force(day("2022-05-24")), nullptr);
  auto before = book->at(day("2022-05-18"));  // 巨星 was signed on that day
  ASSERT_TRUE(before);
  EXPECT_TRUE((*before)->transitional);
  EXPECT_EQ((*before)->digest, (*policy)->digest);
  EXPECT_EQ(book->at(day("2019-12-31")).error().code, ErrorCode::no_policy);
  EXPECT_EQ(*book->calendar().add_working_days_inclusive(day("2022-09-29"), 5), day("2022-10-10"));
}

TEST(PolicyFiles, HoldsTheTenMeasures) {
  auto policy = read_policy(shipped_toml(), "x", schema());
  ASSERT_TRUE(policy) << policy.error().detail;
  ASSERT_EQ(policy->clauses.size(), 10U);
  for (int i = 1; i <= 10; ++i)
    EXPECT_NE(policy->clause(std::to_string(i)), nullptr) << i;
}

TEST(PolicyFiles, HoldsTheNumbersOfTheMeasures) {
  auto p = *read_policy(shipped_toml(), "x", schema());
  EXPECT_EQ(p.interview.threshold_fen.display(), "5亿元");
  EXPECT_EQ(p.dispatch.threshold_fen.display(), "5亿元");
  EXPECT_EQ(p.park_award.project_threshold_fen.display(), "50亿元");
  EXPECT_EQ(p.park_award.amount_fen.display(), "100万元");
  EXPECT_EQ(p.park_award.ranks, 3);
  EXPECT_EQ(p.referral_award.ladder.back().amount_fen.display(), "30万元");
  EXPECT_EQ(p.landing.first_capital_min_fen.display(), "1000万元");
  EXPECT_EQ(p.progress.funds_min_fen.display(), "100万元");
}

TEST(PolicyFiles, FairCompetitionReviewIsMandatoryFromAugust2024) {
  auto policy = *read_policy(shipped_toml(), "x", schema());
  const auto& last = policy.pre_assessment.back();
  EXPECT_EQ(last.id, "fair_competition_review");
  ASSERT_TRUE(last.mandatory_from);
  EXPECT_EQ(*last.mandatory_from, day("2024-08-01"));
  EXPECT_TRUE(policy.pre_assessment.front().simple_path);
}

TEST(PolicyFiles, UnknownKeysNameFileAndPlace) {
  expect_refused(replaced(shipped_toml(), "report_days = 30", "report_days = 30\nreport_hours = 3"), "/interview");
  expect_refused(shipped_toml() + "\n[surprise]\nx = 1\n", "surprise");
  expect_refused(replaced(shipped_toml(), "id = \"mianyang-2022\"", "id = \"mianyang-2022\"\ndigest = \"x\""),
                 "digest");
}

TEST(PolicyFiles, MissingKeysAndWrongTypesAreRefused) {
  expect_refused(replaced(shipped_toml(), "grace_working_days = 2", ""), "grace_working_days");
  expect_refused(replaced(shipped_toml(), "grace_working_days = 2", "grace_working_days = \"2\""),
                 "/interview/grace_working_days");
  expect_refused(replaced(shipped_toml(), "first_capital_rate_bp = 500", "first_capital_rate_bp = 10_001"),
                 "/landing/first_capital_rate_bp");
  expect_refused(replaced(shipped_toml(), "company_divisions = [\"5107\"", "company_divisions = [\"绵阳\""),
                 "/landing/company_divisions");
  expect_refused(replaced(shipped_toml(), "mode = \"each\"", "mode = \"some\""), "/park_award/mode");
}

TEST(PolicyFiles, FractionsAndSyntaxFaultsNameTheLine) {
  expect_refused(replaced(shipped_toml(), "idle_limit = 4", "idle_limit = 4.5"), "sample.toml:");
  expect_refused("id = \"x\"\nid = \"y\"\n", "sample.toml:2");
  expect_refused("id = 12:00:00\n", "sample.toml:1");
}

TEST(PolicyFiles, DigestChangesWithAnyByte) {
  auto a = *read_policy(shipped_toml(), "x", schema());
  auto b = *read_policy(shipped_toml() + "# a remark\n", "x", schema());
  EXPECT_NE(a.digest, b.digest);
  auto empty = codec::encode(a);
  EXPECT_EQ(codec::encode(*codec::decode<Policy>(empty)).dump(), empty.dump());
}

TEST(PolicyFiles, DigestIsTheSha256OfTheFile) {
  // Known answer, so that an operator can compare with sha256sum.
  auto policy = read_policy(shipped_toml(), "x", schema());
  ASSERT_TRUE(policy);
  FILE* pipe = popen(("sha256sum '" + shipped_directory() + "/mianyang-2022.toml'").c_str(), "r");
  ASSERT_NE(pipe, nullptr);
  char out[65] = {};
  const auto read = fread(out, 1, 64, pipe);
  pclose(pipe);
  ASSERT_EQ(read, 64U);
  EXPECT_EQ(policy->digest, std::string(out));
}

TEST(PolicyFiles, ASecondPolicyForTheSameDaysIsRefused) {
  CopiedDirectory copy;
  auto second = replaced(shipped_toml(), "id = \"mianyang-2022\"", "id = \"mianyang-2023\"");
  for (int i = 1; i <= 10; ++i)
    second =
        replaced(second, "\"mianyang-2022/" + std::to_string(i) + "\"", "\"mianyang-2023/" + std::to_string(i) + "\"");
  copy.write("second.toml", second);
  auto book = load_policy_book(copy.path());
  ASSERT_FALSE(book);
  EXPECT_NE(book.error().detail.find("mianyang-2023"), std::string::npos) << book.error().detail;
  // Ending the first on the day before makes room for it.
  second = replaced(second, "effective_from = 2022-05-25", "effective_from = 2023-01-01");
  copy.write("second.toml", replaced(second, "applies_to_facts_from = 2020-01-01", ""));
  copy.write("mianyang-2022.toml", replaced(shipped_toml(), "effective_from = 2022-05-25",
                                            "effective_from = 2022-05-25\neffective_to = 2022-12-31"));
  book = load_policy_book(copy.path());
  ASSERT_TRUE(book) << book.error().detail;
  EXPECT_EQ((*book->at(day("2023-01-01")))->id, "mianyang-2023");
}

TEST(PolicyFiles, RelationsThatTheSchemaCannotSayAreChecked) {
  CopiedDirectory copy;
  copy.write("mianyang-2022.toml", replaced(shipped_toml(), "yellow_cycles = 2", "yellow_cycles = 5"));
  auto book = load_policy_book(copy.path());
  ASSERT_FALSE(book);
  EXPECT_NE(book.error().detail.find("/interview"), std::string::npos) << book.error().detail;
}

TEST(PolicyFiles, AnOwnerWhoCannotAnswerIsNamedWithFileKeyAndValue) {
  CopiedDirectory copy;
  copy.write("mianyang-2022.toml", replaced(shipped_toml(), "owner = \"司法行政部门\"", "owner = \"法制办\""));
  auto book = load_policy_book(copy.path());
  ASSERT_FALSE(book);
  EXPECT_EQ(book.error().code, ErrorCode::policy_invalid);
  for (const auto* word : {"mianyang-2022.toml", "/pre_assessment/0/owner", "法制办", "投资促进部门", "承载园区"})
    EXPECT_NE(book.error().detail.find(word), std::string::npos) << book.error().detail;
}

TEST(PolicyFiles, DamagedCalendarOrSchemaIsNamed) {
  CopiedDirectory copy;
  copy.write("calendar/cn-2022-2026.json", "{\"title\": 3}");
  auto book = load_policy_book(copy.path());
  ASSERT_FALSE(book);
  EXPECT_NE(book.error().detail.find("cn-2022-2026.json"), std::string::npos) << book.error().detail;
  copy.write("policy.schema.json", "{");
  EXPECT_NE(load_policy_book(copy.path()).error().detail.find("policy.schema.json"), std::string::npos);
  EXPECT_FALSE(load_policy_book(copy.path() / "nowhere"));
}

}  // namespace luodi::policy::test
