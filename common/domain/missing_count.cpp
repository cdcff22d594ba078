#include "common/domain/missing_count.hpp"

#include <algorithm>
#include <array>
#include <string_view>

#include "common/domain/evidence.hpp"
#include "common/domain/words.hpp"
#include "common/kernel/bilingual.hpp"

namespace luodi::domain {

namespace {
struct ProofWord {
  std::string_view id;
  Word word;
};
constexpr std::array<ProofWord, 3> k_proof_words{{{"land", {"用地", "land"}},
                                                  {"project_code", {"项目代码", "project code"}},
                                                  {"first_capital", {"首期资金", "first capital"}}}};

bool brings_any(const std::vector<Evidence>& brought, const AnyKind& part) {
  return std::any_of(part.begin(), part.end(), [&](EvidenceKind kind) { return brings(brought, kind); });
}

// "现场照片" and "site photograph (site_photo)": what people call it, and what a request calls it.
void add_kind(Twin& list, EvidenceKind kind, Word between) {
  const Word word = word_of(kind);
  list.zh += std::string(list.zh.empty() ? "" : between.zh) + std::string(word.zh);
  list.en += std::string(list.en.empty() ? "" : between.en) + std::string(word.en) + " (" +
             std::string(codec::enum_text(kind)) + ")";
}
}  // namespace

void tell_count(MissingItem& item, std::size_t there, std::size_t needed) {
  item.title_zh += "：须 " + std::to_string(needed) + "，现有 " + std::to_string(there);
  item.title_en += ": " + std::to_string(needed) + " needed, there: " + std::to_string(there);
}

void tell_proofs(MissingItem& item, const std::vector<std::string>& proofs, std::size_t needed) {
  Words there;
  for (const auto& proof : k_proof_words)
    if (std::find(proofs.begin(), proofs.end(), proof.id) != proofs.end()) there.add(proof.word);
  tell_count(item, proofs.size(), needed);
  if (proofs.empty()) return;
  item.title_zh += "（" + there.zh + "）";
  item.title_en += " (" + there.en + ")";
}

bool brings_each(const std::vector<Evidence>& brought, const std::vector<AnyKind>& parts) {
  return std::all_of(parts.begin(), parts.end(), [&](const AnyKind& part) { return brings_any(brought, part); });
}

void tell_papers(MissingItem& item, const std::vector<AnyKind>& parts, const std::vector<Evidence>& brought) {
  Twin open;
  for (const auto& part : parts) {
    if (brings_any(brought, part)) continue;
    Twin any;
    for (const auto kind : part)
      add_kind(any, kind, {"或", " or "});
    open.zh += (open.zh.empty() ? "" : "，") + any.zh;
    open.en += (open.en.empty() ? "" : ", ") + any.en;
  }
  Twin there;
  AnyKind told;
  for (const auto& paper : brought) {
    if (std::find(told.begin(), told.end(), paper.kind) != told.end()) continue;
    told.push_back(paper.kind);
    add_kind(there, paper.kind, {"、", ", "});
  }
  if (there.zh.empty()) there = {"无", "nothing"};
  item.title_zh += "：缺 " + open.zh + "；已有 " + there.zh;
  item.title_en += ": missing " + open.en + "; there: " + there.en;
}

void tell_early_invoice(MissingItem& item, CivilDate dated, CivilDate started_on) {
  item.title_zh += "：所附发票 " + dated.str() + " 开具，早于开工日 " + started_on.str() + "，不能证明投产";
  item.title_en += ": the one brought is dated " + dated.str() + ", before the start on " + started_on.str() +
                   ", and proves no production";
}

}  // namespace luodi::domain
