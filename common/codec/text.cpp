#include "common/codec/text.hpp"

namespace luodi::codec {

std::string dump(const Json& json) {
  return json.dump(/*indent=*/-1, ' ', /*ensure_ascii=*/false, Json::error_handler_t::replace);
}

}  // namespace luodi::codec
