#include "tests/property/services/progress-monitor/life.hpp"

#include <algorithm>

#include "tests/property/services/progress-monitor/life_dice.hpp"

namespace luodi::monitor::test {

namespace {
constexpr std::int64_t k_wan = 1'000'000;
constexpr std::int64_t k_yi = 10'000 * k_wan;

// Grows a life fact by fact; keeps what the gates of the stage table ask for, so that most facts are taken.
class Maker {
 public:
  explicit Maker(std::uint64_t seed) : dice_(seed) {
    life_.seed = seed;
    life_.book = static_cast<std::size_t>(dice_.below(static_cast<int>(plain_books().size())));
    life_.registered = edge_near(number("2022-04-20") + dice_.below(1300), dice_);
    if (!dice_.once_in(20)) life_.lead_fen = amount();
  }

  Life make() {
    const int span = dice_.between(40, 700);
    today_ = life_.registered;
    while (true) {
      today_ = edge_near(today_ + step(), dice_);
      today_ = std::max(today_, life_.told.empty() ? life_.registered : life_.told.back().recorded);
      if (today_ > life_.registered + span || life_.told.size() >= 24) break;
      add();
    }
    life_.end = std::max(today_, life_.registered + span) + dice_.between(0, 150);
    if (dice_.once_in(3)) outages();
    return std::move(life_);
  }

 private:
  int step() { return dice_.one_of({0, 1, dice_.between(1, 12), dice_.between(5, 30), dice_.between(20, 90)}); }
  // Around the threshold of 5亿, to the fen.
  std::int64_t amount() {
    return dice_.one_of<std::int64_t>({5 * k_yi, 5 * k_yi, 5 * k_yi - 1, 4 * k_yi, 6 * k_yi, 50 * k_yi});
  }
  int late_day() {  // when the fact happened that is told today
    const int late = dice_.one_of({0, 0, 0, dice_.between(0, 10), dice_.between(10, 80)});
    return std::min(edge_near(today_ - late, dice_), today_);
  }
  int stage_day() {
    const int d = std::max(late_day(), last_stage_);
    last_stage_ = std::min(d, today_);
    return last_stage_;
  }
  Told& tell(Tell kind, int on) {
    life_.told.push_back({kind, on, today_});
    return life_.told.back();
  }

  void add() {
    if (stage_ == 0 && !dice_.once_in(4)) return onward();
    switch (dice_.below(15)) {
      case 0:
      case 1:
      case 2:
        tell(dice_.one_of({Tell::milestone, Tell::visit}), late_day());
        return;
      case 3:
        minutes();
        return;
      case 4:
      case 5:
        return onward();
      case 6:
        if (signed_) funds();
        return;
      case 7:
        if (signed_ && dice_.once_in(2))
          dip();
        else if (signed_)
          tell(Tell::amend, today_ + dice_.between(-70, 40)).fen = amount();
        else if (stage_ >= 1 && dice_.once_in(2))
          tell(Tell::framework, late_day()).fen = amount();
        else
          tell(dice_.one_of({Tell::lead_amount, Tell::slip}), today_).fen = amount();
        return;
      case 8:
        if (!away_)
          away_since_ = tell(Tell::suspend, late_day()).on;
        else
          tell(Tell::resume, std::max(late_day(), away_since_));
        away_ = !away_;
        return;
      case 9:
      case 10:
        return claim();
      case 11:
        return decide();
      case 12:
        if (stage_ >= 1 && dice_.once_in(4)) {
          tell(Tell::leave, stage_day());
          stage_ = k_ended;
        }
        return;
      case 13:
        if (signed_) correct();
        return;
      case 14:
        return go_back();
      default:
        return;
    }
  }

  // Below the threshold and back, for days or for months.
  void dip() {
    const int from = edge_near(today_ + dice_.between(-60, 10), dice_);
    tell(Tell::amend, from).fen = 4 * k_yi;
    tell(Tell::amend, from + dice_.one_of({1, 2, dice_.between(1, 20), dice_.between(15, 120)})).fen = 6 * k_yi;
  }

  // Now and then those of several meetings at once, half a month apart; now and then a paper that was filed before.
  void minutes() {
    const int meetings = dice_.one_of({1, 1, 1, dice_.between(3, 6)});
    const int last = late_day();
    for (int i = meetings - 1; i >= 0; --i) {
      const bool again = papers_ > 0 && dice_.once_in(5);
      tell(Tell::minutes, last - 15 * i).paper = again ? dice_.between(1, papers_) : ++papers_;
    }
  }

  // A voucher of its own, which may prove more; now and then one that was used before.
  void funds() {
    Told& f = tell(Tell::funds, late_day());
    f.fen = dice_.one_of<std::int64_t>({1, 120, 249, 250, 900}) * k_wan;
    f.slip = slips_ > 0 && dice_.once_in(6) ? dice_.between(1, slips_) : ++slips_;
    f.proved = dice_.one_of({f.fen, f.fen, 900 * k_wan});
    entries_.push_back({life_.told.size() - 1, f});
  }
  // To nothing, down, up by the same voucher read aright or by none, to a voucher set free, to another day.
  void correct() {
    if (entries_.empty()) return funds();
    auto& [number, now] = entries_[static_cast<std::size_t>(dice_.below(static_cast<int>(entries_.size())))];
    Told& c = tell(Tell::correct, now.on);
    c.about = static_cast<int>(number);
    c.fen = now.fen;
    switch (!free_.empty() && !dice_.once_in(4) ? 4 : dice_.below(7)) {
      case 0:
        c.fen = 0;
        break;
      case 1:
        c.fen -= dice_.one_of({c.fen / 2, std::min(c.fen, k_wan)});
        break;
      case 2:
        c.fen += dice_.one_of<std::int64_t>({1, 130, 250}) * k_wan;
        c.slip = now.slip != 0 ? now.slip : ++slips_;
        break;
      case 3:
        c.fen += k_wan;
        break;
      case 4:
      case 5:
        c.fen = dice_.one_of<std::int64_t>({120, 250, 900}) * k_wan;
        c.slip = free_.empty() ? dice_.between(1, slips_) : free_.back();
        break;
      default:
        c.on = std::min(edge_near(now.on + dice_.between(-20, 20), dice_), today_);
    }
    c.proved = c.slip != 0 ? c.fen : 0;
    const bool frees = now.slip != 0 && now.slip != c.slip && (c.slip != 0 || c.fen == 0);
    if (frees) free_.push_back(now.slip);
    const int kept = c.slip != 0 || c.fen == 0 ? c.slip : now.slip;
    now = c;
    now.slip = kept;
    if (frees && entries_.size() > 1) correct();  // the slip was another entry's
  }

  void outages() {
    for (int from = life_.registered + dice_.between(1, 200); from < life_.end;) {
      const int days = dice_.one_of({1, 7, dice_.between(2, 40), dice_.between(30, 200)});
      const int back = std::min(from + days, life_.end);
      life_.outages.push_back({from, back});
      from = back + dice_.between(1, 200);
    }
  }

  void onward() {
    if (away_) return;
    static constexpr Tell k_steps[] = {Tell::negotiate, Tell::assess, Tell::sign,
                                       Tell::land,      Tell::start,  Tell::produce};
    if (stage_ >= 6) return;
    auto& step = tell(k_steps[stage_], stage_day());
    days_.push_back(step.on);
    if (step.kind == Tell::sign) {
      step.fen = amount();
      signed_ = true;
    }
    ++stage_;
  }

  // The latest stage from the landing on; now and then one that is not taken back here.
  void go_back() {
    const bool nothing = stage_ <= k_signed || stage_ == k_ended;
    if (nothing && !dice_.once_in(6)) return signed_ && dice_.once_in(2) ? correct() : claim();
    tell(Tell::go_back, today_);
    if (nothing) return;
    days_.pop_back();
    last_stage_ = days_.back();
    --stage_;
  }

  void claim() {
    Told& c = tell(Tell::claim, today_);
    const int now = HalfMonth::of(CivilDate::from_days(today_)).index();
    c.from = now + dice_.between(-4, 2);
    c.cycles = dice_.one_of({1, 2, 2, 3});
    c.ground = dice_.below(2);
    if (claims_.empty() || dice_.once_in(2)) {
      claims_.push_back(life_.told.size() - 1);
      return;
    }
    const auto& old = life_.told[claims_.back()];  // mostly a fitting renewal
    c.about = static_cast<int>(claims_.back());
    c.from = old.from + old.cycles + (dice_.once_in(6) ? 1 : 0);
    c.ground = dice_.once_in(6) ? c.ground : old.ground;
    claims_.push_back(life_.told.size() - 1);
  }
  void decide() {
    if (claims_.empty()) return;
    const std::size_t about = claims_[static_cast<std::size_t>(dice_.below(static_cast<int>(claims_.size())))];
    Told& d = tell(Tell::decide, today_);
    d.about = static_cast<int>(about);
    d.approved = !dice_.once_in(4);
    d.cycles = std::max(1, life_.told[about].cycles + dice_.one_of({0, 0, 0, -1, 1}));
    // Mostly what fits: nobody knows here what the rules refused.
    const bool before = std::find(decided_.begin(), decided_.end(), about) != decided_.end();
    d.again = before != dice_.once_in(5);
    decided_.push_back(about);
  }

  static constexpr int k_signed = 3;  // steps
  static constexpr int k_ended = 7;
  Dice dice_;
  Life life_;
  int today_ = 0;
  int stage_ = 0;
  int last_stage_ = 0;
  std::vector<int> days_;  // of the steps that stand
  int away_since_ = 0;
  bool away_ = false;
  bool signed_ = false;
  int papers_ = 0;
  std::vector<std::size_t> claims_;
  std::vector<std::size_t> decided_;
  int slips_ = 0;
  std::vector<int> free_;                              // slips that a correction let go
  std::vector<std::pair<std::size_t, Told>> entries_;  // funds as they stand, if every correction was taken
};

constexpr const char* k_names[] = {"milestone", "visit",   "minutes", "funds", "negotiate", "assess",  "sign",
                                   "land",      "start",   "produce", "leave", "framework", "amend",   "lead_amount",
                                   "slip",      "suspend", "resume",  "claim", "decide",    "correct", "go_back"};
}  // namespace

Life life_of(std::uint64_t seed) {
  return Maker(seed).make();
}

std::string text_of(const Life& life) {
  auto on = [](int d) { return CivilDate::from_days(d).str(); };
  std::string out = "seed " + std::to_string(life.seed) + ", book " + std::to_string(life.book) + ", registered " +
                    on(life.registered) + ", lead " + (life.lead_fen ? std::to_string(*life.lead_fen) : "?") + "\n";
  for (std::size_t i = 0; i < life.told.size(); ++i) {
    const Told& t = life.told[i];
    out +=
        "  " + std::to_string(i) + " " + on(t.recorded) + " " + k_names[static_cast<int>(t.kind)] + " on " + on(t.on);
    if (t.fen != 0) out += " fen " + std::to_string(t.fen);
    if (t.paper != 0) out += " paper " + std::to_string(t.paper);
    if (t.slip != 0) out += " slip " + std::to_string(t.slip) + " of " + std::to_string(t.proved);
    if (t.kind == Tell::correct) out += " corrects " + std::to_string(t.about);
    if (t.kind == Tell::claim)
      out += " cycles " + on(HalfMonth().plus(t.from).first_day().days()) + " +" + std::to_string(t.cycles) +
             " ground " + std::to_string(t.ground) + " renews " + std::to_string(t.about);
    if (t.kind == Tell::decide)
      out += (t.again ? " again " : " ") + std::to_string(t.about) +
             (t.approved ? " granted " + std::to_string(t.cycles) : " refused");
    out += "\n";
  }
  for (const auto& outage : life.outages)
    out += "  no looks from " + on(outage.from) + ", again on " + on(outage.back) + "\n";
  return out;
}

}  // namespace luodi::monitor::test
