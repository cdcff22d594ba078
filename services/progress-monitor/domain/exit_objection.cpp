#include "services/progress-monitor/domain/exit_objection.hpp"

#include "common/kernel/bilingual.hpp"

namespace luodi::monitor {

namespace {
std::optional<domain::ExitObjection> left_by(const ExitLetter& letter, const domain::Context& context) {
  if (!letter.objection_working_days) return std::nullopt;
  const int days = *letter.objection_working_days;
  const auto until = context.policies->calendar().add_working_days(letter.issued_on, days);
  if (!until)
    return domain::ExitObjection{
        std::nullopt,
        bilingual(
            "{0} 的退出通知留有收到后 {1} 个工作日的陈述、申辩期，末日待节假日安排公布后确定；期内提出的仍须受理 / "
            "the exit notice of {0} leaves {1} working days after its receipt to object, until a day that the "
            "calendar to be published will tell; an objection within them is still heard",
            letter.issued_on, days)};
  if (*until < civil_date(context.now)) return std::nullopt;
  return domain::ExitObjection{
      *until, bilingual("{0} 的退出通知留有收到后 {1} 个工作日的陈述、申辩期，自发出之日起算，至 {2}（含当日）；"
                        "期内提出的仍须受理 / the exit notice of {0} leaves {1} working days after its receipt to "
                        "object: counted from its issue they run until {2} inclusive; an objection within them is "
                        "still heard",
                        letter.issued_on, days, *until)};
}
}  // namespace

std::optional<domain::ExitObjection> objection_left(const std::vector<KnownExit>& exits,
                                                    const domain::Context& context) {
  for (const auto& known : exits) {  // one case of a project runs at a time
    const auto& notice = known.state->exit_notice;
    if (known.state->state == ExitState::noticed && notice && notice->letter) return left_by(*notice->letter, context);
  }
  return std::nullopt;
}

}  // namespace luodi::monitor
