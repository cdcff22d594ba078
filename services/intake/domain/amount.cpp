#include "services/intake/domain/amount.hpp"

#include "common/domain/refusals.hpp"
#include "common/kernel/bilingual.hpp"
#include "common/kernel/currency.hpp"

namespace luodi::intake {

using domain::field_fault;

namespace {
tl::unexpected<Error> beyond_limit(Error error) {
  error.fields.push_back({"/amount/minor_units", "out_of_range", error.detail});
  return fail(std::move(error));
}

Expected<KnownAmount> convert(const StatedAmount& stated, CivilDate until) {
  if (!is_currency(stated.currency))
    return fail(field_fault("/amount/currency", "format",
                            "应为 ISO 4217 货币代码，如 USD / a currency of ISO 4217, such as USD"));
  KnownAmount out;
  if (stated.currency == k_yuan) {
    if (stated.rate_e6 && *stated.rate_e6 != k_rate_unit)
      return fail(field_fault("/amount/rate_e6", "not_allowed", "人民币汇率为 1 / the rate of yuan is 1"));
    auto fen = within_limit(Fen::of(stated.minor_units));
    if (!fen) return beyond_limit(fen.error());
    out.fen = *fen;
    return out;
  }
  Error missing(ErrorCode::invalid_body,
                "外币须注明汇率、汇率日期和来源 / a foreign amount needs rate, date and source");
  const auto need = [&](bool there, const char* pointer) {
    if (!there) missing.fields.push_back({pointer, "required", "外币必填 / required for a foreign currency"});
  };
  need(stated.rate_e6.has_value(), "/amount/rate_e6");
  need(stated.rate_date.has_value(), "/amount/rate_date");
  need(stated.rate_source.has_value(), "/amount/rate_source");
  if (!missing.fields.empty()) return fail(std::move(missing));
  if (*stated.rate_date > until) {
    Error error(ErrorCode::in_future,
                bilingual("汇率日期 {0} 晚于事实日期 {1} / the rate of {0} is later than the fact of {1}",
                          *stated.rate_date, until));
    error.fields.push_back({"/amount/rate_date", "in_future", error.detail});
    return fail(std::move(error));
  }
  auto fen = to_fen(stated.currency, stated.minor_units, *stated.rate_e6);
  if (!fen) return beyond_limit(fen.error());
  if (fen->value() < 1)
    return fail(field_fault("/amount/minor_units", "out_of_range",
                            "折合人民币不足一分，请核对金额和汇率 / less than one fen: check amount and rate"));
  out.fen = *fen;
  out.foreign = domain::ForeignAmount{stated.currency, stated.minor_units, *stated.rate_e6, *stated.rate_date,
                                      *stated.rate_source};
  return out;
}
}  // namespace

Expected<KnownAmount> read_amount(const std::optional<Fen>& fen, const std::optional<StatedAmount>& stated,
                                  CivilDate until) {
  if (fen && stated)
    return fail(
        field_fault("/amount", "not_both", "人民币金额与外币金额只填一项 / state one of agreed_amount_fen and amount"));
  if (stated) return convert(*stated, until);
  KnownAmount out;
  out.fen = fen;
  return out;
}

}  // namespace luodi::intake
