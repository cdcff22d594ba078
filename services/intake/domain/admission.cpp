#include "services/intake/domain/admission.hpp"

#include <algorithm>

#include "common/domain/refusals.hpp"
#include "common/domain/words.hpp"
#include "common/kernel/bilingual.hpp"
#include "common/policy/explanation.hpp"

namespace luodi::intake {

using domain::cite;

namespace {
bool valid_on(const domain::ParkIndustry& row, CivilDate day) {
  return row.valid_from <= day && (!row.valid_to || day <= *row.valid_to);
}

bool opens_gate(const domain::ParkIndustry& row, const policy::AdmissionParameters& parameters) {
  const auto role = codec::enum_text(row.role);
  return std::find(parameters.admitting_roles.begin(), parameters.admitting_roles.end(), role) !=
         parameters.admitting_roles.end();
}

std::string describe_row(const domain::ParkIndustry& row) {
  return std::string(word_of(row.role).zh) + "产业“" + row.label + "”（" + row.prefix + "，" + row.valid_from.str() +
         " 至 " + (row.valid_to ? row.valid_to->str() : "今") + "）";
}

std::string describe_row_en(const domain::ParkIndustry& row) {
  return std::string(word_of(row.role).en) + " industry " + row.prefix + " (" + row.valid_from.str() + " to " +
         (row.valid_to ? row.valid_to->str() : "now") + ")";
}

// Why the park denies: what comes nearest, so that the applicant sees whether to wait, to ask or to go elsewhere.
void explain_denial(const domain::Park& park, const Industry& industry, CivilDate on,
                    const policy::AdmissionParameters& parameters, std::vector<std::string>& reasons) {
  reasons.push_back(park.name + "在 " + on.str() + " 没有以至少 " + std::to_string(parameters.match_level) +
                    " 位代码覆盖 " + industry.with_section() + " 的主导或特色产业 / " + park.code +
                    " has no leading or characteristic industry covering " + industry.with_section() +
                    " with at least " + std::to_string(parameters.match_level) + " digits on " + on.str());
  for (const auto& row : park.industries) {
    auto prefix = Industry::parse(row.prefix);
    if (!prefix || !industry.covered_by(*prefix, 1)) continue;
    std::string why_zh, why_en;
    if (!valid_on(row, on)) {
      why_zh = "该日不在有效期内";
      why_en = "not valid on that day";
    } else if (!opens_gate(row, parameters)) {
      why_zh = "培育产业不作为准入依据";
      why_en = "its role does not admit";
    } else {
      why_zh = "代码位数不足";
      why_en = "too few digits";
    }
    reasons.push_back(describe_row(row) + "：" + why_zh + " / " + describe_row_en(row) + ": " + why_en);
  }
}

// A gate that opens before one that does not, then the role (leading, characteristic, cultivated), then the digits.
bool is_better(const IndustryMatch& a, const IndustryMatch& b) {
  if (a.admits != b.admits) return a.admits;
  if (a.row->role != b.row->role) return a.row->role < b.row->role;
  return a.digits > b.digits;
}

// Codes of the parks that admit the industry, the best match first, then by code.
std::vector<std::string> parks_on_offer(const Industry& industry, const Parks& parks, CivilDate on,
                                        const policy::AdmissionParameters& parameters) {
  struct Offer {
    const domain::Park* park;
    IndustryMatch match;
  };
  std::vector<Offer> offers;
  for (const auto* park : parks)
    if (auto match = best_match(*park, industry, on, parameters); match && match->admits)
      offers.push_back({park, *match});
  std::sort(offers.begin(), offers.end(), [](const Offer& a, const Offer& b) {
    if (is_better(a.match, b.match)) return true;
    if (is_better(b.match, a.match)) return false;
    return a.park->code < b.park->code;
  });
  std::vector<std::string> codes;
  for (const auto& offer : offers)
    codes.push_back(offer.park->code);
  return codes;
}
}  // namespace

std::optional<IndustryMatch> best_match(const domain::Park& park, const Industry& industry, CivilDate on,
                                        const policy::AdmissionParameters& parameters) {
  const auto level = static_cast<std::size_t>(std::max(1, parameters.match_level));
  std::optional<IndustryMatch> best;
  for (const auto& row : park.industries) {
    auto prefix = Industry::parse(row.prefix);
    if (!prefix || !valid_on(row, on) || !industry.covered_by(*prefix, level)) continue;
    const IndustryMatch match{&row, prefix->level(), opens_gate(row, parameters)};
    if (!best || is_better(match, *best)) best = match;
  }
  return best;
}

domain::Admission judge_admission(const Industry& industry, const std::string& park_code, const Parks& parks,
                                  CivilDate on, const policy::Policy& policy) {
  domain::Admission out;
  out.park = park_code;
  out.clause = cite(policy, "3");
  out.judged_on = on;
  if (policy.transitional) out.reasons.push_back(policy::transition_note(policy));
  if (park_code.empty()) {
    out.verdict = "no_park";
    out.reasons.emplace_back("尚未选定园区 / no park asked for yet");
    out.matching_parks = parks_on_offer(industry, parks, on, policy.admission);
    return out;
  }
  const auto found =
      std::find_if(parks.begin(), parks.end(), [&](const domain::Park* park) { return park->code == park_code; });
  const auto match = found == parks.end() ? std::nullopt : best_match(**found, industry, on, policy.admission);
  if (match && match->admits) {
    out.verdict = "admitted";
    out.reasons.push_back(industry.with_section() + " 属于" + (*found)->name + describe_row(*match->row) + " / " +
                          industry.with_section() + " is covered by " + park_code + "'s " +
                          describe_row_en(*match->row));
    return out;
  }
  out.verdict = "denied";
  if (found != parks.end()) explain_denial(**found, industry, on, policy.admission, out.reasons);
  out.matching_parks = parks_on_offer(industry, parks, on, policy.admission);
  return out;
}

Error admission_refusal(const domain::Admission& denied, const domain::Context& context) {
  Twin why;
  for (const auto& reason : denied.reasons) {
    const Twin twin = twin_of(reason);
    why.zh += (why.zh.empty() ? "" : "；") + twin.zh;
    why.en += (why.en.empty() ? "" : "; ") + twin.en;
  }
  Twin parks;
  for (const auto& code : denied.matching_parks) {
    const Twin park = domain::unit_name(context, code);
    parks.zh += (parks.zh.empty() ? "" : "、") + park.zh;
    parks.en += (parks.en.empty() ? "" : ", ") + park.en;
  }
  if (denied.matching_parks.empty()) parks = {"无", "none"};
  Error error(ErrorCode::admission_denied,
              bilingual("{0}；可对接园区：{1} / not admitted: {0}; parks that admit it: {1}", why, parks));
  error.missing.push_back({"admission_settled", denied.clause, domain::owner_words("bureau"),
                           "园区产业准入通过，或经联合研判例外准入",
                           "industry admitted to the park, or admitted by the joint review's override"});
  return error;
}

}  // namespace luodi::intake
