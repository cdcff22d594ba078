// Without a mail server: one complete file for each mail, the same file for a repeat.
#include <boost/asio/io_context.hpp>
#include <filesystem>

#include "services/progress-monitor/mailer.hpp"
#include "tests/support/process/temp_dir.hpp"
#include "tests/support/redis/run_task.hpp"
#include "tests/unit/services/progress-monitor/story.hpp"

namespace luodi::monitor::test {
namespace {
using luodi::test::read_file;
using luodi::test::run_task;

TEST(Outbox, WritesOneFileForEachMailAndTheSameForARepeat) {
  luodi::test::TempDir dir;
  boost::asio::io_context io{1};
  runtime::Pool pool(io);
  auto mailer = make_outbox_mailer(pool, dir.file("outbox"));
  EXPECT_EQ(run_task(io, mailer->send("ntf_1", "a@x", "first\r\n")).outcome, SendOutcome::delivered);
  EXPECT_EQ(run_task(io, mailer->send("ntf_1", "a@x", "first\r\n")).outcome, SendOutcome::delivered);
  EXPECT_EQ(run_task(io, mailer->send("ntf_2", "b@x", "second\r\n")).outcome, SendOutcome::delivered);
  EXPECT_EQ(read_file(dir.file("outbox/ntf_1.eml")), "first\r\n");
  std::size_t files = 0;
  for ([[maybe_unused]] const auto& entry : std::filesystem::directory_iterator(dir.file("outbox")))
    ++files;
  EXPECT_EQ(files, 2U) << "no half-written file stays behind";
}

TEST(Outbox, AFolderThatCannotBeWrittenIsDeferred) {
  luodi::test::TempDir dir;
  dir.write("outbox", "a file where the folder should be");
  boost::asio::io_context io{1};
  runtime::Pool pool(io);
  auto mailer = make_outbox_mailer(pool, dir.file("outbox"));
  EXPECT_EQ(run_task(io, mailer->send("ntf_1", "a@x", "m")).outcome, SendOutcome::deferred);
}
}  // namespace
}  // namespace luodi::monitor::test
