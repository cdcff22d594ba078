#include "common/domain/missing_count.hpp"

#include <algorithm>
#include <array>
#include <string_view>

#include "common/domain/words.hpp"

namespace luodi::domain {

namespace {
struct ProofWord {
  std::string_view id;
  Word word;
};
constexpr std::array<ProofWord, 3> k_proof_words{{{"land", {"用地", "land"}},
                                                  {"project_code", {"项目代码", "project code"}},
                                                  {"first_capital", {"首期资金", "first capital"}}}};
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

void tell_early_invoice(MissingItem& item, CivilDate dated, CivilDate started_on) {
  item.title_zh += "：所附发票 " + dated.str() + " 开具，早于开工日 " + started_on.str() + "，不能证明投产";
  item.title_en += ": the one brought is dated " + dated.str() + ", before the start on " + started_on.str() +
                   ", and proves no production";
}

}  // namespace luodi::domain
