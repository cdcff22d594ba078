// Quantities of supplies in their units: mu and square metres, parts that come to all of it.
#include "tests/unit/services/progress-monitor/accord.hpp"
#include "tests/unit/services/progress-monitor/supply_errand.hpp"

namespace luodi::monitor::test {
namespace {
// 50亩 are 33333⅓ square metres: three such parts are all of 150亩.
TEST(Supply, PartsInMuComeToAllOfIt) {
  auto e = promised(100'000);
  int number = 0;
  const auto part = [&](std::int64_t mu) {
    DeliverSupply c;
    c.quantity = mu;
    c.unit = QuantityUnit::mu;
    c.document = std::to_string(++number) + "号";
    c.evidence = {paper(domain::EvidenceKind::approval)};
    return e.give_supply(decide_deliver, c, at("2022-07-01", 9), e.server());
  };
  ASSERT_TRUE(part(50));
  EXPECT_EQ(e.supply->delivered, 33'333);
  ASSERT_TRUE(part(50));
  EXPECT_EQ(code(part(51)), ErrorCode::invalid_body) << "one 亩 too much is no rounding";
  ASSERT_TRUE(part(50));
  EXPECT_EQ(e.supply->delivered, 100'000);
  EXPECT_EQ(e.supply->state, SupplyState::supplied);
  CorrectSupply c{1, 25, "误录", {paper(domain::EvidenceKind::approval)}, QuantityUnit::mu};
  ASSERT_TRUE(e.give_supply(decide_correct_supply, c, at("2022-07-02", 9), k_bureau));
  EXPECT_EQ(e.supply->deliveries[0].quantity, 16'667);
}

// Of 200亩 (133333 m²) the second half is rounded to 66666 m², the first was 66667: what was told is the same.
TEST(Supply, APartInMuToldTwiceIsRecordedOnce) {
  auto e = promised(133'333);
  DeliverSupply c;
  c.delivered_on = day("2022-06-21");
  c.quantity = 100;
  c.unit = QuantityUnit::mu;
  c.document = "绵土供〔2022〕1号";
  c.evidence = {paper(domain::EvidenceKind::approval)};
  const auto told = [&] { return e.give_supply(decide_deliver, c, at("2022-06-22", 9), e.server()); };
  ASSERT_TRUE(told());
  EXPECT_EQ(code(told()), ErrorCode::already_exists);
  EXPECT_EQ(e.supply->delivered, 66'667);
  c.quantity = 99;
  EXPECT_TRUE(told()) << "another quantity of the same document";
  EXPECT_EQ(code(told()), ErrorCode::already_exists) << "rather than too much";
  c.quantity = 1;
  EXPECT_TRUE(told());
  EXPECT_EQ(e.supply->state, SupplyState::supplied);
  EXPECT_EQ(code(told()), ErrorCode::already_exists) << "complete, and told again";
}

TEST(Supply, AQuantityIsSaidWithItsUnit) {
  EXPECT_EQ(quantity_words(TicketService::land, 100'000).zh, "100000平方米（150亩）");
  EXPECT_EQ(quantity_words(TicketService::land, 100'000).en, "100000 m² (150 mu)");
  EXPECT_EQ(quantity_words(TicketService::land, 150).zh, "150平方米（0.23亩）");
  EXPECT_EQ(quantity_words(TicketService::land, 6'000).zh, "6000平方米（9亩）");
  EXPECT_EQ(quantity_words(TicketService::land, 1'000).zh, "1000平方米（1.5亩）");
  EXPECT_EQ(quantity_words(TicketService::energy, 7).en, "7 tonnes of standard coal a year");
  EXPECT_EQ(quantity_words(TicketService::talent_card, 3).zh, "3张");
}

// A figure in square metres that no number of 亩 makes exactly: the part that comes within a square metre is all of it.
TEST(Supply, OnePartInMuMayBeASquareMetreOffEitherWay) {
  const auto state_after = [](std::int64_t granted) {
    auto e = promised(granted);
    DeliverSupply c;
    c.quantity = 50;  // 33333⅓ square metres
    c.unit = QuantityUnit::mu;
    c.document = "8号";
    c.evidence = {paper(domain::EvidenceKind::approval)};
    const auto done = e.give_supply(decide_deliver, c, at("2022-07-01", 9), e.server());
    return done ? std::optional(e.supply->state) : std::nullopt;
  };
  EXPECT_EQ(state_after(33'334), SupplyState::supplied);
  EXPECT_EQ(state_after(33'332), SupplyState::supplied);
  EXPECT_EQ(state_after(33'335), SupplyState::promised) << "two short";
  EXPECT_EQ(state_after(33'331), std::nullopt) << "two too many";
}

TEST(Supply, ItsDeliveriesAndCorrectionsNameTheirUnit) {
  auto e = promised();
  DeliverSupply part;
  part.quantity = 90;
  part.document = "8号";
  part.evidence = {paper(domain::EvidenceKind::approval)};
  const auto refused = decide_deliver(e.supplied(), part, context(at("2022-07-01", 9), e.server()));
  ASSERT_EQ(code(refused), ErrorCode::invalid_body);
  EXPECT_EQ(refused.error().fields.at(0).pointer, "/unit");
  ASSERT_TRUE(deliver(e, 60'000, "2022-07-01"));
  CorrectSupply less{1, 60, "误录", {paper(domain::EvidenceKind::approval)}, {}};
  const auto corrected = [&] {
    return code(decide_correct_supply(e.supplied(), less, context(at("2022-07-02", 9), k_bureau)));
  };
  EXPECT_EQ(corrected(), ErrorCode::invalid_body);
  less.quantity = 0;
  EXPECT_EQ(corrected(), ErrorCode::internal) << "nothing came, in no unit";
}
}  // namespace
}  // namespace luodi::monitor::test
