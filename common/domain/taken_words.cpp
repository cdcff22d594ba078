#include "common/domain/taken_words.hpp"

#include <algorithm>
#include <array>

#include "common/kernel/word.hpp"

namespace luodi::domain {

namespace {
// What people typed of a claimed value: nothing of it, all, what follows the first slash or the last colon, or all but
// the serial number behind "#".
enum class Typed { nothing, whole, behind_slash, behind_colon, before_serial };
struct Claimed {
  std::string_view index;
  Word word;
  Typed typed;
};
constexpr auto k_claimed = std::to_array<Claimed>({
    {"lead_enterprise", {"该企业的信息登记", "a lead of this enterprise"}, Typed::before_serial},
    {"lead_uscc", {"该统一社会信用代码的信息登记", "a lead of this credit code"}, Typed::before_serial},
    {"voucher", {"凭证", "the voucher"}, Typed::behind_colon},
    {"project_code", {"项目代码", "the project code"}, Typed::whole},
    {"problem", {"同一问题", "the same problem"}, Typed::behind_slash},
    {"obligation", {"同一履约事项", "the same obligation"}, Typed::nothing},
    {"referral", {"对该企业的引荐", "the referral of this enterprise"}, Typed::nothing},
    {"award_run_draft", {"该年度该项奖励的测算稿", "the draft of this award and year"}, Typed::behind_slash},
    {"park_award_year", {"该年度的园区奖励", "the park award of the year"}, Typed::whole},
    {"park_award_project", {"已计入园区奖励的项目", "a project that a park award counts"}, Typed::whole},
    {"referral_award_part", {"同一笔引荐奖励", "the same part of a referral award"}, Typed::nothing},
});

struct Kind {
  std::string_view prefix;  // of its ids; empty: they are codes or names
  std::string_view kind;
  Word word;
  std::string_view path;  // empty: shown within its project
};
constexpr auto k_kinds = std::to_array<Kind>({
    {"prj_", "project", {"项目", "project"}, "/v1/projects/"},
    {"ref_", "referral", {"引荐登记", "referral"}, "/v1/referrals/"},
    {"awd_", "award_run", {"奖励批次", "award run"}, "/v1/award-runs/"},
    {"prb_", "problem", {"问题", "problem"}, "/v1/problems/"},
    {"obl_", "obligation", {"履约事项", "obligation"}, "/v1/obligations/"},
    {"int_", "interview", {"约谈", "interview"}, "/v1/interviews/"},
    {"tkt_", "ticket", {"服务事项", "ticket"}, "/v1/tickets/"},
    {"sup_", "supply", {"要素保障", "supply"}, "/v1/supplies/"},
    {"tcd_", "talent_card", {"人才绿卡", "talent card"}, "/v1/talent-cards/"},
    {"ntf_", "notification", {"通知", "notification"}, "/v1/notifications/"},
    {"ext_", "exit_case", {"退出事项", "exit case"}, "/v1/exits/"},
    {"mtg_", "meeting", {"约谈会议", "meeting"}, ""},
    {"", "park", {"园区", "park"}, ""},
    {"", "office", {"驻外机构", "office"}, ""},
    {"", "watch", {"进展灯色", "lights"}, ""},
    {"", "account", {"账号", "account"}, ""},
    {"", "revisits", {"回访", "revisits"}, ""},
    {"", "doc_counter", {"文号", "document number"}, ""},
    {"", "dispatch_cycle", {"调度周期", "dispatch cycle"}, ""},
    {"", "dispatch_item", {"调度事项", "dispatch item"}, ""},
    {"", "notification_preference", {"通知设置", "notification preference"}, ""},
});

Twin twin(Word word) {
  return {std::string(word.zh), std::string(word.en)};
}

std::string_view typed_part(std::string_view value, Typed typed) {
  switch (typed) {
    case Typed::nothing:
      return {};
    case Typed::whole:
      return value;
    case Typed::behind_slash:
      return value.substr(std::min(value.find('/'), value.size() - 1) + 1);
    case Typed::behind_colon:
      return value.substr(std::min(value.find(':'), value.size() - 1) + 1);
    case Typed::before_serial:
      return value.substr(0, value.rfind('#'));
  }
  return {};
}
}  // namespace

Twin taken_words(std::string_view index, std::string_view value) {
  const auto* found =
      std::find_if(k_claimed.begin(), k_claimed.end(), [&](const Claimed& c) { return c.index == index; });
  if (found == k_claimed.end() || value.empty()) return {"同一内容", "the same content"};
  Twin out = twin(found->word);
  auto typed = typed_part(value, found->typed);
  while (!typed.empty() && typed.back() == '/')
    typed.remove_suffix(1);
  if (typed.empty()) return out;
  out.zh += "“" + std::string(typed) + "”";
  out.en += " “" + std::string(typed) + "”";
  return out;
}

Twin object_words(const std::string& id) {
  const auto* found = std::find_if(k_kinds.begin(), k_kinds.end(),
                                   [&](const Kind& k) { return !k.prefix.empty() && id.starts_with(k.prefix); });
  if (found == k_kinds.end()) return {id, id};
  const std::string at = found->path.empty() ? std::string() : "GET " + std::string(found->path) + id;
  Twin out = twin(found->word);
  out.zh += " " + id + (at.empty() ? "" : "（" + at + "）");
  out.en += " " + id + (at.empty() ? "" : " (" + at + ")");
  return out;
}

Twin kind_words(std::string_view kind) {
  const auto* found = std::find_if(k_kinds.begin(), k_kinds.end(), [&](const Kind& k) { return k.kind == kind; });
  return found == k_kinds.end() ? Twin{std::string(kind), std::string(kind)} : twin(found->word);
}

}  // namespace luodi::domain
