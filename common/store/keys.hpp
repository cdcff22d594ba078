#pragma once
// Keys builds every Redis key of a city; no key is spelled anywhere else. All carry the hash tag {city}, so that one
// city lies on one shard and one script may touch all of them. Formats: FORMAT.md. Pure and thread-safe.
//
//   Keys keys("510700");
//   keys.state("project");  // "{510700}:state:project"
#include <string>
#include <string_view>
#include <utility>

namespace luodi::store {

class Keys {
 public:
  explicit Keys(std::string city) : city_(std::move(city)), tag_("{" + city_ + "}:") {}
  const std::string& city() const { return city_; }

  std::string head() const { return tag_ + "head"; }
  std::string epochs() const { return tag_ + "epochs"; }
  std::string events() const { return tag_ + "events"; }
  std::string jobs() const { return tag_ + "jobs"; }
  std::string due() const { return tag_ + "due"; }
  std::string leased() const { return tag_ + "leased"; }
  std::string cursors() const { return tag_ + "cursors"; }
  std::string secrets() const { return tag_ + "secrets"; }
  std::string audit() const { return tag_ + "audit"; }
  std::string state(std::string_view kind) const { return named("state:", kind); }
  std::string unique(std::string_view index) const { return named("unique:", index); }
  std::string members(std::string_view index) const { return named("set:", index); }
  std::string scores(std::string_view index) const { return named("zset:", index); }
  std::string idempotency(std::string_view scope) const { return named("idem:", scope); }
  std::string value(std::string_view name) const { return named("value:", name); }

 private:
  std::string named(std::string_view kind, std::string_view name) const {
    std::string key;
    key.reserve(tag_.size() + kind.size() + name.size());
    return key.append(tag_).append(kind).append(name);
  }
  std::string city_;
  std::string tag_;
};

}  // namespace luodi::store
