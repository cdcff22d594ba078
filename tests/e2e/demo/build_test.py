"""deploy/build.sh with a cmake that only speaks: silence when there is nothing to build, tenths of the work, and after a
failure the first error and the path of the log instead of what templates make of it."""
import os
import pathlib
import subprocess
import tempfile
import unittest

SCRIPT = pathlib.Path(__file__).resolve().parents[3] / "deploy/build.sh"
LOOK = "[0/2] Re-checking globbed directories...\n"
COMPILE_ERROR = """[1/3] Building CXX object common/kernel/error.cpp.o
FAILED: b.cpp.o
/usr/bin/c++ -O2 -o b.cpp.o -c /src/b.cpp
In file included from /usr/include/c++/12/map:60,
                 from /src/b.cpp:3:
/src/b.cpp: In function 'int main()':
/src/b.cpp:7:3: error: 'parc' was not declared in this scope; did you mean 'park'?
    7 |   parc();
      |   ^~~~
      |   park
/usr/include/c++/12/bits/stl_tree.h:77: note: template argument deduction/substitution failed
/src/b.cpp:9:3: error: a second one
ninja: build stopped: subcommand failed.
"""
CONFIGURE_ERROR = """-- The CXX compiler identification is GNU 12.2.0
CMake Error at CMakeLists.txt:12 (find_package):
  Could not find a package configuration file provided by "tl-expected"
"""


class Build(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)

    def build(self, configure=("", 0), compile=("", 0)):
        """Runs the script; each step of cmake prints a text and ends with a code."""
        for name, (text, _) in (("configure", configure), ("compile", compile)):
            (self.folder / name).write_text(text, encoding="utf-8")
        fake = self.folder / "cmake"
        fake.write_text(f"""#!/bin/sh
case "$1" in
  --build) cat {self.folder}/compile; exit {compile[1]} ;;
  *) cat {self.folder}/configure >&2; exit {configure[1]} ;;
esac
""", encoding="utf-8")
        fake.chmod(0o755)
        environment = dict(os.environ, PATH=f"{self.folder}:{os.environ['PATH']}")
        return subprocess.run([SCRIPT, "release", self.folder], env=environment, capture_output=True, text=True, timeout=60)

    def test_nothing_to_build_says_nothing(self):
        done = self.build(compile=(LOOK + "ninja: no work to do.\n", 0))
        self.assertEqual((done.returncode, done.stdout, done.stderr), (0, "", ""))

    def test_work_is_told_once_and_counted_in_tenths(self):
        lines = LOOK + "".join(f"[{n}/20] Building CXX object {n}.o\n" for n in range(1, 21))
        done = self.build(compile=(lines, 0))
        self.assertEqual(done.returncode, 0, done.stderr)
        told, *tenths = done.stdout.splitlines()
        self.assertIn("构建", told)
        self.assertIn("building (release", told)
        self.assertEqual(tenths, [f"  {n}0%" for n in range(1, 11)])

    def test_a_compile_error_shows_the_first_error_and_the_log(self):
        done = self.build(compile=(COMPILE_ERROR, 1))
        self.assertEqual(done.returncode, 1)
        for words in ("构建失败", "the build failed", "b.cpp:7:3: error: 'parc'", f"{self.folder}/build.log"):
            self.assertIn(words, done.stderr)
        for noise in ("In file included", "template argument", "a second one", "/usr/bin/c++"):
            self.assertNotIn(noise, done.stderr)
        self.assertIn("a second one", (self.folder / "build.log").read_text(encoding="utf-8"))

    def test_a_configuration_error_shows_what_is_missing_and_the_log(self):
        done = self.build(configure=(CONFIGURE_ERROR, 1))
        self.assertEqual(done.returncode, 1)
        for words in ("构建失败", "CMake Error at CMakeLists.txt:12", "tl-expected", f"{self.folder}/cmake.log"):
            self.assertIn(words, done.stderr)
        self.assertNotIn("compiler identification", done.stderr)

    def test_a_failure_without_the_word_error_shows_its_last_lines(self):
        done = self.build(compile=("[1/9] Linking\nninja: build stopped\n", 1))
        self.assertEqual(done.returncode, 1)
        self.assertIn("ninja: build stopped", done.stderr)
        self.assertIn(f"{self.folder}/build.log", done.stderr)


if __name__ == "__main__":
    unittest.main()
