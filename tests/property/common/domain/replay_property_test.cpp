// Whatever events a project hears, in whatever order: folding never fails, and the stored form of the state and of the
// events gives back the same bytes. Events are generated field by field from their descriptions.
#include <gtest/gtest.h>

#include <random>

#include "common/codec/encode_text.hpp"
#include "common/domain/project.hpp"

namespace luodi::domain {

namespace {
class Generator {
 public:
  explicit Generator(unsigned seed) : random_(seed) {}
  int pick(int n) { return static_cast<int>(random_() % static_cast<unsigned>(n)); }

  template <class T, class Constraint>
  T make(const Constraint& constraint) {
    if constexpr (codec::Described<T>) {
      T out{};
      codec::with_fields<T>([&](const auto&... f) {
        ((out.*(f.member) = make<std::remove_reference_t<decltype(out.*(f.member))>>(f.constraint)), ...);
      });
      return out;
    } else if constexpr (codec::detail::is_optional<T>::value) {
      if (pick(2) == 0) return std::nullopt;
      return make<typename T::value_type>(constraint);
    } else if constexpr (codec::detail::is_vector<T>::value) {
      T out;
      for (int i = pick(3); i > 0; --i)
        out.push_back(make<typename T::value_type>(codec::None{}));
      return out;
    } else if constexpr (std::is_same_v<T, std::string>) {
      // Words that the rules look for, so that folding takes every branch, and text with quotes and Chinese.
      static const char* const k_words[] = {"approved",  "passed", "full", "formal",
                                            "framework", "exm_1",  "ENV",  "园区\"甲\""};
      if constexpr (std::is_same_v<Constraint, codec::Text>) {
        std::string text = "x" + std::to_string(pick(9));
        while (text.size() < constraint.min)
          text += 'y';
        return text.substr(0, constraint.max);
      } else {
        return k_words[pick(8)];
      }
    } else if constexpr (std::is_same_v<T, Fen>) {
      return Fen::of(pick(1'000'000'000));
    } else if constexpr (std::is_same_v<T, CivilDate>) {
      return CivilDate::from_days(19'000 + pick(2000));
    } else if constexpr (std::is_same_v<T, Instant>) {
      return Instant::from_ms(1'650'000'000'000 + pick(1'000'000'000));
    } else if constexpr (std::is_same_v<T, HalfMonth>) {
      return HalfMonth::of(CivilDate::from_days(19'000 + pick(2000)));
    } else if constexpr (std::is_same_v<T, Month>) {
      return Month::of(CivilDate::from_days(19'000 + pick(2000)));
    } else if constexpr (std::is_enum_v<T>) {
      const auto& table = codec::EnumNames<T>::table;
      return table[static_cast<std::size_t>(pick(static_cast<int>(table.size())))].first;
    } else if constexpr (std::is_same_v<T, bool>) {
      return pick(2) == 0;
    } else {
      return static_cast<T>(1 + pick(1000));
    }
  }

  template <std::size_t I = 0>
  ProjectEvents event(std::size_t which) {
    if constexpr (I + 1 < std::variant_size_v<ProjectEvents>) {
      if (which != I) return event<I + 1>(which);
    }
    return make<std::variant_alternative_t<I, ProjectEvents>>(codec::None{});
  }

 private:
  std::mt19937 random_;
};
}  // namespace

TEST(ProjectReplay, AnySequenceOfFactsGivesTheSameBytesFromTheStream) {
  constexpr int k_projects = 300;
  constexpr int k_events = 40;
  for (int n = 0; n < k_projects; ++n) {
    Generator generator(static_cast<unsigned>(n));
    Project live;
    std::vector<std::string> stream;
    for (int i = 0; i < k_events; ++i) {
      EventEnvelope envelope;
      envelope.id = "id" + std::to_string(i);
      envelope.source = "/luodi/test";
      envelope.kind = std::string(Project::kind);
      envelope.subject = "prj_1";
      envelope.city = "510700";
      envelope.meta.at = Instant::from_ms(1'654'000'000'000 + i * 1001LL);
      envelope.meta.actor = "user" + std::to_string(generator.pick(3));
      envelope.meta.version = i + 1;
      const auto which = i == 0 ? 0U : static_cast<std::size_t>(generator.pick(std::variant_size_v<ProjectEvents>));
      std::visit(
          [&](const auto& event) {
            apply(live, event, envelope.meta);
            envelope.fact = std::string(std::decay_t<decltype(event)>::fact);
            envelope.data = codec::encode(event);
          },
          generator.event(which));
      stream.push_back(write_envelope(envelope));
    }
    Project replayed;
    for (const auto& json : stream) {
      auto envelope = read_envelope(json);
      ASSERT_TRUE(envelope) << envelope.error().detail;
      auto applied = apply_fact(replayed, envelope->fact, envelope->data, envelope->meta);
      ASSERT_TRUE(applied) << envelope->fact << ": " << applied.error().detail;
    }
    const auto stored = codec::encode(live).dump();
    ASSERT_EQ(codec::encode_text(live), stored) << "project " << n;
    ASSERT_EQ(codec::encode(replayed).dump(), stored) << "project " << n;
    auto loaded = codec::parse<Project>(stored);
    ASSERT_TRUE(loaded) << loaded.error().detail;
    ASSERT_EQ(codec::encode(*loaded).dump(), stored) << "project " << n;
  }
}

}  // namespace luodi::domain
