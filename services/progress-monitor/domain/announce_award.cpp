#include "services/progress-monitor/domain/announce_award.hpp"

#include <algorithm>
#include <array>

namespace luodi::monitor {

namespace {
struct Words {
  std::string_view fact;
  std::string_view title;
  std::string_view zh;
  std::string_view en;
  bool to_approver = false;
  bool to_finance = false;
};
constexpr auto k_words = std::to_array<Words>({
    {"drafted", "奖励待核验", "已测算，待市投资促进部门核验。", "computed; the bureau verifies it next"},
    {"verified", "奖励待公示", "已核验，待市投资促进部门公示。", "verified; the bureau publishes it next"},
    {"published", "奖励公示", "已公示，期满后由工作委员会办公室或市领导批准。",
     "published; after the notice the committee office or a leader approves it", true},
    {"objected", "奖励异议待答复", "公示期间收到异议，公示计时停止，待市投资促进部门答复。",
     "somebody objects and the notice stands still; the bureau answers next"},
    {"resumed", "异议已答复", "异议已答复，公示继续，期满后由工作委员会办公室或市领导批准。",
     "the objection is answered and the notice goes on; the committee office or a leader approves it next", true},
    {"approved", "奖励待兑付", "已批准，待财政部门兑付。", "approved; the finance office pays it next", false, true},
    {"paid", "奖励已兑付", "已兑付。", "paid", true, true},
    {"replaced", "奖励批次已替换", "已由新批次替换，本批次不再办理。", "replaced by a new run", true},
});

// Of the draft the event itself, of every later one its `run`.
std::optional<domain::AboutAward> about_of(const codec::Json& data) {
  if (const auto run = data.find("run"); run != data.end()) {
    const auto read = codec::decode<domain::AboutAward>(*run);
    return read ? std::optional(*read) : std::nullopt;
  }
  if (!data.contains("kind") || !data.contains("year") || !data.contains("figures")) return std::nullopt;
  const codec::Json own = {
      {"kind", data["kind"]}, {"year", data["year"]}, {"total_fen", data["figures"].value("total_fen", codec::Json())}};
  const auto read = codec::decode<domain::AboutAward>(own);
  return read ? std::optional(*read) : std::nullopt;
}
}  // namespace

std::optional<Announcement> announce_award(const std::string& id, std::int64_t version, std::string_view fact,
                                           const codec::Json& data) {
  const auto* words = std::find_if(k_words.begin(), k_words.end(), [&](const Words& w) { return w.fact == fact; });
  const auto about = about_of(data);
  if (words == k_words.end() || !about) return std::nullopt;
  const Word award = word_of(about->award);
  const std::string year = std::to_string(about->year);
  const std::string name = year + "年度" + std::string(award.zh);
  Announcement out;
  out.about = id + ":" + std::string(fact) + ":" + std::to_string(version);
  out.occasion = "award_" + std::string(fact);
  out.subject = "【" + std::string(words->title) + "】" + name;
  out.text = "奖励批次：" + name + "\n合计：" + about->total_fen.display() + "\n" + std::string(words->zh);
  std::string until;  // of the notice, in English
  if (const auto notice = data.find("notice"); notice != data.end()) {
    const std::string from = notice->value("from", "");
    const std::string last_day = notice->value("until", "");
    out.text += "\n公示期：" + from + "至" + last_day + "（含当日）";
    until = "; the notice stands from " + from + " to " + last_day + " inclusive";
  }
  out.text += "\nAward run " + id + ", " + std::string(award.en) + " of " + year + ", " +
              about->total_fen.display_en() + ": " + std::string(words->en) + until + ".";
  out.to_bureau = true;
  out.to_committee = words->to_approver;
  out.to_leader = words->to_approver;
  out.to_finance = words->to_finance;
  return out;
}

}  // namespace luodi::monitor
