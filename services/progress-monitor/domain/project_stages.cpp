// Landing 落地, start 开工, production 投产, suspension, resumption and exit: the stage table judges, this records.
#include <algorithm>

#include "common/domain/evidence.hpp"
#include "common/domain/project_admission.hpp"
#include "common/domain/words.hpp"
#include "common/kernel/bilingual.hpp"
#include "common/kernel/paper_number.hpp"
#include "common/kernel/region.hpp"
#include "common/kernel/uscc.hpp"
#include "services/progress-monitor/domain/project_code_paper.hpp"
#include "services/progress-monitor/domain/project_commands.hpp"
#include "services/progress-monitor/domain/settlement.hpp"
#include "services/progress-monitor/domain/stage_return.hpp"
#include "services/progress-monitor/domain/suspension_reach.hpp"

namespace luodi::monitor {

using domain::admit;
using domain::Brought;
using domain::Command;
using domain::field_fault;
using domain::raised;

namespace {
Brought papers(const std::vector<domain::Evidence>& evidence) {
  Brought brought;
  brought.evidence = evidence;
  return brought;
}

bool is_registered_here(std::string_view uscc, const policy::LandingParameters& landing) {
  const auto& divisions = landing.company_divisions;
  return divisions.empty() || std::any_of(divisions.begin(), divisions.end(), [&](const std::string& division) {
           return uscc_division(uscc).starts_with(division);
         });
}

std::string foreign_company(std::string_view uscc, const policy::LandingParameters& landing) {
  const Region& city = regions().front();
  Twin taken;
  for (const auto& division : landing.company_divisions) {
    taken.zh += (taken.zh.empty() ? "" : "、") + division;
    taken.en += (taken.en.empty() ? "" : ", ") + division;
  }
  return bilingual(
      "登记机关的区划 {0}（代码第 3 至 8 位）不属于{1}，也不是其上级登记机关，应以 {2} 开头；请核对代码，"
      "填写在本市登记的项目公司，外地迁入的附准予迁移登记的批复 / its registrar's division {0} (positions 3 to 8) is "
      "neither of {1} nor of an authority above it: those begin with {2}; check the code, name the company that is "
      "registered in this city, or bring the approval of its move here",
      uscc_division(uscc), Word{city.name, city.en}, taken);
}

// What the landing rests on must be what it says: a code of the approval platform given for a place of this city, a
// registered company.
Expected<void> check_landing_papers(const Land& command, const policy::Policy& policy) {
  Error error(ErrorCode::invalid_body, "落地材料有误，请按登记证照填写 / papers of the landing are wrong");
  error.fields = code_faults(command.evidence);
  const auto foreign = [](const FieldError& fault) { return fault.code == k_foreign_code; };
  if (std::any_of(error.fields.begin(), error.fields.end(), foreign))
    error.missing.push_back(domain::missing_item(domain::GateItem::landing_evidence, policy));
  const auto uscc = command.company ? command.company->uscc : std::nullopt;
  if (uscc && check_uscc(*uscc) != UsccCheck::valid) {
    error.fields.push_back(
        {"/company/uscc", "format",
         "不是有效的统一社会信用代码（18 位，末位为校验码） / not a valid unified social credit code: "
         "18 characters, the last a check digit (GB 32100-2015)"});
  } else if (uscc && !is_registered_here(*uscc, policy.landing) &&
             !domain::brings(command.evidence, domain::EvidenceKind::approval)) {  // who moves here keeps its code
    error.fields.push_back({"/company/uscc", "out_of_territory", foreign_company(*uscc, policy.landing)});
    error.missing.push_back(domain::missing_item(domain::GateItem::company_registered, policy));
  }
  if (error.fields.empty()) return {};
  return fail(std::move(error));
}

// Of a secret project refused at `pointer`, with what may stand there instead.
Expected<void> check_told(const Project& project, const char* pointer, std::string instead) {
  auto fine = domain::check_stub(project, {{pointer, true}});
  if (fine) return fine;
  Error error = fine.error();
  error.fields.front().message = std::move(instead);
  return fail(std::move(error));
}

// The number of the approval names its paper; a text would say what it says. The refusal does not repeat it.
Expected<void> check_approval_number(const Project& project, const std::string& number) {
  if (!project.secret || is_paper_number(number)) return {};
  return check_told(
      project, "/number",
      bilingual("涉密项目只填批准文件的文号：至多 {0} 个汉字的代字、〔年份〕和序号，如 会议纪要〔2022〕3号；"
                "或字母、数字、括号和连字符，如 M2022-3，至多 {1} 字 / of a secret project the number of the paper "
                "alone: a series of at most {0} Han characters, the year in brackets and a serial number, or letters, "
                "digits, brackets and dashes, such as M2022-3, of at most {1} characters",
                k_longest_series, k_longest_paper_number));
}

// A ground of the policy's list says why; a text of its own would say more.
Expected<void> check_ground(const Project& project, const std::string& reason, const policy::Policy& policy) {
  const auto& grounds = policy.interview.exemption_grounds;
  if (std::find(grounds.begin(), grounds.end(), reason) != grounds.end()) return {};
  const auto allowed = domain::ground_choices(grounds);
  return check_told(project, "/reason",
                    bilingual("涉密项目只填事由，应为其中之一：{0} / of a secret project a ground alone, one of: {0}",
                              Twin{codec::listed_zh(allowed), codec::listed_en(allowed)}));
}
}  // namespace

Expected<Decision> decide_landing(const std::string& id, const Project& project, const Land& command,
                                  const Context& context) {
  if (auto fine = domain::check_stub(project, {{"/company", command.company.has_value()}}); !fine)
    return fail(fine.error());
  Brought brought = papers(command.evidence);
  brought.company = command.company;
  const auto admitted = admit(project, Command::landing, std::move(brought), command.landed_on, "/landed_on", context);
  if (!admitted) return fail(admitted.error());
  if (auto ok = domain::check_papers_before(command.evidence, admitted->on(), {"落地", "the landing"}); !ok)
    return fail(ok.error());
  if (auto ok = check_not_returned(project, domain::Stage::landed, admitted->on(), command.evidence, context); !ok)
    return fail(ok.error());
  if (auto sound = check_landing_papers(command, *admitted->policy); !sound) return fail(sound.error());
  domain::ProjectLanded event;
  event.landed_on = admitted->on();
  event.company = command.company.value_or(project.enterprise);
  event.evidence = command.evidence;
  event.satisfied = domain::landing_proofs(project, admitted->brought, admitted->policy->landing);
  event.by = context.actor.username;
  return raised(id, project, event, *admitted->policy);
}

Expected<Decision> decide_start(const std::string& id, const Project& project, const Start& command,
                                const Context& context) {
  const auto admitted =
      admit(project, Command::start, papers(command.evidence), command.started_on, "/started_on", context);
  if (!admitted) return fail(admitted.error());
  if (auto ok = domain::check_papers_before(command.evidence, admitted->on(), {"开工", "the start"}); !ok)
    return fail(ok.error());
  if (auto ok = check_not_returned(project, domain::Stage::started, admitted->on(), command.evidence, context); !ok)
    return fail(ok.error());
  return raised(id, project, domain::ProjectStarted{admitted->on(), command.evidence, context.actor.username},
                *admitted->policy);
}

Expected<Decision> decide_production(const std::string& id, const Project& project, const Produce& command,
                                     const Context& context) {
  const auto admitted =
      admit(project, Command::production, papers(command.evidence), command.started_on, "/started_on", context);
  if (!admitted) return fail(admitted.error());
  if (auto ok = domain::check_papers_before(command.evidence, admitted->on(), {"投产", "the production"}); !ok)
    return fail(ok.error());
  if (auto ok = check_not_returned(project, domain::Stage::producing, admitted->on(), command.evidence, context); !ok)
    return fail(ok.error());
  return raised(id, project, domain::ProductionStarted{admitted->on(), command.evidence, context.actor.username},
                *admitted->policy);
}

Expected<Decision> decide_suspension(const std::string& id, const Project& project, const Suspend& command,
                                     const Context& context) {
  if (auto fine = domain::check_stub(project, {{"/evidence", !command.evidence.empty()}}); !fine)
    return fail(fine.error());
  const auto admitted = admit(project, Command::suspension, papers(command.evidence), command.from, "/from", context);
  if (!admitted) return fail(admitted.error());
  if (auto fine = check_ground(project, command.reason, *admitted->policy); !fine) return fail(fine.error());
  const CivilDate today = civil_date(context.now);
  const auto now = domain::policy_on(context, today);
  if (!now) return fail(now.error());
  if (auto fine = check_suspended_from(project, admitted->on(), today, **now); !fine) return fail(fine.error());
  domain::ProjectSuspended event{admitted->on(), command.reason};
  event.uncounted = uncounted_from(project, admitted->on(), context.now, *context.policies);
  event.evidence = command.evidence;
  if (auto proved = check_uncounted_proved(project, event.uncounted, event.evidence); !proved)
    return fail(proved.error());
  return raised(id, project, event, *admitted->policy);
}

Expected<Decision> decide_resumption(const std::string& id, const Project& project, const Resume& command,
                                     const Context& context) {
  if (auto fine = domain::check_stub(project, {{"/reason", !command.reason.empty()}}); !fine) return fail(fine.error());
  const auto admitted = admit(project, Command::resumption, {}, command.on, "/on", context);
  if (!admitted) return fail(admitted.error());
  if (admitted->on() < project.suspension->from)
    return fail(field_fault("/on", "before_suspension",
                            bilingual("{0} 早于暂停日 {1} / the day {0} lies before the suspension on {1}",
                                      admitted->on(), project.suspension->from)));
  return raised(id, project, domain::ProjectResumed{admitted->on(), command.reason}, *admitted->policy);
}

Expected<Decision> decide_exit(const std::string& id, const Project& project, const ExitAround& around,
                               const Exit& command, const Context& context) {
  const auto& list = command.settlement;
  // Why a secret project leaves, and what is settled, is written elsewhere.
  if (auto fine = domain::check_stub(project, {{"/reason", !command.reason.empty()}, {"/settlement", !list.empty()}});
      !fine)
    return fail(fine.error());
  if (auto said = domain::check_reason(project, command.reason, "/reason", {"退出", "an exit"}, k_longest_exit_reason);
      !said)
    return fail(said.error());
  if (const auto policy = domain::policy_on(context, command.on.value_or(civil_date(context.now))))
    if (auto fine = check_kinds(list, (*policy)->environment.exit); !fine) return fail(fine.error());
  Brought brought;
  brought.red_since = around.red_since;
  brought.settled = answered_kinds(list);
  for (const auto& item : list)
    brought.evidence.insert(brought.evidence.end(), item.evidence.begin(), item.evidence.end());
  const auto admitted = admit(project, Command::exit, std::move(brought), command.on, "/on", context);
  if (!admitted) return fail(admitted.error());
  if (auto last = check_exit_day(project, around, admitted->on(), context); !last) return fail(last.error());
  if (auto fine = check_settlement(list); !fine) return fail(fine.error());
  if (auto fine = check_delivered(list, around.delivered); !fine) return fail(fine.error());
  for (std::size_t i = 0; i < list.size(); ++i)
    if (auto ok = domain::check_papers_before(list[i].evidence, admitted->on(), {"退出", "the exit"},
                                              "/settlement/" + std::to_string(i) + "/evidence");
        !ok)
      return fail(ok.error());
  const auto settled = sum_of(list, true);
  if (!settled) return fail(settled.error());
  const auto open = sum_of(list, false);
  if (!open) return fail(open.error());
  domain::ProjectExited event;
  event.on = admitted->on();
  event.reason = command.reason;
  event.objection = around.objection;
  if (around.red_since) event.extra_approval = project.exit_approval->number;
  event.settlement = list;
  if (!list.empty()) {
    event.settled_fen = *settled;
    event.open_fen = *open;
  }
  return raised(id, project, event, *admitted->policy);
}

Expected<Decision> decide_exit_approval(const std::string& id, const Project& project, bool needed,
                                        const ApproveExit& command, const Context& context) {
  if (auto fine = domain::check_stub(project, {{"/reason", !command.reason.empty()}}); !fine) return fail(fine.error());
  if (auto said = domain::check_reason(project, command.reason, "/reason", {"批准退出", "the approval of an exit"},
                                       k_longest_exit_reason);
      !said)
    return fail(said.error());
  if (auto fine = check_approval_number(project, command.number); !fine) return fail(fine.error());
  const auto admitted = admit(project, Command::exit_approval, {}, {}, "", context);
  if (!admitted) return fail(admitted.error());
  if (!needed) {
    Error error(
        ErrorCode::wrong_state,
        "目前办理退出无须批准：项目未亮红灯，也没有未办结的约谈，或者已收到退出告知 / no approval of an exit is needed "
        "now: the light is not red and no interview is open, or the project was told to leave");
    error.next_zh = "由投资促进部门直接办理退出：POST /v1/projects/{id}/exit；红灯亮起后再行批准";
    error.next_en = "the bureau records the exit, POST /v1/projects/{id}/exit; approve one once the light is red";
    return fail(std::move(error));
  }
  domain::ProjectExitApproved event{command.number, command.reason, admitted->on()};
  const auto& before = project.exit_approval;
  if (before && before->number == event.number && before->reason == event.reason &&
      before->approved_on == event.approved_on)
    return fail(domain::recorded_before("同一退出批准 / the same approval of an exit", {admitted->on(), {}, {}}));
  return raised(id, project, event, *admitted->policy);
}

}  // namespace luodi::monitor
