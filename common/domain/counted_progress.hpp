#pragma once
// Counted progress 有效进展的认定 (measures 5 and 6): which reports and which verified funds of a project count, judged
// anew whenever somebody asks, from all facts that are known and by their own dates: the order in which they were
// recorded plays no part. The flag `effective` of a recorded fact is what its reporter was told on that day; it is
// information, and for funds and minutes later facts may have overtaken it.
//
//   funds    Those of one day are one sum. From the earliest day on they add up; the day on which the sum since the
//            last counted day reaches max(funds_min, funds_rate of the amount in force that day) counts. What was
//            corrected to nothing makes no day.
//   minutes  With the paper and while negotiating, in at most minutes_streak_max cycles running, from the earliest on.
//            Minutes that are one too many continue the row: it ends with a cycle that holds none, or that holds
//            another deed: then talk was followed by deed. A paper belongs to the first day that it was filed for;
//            filed again for a later one it neither counts nor continues a row.
//   others   No other fact can change them: the flag of the record stands.
//
// Each by the policy of its day. What counts on a day follows from facts of its own cycle and earlier ones alone, so an
// evaluation as of a past day needs no rule of its own. Pure.
//
//   const Counted counted = count_progress(project, book);
//   counted.funds[i].counts;             // of project.funds[i]
//   judgement_of(counted.funds[i]).reason()
#include <string>
#include <vector>

#include "common/domain/project.hpp"
#include "common/policy/policy_book.hpp"

namespace luodi::domain {

struct Judgement {
  bool effective = false;
  std::string reason_zh;
  std::string reason_en;
  std::string reason() const { return reason_zh + " / " + reason_en; }
};

struct FundsVerdict {
  bool counts = false;
  Fen sum;                    // since the last counted day, with all of this day; stops at k_most_fen
  std::optional<Fen> needed;  // nullopt = no policy judges that day
};
inline constexpr Fen k_most_fen = Fen::of(INT64_MAX);

struct MinutesVerdict {
  bool counts = false;
  bool attached = false;
  bool negotiating = false;
  std::optional<CivilDate> filed_for;  // the earlier day that these papers were filed for; nullopt = none
  int running = 0;                     // cycles that hold minutes, up to this one
  std::optional<int> limit;            // nullopt = no policy judges that day
};

struct ReportVerdict {
  bool counts = false;
  std::optional<MinutesVerdict> minutes;  // absent: as it was told when it was reported
};

struct Counted {
  std::vector<ReportVerdict> progress;  // of project.progress, in its order
  std::vector<FundsVerdict> funds;      // of project.funds, in its order
};
Counted count_progress(const Project& project, const policy::PolicyBook& book);

Judgement judgement_of(const FundsVerdict& verdict);
Judgement judgement_of(const MinutesVerdict& verdict);

// The entries as they are shown: with the judgement of now, and why. Money that came before there was an agreement is
// taken, and said to be: whether it belongs to this project is for those who verify it.
struct JudgedFunds : FundsEntry {
  std::string reason;
  std::optional<std::string> before_agreement = std::nullopt;  // Chinese / English; absent: it did not
  static constexpr auto fields() {
    return codec::extended(FundsEntry::fields(), codec::field("reason", &JudgedFunds::reason),
                           codec::field("before_agreement", &JudgedFunds::before_agreement));
  }
};
std::vector<ProgressEntry> judged_progress(const Project& project, const policy::PolicyBook& book);
std::vector<JudgedFunds> judged_funds(const Project& project, const policy::PolicyBook& book);

}  // namespace luodi::domain
