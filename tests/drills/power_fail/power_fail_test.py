"""The simulated disk keeps what was synced and loses what was not: a program writes under observation and dies."""
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import unittest

BIN = pathlib.Path(os.environ["LUODI_BIN_DIR"])


class PowerFail(unittest.TestCase):
    def setUp(self):
        self.top = pathlib.Path(tempfile.mkdtemp(prefix="luodi-power-"))
        self.addCleanup(shutil.rmtree, self.top)
        self.folder = self.top / "disk"
        self.folder.mkdir()
        self.notes = self.top / "notes"

    def run_and_kill(self, program):
        """The program sees its files as a(...), ends by kill -9, and is under observation like Redis."""
        prelude = """
import os, signal
def append(name, data, sync=None):
    fd = os.open(name, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    os.write(fd, data)
    if sync: sync(fd)
    os.close(fd)
def sync_folder(name="."):
    fd = os.open(name, os.O_RDONLY); os.fsync(fd); os.close(fd)
"""
        ended = subprocess.run([sys.executable, "-c", prelude + program + "\nos.kill(os.getpid(), signal.SIGKILL)"],
                               cwd=self.folder, stderr=subprocess.PIPE,
                               env=dict(os.environ, LUODI_SYNC_NOTES=str(self.notes),
                                        LD_PRELOAD=str(BIN / "libsync_notes.so")))
        self.assertEqual(ended.returncode, -9, ended.stderr)

    def cut(self, tail="lost", seed=1):
        return subprocess.run([BIN / "power_cut", self.notes, self.folder, tail, str(seed)], check=True, text=True,
                              stdout=subprocess.PIPE).stdout

    def content(self, name):
        return (self.folder / name).read_bytes()

    def test_what_was_synced_stays_and_the_rest_goes(self):
        for sync in ("os.fsync", "os.fdatasync"):
            with self.subTest(sync):
                self.run_and_kill(f"append('{sync}', b'synced', {sync}); append('{sync}', b' and not')")
                self.assertEqual(self.content(sync), b"synced and not")
                self.assertIn("synced 6 written 14 left 6", self.cut())
                self.assertEqual(self.content(sync), b"synced")

    def test_a_file_that_nobody_synced_is_empty(self):
        self.run_and_kill("append('a', b'never')")
        self.cut()
        self.assertEqual(self.content("a"), b"")

    def test_a_child_process_is_observed_too(self):
        self.run_and_kill("if os.fork() == 0: append('a', b'by a child', os.fsync); os._exit(0)\nos.wait()")
        self.cut()
        self.assertEqual(self.content("a"), b"by a child")

    def test_bytes_follow_their_file_through_a_rename(self):
        self.run_and_kill("append('a', b'synced', os.fsync); os.rename('a', 'b'); append('b', b' more'); sync_folder()")
        self.cut()
        self.assertEqual((os.listdir(self.folder), self.content("b")), (["b"], b"synced"))

    def test_a_rename_without_a_sync_of_its_folder_is_undone(self):
        program = "append('a', b'old', os.fsync); append('b', b'new', os.fsync); os.rename('b', 'a')"
        self.run_and_kill(program)
        self.assertEqual(self.content("a"), b"new")
        self.cut()
        self.assertEqual((self.content("a"), self.content("b")), (b"old", b"new"))
        (self.folder / "a").unlink()
        (self.folder / "b").unlink()
        self.run_and_kill(program + "; sync_folder()")
        self.cut()
        self.assertEqual((self.content("a"), os.listdir(self.folder)), (b"new", ["a"]))

    def test_a_truncated_tail_does_not_count_as_synced_again(self):
        for call in ("os.truncate('a', 2)", "fd = os.open('a', os.O_WRONLY); os.ftruncate(fd, 2)"):
            with self.subTest(call):
                self.run_and_kill(f"append('a', b'synced', os.fsync); {call}; append('a', b'other')")
                self.cut()
                self.assertEqual(self.content("a"), b"sy")
                (self.folder / "a").unlink()

    def test_a_new_file_does_not_inherit_the_notes_of_a_removed_one(self):
        self.run_and_kill("append('a', b'synced', os.fsync)\n" +
                          "for i in range(50): os.unlink('a'); append('a', b'never')")
        self.cut()
        self.assertEqual(self.content("a"), b"")

    def test_a_torn_tail_ends_anywhere_beyond_what_was_synced(self):
        lengths = set()
        for seed in range(16):
            self.run_and_kill("append('a', b'12345', os.fsync); append('a', b'678')")
            self.cut("torn", seed)
            lengths.add(len(self.content("a")))
            (self.folder / "a").unlink()
        self.assertEqual(lengths, {5, 6, 7, 8})

    def test_after_the_failure_all_that_is_left_is_on_the_disk(self):
        self.run_and_kill("append('a', b'12345', os.fsync); append('a', 1000 * b'+')")
        self.cut("torn")
        left = len(self.content("a"))
        self.assertGreater(left, 5)
        self.assertEqual((self.cut(), len(self.content("a"))), ("", left))

    def test_damaged_notes_are_an_error(self):
        self.notes.write_text("S\tnonsense\n")
        self.assertNotEqual(subprocess.run([BIN / "power_cut", self.notes, self.folder, "lost", "1"],
                                           stderr=subprocess.DEVNULL).returncode, 0)


if __name__ == "__main__":
    unittest.main()
