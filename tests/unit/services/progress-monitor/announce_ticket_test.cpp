#include "services/progress-monitor/domain/announce_ticket.hpp"

#include "services/progress-monitor/domain/occasion.hpp"
#include "tests/unit/services/progress-monitor/ticket_errand.hpp"

namespace luodi::monitor::test {
namespace {
const Actor k_park = actor(Role::park, "MY-AX");
const Actor k_bureau = actor(Role::bureau, "", "bureauuser");

bool has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

struct Told : Errand {
  domain::EventMeta meta;
  std::function<bool(const std::string&)> has_account;  // empty: whoever is asked has one
  // The last fact, as it is told of the ticket as it stands now.
  template <class Fact>
  std::optional<Announcement> heard(const Fact& fact, std::int64_t version = 1) const {
    const Teller teller{at("2022-06-20", 9), "", OrgNames([](const std::string&) { return ""; }), &book(), has_account};
    return announce_ticket({id, version, &*ticket, &story.project, supply ? &*supply : nullptr}, fact, teller);
  }
  TicketRequested as_requested() const {
    TicketRequested out;
    out.owner = ticket->owner;
    out.asker_org = ticket->asker_org;
    out.due_at = ticket->clocks.front().due_at;
    return out;
  }
};

Told asked_for_land() {
  Told t;
  EXPECT_TRUE(t.request(TicketService::land, 66'667, at("2022-06-20", 9), k_park));
  return t;
}

TEST(AnnounceTicket, TheOwnerHearsWhatIsAskedOfItAndByWhen) {
  const auto t = asked_for_land();
  const auto news = t.heard(t.as_requested());
  ASSERT_TRUE(news);
  EXPECT_EQ(news->owner, t.ticket->owner_org.value());
  EXPECT_EQ(news->org, "") << "the bureau hears of what is asked, the park knows that it asked";
  EXPECT_TRUE(is_occasion(news->occasion));
  EXPECT_TRUE(has(news->subject, "【服务事项受理】事项：")) << news->subject;
  EXPECT_TRUE(has(news->text, "数量：66667平方米（100亩）")) << news->text;
  EXPECT_TRUE(has(news->text, "由" + t.ticket->owner + "承办，答复期限：")) << news->text;
  EXPECT_TRUE(has(news->text, "（含当日）")) << "the last day, not the midnight after it: " << news->text;
}

TEST(AnnounceTicket, OfTheSetOfASignedProjectTheParkHearsForWhichItWasOpened) {
  auto t = asked_for_land();
  t.ticket->asker = "system";
  EXPECT_EQ(t.heard(t.as_requested())->org, "MY-AX");
}

TEST(AnnounceTicket, WhereItsOwnerHasNoAccountTheBureauHearsInItsPlace) {
  auto t = asked_for_land();
  t.ticket->asker = "system";
  t.has_account = [&](const std::string& org) { return org == t.ticket->owner_org; };
  const auto own = *t.heard(t.as_requested());
  EXPECT_FALSE(own.to_bureau) << "its owner hears by itself";
  EXPECT_FALSE(has(own.text, "没有可用账号")) << own.text;
  t.has_account = [](const std::string&) { return false; };
  const auto news = *t.heard(t.as_requested());
  EXPECT_TRUE(news.to_bureau) << "the park, which hears of the set, may not answer it";
  EXPECT_EQ(news.org, "MY-AX");
  EXPECT_TRUE(
      has(news.text, "承办单位在本平台没有可用账号，由市投资促进部门代为接收：请转告承办单位并凭其书面意见代录答复"))
      << news.text;
  EXPECT_TRUE(has(news.text, "The owner has no account here, so the bureau hears in its place: pass it on"))
      << news.text;
  t.ticket->owner_org.reset();
  t.has_account = [](const std::string&) { return true; };
  EXPECT_TRUE(t.heard(t.as_requested())->to_bureau) << "of nobody's organisation";
  t.ticket->owner = policy::k_bureau_title;
  const auto bureau = *t.heard(t.as_requested());
  EXPECT_TRUE(bureau.to_bureau) << "by its title as well";
  EXPECT_FALSE(has(bureau.text, "没有可用账号")) << bureau.text;
}

TEST(AnnounceTicket, EachNewOwnerHearsOfItAndTheAskerWhoThatIs) {
  auto t = asked_for_land();
  ASSERT_TRUE(t.give(decide_assign, AssignTicket{"FGW", "由发改委办理"}, at("2022-06-21", 9), k_bureau));
  const TicketAssigned assigned{t.ticket->owner, "由发改委办理", t.ticket->owner_org};
  const auto news = t.heard(assigned, 2);
  ASSERT_TRUE(news);
  EXPECT_EQ(news->owner, "FGW");
  EXPECT_EQ(news->org, "MY-AX");
  EXPECT_TRUE(has(news->subject, "【服务事项转办】")) << news->subject;
  EXPECT_TRUE(has(news->text, "原因：由发改委办理")) << news->text;
  EXPECT_NE(t.heard(assigned, 4)->about, news->about) << "given to it again, it is told again";
  auto before = t.as_requested();
  before.owner = "自然资源部门";
  EXPECT_FALSE(t.heard(before)) << "somebody else's by now";
  ASSERT_TRUE(t.give(decide_assign, AssignTicket{"bureau", ""}, at("2022-06-21", 10), k_bureau));
  EXPECT_FALSE(t.heard(assigned, 2));
  EXPECT_TRUE(t.heard(TicketAssigned{t.ticket->owner, "", t.ticket->owner_org}, 3)->to_bureau);
}

TEST(AnnounceTicket, TheAskerHearsTheAnswer) {
  auto t = asked_for_land();
  AnswerTicket answer;
  answer.text = "指标已下达";
  answer.granted = 33'333;
  ASSERT_TRUE(t.give(decide_answer, answer, at("2022-06-22", 9), t.server()));
  const auto news = t.heard(*t.ticket->answer, 2);
  ASSERT_TRUE(news);
  EXPECT_EQ(news->org, "MY-AX");
  EXPECT_EQ(news->owner, "") << "whoever answered knows";
  EXPECT_NE(news->text.find("请重开并说明原因。\n依据：mianyang-2022/9\nTicket "), std::string::npos) << news->text;
  EXPECT_TRUE(is_occasion(news->occasion));
  EXPECT_TRUE(has(news->text, "答复：指标已下达\n结果：保障33333平方米（50亩）")) << news->text;
  ASSERT_TRUE(t.supply);
  const std::string by = t.supply->supply_by.str();
  EXPECT_TRUE(has(news->text, "（50亩）\n供应期限：" + by + "（含当日）\n请确认销号")) << news->text;
  EXPECT_TRUE(has(news->text,
                  " was answered, granted are 33333 m² (50 mu), to be supplied by " + by + " inclusive: confirm it"))
      << news->text;
  ++t.supply->quantity;
  EXPECT_FALSE(has(t.heard(*t.ticket->answer, 2)->text, "供应期限")) << "what another answer has promised since";
  auto declined = *t.ticket->answer;
  declined.granted = 0;
  EXPECT_TRUE(has(t.heard(declined, 2)->text, "结果：不予保障"));
  EXPECT_TRUE(has(t.heard(declined, 2)->text, " was answered, nothing is granted: confirm it"));
  EXPECT_FALSE(t.heard(t.as_requested())) << "nothing is owed any more";
  ASSERT_TRUE(t.give(decide_confirm, ConfirmTicket{}, at("2022-06-23", 9), k_park));
  EXPECT_FALSE(t.heard(*t.ticket->answer, 2)) << "the asker has closed it";
}

TEST(AnnounceTicket, AReopenedOneIsOwedAgainUnderItsNewClockAlone) {
  auto t = asked_for_land();
  const auto requested = t.as_requested();
  AnswerTicket answer;
  answer.text = "无指标";
  answer.granted = 0;
  ASSERT_TRUE(t.give(decide_answer, answer, at("2022-06-22", 9), t.server()));
  ASSERT_TRUE(t.give(decide_reopen, ReopenTicket{"指标已到省"}, at("2022-06-24", 9), k_park));
  TicketReopened again;
  again.reason = "指标已到省 / at the province";
  again.due_at = t.ticket->clocks.back().due_at;
  const auto news = t.heard(again, 3);
  ASSERT_TRUE(news);
  EXPECT_TRUE(has(news->subject, "【服务事项重开】")) << news->subject;
  EXPECT_TRUE(has(news->text, "原因：指标已到省 / at the province\n")) << "as it was written: " << news->text;
  EXPECT_FALSE(t.heard(requested)) << "due on another day by now";
  auto earlier = again;
  earlier.due_at = requested.due_at;
  EXPECT_FALSE(t.heard(earlier, 3)) << "reopened once more since";
  t.end_project("2022-06-27");
  EXPECT_FALSE(t.heard(again, 3)) << "withdrawn with its project";
}
}  // namespace
}  // namespace luodi::monitor::test
