#pragma once
// The project as the interface shows it: the answer of GET /v1/projects/{id} and of every command on a project,
// whichever service answers. next_steps are what the stage table lets the asker's roles do at this stage, with what is
// missing and who owes it. Pure; the same inputs give the same bytes. A view shows parts of its record and of the
// policy by reference and must not outlive them; it is described like every document, but only ever written.
//
//   const ProjectRecord record{id, 7, &project, &watch};
//   reply.body = codec::encode_text(project_view(record, policies, today, Reader("zh", actor)));
#include <string>
#include <string_view>

#include "common/domain/counted_progress.hpp"
#include "common/domain/watch.hpp"
#include "common/kernel/role_set.hpp"
#include "common/policy/policy_book.hpp"

namespace luodi::domain {

struct ProjectRecord {
  std::string_view id;
  std::int64_t version = 0;
  const Project* project = nullptr;
  const Watch* watch = nullptr;  // null = never evaluated: light "none"
};

struct MissingLine {
  std::string item, clause, owner, title;
  static constexpr auto fields() {
    using codec::field;
    using M = MissingLine;
    return codec::described(field("item", &M::item), field("clause", &M::clause), field("owner", &M::owner),
                            field("title", &M::title));
  }
};

struct NextStep {
  std::string_view command, title;
  std::optional<std::string_view> leads_to;  // the stage that it brings
  std::vector<std::string_view> roles;
  std::vector<MissingLine> missing;
  static constexpr auto fields() {
    using codec::field;
    using codec::shown_field;
    using N = NextStep;
    return codec::described(field("command", &N::command), field("title", &N::title),
                            shown_field("leads_to", &N::leads_to), shown_field("roles", &N::roles),
                            shown_field("missing", &N::missing));
  }
};

struct IndustryView {
  std::string code, section;
  std::string_view edition;
  bool industrial = false;
  std::optional<std::string_view> section_title, division;  // in Chinese only
  static constexpr auto fields() {
    using codec::field;
    using I = IndustryView;
    return codec::described(field("code", &I::code), field("edition", &I::edition), field("section", &I::section),
                            field("industrial", &I::industrial), field("section_title", &I::section_title),
                            field("division", &I::division));
  }
};

struct ReviewView {
  const std::vector<ReviewOpinion>* opinions = nullptr;
  const ReviewDecided* decision = nullptr;
  static constexpr auto fields() {
    return codec::described(codec::field("opinions", &ReviewView::opinions),
                            codec::field("decision", &ReviewView::decision));
  }
};

struct ChecklistLine {
  std::string_view item, title;
  std::string owner;
  bool mandatory = false;
  std::string_view outcome = "open";
  std::optional<std::string_view> opinion, by, department;
  std::optional<bool> on_behalf;
  std::optional<CivilDate> answered_on;
  static constexpr auto fields() {
    using codec::field;
    using C = ChecklistLine;
    return codec::described(field("item", &C::item), field("title", &C::title), field("owner", &C::owner),
                            field("mandatory", &C::mandatory), field("outcome", &C::outcome),
                            field("opinion", &C::opinion), field("by", &C::by), field("department", &C::department),
                            field("on_behalf", &C::on_behalf), field("answered_on", &C::answered_on));
  }
};

struct PreAssessmentView {
  std::vector<ChecklistLine> items;
  const PreAssessmentDecided* decision = nullptr;
  static constexpr auto fields() {
    using P = PreAssessmentView;
    return codec::described(codec::shown_field("items", &P::items), codec::field("decision", &P::decision));
  }
};

struct ProjectSummary {  // one line of a list
  std::string_view id;
  std::int64_t version = 0;
  std::string_view name;
  const Enterprise* enterprise = nullptr;
  std::string_view industry_code;
  LeadChannel channel{};
  std::string_view introduced_by;
  bool secret = false;
  Stage stage{};
  bool suspended = false;
  Light light = Light::none;
  int idle_cycles = 0;
  std::optional<std::string_view> host;
  std::optional<Fen> agreed_amount_fen;
  std::optional<std::string> agreed_amount_display;
  std::optional<Fen> verified_funds_fen;
  Instant created_at, updated_at;
  static constexpr auto fields() {
    using codec::field;
    using codec::shown_field;
    using P = ProjectSummary;
    return codec::described(field("id", &P::id), field("version", &P::version), field("name", &P::name),
                            field("enterprise", &P::enterprise), field("industry_code", &P::industry_code),
                            field("channel", &P::channel), field("introduced_by", &P::introduced_by),
                            field("secret", &P::secret), field("stage", &P::stage), field("suspended", &P::suspended),
                            field("light", &P::light), field("idle_cycles", &P::idle_cycles),
                            shown_field("host", &P::host), shown_field("agreed_amount_fen", &P::agreed_amount_fen),
                            shown_field("agreed_amount_display", &P::agreed_amount_display),
                            shown_field("verified_funds_fen", &P::verified_funds_fen),
                            field("created_at", &P::created_at), field("updated_at", &P::updated_at));
  }
};

struct ProjectView : ProjectSummary {
  std::string_view uscc_check;
  std::optional<IndustryView> industry;  // none for a secret stub
  const std::string *region_code = nullptr, *referrer_id = nullptr, *group = nullptr;
  std::string responsible;
  const std::vector<StageEntry>* reached = nullptr;
  const std::vector<AgreedAmount>* amounts = nullptr;
  const std::vector<std::string>* suspected_duplicates = nullptr;
  const FirstTalk* first_talk = nullptr;
  const Admission* admission = nullptr;
  ReviewView review;
  const Allocated* allocation = nullptr;
  PreAssessmentView pre_assessment;
  const AgreementSigned *framework = nullptr, *agreement = nullptr;
  const ProjectLanded* landing = nullptr;
  std::optional<bool> landing_unproved;  // true: corrected funds no longer prove it (landing_stands)
  const ProjectStarted* start = nullptr;
  const ProductionStarted* production = nullptr;
  const std::vector<ReturnedStage>* returns = nullptr;
  std::vector<ProgressEntry> progress;  // as judged now, whatever was said when they were recorded
  std::vector<JudgedFunds> funds;
  const std::vector<Exemption>* exemptions = nullptr;
  const Suspension* suspension = nullptr;
  const std::vector<Suspension>* past_suspensions = nullptr;
  const PlanRevision* plan = nullptr;  // in force
  const ProjectExitApproved* exit_approval = nullptr;
  const ProjectExited* exit = nullptr;
  const std::vector<PublishedEntry>* published_facts = nullptr;
  std::vector<NextStep> next_steps;
  static constexpr auto fields() {
    using codec::field;
    using codec::shown_field;
    using P = ProjectView;
    return codec::extended(
        ProjectSummary::fields(), field("uscc_check", &P::uscc_check), shown_field("industry", &P::industry),
        field("region_code", &P::region_code), field("referrer_id", &P::referrer_id), field("group", &P::group),
        field("responsible", &P::responsible), field("reached", &P::reached), field("amounts", &P::amounts),
        field("suspected_duplicates", &P::suspected_duplicates), field("first_talk", &P::first_talk),
        field("admission", &P::admission), field("review", &P::review), field("allocation", &P::allocation),
        field("pre_assessment", &P::pre_assessment), field("framework", &P::framework),
        field("agreement", &P::agreement), field("landing", &P::landing),
        field("landing_unproved", &P::landing_unproved), field("start", &P::start), field("production", &P::production),
        field("returns", &P::returns), shown_field("progress", &P::progress), shown_field("funds", &P::funds),
        field("exemptions", &P::exemptions), field("suspension", &P::suspension),
        field("past_suspensions", &P::past_suspensions), field("plan", &P::plan),
        field("exit_approval", &P::exit_approval), field("exit", &P::exit),
        field("published_facts", &P::published_facts), shown_field("next_steps", &P::next_steps));
  }
};

// Who reads the view: the language of its titles ("zh" or "en"), and whose next steps it shows: those of the roles on
// every project, of a park or an office on its own.
struct Reader {
  Reader(std::string_view asked, const Actor& actor)
      : language(asked), roles(RoleSet::of(actor.roles)), org(actor.org) {}
  std::string language;
  RoleSet roles;
  std::string org;
};
ProjectView project_view(const ProjectRecord& record, const policy::PolicyBook& policies, CivilDate today,
                         const Reader& reader);
ProjectSummary project_summary(const ProjectRecord& record);
// What the reader may do next and what it still lacks.
std::vector<NextStep> next_steps(const Project& project, const policy::Policy& policy, CivilDate today,
                                 const Reader& reader, const Watch* watch = nullptr);

}  // namespace luodi::domain
