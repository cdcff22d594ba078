#include "tests/property/services/progress-monitor/late_life.hpp"

#include <algorithm>

#include "tests/property/services/progress-monitor/errand.hpp"
#include "tests/property/services/progress-monitor/stored_text.hpp"

namespace luodi::monitor::test {

namespace {
constexpr std::int64_t k_hour_ms = 3'600'000;

// Terms that run from the instant at which they are told.
bool starts_a_term(const std::string& told) {
  for (const char* fact : {"interview.opened", "interview.issued", "interview.unblocked", "interview.escalated",
                           "exit_case.limit_notice_issued"})
    if (told.starts_with(fact)) return true;
  return false;
}

class Twins {
 public:
  explicit Twins(const LateLife& life) : life_(life) {}

  LateTelling tell() {
    begin();
    for (std::size_t i = 0; i < life_.turns.size() && out_.fault.empty(); ++i)
      turn(life_.turns[i], std::to_string(i));
    if (out_.fault.empty()) {
      for (auto* office : {&prompt_, &late_})
        office->look(now_);
      compare("at the end");
    }
    for (const auto& [raised, when] : prompt_.log())
      out_.facts.push_back(raised.kind + "." + raised.fact);
    return std::move(out_);
  }

 private:
  void begin() {
    for (const auto* id : {"prj_1", "prj_2"}) {
      if (life_.alone && std::string(id) == "prj_2") continue;
      const CivilDate talks = day("2022-06-01").plus_days(std::string(id) == "prj_2" ? 20 : 0);
      const auto signed_on = life_.signed_at_once ? std::optional(talks.plus_days(5)) : std::nullopt;
      both([&](Office& office) { office.begin(id, talks, signed_on); });
    }
    now_ = at("2022-06-27", 9);
    both([&](Office& office) {
      office.look(now_);
      (void)office.take_told();
    });
  }
  template <class Do>
  void both(Do act) {
    act(prompt_);
    act(late_);
  }

  void turn(const Turn& turn, const std::string& number) {
    Dice dice(turn.seed);
    wait_until(then(dice), turn.looks);
    if (!out_.fault.empty()) return;
    const auto errand = errand_of(dice, prompt_, now_, number);
    const auto said = errand.run(prompt_, now_);
    const auto said_late = errand.run(late_, now_);
    note(errand.text + ": " + said);
    (void)prompt_.take_told();
    if (said != said_late) {
      out_.fault = now_.str() + ": " + errand.text + " is answered " + said + ", late " + said_late;
      return;
    }
    prompt_.look(now_);
    after_prompt(turn.looks_after, "after it");
  }

  // Half of the errands come near something that is due.
  Instant then(Dice& dice) const {
    const auto due = prompt_.next_due();
    if (!due || dice.once_in(2)) return now_.plus_ms(dice.below(24 * 14) * k_hour_ms);
    return std::max(now_, due->plus_ms(dice.one_of({-25, -1, 0, 0, 1, 10, 24 * 4}) * k_hour_ms));
  }
  void wait_until(Instant until, std::uint32_t looks) {
    for (auto due = prompt_.next_due(); due && *due <= until && out_.fault.empty(); due = prompt_.next_due()) {
      now_ = std::max(now_, *due);
      prompt_.look(now_);
      after_prompt((looks & 1U) != 0, "as something is due");
      looks = looks >> 1U | (looks & 1U) << 31U;
    }
    now_ = std::max(now_, until);
  }
  // Both have heard the same; the late one looks if it wants to, or must.
  void after_prompt(bool wants, const std::string& when) {
    const auto told = prompt_.take_told();
    for (const auto& each : told)
      note("  " + each);
    const bool must = std::any_of(told.begin(), told.end(), starts_a_term);
    if (!wants && !must) return;
    late_.look(now_, /*worker_first=*/looks_++ % 2 == 0);
    for (const auto& each : late_.take_told())
      note("  late: " + each);
    compare(when);
  }
  void compare(const std::string& when) {
    const auto wanted = stored_text(prompt_);
    const auto found = stored_text(late_);
    if (wanted != found) out_.fault = now_.str() + " " + when + ", " + first_difference(wanted, found);
  }
  void note(const std::string& line) { out_.story.push_back(now_.str() + " " + line); }

  const LateLife& life_;
  Office prompt_{book()};
  Office late_{book()};
  Instant now_;
  int looks_ = 0;
  LateTelling out_;
};
}  // namespace

LateLife late_life_of(std::uint64_t seed) {
  Dice dice(seed * 0x51ed27ULL + 11);
  LateLife life;
  life.seed = seed;
  life.alone = dice.once_in(2);
  life.signed_at_once = dice.once_in(2);
  const int turns = dice.between(10, 40);
  const int lazy = dice.between(1, 4);
  for (int i = 0; i < turns; ++i) {
    Turn turn;
    turn.seed =
        static_cast<std::uint64_t>(dice.below(1 << 30)) << 30U | static_cast<std::uint64_t>(dice.below(1 << 30));
    for (unsigned bit = 0; bit < 32; ++bit)
      if (dice.once_in(lazy * lazy)) turn.looks |= 1U << bit;
    turn.looks_after = dice.once_in(lazy);
    life.turns.push_back(turn);
  }
  return life;
}

LateTelling tell_late(const LateLife& life) {
  return Twins(life).tell();
}

}  // namespace luodi::monitor::test
