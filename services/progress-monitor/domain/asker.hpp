#pragma once
// Who asked for something about a project (a problem 问题, a service ticket 服务事项) has the word whether it is done:
// the user who asked, or a colleague of the same role and organisation; and what is refused in the wrong state. Pure.
#include <initializer_list>
#include <string>

#include "common/domain/project.hpp"
#include "common/domain/words.hpp"
#include "common/kernel/bilingual.hpp"
#include "common/kernel/role_set.hpp"

namespace luodi::monitor {

bool has_the_word(const Actor& actor, const std::string& asker, const std::string& role, const std::string& org);
// The first role of the actor among these; empty where there is none.
std::string acting_role(const Actor& actor, RoleSet among);

// wrong_state: names the state that `asked_for` (a problem, a ticket) is in and the one that is needed.
template <class AskedFor, class State = decltype(AskedFor::state)>
tl::unexpected<Error> wrong_state(const AskedFor& asked_for, std::initializer_list<State> wanted) {
  const Word now = word_of(asked_for.state);
  const auto needed = domain::words_of(wanted);
  return fail(ErrorCode::wrong_state, bilingual("当前状态为{0}，应为{1} / the state is {0}, needed: {1}", now, needed));
}

}  // namespace luodi::monitor
