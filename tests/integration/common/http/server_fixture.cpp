#include "tests/integration/common/http/server_fixture.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <future>
#include <stdexcept>

#include "tests/support/process/eventually.hpp"

namespace luodi::test {

namespace asio = boost::asio;

ServerFixture::ServerFixture() {
  config_.on_refused = [this](const Error&, std::string_view) { ++refused_; };
  config_.on_exception = [this](std::string_view) { ++exceptions_; };
}

ServerFixture::~ServerFixture() {
  if (!thread_.joinable()) return;
  on_io([this] {
    streams_.clear();
    server_.reset();
    io_.stop();
  });
  thread_.join();
}

void ServerFixture::start() {
  hold_ = std::make_unique<asio::steady_timer>(io_, asio::steady_timer::time_point::max());
  server_ = std::make_unique<http::Server>(io_, config_,
                                           [this](http::Request request) { return handle(this, std::move(request)); });
  server_->start();
  port_ = server_->port();
  thread_ = std::thread([this] {
    const auto work = asio::make_work_guard(io_);
    io_.run();
  });
}

http::Task<http::Response> ServerFixture::handle(ServerFixture* self, http::Request request) {
  ++self->handled_;
  http::Response response(200, "application/json", "");
  if (request.path == "/hold") {
    ++self->held_;
    boost::system::error_code ec;
    co_await self->hold_->async_wait(asio::redirect_error(asio::use_awaitable, ec));
    response.body = "released";
  } else if (request.path == "/big") {
    response.body = std::string(std::stoul(request.query.at(0).second), 'x');
  } else if (request.path == "/throw") {
    throw std::runtime_error("a bug in a handler");
  } else if (request.path == "/bad-field") {
    response.headers.emplace_back("Location", "/a\r\nSet-Cookie: stolen=1");
  } else if (request.path == "/empty") {
    response.status = 204;
  } else if (request.path == "/events") {
    response.content_type = "text/event-stream";
    response.stream = [self](std::shared_ptr<http::EventStream> stream) {
      self->streams_.push_back(std::move(stream));
    };
  } else {
    response.body = request.method + " " + request.path + " " + request.body;
    response.headers.emplace_back("X-Fields", std::to_string(request.headers.size()));
    response.headers.emplace_back("X-Peer", request.peer);
  }
  co_return response;
}

void ServerFixture::on_io(std::function<void()> work) {
  std::promise<void> done;
  asio::post(io_, [&] {
    work();
    done.set_value();
  });
  done.get_future().wait();
}

bool ServerFixture::eventually(std::function<bool()> condition) {
  return test::eventually([&] {
    bool met = false;
    on_io([&] { met = condition(); });
    return met;
  });
}

void ServerFixture::release_held() {
  on_io([this] { hold_->cancel(); });
}

void ServerFixture::begin_drain() {
  on_io([this] { asio::co_spawn(io_, server_->drain(), [this](std::exception_ptr) { drained_ = true; }); });
}

void ServerFixture::expect_healthy() {
  RawClient client(port_);
  ASSERT_TRUE(client.send(get("/echo")));
  EXPECT_EQ(client.read_response().status, 200);
}

}  // namespace luodi::test
