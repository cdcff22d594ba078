#include "common/runtime/command_runner.hpp"

#include "common/codec/text.hpp"
#include "common/domain/taken_words.hpp"
#include "common/http/problem.hpp"
#include "common/http/trace.hpp"
#include "common/kernel/bilingual.hpp"
#include "common/kernel/next_step.hpp"
#include "common/runtime/request_parts.hpp"

namespace luodi::runtime {

namespace {
// traceparent is "00-<32 hex>-<16 hex>-<2 hex>"; the gateway validated it.
std::string trace_id_of(const bus::Request& request) {
  return request.traceparent.size() == 55 ? request.traceparent.substr(3, 32) : std::string();
}
}  // namespace

std::string trouble_of(const store::CommitResult& result) {
  if (const auto* unknown = std::get_if<store::Unknown>(&result)) return unknown->why;
  if (const auto* unavailable = std::get_if<store::Unavailable>(&result)) return unavailable->why;
  return {};
}

Error at_this_path(Error error, const bus::Request& request) {
  // "/v1/projects/{id}/amendments" of a rule that knows no ids, answered on "project.signing" of that project.
  const auto id = path_id(request);
  const auto object = request.operation.substr(0, request.operation.find('.'));
  if (id.empty() || object.empty()) return error;
  const std::string blank = "/" + object + "s/{id}";
  for (std::string* text : {&error.next_zh, &error.next_en})
    for (auto at = text->find(blank); at != std::string::npos; at = text->find(blank, at + 1))
      text->replace(at + blank.size() - 4, 4, id);
  return error;
}

bus::Reply problem_reply(const Error& error, const bus::Request& request) {
  const http::ProblemContext context("", trace_id_of(request), request.language);
  return bus::Reply(info(error.code).status, http::problem_body(at_this_path(error, request), context));
}

std::string etag(std::int64_t version) {
  return "\"" + std::to_string(version) + "\"";
}

bus::Reply object_text_reply(std::string text, std::int64_t version, const std::string& created_at) {
  bus::Reply reply(created_at.empty() ? 200 : 201, std::move(text));
  reply.headers["ETag"] = etag(version);
  if (!created_at.empty()) reply.headers["Location"] = created_at;
  return reply;
}

Expected<void> check_if_match(const bus::Request& request, std::int64_t version) {
  if (!request.if_match)
    return fail(ErrorCode::precondition_required, bilingual("当前版本 {0} / current version {0}", etag(version)));
  if (*request.if_match != version)
    return fail(ErrorCode::stale_version, bilingual("当前版本 {0} / current version {0}", etag(version)));
  return {};
}

Error key_reused(const bus::Request& request, int answered) {
  const Twin how =
      answered == 0 ? Twin{} : Twin{"，其答复为 " + std::to_string(answered), ", answered " + std::to_string(answered)};
  return Error(
      ErrorCode::idempotency_key_reused,
      bilingual("此键已由本账号用于内容不同的 {0}{1} / this account has used the key for {0} with other content{1}",
                request.operation, how));
}

Error outcome_error(const store::CommitResult& result) {
  struct Visitor {
    Error operator()(const store::Committed&) const { return Error(ErrorCode::internal, "committed is no error"); }
    Error operator()(const store::Replayed&) const { return Error(ErrorCode::internal, "replayed is no error"); }
    Error operator()(const store::KeyReused&) const { return Error(ErrorCode::idempotency_key_reused); }
    Error operator()(const store::Conflict& c) const {
      return Error(ErrorCode::conflict,
                   bilingual("{0} {1} 已被并发修改 / changed meanwhile: {0} {1}", domain::kind_words(c.kind), c.id));
    }
    Error operator()(const store::Taken& t) const {
      return Error(ErrorCode::already_exists,
                   bilingual("{0}已登记，属于{1} / recorded meanwhile: {0}, of {1}",
                             domain::taken_words(t.index, t.value), domain::object_words(t.owner)));
    }
    Error operator()(const store::StaleCursor&) const { return Error(ErrorCode::conflict, "cursor"); }
    Error operator()(const store::StaleFence& f) const { return Error(ErrorCode::conflict, f.job); }
    // Why in the words of the store is for the log.
    Error operator()(const store::Unknown&) const {
      return Error(
          ErrorCode::outcome_unknown,
          "存储未在时限内答复，是否办成尚不清楚 / the store did not answer in time, whether it was done is not "
          "known");
    }
    Error operator()(const store::Unavailable&) const {
      return Error(ErrorCode::service_unavailable,
                   "存储暂不可写，本次未办成 / the store takes no writes at present, nothing was done");
    }
  };
  return std::visit(Visitor{}, result);
}

bus::Reply dry_run_reply(const Error* refusal, const bus::Request& request, const codec::Json& foretold) {
  // Only a rule may say "not allowed"; a request that is wrong in itself, or an outage, stays a problem.
  if (refusal && !info(refusal->code).code.starts_with("L14") && refusal->code != ErrorCode::already_exists)
    return problem_reply(*refusal, request);
  const bool english = request.language == "en";
  codec::Json body = {{"allowed", refusal == nullptr}, {"missing", codec::Json::array()}};
  if (refusal) {
    const auto& entry = info(refusal->code);
    body["refusal"] = {{"code", entry.code},
                       {"name", entry.name},
                       {"title", english ? entry.en : entry.zh},
                       {"detail", detail_of(at_this_path(*refusal, request), request.language)}};
    for (const auto& item : refusal->missing)
      body["missing"].push_back({{"item", item.item},
                                 {"clause", item.clause},
                                 {"owner", english ? item.owner.en : item.owner.zh},
                                 {"title", english ? item.title_en : item.title_zh}});
  }
  if (!refusal && foretold.is_object()) body.update(foretold);
  return spoken(bus::Reply(200, codec::dump(body)), request.language);
}

bus::Reply spoken(bus::Reply reply, const std::string& language) {
  reply.headers["Content-Language"] = language == "en" ? "en" : "zh";
  return reply;
}

std::string write_outcome(const bus::Reply& reply) {
  codec::Json head = {{"status", reply.status}};
  if (!reply.headers.empty()) head["headers"] = reply.headers;
  return codec::dump(head) + "\n" + reply.body;
}

bus::Reply read_outcome(const std::string& stored) {
  const auto line = stored.find('\n');
  auto head = codec::Json::parse(stored.substr(0, line), nullptr, /*allow_exceptions=*/false);
  bus::Reply reply;
  if (head.is_discarded() || line == std::string::npos) return reply;  // 500: an outcome that nobody can read
  reply.status = head.value("status", 500);
  if (head.contains("headers")) reply.headers = head["headers"].get<std::map<std::string, std::string>>();
  reply.body = stored.substr(line + 1);
  return reply;
}

}  // namespace luodi::runtime
