// Every parameter of the shipped file is really read: changing any number, date, truth value or word of it changes the
// policy. A key that nobody reads would be a promise that the software does not keep.
#include <gtest/gtest.h>
#include <toml++/toml.h>

#include <set>

#include "common/policy/files/policy_files.hpp"
#include "tests/unit/common/policy/policy_samples.hpp"

namespace luodi::policy::test {

namespace {
struct Leaf {
  std::string path;
  std::vector<std::string> candidates;  // other values, as TOML text; one at least must be accepted
};

std::vector<std::string> other_values(const toml::node& node) {
  if (const auto* number = node.as_integer()) {
    const auto value = number->get();
    return {std::to_string(value + 1), std::to_string(value - 1)};
  }
  if (const auto* flag = node.as_boolean()) return {flag->get() ? "false" : "true"};
  if (node.is_date()) return {"2031-02-03"};
  // Free words and codes first, then the words of the closed lists.
  return {"\"zz\"",   "\"ZZ\"",         "\"zz-1\"",         "\"zz-1/1\"",
          "\"T\"",    "\"cultivated\"", "\"rolling_days\"", "\"on_confirmation\"",
          "\"pool\"", "\"never\"",      "\"at_capacity\"",  "\"5101\""};
}

void collect(const toml::node& node, const std::string& path, std::vector<Leaf>& out) {
  if (const auto* table = node.as_table()) {
    for (const auto& [key, value] : *table)
      collect(value, path.empty() ? std::string(key.str()) : path + "." + std::string(key.str()), out);
  } else if (const auto* array = node.as_array()) {
    for (std::size_t i = 0; i < array->size(); ++i)
      collect(*array->get(i), path + "[" + std::to_string(i) + "]", out);
  } else {
    out.push_back({path, other_values(node)});
  }
}

std::string with_value(const toml::table& original, const std::string& path, const std::string& value) {
  toml::table copy = original;
  toml::table holder = toml::parse("v = " + value);
  auto* target = copy.at_path(path).node();
  if (!target) throw std::runtime_error(path);
  const toml::node& fresh = *holder.get("v");
  if (auto* number = target->as_integer()) {
    *number = fresh.as_integer()->get();
  } else if (auto* flag = target->as_boolean()) {
    *flag = fresh.as_boolean()->get();
  } else if (auto* date = target->as_date()) {
    *date = fresh.as_date()->get();
  } else {
    *target->as_string() = fresh.as_string()->get();
  }
  std::ostringstream text;
  text << copy;
  return text.str();
}

std::string content_of(Policy policy) {
  policy.digest.clear();
  return codec::encode(policy).dump();
}
}  // namespace

TEST(PolicyMutation, EveryParameterOfTheShippedFileIsRead) {
  const auto document = toml::parse(shipped_toml());
  const std::string rules = schema();
  const std::string original = content_of(*read_policy(shipped_toml(), "x", rules));
  std::vector<Leaf> leaves;
  collect(document, "", leaves);
  ASSERT_GT(leaves.size(), 150U);
  // The closed list has no fifth word, so a ranking key can only change by leaving: tried below.
  std::set<std::string> unread;
  for (const auto& leaf : leaves) {
    if (leaf.path.starts_with("park_award.rank_keys")) continue;
    bool noticed = false;
    for (const auto& value : leaf.candidates) {
      auto policy = read_policy(with_value(document, leaf.path, value), "mutant.toml", rules);
      if (policy && content_of(*policy) != original) noticed = true;
      if (noticed) break;
    }
    if (!noticed) unread.insert(leaf.path);
  }
  EXPECT_TRUE(unread.empty()) << testing::PrintToString(unread);
}

TEST(PolicyMutation, RankingKeysAreRead) {
  const std::string keys = "[\"count\", \"agreed_amount\", \"verified_funds\", \"earliest_landing\"]";
  const auto original = content_of(*read_policy(shipped_toml(), "x", schema()));
  auto fewer = read_policy(replaced(shipped_toml(), keys, "[\"agreed_amount\", \"count\"]"), "x", schema());
  ASSERT_TRUE(fewer) << fewer.error().detail;
  EXPECT_NE(content_of(*fewer), original);
}

// And the other way round: every member of Policy stands in the file, so that no rule runs on a silent default.
TEST(PolicyMutation, EveryMemberOfThePolicyStandsInTheFile) {
  auto document = *toml_to_json(shipped_toml(), "x");
  auto written = codec::encode(*read_policy(shipped_toml(), "x", schema()));
  written.erase("digest");
  for (auto& item : written["pre_assessment"])
    if (item["simple_path"] == false) item.erase("simple_path");
  EXPECT_EQ(document, written);
}

}  // namespace luodi::policy::test
