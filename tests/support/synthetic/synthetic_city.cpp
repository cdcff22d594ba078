#include "tests/support/synthetic/synthetic_city.hpp"

#include <array>
#include <stdexcept>

#include "common/kernel/uscc.hpp"
#include "services/intake/domain/allocation.hpp"
#include "services/intake/domain/lead_registration.hpp"
#include "services/intake/domain/negotiation.hpp"
#include "services/intake/domain/office_registration.hpp"
#include "services/intake/domain/park_registration.hpp"
#include "services/intake/domain/review.hpp"

namespace luodi::test {

namespace {
using domain::IndustryRole;

constexpr std::int64_t k_step_ms = 20'000;   // 100,000 registrations fill 23 days
constexpr std::int32_t k_first_day = 19137;  // 2022-05-25, the day the measures came into force

struct SamplePark {
  const char* code;
  const char* name;
  const char* region;
  std::array<const char*, 3> industries;
};
constexpr std::array<SamplePark, 6> k_parks{{{"MY-GX", "绵阳高新区", "510703", {"397", "398", "361"}},
                                             {"MY-JK", "绵阳经开区", "510703", {"391", "385", "384"}},
                                             {"MY-AZ", "安州高新区", "510705", {"366", "266", "272"}},
                                             {"MY-JY", "江油高新区", "510781", {"313", "324", "309"}},
                                             {"MY-ST", "三台工业园区", "510722", {"137", "276", "178"}},
                                             {"MY-YX", "游仙高新区", "510704", {"359", "392", "349"}}}};
constexpr std::array k_places{"成都", "重庆", "深圳", "上海", "北京", "杭州", "苏州", "武汉", "西安", "长沙"};
constexpr std::array k_trades{"光电科技", "新材料", "智能装备", "电子", "生物医药", "汽车零部件", "新能源", "机器人"};
constexpr std::array k_products{"新型显示模组", "高性能磁性材料", "锂电正极材料", "伺服电机",
                                "连接器",       "功能薄膜",       "传感器",       "特种合金"};
constexpr std::array k_channels{domain::LeadChannel::outpost, domain::LeadChannel::intermediary,
                                domain::LeadChannel::platform, domain::LeadChannel::chain_leader,
                                domain::LeadChannel::existing_enterprise};
constexpr std::array k_departments{"FGW", "STHJ", "ZRZY", "YJGL"};
constexpr std::size_t k_reviewers = 3;  // of them, as many as the policy asks for
constexpr int k_offices = 20;

domain::Decision lawful(Expected<domain::Decision> decision, const char* what) {
  if (!decision) throw std::logic_error(std::string("synthetic city: ") + what + ": " + decision.error().detail);
  return std::move(*decision);
}
}  // namespace

// One aggregate from nothing: folds decisions as the command runner does and collects what it would write.
template <class A>
struct SyntheticCity::History {
  History(SyntheticCity& owner, std::string aggregate_id)
      : city(owner), id(std::move(aggregate_id)), work(owner.city_) {}

  void take(const domain::Decision& decision, const domain::Context& context) {
    for (const auto& raised : decision.events) {
      domain::EventEnvelope envelope;
      envelope.id = city.fresh_uuid(context.now, true);
      envelope.source = "/luodi/intake";
      envelope.kind = raised.kind;
      envelope.fact = raised.fact;
      envelope.subject = raised.subject;
      envelope.city = city.city_;
      envelope.policy = decision.policy;
      envelope.parties = raised.parties;
      envelope.data = raised.data;
      envelope.meta.at = std::max(context.now, state.updated_at);
      envelope.meta.actor = context.actor.username;
      envelope.meta.version = ++version;
      if (auto applied = domain::apply_fact(state, raised.fact, raised.data, envelope.meta); !applied)
        throw std::logic_error("synthetic city: " + raised.fact + ": " + applied.error().detail);
      work.append(envelope.id, domain::write_envelope(envelope));
    }
    for (const auto& claim : decision.claims)
      work.index(store::IndexVerb::unique_claim, claim.index, claim.value, claim.owner);
  }

  store::UnitOfWork done() {
    std::string ids;
    for (const auto& event : work.events)
      ids += (ids.empty() ? "\"" : ",\"") + event.id + "\"";
    work.audit = "{\"actor\":\"synthetic\",\"at\":\"" + state.updated_at.str() + "\",\"events\":[" + ids +
                 "],\"operation\":\"import\"}";
    work.put(std::string(A::kind), id, 0, version, codec::encode(state).dump());
    return std::move(work);
  }

  SyntheticCity& city;
  std::string id;
  A state;
  std::int64_t version = 0;
  store::UnitOfWork work;
};

SyntheticCity::SyntheticCity(std::uint64_t seed, const policy::PolicyBook& policies, Mix mix, std::string city)
    : numbers_(seed), policies_(policies), mix_(mix), city_(std::move(city)) {}

// The remainder favours small values by less than one in 2^40 here, which no figure shows.
std::uint64_t SyntheticCity::draw(std::uint64_t below) {
  return numbers_() % below;
}

std::string SyntheticCity::fresh_uuid(Instant at, bool dashes) {
  std::array<std::uint8_t, 10> random{};
  for (auto& byte : random)
    byte = static_cast<std::uint8_t>(draw(256));
  const auto bytes = uuids_.make(at.ms(), random);
  return dashes ? runtime::uuid_text(bytes) : runtime::hex(bytes);
}

domain::Context SyntheticCity::context(Role role, const std::string& org, Instant at) {
  domain::Context out;
  out.now = at;
  out.actor.username = std::string(role_text(role)) + "-" + org;
  out.actor.roles = {role};
  out.actor.org = org;
  out.policies = &policies_;
  return out;
}

intake::Parks SyntheticCity::known_parks() const {
  intake::Parks out;
  for (const auto& park : parks_)
    out.push_back(&park);
  return out;
}

intake::Offices SyntheticCity::known_offices() const {
  intake::Offices out;
  for (const auto& office : offices_)
    out.push_back(&office);
  return out;
}

std::vector<store::UnitOfWork> SyntheticCity::organisations() {
  const Instant at = instant_at(CivilDate::from_days(k_first_day), 8);
  const auto bureau = context(Role::bureau, "", at);
  std::vector<store::UnitOfWork> out;
  for (const auto& sample : k_parks) {
    domain::ParkRegistered command;
    command.code = sample.code;
    command.name = sample.name;
    command.region_code = sample.region;
    for (std::size_t i = 0; i < sample.industries.size(); ++i) {
      domain::ParkIndustry row;
      row.prefix = sample.industries[i];
      row.role = i == 0 ? IndustryRole::leading : i == 1 ? IndustryRole::characteristic : IndustryRole::cultivated;
      row.valid_from = CivilDate::from_days(k_first_day - 365);
      row.source = "合成数据";
      row.label = "产业" + row.prefix;
      command.industries.push_back(std::move(row));
    }
    History<domain::Park> history(*this, sample.code);
    history.take(lawful(intake::decide_park(command, false), "park"), bureau);
    parks_.push_back(history.state);
    out.push_back(history.done());
  }
  for (int i = 0; i < k_offices; ++i) {
    domain::OfficeRegistered command;
    command.code = "OFFICE-" + std::to_string(i);
    command.name = "驻外投资促进中心" + std::to_string(i);
    command.city = k_places[static_cast<std::size_t>(i) % k_places.size()];
    command.opened_on = CivilDate::from_days(k_first_day - 365);
    History<domain::Office> history(*this, command.code);
    history.take(lawful(intake::decide_office(command, false), "office"), bureau);
    offices_.push_back(history.state);
    out.push_back(history.done());
  }
  return out;
}

store::UnitOfWork SyntheticCity::project() {
  const auto number = count_++;
  const Instant at = instant_at(CivilDate::from_days(k_first_day), 9).plus_ms(number * k_step_ms);
  const auto& park = k_parks[draw(k_parks.size())];
  const auto pick = [this](const auto& list) { return list[draw(list.size())]; };

  intake::RegisterLead lead;
  const std::string serial = std::to_string(number);
  lead.name = std::string(pick(k_products)) + "生产基地项目 " + serial;
  domain::Enterprise enterprise;
  enterprise.name = std::string(pick(k_places)) + pick(k_trades) + serial + "有限公司";
  if (draw(10) < 6) {
    const std::string body = "91510700" + std::string(9 - serial.size(), '0') + serial;
    enterprise.uscc = body + *uscc_check_digit(body);
  }
  lead.enterprise = enterprise;
  lead.industry_code = std::string(park.industries[draw(2)]);  // of the rows that admit
  if (draw(10) > 0) lead.agreed_amount_fen = Fen::wan(static_cast<std::int64_t>(1'000 + draw(300) * draw(300)));
  if (mix_ == Mix::watched) lead.agreed_amount_fen = Fen::wan(50'000 + count_ % 1'000);  // from the threshold on
  lead.park_code = park.code;
  lead.channel = pick(k_channels);

  History<domain::Project> history(*this, "prj_" + fresh_uuid(at, false));
  last_id_ = history.id;
  const intake::Parks parks = known_parks();
  const std::string office = "OFFICE-" + std::to_string(draw(k_offices));
  intake::Surroundings around;
  around.parks = parks;
  around.offices = known_offices();
  const auto begin = context(Role::office, office, at);
  history.take(lawful(intake::decide_registration(history.id, lead, around, begin), "registration"), begin);

  constexpr std::uint64_t k_negotiates = 99;
  const auto drawn = draw(100);
  const auto fate =
      mix_ == Mix::watched ? k_negotiates : drawn;  // 50 of 100 remain leads, 20 are reviewed, 5 rejected, 25 negotiate
  if (fate < 50) return history.done();
  const auto review_at = at.plus_ms(k_hour_ms);
  intake::GiveOpinion opinion;
  opinion.verdict = fate < 55 ? intake::OpinionVerdict::oppose : intake::OpinionVerdict::support;
  opinion.text = "意见已核";
  const auto first = draw(k_departments.size());
  for (std::size_t i = 0; i < k_reviewers; ++i) {
    const auto reviewer = context(Role::reviewer, k_departments[(first + i) % k_departments.size()], review_at);
    history.take(lawful(intake::decide_opinion(history.id, history.state, opinion, reviewer), "opinion"), reviewer);
  }
  const auto bureau = context(Role::bureau, "", review_at.plus_ms(k_hour_ms));
  intake::DecideReview review;
  review.verdict = fate < 55 ? intake::ReviewVerdict::rejected : intake::ReviewVerdict::approved;
  review.reason = fate < 55 ? "不符合规划" : "符合规划";
  history.take(lawful(intake::decide_review(history.id, history.state, review, parks, bureau), "review"), bureau);
  if (fate < 75) return history.done();
  intake::Allocate allocation;
  allocation.host = park.code;
  allocation.reason = "产业匹配";
  history.take(
      lawful(intake::decide_allocation(history.id, history.state, allocation, parks, load_, bureau), "allocation"),
      bureau);
  ++load_[park.code];
  const auto host = context(Role::park, park.code, bureau.now.plus_ms(k_hour_ms));
  const intake::StartNegotiation start;
  history.take(lawful(intake::decide_negotiation(history.id, history.state, start, host), "negotiation"), host);
  return history.done();
}

}  // namespace luodi::test
