#pragma once
// Press sets documents on the pool, never on the loop, and says in log and metric where a character had to be replaced
// because no installed font has it. One io_context thread.
//
//   Press press(pool, fonts, log);                    // all must outlive it
//   auto pdf = co_await press.print(std::move(letter), issued_at, std::move(file));
#include <string>

#include "common/document/pdf.hpp"
#include "common/runtime/log.hpp"
#include "common/runtime/pool.hpp"
#include "common/runtime/request_parts.hpp"
#include "services/progress-monitor/world.hpp"

namespace luodi::monitor {

class Press {
 public:
  Press(runtime::Pool& pool, const document::FontFamilies& fonts, runtime::Log& log)
      : pool_(pool), fonts_(fonts), log_(log) {}
  // `what` names the paper in the log. Document: document::Letter or document::Minutes.
  template <class Document>
  Task<Expected<document::Pdf>> print(Document paper, Instant created, std::string what) {
    auto work = [paper = std::move(paper), fonts = fonts_, created] { return document::render(paper, fonts, created); };
    auto pdf = co_await pool_.run(work);
    note(pdf, what);
    co_return pdf;
  }
  // As the answer to a request for it. Its ETag is its own, not the version of what it is about: what happens later
  // changes nothing on a paper that is out.
  template <class Document>
  Task<bus::Reply> answer(Document paper, Instant created, std::string file, bus::Request request) {
    std::string what = runtime::path_id(request) + "/" + file;
    auto pdf = co_await print(std::move(paper), created, std::move(what));
    if (!pdf) co_return runtime::problem_reply(pdf.error(), request);
    co_return reply_of(std::move(*pdf), file);
  }
  std::int64_t replaced() const { return replaced_; }  // characters, each once a document

 private:
  static bus::Reply reply_of(document::Pdf pdf, const std::string& file);
  void note(const Expected<document::Pdf>& pdf, const std::string& what);

  runtime::Pool& pool_;
  const document::FontFamilies& fonts_;
  runtime::Log& log_;
  std::int64_t replaced_ = 0;
};

}  // namespace luodi::monitor
