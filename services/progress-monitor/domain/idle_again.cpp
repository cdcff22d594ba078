#include "services/progress-monitor/domain/idle_again.hpp"

#include <algorithm>
#include <span>

namespace luodi::monitor {

using domain::Episode;

namespace {
// The end of what was opened for an episode: of the second interview where the first one led to one.
std::optional<CivilDate> answered_on(const Episode& episode, const std::vector<KnownInterview>& interviews) {
  const auto* known = interview_of(episode, interviews);
  if (!known) return std::nullopt;
  if (known->state->state != InterviewState::escalated) return answered_on(*known->state);
  for (const auto& other : interviews)
    if (other.id == known->state->second_id) return answered_on(*other.state);
  return std::nullopt;
}

// Whether a row of idle units cannot run on into this line.
bool breaks(const UnitLine& line, const UnitLine* before, const IdleTerms& terms) {
  if (line.verdict == UnitVerdict::progress || line.verdict == UnitVerdict::partial || !before) return true;
  const auto* term = terms.at(line.last.days());
  const auto* earlier = terms.at(before->last.days());
  return !term || !earlier || term->reading != earlier->reading || before->last.plus_days(1) != line.first;
}

// The lines of the row in which the episode lies: of two that begin in its cycle the later one is long enough to be
// one.
std::span<const UnitLine> row_of(const Episode& episode, const std::vector<UnitLine>& lines, const IdleTerms& terms) {
  std::size_t first = lines.size();
  std::size_t end = lines.size();
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const bool begins = breaks(lines[i], i > 0 ? &lines[i - 1] : nullptr, terms);
    if (begins && first < end && end == lines.size()) end = i;
    if (begins && HalfMonth::of(lines[i].first) <= episode.first) {
      first = i;
      end = lines.size();
    }
  }
  return std::span(lines).subspan(first, end - first);
}

// Counts the units of a row that lie wholly behind a day.
class CountAgain {
 public:
  CountAgain(CivilDate answered, const IdleTerms& terms) : answered_(answered), terms_(terms) {
    episode_.after = answered;
  }

  void take(const UnitLine& line) {
    if (line.verdict != UnitVerdict::idle) return;
    const auto mine = behind(line, answered_, before_);
    const auto* term = mine ? terms_.at(line.last.days()) : nullptr;
    if (term) count(*mine, *term);
  }
  std::optional<Episode> episode() const { return episode_.yellow ? std::optional(episode_) : std::nullopt; }

 private:
  void count(const UnitLine& line, const IdleTerm& term) {
    const bool by_days = line.reading == Reading::rolling_days;  // only there a line holds several units
    const int earlier = line.count - units_of(line);
    if (earlier == 0) episode_.first = HalfMonth::of(line.first);
    auto due = [&](std::optional<HalfMonth>& light, int limit, CivilDate earliest) {
      if (light) return;
      const CivilDate reached =
          by_days ? std::max(line.first.plus_days(std::max(0, limit - earlier - 1)), earliest) : line.last;
      const bool enough = by_days || (line.count >= limit && line.last >= earliest);
      if (enough && reached <= line.last) light = HalfMonth::of(reached);
    };
    due(episode_.yellow, term.limits.yellow, line.first);
    due(episode_.red, term.limits.red, line.first);
    due(episode_.interview, term.limits.interview, HalfMonth::of(answered_).plus(term.cooldown_cycles + 1).first_day());
  }

  const CivilDate answered_;
  const IdleTerms& terms_;
  int before_ = 0;
  Episode episode_;
};

std::optional<Episode> stall_after(CivilDate answered, const Episode& episode, const std::vector<UnitLine>& lines,
                                   const IdleTerms& terms) {
  CountAgain again(answered, terms);
  for (const auto& line : row_of(episode, lines, terms))
    again.take(line);
  return again.episode();
}
}  // namespace

const KnownInterview* interview_of(const Episode& episode, const std::vector<KnownInterview>& interviews) {
  const KnownInterview* settled = nullptr;
  for (const auto& known : interviews) {
    if (known.state->level > 1 || !is_about(*known.state, episode)) continue;
    if (known.state->state != InterviewState::withdrawn) return &known;
    if (!known.state->withdrawn_automatically) settled = &known;
  }
  return settled;
}

std::optional<CivilDate> answered_on(const Interview& interview) {
  const bool rectified = interview.state == InterviewState::closed && interview.outcome == k_rectified;
  // A first one that late evidence withdrew comes back under its own id; a second one does not.
  const bool withdrawn =
      interview.state == InterviewState::withdrawn && (interview.level > 1 || !interview.withdrawn_automatically);
  if (!rectified && !withdrawn) return std::nullopt;
  const auto* entry = last_entry(interview, rectified ? InterviewClosed::fact : InterviewWithdrawn::fact);
  return entry ? std::optional(civil_date(entry->at)) : std::nullopt;
}

void add_stalls_after(std::vector<Episode>& episodes, const std::vector<UnitLine>& lines,
                      const std::vector<KnownInterview>& interviews, const policy::PolicyBook& book) {
  std::optional<IdleTerms> terms;  // most projects have had no interview that ended
  for (std::size_t i = 0; i < episodes.size(); ++i) {
    const auto answered = answered_on(episodes[i], interviews);
    if (!answered) continue;
    if (!terms) terms.emplace(book);
    if (auto again = stall_after(*answered, episodes[i], lines, *terms))
      episodes.insert(episodes.begin() + static_cast<std::ptrdiff_t>(i) + 1, std::move(*again));
  }
}

}  // namespace luodi::monitor
