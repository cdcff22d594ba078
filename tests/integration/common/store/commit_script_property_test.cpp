// commit.lua against a damaged database and against random units: either everything is written or nothing, whatever
// stands in the keys; and MemoryStore gives the same answer to every random unit.
#include <random>

#include "common/store/memory/memory_store.hpp"
#include "tests/integration/common/store/fixture.hpp"

namespace luodi::test {
namespace {

using namespace luodi::store;

class CommitScriptProperty : public RedisFixture {
 protected:
  // A unit that touches every key there is.
  static UnitOfWork everything() {
    UnitOfWork work("510700");
    work.put("project", "p", 0, 2, "{}");
    work.guard("park", "g", 0);
    work.append("u-1", "{}");
    work.append("u-2", "{}");
    work.index(IndexVerb::set_add, "s", "m");
    work.index(IndexVerb::set_remove, "s2", "m");
    work.index(IndexVerb::score_set, "z", "m", "1");
    work.index(IndexVerb::score_remove, "z2", "m");
    work.index(IndexVerb::unique_claim, "n", "v", "o");
    work.index(IndexVerb::unique_release, "n2", "v", "o");
    work.schedule("j", Instant::from_ms(1));
    work.cancel("j2");
    work.secret("k", "v");
    work.audit = "{}";
    IdempotentOutcome outcome;
    outcome.scope = "s";
    outcome.fingerprint = "f";
    outcome.response = "r";
    work.idempotency = std::move(outcome);
    CursorMove move;
    move.consumer = "c";
    move.next = StreamPosition{1, 1, "u"};
    work.cursor = std::move(move);
    return work;
  }
  static std::vector<std::string> every_key() {
    const Keys keys("510700");
    return {keys.head(),           keys.events(),      keys.jobs(),       keys.due(),
            keys.leased(),         keys.cursors(),     keys.secrets(),    keys.audit(),
            keys.state("project"), keys.state("park"), keys.members("s"), keys.members("s2"),
            keys.scores("z"),      keys.scores("z2"),  keys.unique("n"),  keys.unique("n2"),
            keys.idempotency("s")};
  }
};

TEST_F(CommitScriptProperty, WrongTypeInAnyKeyWritesNothing) {
  open_ready();
  const std::vector<std::vector<std::string>> types = {{"SET", "", "text"}, {"HSET", "", "f", "v"},
                                                       {"SADD", "", "m"},   {"ZADD", "", "1", "m"},
                                                       {"RPUSH", "", "x"},  {"XADD", "", "9-9", "f", "v"}};
  int refused = 0;
  for (const auto& key : every_key()) {
    for (auto words : types) {
      redis_.command({"FLUSHALL"});
      words[1] = key;
      redis_.command(words);
      const auto before = redis_.dump();
      const auto result = commit(everything());
      if (is<Committed>(result)) {
        // Only where the damage happens to be the right type, with content that does not matter here.
        const auto& type = words[0];
        EXPECT_TRUE(type == "HSET" || type == "SADD" || type == "ZADD") << key << " " << type;
        continue;
      }
      ++refused;
      // A hash with another fingerprint in it is no damage for the idempotency key.
      EXPECT_TRUE(is<Unavailable>(result) || (is<KeyReused>(result) && key.find(":idem:") != std::string::npos))
          << key << " " << words[0] << " alternative " << result.index();
      EXPECT_EQ(redis_.dump(), before) << key << " as " << words[0] << " was half written";
    }
  }
  // 17 keys with 6 types; 14 of the keys take one of them without harm: not the idempotency key, and not the two
  // streams, which refuse an entry above the head.
  EXPECT_EQ(refused, 17 * 6 - 14);
}

TEST_F(CommitScriptProperty, DamagedRecordsWriteNothing) {
  open_ready();
  const Keys keys("510700");
  const std::vector<std::vector<std::string>> damages = {
      {"HSET", keys.head(), "seq", "many"},       {"HSET", keys.head(), "epoch", "x"},
      {"HSET", keys.head(), "fence", "x"},        {"HSET", keys.head(), "audit", "x"},
      {"HSET", keys.state("project"), "p", "{}"}, {"HSET", keys.state("park"), "g", "x 1"},
      {"HSET", keys.cursors(), "c", "7"},         {"XADD", keys.events(), "1-5", "i", "u"},
      {"XADD", keys.audit(), "3-0", "l", "x"},
  };
  for (const auto& words : damages) {
    redis_.command({"FLUSHALL"});
    redis_.command(words);
    const auto before = redis_.dump();
    const auto result = commit(everything());
    EXPECT_TRUE(is<Unavailable>(result)) << words[1] << " " << words[2] << " alternative " << result.index();
    EXPECT_EQ(redis_.dump(), before) << words[1] << " " << words[2];
  }
}

// Arguments that no encoder of ours sends, straight to the script.
TEST_F(CommitScriptProperty, MalformedArgumentsWriteNothing) {
  open_ready();
  std::mt19937 random(20'261'123);
  const std::vector<std::string> pieces = {"",  "0", "1", "2",  "9",  "10", "-1", "x",   "1.5",
                                           "s", "c", "f", "sa", "za", "uc", "ur", "1e9", "99999999999999999999",
                                           "p", "{}"};
  for (int round = 0; round < 3000; ++round) {
    std::vector<std::string> words = {"EVALSHA", redis::script(redis::ScriptId::commit).sha, "11"};
    const Keys keys("510700");
    for (const auto& key : {keys.head(), keys.events(), keys.jobs(), keys.due(), keys.leased(), keys.cursors(),
                            keys.secrets(), keys.audit(), keys.idempotency("s"), keys.state("p"), keys.unique("n")})
      words.push_back(key);
    const auto count = random() % 24;
    for (unsigned i = 0; i < count; ++i)
      words.push_back(pieces[random() % pieces.size()]);
    const auto before = redis_.dump();
    const auto answer = redis_.command(words);
    if (answer.starts_with("[COMMITTED")) continue;
    ASSERT_EQ(redis_.dump(), before) << answer;
  }
}

// A small world of ids, so that refusals of every kind are frequent.
class RandomUnits {
 public:
  explicit RandomUnits(unsigned seed) : random_(seed) {}
  std::int64_t pick(std::int64_t low, std::int64_t high) {
    return std::uniform_int_distribution<std::int64_t>(low, high)(random_);
  }
  UnitOfWork next(const memory::MemoryStore::Data& known) {
    UnitOfWork work("510700");
    for (auto i = pick(0, 2); i > 0; --i) {
      const auto id = "p" + std::to_string(i);  // each id once in a unit
      const auto expected = pick(0, 5) == 0 ? pick(0, 3) : version(known, id);
      work.put("project", id, expected, expected + pick(1, 2), "{\"n\":" + std::to_string(pick(0, 99)) + "}");
    }
    if (pick(0, 3) == 0) work.guard("project", "p3", pick(0, 1));
    for (auto i = pick(0, 2); i > 0; --i)
      work.append("u" + std::to_string(pick(0, 1'000'000)), "{}");
    for (auto i = pick(0, 3); i > 0; --i) {
      const auto verb = static_cast<IndexVerb>(pick(0, 5));
      const auto value = verb == IndexVerb::score_set ? std::to_string(pick(-9, 9)) : "o" + std::to_string(pick(1, 2));
      work.index(verb, "n" + std::to_string(pick(1, 2)), "v" + std::to_string(pick(1, 3)), value);
    }
    for (auto i = pick(0, 2); i > 0; --i) {
      const auto job = "j" + std::to_string(pick(1, 3));
      const auto kind = pick(0, 4);
      const auto held = known.jobs.find(job);
      if (kind <= 2)
        work.schedule(job, Instant::from_ms(pick(0, 50)), "pay " + std::to_string(pick(0, 9)));
      else if (kind == 3)
        work.cancel(job);
      else
        work.complete(job, held == known.jobs.end() || pick(0, 3) == 0 ? pick(1, 9) : held->second.fence);
    }
    if (pick(0, 2) == 0) work.secret("s" + std::to_string(pick(1, 2)), pick(0, 2) == 0 ? "" : "secret");
    if (pick(0, 2) == 0) work.audit = "audit " + std::to_string(pick(0, 99));
    if (pick(0, 2) == 0) {
      IdempotentOutcome outcome;
      outcome.scope = "i" + std::to_string(pick(0, 30));
      outcome.fingerprint = "f" + std::to_string(pick(0, 1));
      outcome.response = "r" + std::to_string(pick(0, 99));
      work.idempotency = std::move(outcome);
    }
    if (pick(0, 2) == 0) {
      CursorMove move;
      move.consumer = "c" + std::to_string(pick(1, 2));
      const auto at = known.cursors.find(move.consumer);
      move.expected_seq = pick(0, 4) == 0 ? pick(0, 3) : (at == known.cursors.end() ? 0 : at->second.seq);
      move.next = StreamPosition{1, move.expected_seq + 1, "u"};
      work.cursor = std::move(move);
    }
    return work;
  }

 private:
  static std::int64_t version(const memory::MemoryStore::Data& known, const std::string& id) {
    const auto kind = known.states.find("project");
    if (kind == known.states.end()) return 0;
    const auto state = kind->second.find(id);
    return state == kind->second.end() ? 0 : state->second.version;
  }
  std::mt19937 random_;
};

std::string describe(const CommitResult& result) {
  struct Words {
    std::string operator()(const Committed& r) const {
      return "committed " + std::to_string(r.epoch) + " " + std::to_string(r.first_seq) + " " +
             std::to_string(r.last_seq);
    }
    std::string operator()(const Replayed& r) const { return "replayed " + r.response; }
    std::string operator()(const KeyReused&) const { return "key reused"; }
    std::string operator()(const Conflict& r) const {
      return "conflict " + r.kind + " " + r.id + " " + std::to_string(r.actual);
    }
    std::string operator()(const Taken& r) const { return "taken " + r.index + " " + r.value + " " + r.owner; }
    std::string operator()(const StaleCursor& r) const { return "stale cursor " + std::to_string(r.actual_seq); }
    std::string operator()(const StaleFence& r) const { return "stale fence " + r.job; }
    std::string operator()(const Unknown& r) const { return "unknown " + r.why; }
    std::string operator()(const Unavailable& r) const { return "unavailable " + r.why; }
  };
  return std::visit(Words(), result);
}

TEST_F(CommitScriptProperty, MemoryAndRedisAgreeOnEveryRandomUnit) {
  open_ready();
  std::map<std::string, int> kinds;
  for (unsigned seed = 0; seed < 8; ++seed) {
    redis_.command({"FLUSHALL"});
    memory::MemoryStore twin("510700");
    RandomUnits units(seed);
    for (int step = 0; step < 150; ++step) {
      const auto where = "seed " + std::to_string(seed) + " step " + std::to_string(step);
      if (units.pick(0, 9) == 0) {
        ClaimRequest request;
        request.now = Instant::from_ms(units.pick(0, 50));
        request.limit = units.pick(1, 3);
        const auto real = run_task(io_, store_->claim(request));
        const auto fake = run_task(io_, twin.claim(request));
        ASSERT_TRUE(real && fake);
        ASSERT_EQ(real->size(), fake->size()) << where;
        for (std::size_t i = 0; i < real->size(); ++i) {
          const auto &a = (*real)[i], &b = (*fake)[i];
          ASSERT_EQ(a.id, b.id) << where;
          ASSERT_EQ(a.fence, b.fence) << where;
          ASSERT_EQ(a.attempts, b.attempts) << where;
          ASSERT_EQ(a.due_ms, b.due_ms) << where;
          ASSERT_EQ(a.payload, b.payload) << where;
        }
        continue;
      }
      const auto work = units.next(twin.data());
      const auto before = redis_.dump();
      const auto real = commit(work);
      const auto fake = run_task(io_, twin.commit(work));
      ASSERT_EQ(describe(real), describe(fake)) << where;
      if (!is<Committed>(real)) {
        ASSERT_EQ(redis_.dump(), before) << where << " " << describe(real);
      }
      ++kinds[describe(real).substr(0, describe(real).find(' '))];
    }
    // The states and the queue agree in the end, too.
    for (const auto* id : {"p1", "p2"}) {
      const auto real = run_task(io_, store_->load("project", id));
      const auto fake = run_task(io_, twin.load("project", id));
      ASSERT_EQ(real->has_value(), fake->has_value());
      if (real->has_value()) {
        ASSERT_EQ((*real)->version, (*fake)->version);
        ASSERT_EQ((*real)->json, (*fake)->json);
      }
    }
    for (const auto* index : {"n1", "n2"})
      ASSERT_EQ(*run_task(io_, store_->unique_owners(index)), *run_task(io_, twin.unique_owners(index)));
    ASSERT_EQ(*run_task(io_, store_->next_due()), *run_task(io_, twin.next_due()));
    ASSERT_EQ(*run_task(io_, store_->audit_page(0, 10'000)), *run_task(io_, twin.audit_page(0, 10'000)));
  }
  for (const auto* kind : {"committed", "replayed", "key", "conflict", "taken", "stale"})
    EXPECT_GT(kinds[kind], 20) << kind << " hardly occurred: the property was not tested";
}

}  // namespace
}  // namespace luodi::test
