// Stores the parks and projects of a seeded city (tests/support/synthetic) through RedisStore, as the services would
// have: one commit.lua for each. Prints one line of JSON: how many, how long, how large, and a digest of every byte.
//
//   synthetic_fill --redis SOCK --policy deploy/policy --seed 42 --projects 100000 --ids FILE [--watched]
#include <openssl/evp.h>

#include <CLI/CLI.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <chrono>
#include <cstdio>
#include <fstream>
#include <iostream>
#include <memory>
#include <stdexcept>

#include "common/http/hash.hpp"
#include "common/policy/files/policy_files.hpp"
#include "common/store/redis/redis_store.hpp"
#include "tests/support/synthetic/synthetic_city.hpp"

namespace {
using namespace luodi;
using Clock = std::chrono::steady_clock;

constexpr int k_in_flight = 64;
constexpr std::chrono::seconds k_connect_limit{10};

struct Options {
  std::string redis;
  std::string policy;
  std::uint64_t seed = 42;
  int projects = 100'000;
  std::string ids;
  bool watched = false;
};

// What is stored, in order, as one digest; and how many bytes the states alone have.
class Digest {
 public:
  Digest() : context_(EVP_MD_CTX_new(), EVP_MD_CTX_free) { EVP_DigestInit_ex(context_.get(), EVP_sha256(), nullptr); }
  void add(const store::UnitOfWork& work) {
    for (const auto& put : work.puts) {
      update(put.id);
      update(put.json);
      states_ += put.json.size();
    }
    for (const auto& event : work.events) {
      update(event.id);
      update(event.json);
      ++events_;
    }
    for (const auto& index : work.indexes) {
      update(index.member);
      update(index.value);
    }
    update(work.audit);
  }
  std::string hex() {
    unsigned char out[EVP_MAX_MD_SIZE];
    unsigned int size = 0;
    EVP_DigestFinal_ex(context_.get(), out, &size);
    return http::to_hex(std::string_view(reinterpret_cast<const char*>(out), size));
  }
  std::size_t states() const { return states_; }
  std::size_t events() const { return events_; }

 private:
  void update(const std::string& text) { EVP_DigestUpdate(context_.get(), text.data(), text.size()); }
  std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context_;
  std::size_t states_ = 0;
  std::size_t events_ = 0;
};

class Fill {
 public:
  Fill(const Options& options, const policy::PolicyBook& policies)
      : store_(io_, store::Keys("510700"), store::redis::Options::unix_socket(options.redis)),
        city_(options.seed, policies, options.watched ? test::Mix::watched : test::Mix::city),
        left_(options.projects),
        ids_(options.ids) {}

  void run() {
    store_.start();
    spawn(begin());
    finish();
    for (int i = 0; i < k_in_flight; ++i)
      spawn(work());
    finish();
    spawn(store_.stop());
    finish();
  }
  Digest& digest() { return digest_; }

 private:
  void spawn(store::Task<void> task) {
    ++running_;
    boost::asio::co_spawn(io_, std::move(task), [this](const std::exception_ptr& error) {
      --running_;
      if (error) std::rethrow_exception(error);
    });
  }
  // Not until the loop has nothing to do: the link always waits for something.
  void finish() {
    while (running_ > 0)
      io_.run_one();
  }

  store::Task<void> begin() {
    const auto limit = store::redis::Clock::now() + k_connect_limit;
    if (!co_await store_.wait_ready(limit)) throw std::runtime_error("no Redis: " + store_.link().last_fault());
    auto organisations = city_.organisations();
    for (auto& organisation : organisations)
      co_await commit(std::move(organisation));
  }

  store::Task<void> work() {
    while (left_ > 0) {
      --left_;
      auto project = city_.project();
      ids_ << "/v1/projects/" << city_.last_id() << '\n';
      co_await commit(std::move(project));
    }
  }

  store::Task<void> commit(store::UnitOfWork work) {
    digest_.add(work);
    const auto result = co_await store_.commit(std::move(work));
    if (!std::holds_alternative<store::Committed>(result)) throw std::runtime_error("a commit was refused");
  }

  boost::asio::io_context io_{1};
  store::redis::RedisStore store_;
  test::SyntheticCity city_;
  int left_;
  int running_ = 0;
  std::ofstream ids_;
  Digest digest_;
};
}  // namespace

int main(int argc, char** argv) {
  CLI::App app("Stores a seeded city of synthetic projects.");
  Options options;
  app.add_option("--redis", options.redis, "Unix socket of Redis")->required();
  app.add_option("--policy", options.policy, "Folder of the policy files")->required();
  app.add_option("--seed", options.seed, "Same seed, same bytes");
  app.add_option("--projects", options.projects, "How many");
  app.add_option("--ids", options.ids, "File that gets the path of each project, one a line")->required();
  app.add_flag("--watched", options.watched, "Every project negotiates, with 5亿元 and more");
  CLI11_PARSE(app, argc, argv);
  const auto policies = luodi::policy::load_policy_book(options.policy);
  if (!policies) {
    std::cerr << policies.error().detail << '\n';
    return 2;
  }
  const auto began = Clock::now();
  Fill fill(options, *policies);
  try {
    fill.run();
  } catch (const std::exception& error) {
    std::cerr << error.what() << '\n';
    return 1;
  }
  const double seconds = std::chrono::duration<double>(Clock::now() - began).count();
  auto& digest = fill.digest();
  std::printf("{\"projects\":%d,\"events\":%zu,\"seconds\":%.2f,\"state_bytes\":%zu,\"digest\":\"%s\"}\n",
              options.projects, digest.events(), seconds, digest.states(), digest.hex().c_str());
  return 0;
}
