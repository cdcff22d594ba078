#include "services/intake/project_rows.hpp"

#include <gtest/gtest.h>

#include <chrono>
#include <set>

namespace luodi::intake {

namespace {
Actor bureau() {
  Actor out;
  out.roles = {Role::bureau};
  return out;
}
Actor of(Role role, std::string org) {
  Actor out;
  out.roles = {role};
  out.org = std::move(org);
  return out;
}

domain::Project project(int number) {
  domain::Project out;
  out.name = "项目" + std::to_string(number);
  out.enterprise.name = number % 2 == 0 ? "Alpha 科技" : "贝塔实业";
  out.industry_code = number % 3 == 0 ? "3974" : "0610";
  out.channel = number % 2 == 0 ? domain::LeadChannel::outpost : domain::LeadChannel::platform;
  out.introduced_by = number % 2 == 0 ? "MY-GX" : "SZ";
  out.host = number % 5 == 0 ? "MY-JK" : "MY-GX";
  out.stage = number % 4 == 0 ? domain::Stage::signed_ : domain::Stage::lead;
  out.created_at = Instant::from_ms(1'000'000 + number / 2);  // pairs share an instant
  if (number % 7 != 0) out.amounts.push_back({CivilDate(), Fen::of(number), "lead"});
  return out;
}

class Rows : public ::testing::Test {
 protected:
  void fill(int count) {
    for (int i = 0; i < count; ++i)
      rows_.set(id_of(i), project(i));
  }
  static std::string id_of(int i) {
    auto digits = std::to_string(i);
    return "prj_" + std::string(6 - digits.size(), '0') + digits;
  }
  ProjectPage select(const std::map<std::string, std::string>& query, const Actor& actor = bureau()) {
    auto read = read_project_query(query);
    EXPECT_TRUE(read) << (read ? "" : read.error().detail);
    return rows_.select(*read, actor);
  }
  // Every page of a list, one after the other.
  std::vector<std::string> walk(std::map<std::string, std::string> query) {
    std::vector<std::string> out;
    for (int page = 0; page < 1000; ++page) {
      auto read = read_project_query(query);
      const auto got = rows_.select(*read, bureau());
      out.insert(out.end(), got.ids.begin(), got.ids.end());
      if (!got.next) return out;
      query["cursor"] = write_cursor(*read, *got.next);
    }
    return out;
  }
  ProjectRows rows_;
};
}  // namespace

TEST_F(Rows, EachFilterHolds) {
  fill(210);
  EXPECT_EQ(select({}).total, 210);
  EXPECT_EQ(select({{"stage", "signed"}}).total, 53);
  EXPECT_EQ(select({{"stage", "signed,lead"}}).total, 210);
  EXPECT_EQ(select({{"channel", "outpost"}}).total, 105);
  EXPECT_EQ(select({{"host", "MY-JK"}}).total, 42);
  EXPECT_EQ(select({{"host", "MY-XX"}}).total, 0);
  EXPECT_EQ(select({{"introduced_by", "SZ"}}).total, 105);
  EXPECT_EQ(select({{"introduced_by", "XX"}}).total, 0);
  EXPECT_EQ(select({{"industry", "C"}}).total, 70);
  EXPECT_EQ(select({{"industry", "397"}}).total, 70);
  EXPECT_EQ(select({{"industry", "3974"}}).total, 70);
  EXPECT_EQ(select({{"industry", "B397"}}).total, 0);
  EXPECT_EQ(select({{"q", "ALPHA"}}).total, 105);
  EXPECT_EQ(select({{"q", "项目20"}}).total, 11);           // 20, 200-209
  EXPECT_EQ(select({{"min_amount_fen", "200"}}).total, 9);  // 203 is unknown
  EXPECT_EQ(select({{"min_amount_fen", "204"}, {"max_amount_fen", "205"}}).total, 2);
  EXPECT_EQ(select({{"min_amount_fen", "0"}}).total, 180);  // the unknown are within no bounds
  rows_.set_light(id_of(3), domain::Light::red);
  EXPECT_EQ(select({{"light", "red"}}).ids, std::vector<std::string>{id_of(3)});
}

TEST_F(Rows, PagesAreCompleteAndOrderedForEverySort) {
  fill(210);
  for (const char* sort : {"created_at", "-created_at", "amount", "-amount", "name", "-name"}) {
    const auto all = walk({{"sort", sort}, {"limit", "7"}});
    EXPECT_EQ(all.size(), 210U) << sort;
    EXPECT_EQ(std::set<std::string>(all.begin(), all.end()).size(), 210U) << sort;
    EXPECT_EQ(select({{"sort", sort}, {"limit", "210"}}).ids, all) << sort;
  }
  EXPECT_EQ(walk({{"sort", "-amount"}, {"limit", "7"}}).front(), id_of(209));
  EXPECT_EQ(walk({{"sort", "created_at"}, {"limit", "7"}}).front(), id_of(0));
}

TEST_F(Rows, InsertsMoveNoPage) {
  fill(40);
  auto query = *read_project_query({{"limit", "10"}});
  auto first = rows_.select(query, bureau());
  rows_.set(id_of(100), project(100));  // newer than all: belongs before the first page
  query.after = first.next;
  const auto second = rows_.select(query, bureau());
  for (const auto& id : second.ids)
    EXPECT_EQ(std::find(first.ids.begin(), first.ids.end(), id), first.ids.end());
  EXPECT_EQ(second.ids.size(), 10U);
  EXPECT_EQ(second.total, 41);
}

TEST_F(Rows, PartiesSeeTheirOwn) {
  fill(210);
  EXPECT_EQ(select({}, of(Role::park, "MY-JK")).total, 42);
  EXPECT_EQ(select({}, of(Role::office, "SZ")).total, 105);
  EXPECT_EQ(select({}, of(Role::park, "MY-XX")).total, 0);
  EXPECT_EQ(select({}, of(Role::park, "")).total, 0);
  EXPECT_EQ(select({}, of(Role::auditor, "")).total, 210);
}

TEST_F(Rows, ChangesReplaceTheRow) {
  fill(3);
  auto changed = project(1);
  changed.stage = domain::Stage::exited;
  changed.host = "MY-ZZ";
  rows_.set(id_of(1), changed);
  EXPECT_EQ(rows_.size(), 3U);
  EXPECT_EQ(select({{"stage", "exited"}}).total, 1);
  EXPECT_EQ(select({{"host", "MY-ZZ"}}).total, 1);
  changed.name = "改名";
  rows_.set(id_of(1), changed);
  EXPECT_EQ(select({{"q", "改名"}}).ids, std::vector<std::string>{id_of(1)});
  EXPECT_EQ(select({{"q", "项目1"}}).total, 0);
  EXPECT_EQ(select({{"q", "实业"}}).total, 1);
  EXPECT_EQ(select({{"q", "科技" + std::string(1, '\0') + "改名"}}).total, 0);  // never across two projects
}

TEST_F(Rows, LoadCountsAllocatedProjectsThatHaveNotEnded) {
  auto one = project(1);
  one.allocation = domain::Allocated{};
  rows_.set(id_of(1), one);
  rows_.set(id_of(2), project(2));  // not allocated
  auto ended = one;
  ended.stage = domain::Stage::exited;
  rows_.set(id_of(3), ended);
  EXPECT_EQ(rows_.load_without(""), (ParkLoad{{"MY-GX", 1}}));
  EXPECT_TRUE(rows_.load_without(id_of(1)).empty());
}

}  // namespace luodi::intake
