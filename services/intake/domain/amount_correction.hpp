#pragma once
// The amount that was registered with a lead turns out to be another one: corrected by a new fact with its reason.
//
//   it changed    holds from the day of the correction on, so what is owed because of it (半月调度, 约谈) ends or
//   begins
//                 then and nothing that was judged before is undone
//   never_was     a slip when it was entered: holds from the lead on, in the place of every amount registered before.
//                 History is judged anew, as after late evidence: an interview that was called by the slip and whose
//                 notice is not out is withdrawn; a notice that is out, and a line of an agenda, stay
//
// Who registered the lead corrects it until the allocation, the bureau until the
// signing; afterwards the agreement says the amount and is amended. Below a threshold there is no interview, so the
// host does not decide that. Pure.
#include "common/domain/decision.hpp"
#include "services/intake/domain/commands.hpp"

namespace luodi::intake {

Expected<domain::Decision> decide_amount_correction(const std::string& id, const domain::Project& project,
                                                    const CorrectAmount& command, const domain::Context& context);

}  // namespace luodi::intake
