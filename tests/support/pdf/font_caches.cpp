// fontconfig, pango and cairo keep what they found for the life of a process. Freed at the end of a test program, so
// that the leak checker names only what the program lost. Compiled into the programs that set documents.
#include <cairo.h>
#include <fontconfig/fontconfig.h>
#include <gtest/gtest.h>
#include <pango/pangocairo.h>

namespace luodi::test {
namespace {

class FontCaches : public ::testing::Environment {
 public:
  void TearDown() override {
    pango_cairo_font_map_set_default(nullptr);
    cairo_debug_reset_static_data();
    FcFini();
  }
};

[[maybe_unused]] const auto* const caches = ::testing::AddGlobalTestEnvironment(new FontCaches);

}  // namespace
}  // namespace luodi::test

// Two blocks stay with cairo's PDF surfaces, however many documents were set.
extern "C" const char* __lsan_default_suppressions();
extern "C" const char* __lsan_default_suppressions() {
  return "leak:libcairo.so";
}
