#include "services/progress-monitor/domain/talent_card_decide.hpp"

#include "services/progress-monitor/domain/announce_delay.hpp"
#include "services/progress-monitor/domain/occasion.hpp"
#include "tests/unit/services/progress-monitor/accord.hpp"

namespace luodi::monitor::test {
namespace {
// A signed project whose ticket grants two cards.
class Holders {
 public:
  Story story = Accord::signed_on("2022-06-10").story;
  Ticket ticket;
  std::map<std::string, TalentCard> cards;
  DocumentCounter counter;
  std::map<std::string, Instant> jobs;
  std::string note = "子女入学、医疗绿色通道";
  int told = 0;
  std::vector<std::pair<std::string, std::string>> guards;  // of the latest decision

  Holders() {
    ticket.project_id = "prj_1";
    ticket.service = TicketService::talent_card;
    ticket.state = TicketState::answered;
    ticket.owner = "人才办";
    ticket.answer = TicketAnswered{"同意", 2, {}, {}};
  }
  Expected<std::string> issue(std::string holder, std::string_view on, std::string_view from = {},
                              std::string post = "总工程师") {
    const CardRoom room{&ticket, known(), counter};
    IssueCard c{"tkt_1", std::move(holder), std::move(post), note, {}};
    if (!from.empty()) c.valid_from = day(from);
    auto now = context(at(on, 9), k_bureau);
    now.fresh_id = std::to_string(cards.size());
    return take(decide_issue_card("prj_1", story.project, room, c, now), now.now, k_bureau);
  }
  std::vector<KnownCard> known() const {
    std::vector<KnownCard> out;
    for (const auto& [key, card] : cards)
      out.push_back({key, &card});
    return out;
  }
  Held on(const std::string& key) { return {key, &cards.at(key), &story.project}; }
  Expected<std::string> renew(const std::string& key, std::string_view when, const std::string& why = "继续聘用") {
    return take(decide_renew_card(on(key), known(), RenewCard{why}, context(at(when, 9), k_bureau)), at(when, 9),
                k_bureau);
  }
  Expected<std::string> revoke(const std::string& key, std::string_view when, const std::string& why = "离职") {
    return take(decide_revoke_card(on(key), CardRevoked{why}, context(at(when, 9), k_bureau)), at(when, 9), k_bureau);
  }
  void run_due(Instant when) {
    for (bool moved = true; moved;) {
      moved = false;
      for (const auto& [job, since] : std::map(jobs)) {
        if (when < since) continue;
        moved = true;
        jobs.erase(job);
        EXPECT_TRUE(take(decide_card_due(on(job.substr(job.find(':') + 1)), context(when, k_system)), when, k_system));
      }
    }
  }
  Expected<std::string> take(Expected<domain::Decision> d, Instant when, const Actor& who) {
    if (!d) return fail(d.error());
    guards = d->guards;
    domain::EventMeta meta;
    meta.at = when;
    meta.actor = who.username;
    for (const auto& raised : d->events) {
      ++told;
      const auto folded = raised.kind == DocumentCounter::kind
                              ? domain::apply_fact(counter, raised.fact, raised.data, meta)
                              : domain::apply_fact(cards[raised.subject], raised.fact, raised.data, meta);
      EXPECT_TRUE(folded) << raised.fact;
    }
    for (const auto& deadline : d->deadlines) {
      if (deadline.verb == domain::Deadline::Verb::schedule)
        jobs[deadline.job] = deadline.at;
      else
        jobs.erase(deadline.job);
    }
    return d->events.empty() ? std::string() : d->events.front().subject;
  }
};

TEST(TalentCard, IsIssuedUnderANumberForTheTermOfThePolicy) {
  Holders h;
  const auto first = h.issue("王工", "2022-07-01");
  ASSERT_TRUE(first);
  const auto& card = h.cards.at(*first);
  EXPECT_EQ(card.title, "人才绿卡〔2022〕1号");
  EXPECT_EQ(card.owner, "人才办");
  EXPECT_EQ(card.clause, "mianyang-2022/9");
  EXPECT_EQ(card.valid_from, day("2022-07-01"));
  EXPECT_EQ(card.valid_until, day("2025-06-30")) << "three years, the last day included";
  EXPECT_EQ(h.jobs.at(card_job(*first)), at("2025-05-31")) << "reminded of thirty days before";
  const auto second = h.issue("李工", "2022-07-02", "2022-06-20");
  ASSERT_TRUE(second);
  EXPECT_EQ(h.cards.at(*second).title, "人才绿卡〔2022〕2号");
  EXPECT_EQ(h.counter.last, 2);
}

TEST(TalentCard, NeedsARoomThatATicketOfThisProjectGranted) {
  Holders h;
  ASSERT_TRUE(h.issue("王工", "2022-07-01"));
  EXPECT_EQ(code(h.issue("王工", "2022-07-02")), ErrorCode::already_exists) << "one person, one card";
  const auto second = h.issue("王工", "2022-07-02", {}, "司机");
  ASSERT_TRUE(second) << "another person of the same name";
  EXPECT_EQ(code(h.issue("赵工", "2022-07-03")), ErrorCode::wrong_state) << "two were granted";
  ASSERT_TRUE(h.revoke(*second, "2022-07-04"));
  EXPECT_TRUE(h.issue("赵工", "2022-07-05")) << "a revoked card makes room";

  Holders none;
  none.ticket.state = TicketState::open;
  EXPECT_EQ(code(none.issue("王工", "2022-07-01")), ErrorCode::wrong_state) << "not answered";
  none.ticket.state = TicketState::closed;
  none.ticket.answer->granted = 0;
  EXPECT_EQ(code(none.issue("王工", "2022-07-01")), ErrorCode::wrong_state) << "declined";
  none.ticket.answer->granted = 1;
  none.ticket.service = TicketService::land;
  EXPECT_EQ(code(none.issue("王工", "2022-07-01")), ErrorCode::invalid_body);
  none.ticket.service = TicketService::talent_card;
  none.ticket.project_id = "prj_2";
  EXPECT_EQ(code(none.issue("王工", "2022-07-01")), ErrorCode::invalid_body) << "of another project";
  none.ticket.project_id = "prj_1";
  EXPECT_EQ(code(none.issue("王工", "2022-07-01", "2022-07-02")), ErrorCode::in_future);
  none.story.project.secret = true;
  EXPECT_EQ(code(none.issue("王工", "2022-07-01")), ErrorCode::secret_not_admitted);
}

TEST(TalentCard, OneThatRanItsTermMakesNoRoomWhenItIsRevoked) {
  Holders h;
  h.ticket.answer->granted = 1;
  const auto id = *h.issue("王工", "2022-07-01");
  ASSERT_TRUE(h.revoke(id, "2025-07-01")) << "the queue has not said yet that it is over";
  EXPECT_EQ(code(h.issue("李工", "2025-07-02")), ErrorCode::wrong_state) << "next: a new ticket";
  Holders within;
  within.ticket.answer->granted = 1;
  const auto other = *within.issue("王工", "2022-07-01");
  ASSERT_TRUE(within.revoke(other, "2025-06-30"));
  EXPECT_TRUE(within.issue("李工", "2025-07-02"));
}

TEST(TalentCard, ATermFromThe29thOfFebruaryEndsWithFebruary) {
  Holders h;
  const auto id = *h.issue("王工", "2024-03-01", "2024-02-29");
  EXPECT_EQ(h.cards.at(id).valid_until, day("2027-02-28"));
  ASSERT_TRUE(h.renew(id, "2027-02-28"));
  EXPECT_EQ(h.cards.at(id).valid_until, day("2030-02-28"));
}

TEST(TalentCard, IsNoOlderThanItsProjectAndItsTicket) {
  Holders h;
  const auto early = h.issue("王工", "2022-07-01", "2022-05-31");
  ASSERT_EQ(code(early), ErrorCode::invalid_body);
  EXPECT_EQ(early.error().fields.at(0).pointer, "/valid_from");
  EXPECT_NE(early.error().fields.at(0).message.find("起始日 2022-05-31 早于项目登记日 2022-06-01"), std::string::npos);
  h.ticket.created_at = at("2022-06-20", 9);
  const auto before_ticket = h.issue("王工", "2022-07-01", "2022-06-19");
  ASSERT_EQ(code(before_ticket), ErrorCode::invalid_body);
  EXPECT_NE(before_ticket.error().fields.at(0).message.find("2022-06-19 早于服务事项申请日 2022-06-20"),
            std::string::npos);
  EXPECT_TRUE(h.issue("王工", "2022-07-01", "2022-06-20"));
}

TEST(TalentCard, ItsHolderIsANameInOneForm) {
  Holders h;
  for (const char* number : {"11010519491231002X", "王工 110105 19491231 002x"}) {
    const auto refused = h.issue(number, "2022-07-01");
    ASSERT_EQ(code(refused), ErrorCode::invalid_body) << number;
    EXPECT_EQ(refused.error().fields.at(0).pointer, "/holder");
    EXPECT_EQ(refused.error().fields.at(0).message.find("1101"), std::string::npos) << "it is not repeated";
  }
  const auto post = h.issue("王工", "2022-07-01", {}, "11010519491231002X");
  ASSERT_FALSE(post);
  EXPECT_EQ(post.error().fields.at(0).pointer, "/post");
  EXPECT_EQ(code(h.issue(" ", "2022-07-01")), ErrorCode::invalid_body);
  ASSERT_TRUE(h.issue("李 Ming", "2022-07-01"));
  EXPECT_EQ(code(h.issue("李ＭＩＮＧ", "2022-07-02", {}, "总工程师 ")), ErrorCode::already_exists);
  h.note = "服务身份证 11010519491231002X";
  const auto text = h.issue("赵工", "2022-07-02");
  ASSERT_FALSE(text);
  EXPECT_EQ(text.error().fields.at(0).pointer, "/text");
}

Teller renewing() {
  return {at("2025-05-31"), "", {}, &book()};
}

TEST(TalentCard, IsRemindedOfOnceAndExpiresAfterItsLastDay) {
  Holders h;
  const auto id = *h.issue("王工", "2022-07-01");
  h.run_due(at("2025-05-30", 23, 59));
  EXPECT_FALSE(h.cards.at(id).reminded_of);
  h.run_due(at("2025-05-31"));
  EXPECT_EQ(h.cards.at(id).reminded_of, day("2025-06-30"));
  const auto news =
      announce_expiring_card(id, h.cards.at(id), CardExpiring{day("2025-06-30")}, h.story.project, renewing());
  ASSERT_TRUE(news);
  EXPECT_TRUE(news->to_bureau && is_occasion(news->occasion));
  EXPECT_NE(
      news->text.find("2025-06-30（含当日）。需要继续使用的，请告知市投资促进部门，由其于2025-05-31至2025-07-30（均含"
                      "当日）办理续期；逾期未续期的须重新申请。\n"),
      std::string::npos)
      << news->text;
  EXPECT_TRUE(
      news->text.ends_with(" is valid until 2025-06-30 inclusive. Where it is still needed, tell the bureau, which "
                           "renews it from 2025-05-31 to 2025-07-30 inclusive; one that is not renewed by then is "
                           "asked for anew."))
      << news->text;
  EXPECT_EQ((news->subject + news->text).find("王工"), std::string::npos) << "more read notifications than cards";
  const int told = h.told;
  h.jobs[card_job(id)] = at("2025-05-31");  // the job comes back
  h.run_due(at("2025-06-30", 23, 59));
  EXPECT_EQ(h.told, told);
  EXPECT_EQ(state_on(h.cards.at(id), at("2025-06-30", 23, 59)), CardState::valid);
  EXPECT_EQ(state_on(h.cards.at(id), at("2025-07-01")), CardState::expired) << "before the queue has said so";
  h.run_due(at("2025-07-01"));
  EXPECT_EQ(h.cards.at(id).state, CardState::expired);
  EXPECT_TRUE(h.jobs.empty());
  ASSERT_TRUE(h.revoke(id, "2025-07-02")) << "an expired one as well";
  EXPECT_EQ(code(h.renew(id, "2025-07-03")), ErrorCode::wrong_state) << "not renewed any more";

  Holders late;  // years down: straight to expired
  const auto other = *late.issue("王工", "2022-07-01");
  late.run_due(at("2026-01-01"));
  EXPECT_EQ(late.cards.at(other).state, CardState::expired);
  EXPECT_FALSE(late.cards.at(other).reminded_of);
}

TEST(TalentCard, IsRenewedAroundItsLastDayWithoutAGap) {
  Holders h;
  const auto id = *h.issue("王工", "2022-07-01");
  EXPECT_EQ(code(h.renew(id, "2025-05-30")), ErrorCode::too_early);
  ASSERT_TRUE(h.renew(id, "2025-05-31"));
  EXPECT_EQ(h.cards.at(id).valid_until, day("2028-06-30"));
  EXPECT_EQ(h.cards.at(id).valid_from, day("2022-07-01"));
  EXPECT_FALSE(
      announce_expiring_card(id, h.cards.at(id), CardExpiring{day("2025-06-30")}, h.story.project, renewing()));
  EXPECT_EQ(h.jobs.at(card_job(id)), at("2028-05-31"));
  EXPECT_EQ(code(h.renew(id, "2025-06-01")), ErrorCode::too_early) << "once a term";
  EXPECT_EQ(h.cards.at(id).renewals.size(), 1U);

  Holders expired;
  const auto two = *expired.issue("王工", "2022-07-01");
  expired.run_due(at("2025-07-01"));
  ASSERT_TRUE(expired.renew(two, "2025-07-30")) << "thirty days after its last day";
  EXPECT_EQ(expired.cards.at(two).state, CardState::valid);
  EXPECT_EQ(expired.cards.at(two).valid_until, day("2028-06-30")) << "the terms join";
  Holders over;
  const auto three = *over.issue("王工", "2022-07-01");
  over.run_due(at("2025-07-01"));
  const auto refused = over.renew(three, "2025-07-31");
  ASSERT_EQ(code(refused), ErrorCode::wrong_state);
  EXPECT_EQ(refused.error().detail.find("申请"), std::string::npos) << "the next step is told once";
  EXPECT_NE(refused.error().next_zh.find("重新申请人才绿卡"), std::string::npos) << refused.error().next_zh;
}

TEST(TalentCard, IsNotRenewedBesideAnotherOfTheSameHolder) {
  Holders h;
  const auto first = *h.issue("王工", "2022-07-01");
  h.run_due(at("2025-07-01"));
  const auto second = *h.issue("王工", "2025-07-10");
  const auto refused = h.renew(first, "2025-07-15");
  ASSERT_EQ(code(refused), ErrorCode::already_exists);
  EXPECT_NE(refused.error().detail.find(h.cards.at(second).title), std::string::npos) << refused.error().detail;
  ASSERT_TRUE(h.revoke(second, "2025-07-16"));
  EXPECT_TRUE(h.renew(first, "2025-07-17")) << "by then the only one";

  Holders two;
  const auto one = *two.issue("王工", "2022-07-01");
  ASSERT_TRUE(two.issue("王工", "2022-07-01", {}, "司机"));
  EXPECT_TRUE(two.renew(one, "2025-06-15")) << "another person of the same name";
}

// Whoever issues or renews the other card at the same moment, only one commit is made.
TEST(TalentCard, TwoOfTheSameHolderClash) {
  using Guard = std::pair<std::string, std::string>;
  const auto guarded = [](const Holders& h, std::string_view kind, const std::string& id) {
    return std::find(h.guards.begin(), h.guards.end(), Guard(kind, id)) != h.guards.end();
  };
  Holders h;
  const auto first = *h.issue("王工", "2022-07-01");
  h.run_due(at("2025-07-01"));
  const auto second = *h.issue("王工", "2025-07-10");
  EXPECT_TRUE(guarded(h, TalentCard::kind, first)) << "it may be renewed";
  ASSERT_TRUE(h.revoke(second, "2025-07-16"));
  ASSERT_TRUE(h.renew(first, "2025-07-17"));
  EXPECT_TRUE(guarded(h, TalentCard::kind, second));
  EXPECT_TRUE(guarded(h, DocumentCounter::kind, card_counter_id(day("2025-07-17")))) << "a third may be issued";
}

TEST(TalentCard, TheReasonOfARenewalOrARevocationHoldsNoIdentityNumber) {
  Holders h;
  const auto id = *h.issue("王工", "2022-07-01");
  const auto refused = h.renew(id, "2025-06-15", "身份证 11010519491231002X 未变");
  ASSERT_EQ(code(refused), ErrorCode::invalid_body);
  EXPECT_EQ(refused.error().fields.at(0).pointer, "/reason");
  EXPECT_EQ(code(h.revoke(id, "2022-08-01", "身份证 11010519491231002X 离职")), ErrorCode::invalid_body);
}

TEST(TalentCard, IsRevokedWithAReasonOrWithTheProject) {
  Holders h;
  const auto id = *h.issue("王工", "2022-07-01");
  ASSERT_TRUE(h.revoke(id, "2022-08-01"));
  EXPECT_EQ(h.cards.at(id).state, CardState::revoked);
  EXPECT_EQ(h.cards.at(id).revoked_because, "离职");
  EXPECT_EQ(h.cards.at(id).revoked_by, "bureauuser");
  EXPECT_FALSE(h.jobs.contains(card_job(id)));
  EXPECT_EQ(code(h.revoke(id, "2022-08-02")), ErrorCode::wrong_state);
  EXPECT_EQ(code(h.renew(id, "2025-06-15")), ErrorCode::wrong_state);

  const auto other = *h.issue("李工", "2022-08-03");
  EXPECT_TRUE(end_card(h.on(other)).events.empty()) << "as long as the project is there";
  h.story.leave("2022-09-01");
  ASSERT_TRUE(h.take(end_card(h.on(other)), at("2022-09-01", 9), k_system));
  EXPECT_EQ(h.cards.at(other).state, CardState::revoked);
  EXPECT_TRUE(h.jobs.empty());
  EXPECT_EQ(code(h.issue("赵工", "2022-09-02")), ErrorCode::wrong_state);
}

TEST(TalentCard, NumbersBeginAnewWithTheYear) {
  EXPECT_EQ(card_number(day("2023-01-01"), 1), "人才绿卡〔2023〕1号");
  EXPECT_NE(card_counter_id(day("2022-12-31")), card_counter_id(day("2023-01-01")));
  EXPECT_NE(card_counter_id(day("2022-12-31")), counter_id(day("2022-12-31"))) << "no number of an interview";
}

TEST(TalentCard, SurvivesItsTextByteForByte) {
  Holders h;
  const auto id = *h.issue("王工", "2022-07-01");
  h.run_due(at("2025-06-01"));
  ASSERT_TRUE(h.renew(id, "2025-06-15"));
  ASSERT_TRUE(h.revoke(id, "2025-06-16"));
  const auto text = codec::encode(h.cards.at(id)).dump();
  const auto read = codec::decode<TalentCard>(codec::Json::parse(text));
  ASSERT_TRUE(read);
  EXPECT_EQ(codec::encode(*read).dump(), text);
}

TEST(TalentCard, MayBeginWithItsProjectAndWithTheDayOfItsTicket) {
  Holders h;
  ASSERT_EQ(civil_date(h.story.project.created_at), day("2022-06-01"));
  EXPECT_TRUE(h.issue("王工", "2022-07-01", "2022-06-01"));
}

TEST(TalentCard, IsNotIssuedForATermThatIsOver) {
  Holders h;
  const auto over = h.issue("王工", "2025-07-01", "2022-07-01");
  ASSERT_EQ(code(over), ErrorCode::invalid_body);
  EXPECT_EQ(over.error().fields.at(0).code, "too_old");
  EXPECT_NE(over.error().fields.at(0).message.find("2025-06-30"), std::string::npos)
      << over.error().fields.at(0).message;
  EXPECT_TRUE(h.issue("王工", "2025-06-30", "2022-07-01")) << "its last day is a day";
}

TEST(TalentCard, RevokedAtTheEndOfItsLastDayItMakesNoRoom) {
  Holders h;
  h.ticket.answer->granted = 1;
  const auto id = *h.issue("王工", "2022-07-01");
  const Instant over = at("2025-07-01");
  ASSERT_TRUE(h.take(decide_revoke_card(h.on(id), CardRevoked{"离职"}, context(over, k_bureau)), over, k_bureau));
  EXPECT_EQ(code(h.issue("李工", "2025-07-02")), ErrorCode::wrong_state);
}

TEST(TalentCard, AJobThatComesBackLateFindsNothingToDo) {
  Holders h;
  const auto revoked = *h.issue("王工", "2022-07-01");
  ASSERT_TRUE(h.revoke(revoked, "2022-08-01"));
  h.jobs[card_job(revoked)] = at("2025-05-31");
  const int told = h.told;
  h.run_due(at("2025-05-31"));
  EXPECT_EQ(h.told, told);
  EXPECT_TRUE(h.jobs.empty());

  Holders left;
  const auto id = *left.issue("王工", "2022-07-01");
  left.story.leave("2022-09-01");  // the card has not heard of it yet
  left.run_due(at("2025-07-01"));
  EXPECT_EQ(left.cards.at(id).state, CardState::valid) << "it ends with the project, not with its term";
}
}  // namespace
}  // namespace luodi::monitor::test
