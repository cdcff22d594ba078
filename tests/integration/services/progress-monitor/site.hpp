#pragma once
// Site is a city in one process: the memory store with its fault switches, the memory bus, a clock that the test sets,
// and one or more Instances of the monitor's consumer and due worker over it. Steps are taken by hand: settle() works
// until nothing is left to do now.
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <deque>
#include <memory>
#include <sstream>

#include "common/bus/memory/memory_bus.hpp"
#include "common/store/memory/memory_store.hpp"
#include "services/progress-monitor/consumer.hpp"
#include "services/progress-monitor/dispatch.hpp"
#include "services/progress-monitor/due_worker.hpp"
#include "services/progress-monitor/mailer.hpp"
#include "services/progress-monitor/obligations.hpp"
#include "services/progress-monitor/problems.hpp"
#include "services/progress-monitor/revisits.hpp"
#include "services/progress-monitor/supplies.hpp"
#include "services/progress-monitor/talent_cards.hpp"
#include "services/progress-monitor/tickets.hpp"
#include "tests/support/redis/run_task.hpp"
#include "tests/unit/services/progress-monitor/story.hpp"

namespace luodi::monitor::test {

using luodi::test::run_task;
using luodi::test::run_until;

class FakeMailer final : public Mailer {
 public:
  struct Sent {
    std::string id;
    std::string to;
    std::string mail;
  };
  std::vector<Sent> sent;
  std::deque<SendOutcome> outcomes;  // of the next sends; then delivered

  Task<SendReport> send(std::string id, std::string to, std::string mail) override {
    sent.push_back({std::move(id), std::move(to), std::move(mail)});
    SendOutcome outcome = SendOutcome::delivered;
    if (!outcomes.empty()) {
      outcome = outcomes.front();
      outcomes.pop_front();
    }
    co_return SendReport{outcome, "test"};
  }
};

// Lets the site keep the mailer while a channel owns what it is given.
class LentMailer final : public Mailer {
 public:
  explicit LentMailer(Mailer& lender) : lender_(lender) {}
  Task<SendReport> send(std::string id, std::string to, std::string mail) override {
    return lender_.send(std::move(id), std::move(to), std::move(mail));
  }

 private:
  Mailer& lender_;
};

class Site {
 public:
  boost::asio::io_context io{1};
  store::memory::MemoryStore store{"510700"};
  bus::memory::Hub hub{io};
  runtime::VirtualClock clock{at("2022-05-26")};
  std::ostringstream log_text;
  runtime::Log log{"progress-monitor", runtime::Level::debug, log_text};
  FakeMailer mailer;
  EmailChannel email{std::make_unique<LentMailer>(mailer),
                     MailSender{{"工委办", "office@luodi.example"}, "luodi.example"}};
  Reach reach;  // groups and systems, for instances that begin later

  class Instance {
   public:
    explicit Instance(Site& s)
        : site(s),
          evaluation(indexes),
          care(indexes),
          publisher(s.hub),
          subscriber(s.hub, "510700"),
          model(s.io, s.store, subscriber, world, "510700"),
          runner(
              s.store, world, publisher, book(), [&s] { return s.clock.now(); }, config()),
          consumer(s.io, s.store, runner, model, evaluation, care, s.log, "luodi.example", s.reach),
          lanes(s.io, s.store, runner, model, world, s.clock, s.log, s.reach),
          worker(s.io, s.store, runner, model, world, lanes, s.clock, s.log) {
      for (auto& kind : interview_jobs(evaluation))
        worker.add(std::move(kind));
      worker.add(problem_job_kind());
      worker.add(ticket_job_kind());
      worker.add(supply_job_kind());
      worker.add(talent_card_job_kind());
      worker.add(revisit_job_kind());
      worker.add(obligation_job_kind());
      worker.add(care_job_kind(care));
      worker.add(dispatch_job_kind(indexes));
      worker.add(digest_jobs(indexes));
      lanes.add("email", ChannelKind::email, s.email, {4, 0});
      indexes.join(world);
      auto loaded = run_task(s.io, model.start());
      EXPECT_TRUE(loaded);
      model.join(runner);
      boost::asio::co_spawn(s.io, model.run(), [this](std::exception_ptr) { reader_ended = true; });
      lanes.spawn = [&s](std::string, std::function<Task<void>()> body) {
        // The function outlives its coroutine, as it does in a task group.
        auto kept = std::make_shared<std::function<Task<void>()>>(std::move(body));
        boost::asio::co_spawn(s.io, (*kept)(), [kept](std::exception_ptr fault) {
          if (fault) std::rethrow_exception(fault);
        });
      };
    }
    ~Instance() {
      model.stop();
      run_until(site.io, [this] { return reader_ended; });
    }
    // Everything that is to be done now; answers how many steps did something.
    int settle() {
      int steps = 0;
      for (int idle = 0; idle < 2;) {
        bool moved = run_task(site.io, consumer.step());
        moved = run_task(site.io, worker.step()) || moved;
        run_until(site.io, [this] { return lanes.sending() == 0; });
        steps += moved ? 1 : 0;
        idle = moved ? 0 : idle + 1;
        if (steps > 2000) {
          ADD_FAILURE() << "it never settles\n" << site.log_text.str();
          return steps;
        }
      }
      return steps;
    }
    template <class A>
    std::map<std::string, A> all() const {
      std::map<std::string, A> out;
      for (const auto& [id, entry] : world.template table<A>().all())
        out[id] = entry.state;
      return out;
    }

    Site& site;
    MonitorWorld world;
    Indexes indexes;
    Evaluation evaluation;
    Care care;
    bus::memory::Publisher publisher;
    bus::memory::Subscriber subscriber;
    MonitorModel model;
    MonitorRunner runner;
    Consumer consumer;
    SendLanes lanes;
    DueWorker worker;
    bool reader_ended = false;

   private:
    static runtime::RunnerConfig config() {
      runtime::RunnerConfig c;
      c.service = "progress-monitor";
      c.city = "510700";
      return c;
    }
  };

  void set_clock(Instant to) {
    ASSERT_TRUE(clock.set(to));
    store.set_now(to);
  }
  // Events as another service commits them, through an instance's runner.
  template <class A, class E>
  void happens(Instance& through, const std::string& id, const E& event, const std::string& parties = {}) {
    MonitorRunner::Decide decide = [&](const MonitorOverlay&, const domain::Context&) -> Expected<MonitorPlan> {
      domain::Decision d;
      d.raise<A>(id, event, parties);
      return MonitorPlan(std::move(d), [](const MonitorOverlay&) { return bus::Reply(); });
    };
    auto done = run_task(io, through.runner.run_internal(std::move(decide)));
    ASSERT_TRUE(done) << done.error().detail;
    ASSERT_TRUE(std::holds_alternative<store::Committed>(*done));
  }
  // A command of somebody: rule(world, context) as the runner asks it.
  template <class Rule>
  Expected<void> give(Instance& through, const Actor& who, Rule rule) {
    MonitorRunner::Decide decide = [&](const MonitorOverlay& world,
                                       const domain::Context& asked) -> Expected<MonitorPlan> {
      domain::Context context = asked;
      context.actor = who;
      auto decision = rule(world, context);
      if (!decision) return fail(decision.error());
      return MonitorPlan(std::move(*decision), [](const MonitorOverlay&) { return bus::Reply(); });
    };
    const auto done = run_task(io, through.runner.run_internal(std::move(decide)));
    if (!done) return fail(done.error());
    return {};
  }
  void account(Instance& through, const std::string& name, Role role, const std::string& org, const std::string& mail) {
    domain::AccountCreated e;
    e.username = name;
    e.display_name = name;
    e.roles = {std::string(role_text(role))};
    e.org = org;
    e.email = mail;
    happens<domain::Account>(through, name, e);
  }
  void project(Instance& through, const std::string& id, Fen amount, const std::string& park = "MY-GX") {
    domain::LeadRegistered lead;
    lead.name = "项目" + id;
    lead.enterprise.name = "企业";
    lead.agreed_amount_fen = amount;
    lead.introduced_by = park;
    lead.park_code = park;
    happens<domain::Project>(through, id, lead, park);
    domain::NegotiationStarted talks;
    talks.started_on = civil_date(clock.now());
    happens<domain::Project>(through, id, talks, park);
  }
  void progress(Instance& through, const std::string& id, std::string_view on) {
    domain::ProgressReported e;
    e.id = "prg_1";
    e.kind = domain::ProgressKind::milestone;
    e.occurred_on = day(on);
    e.effective = true;
    happens<domain::Project>(through, id, e, "MY-GX");
  }
  std::int64_t count(std::string_view fact) const {
    std::int64_t n = 0;
    for (const auto& event : store.data().events)
      n += event.json.find("\"type\":\"cn.luodi." + std::string(fact) + ".v1\"") != std::string::npos ? 1 : 0;
    return n;
  }
};

}  // namespace luodi::monitor::test
