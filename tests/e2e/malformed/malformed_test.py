"""The corpus of raw HTTP cases against the running gateway: every malformed request is refused, none desynchronises."""
import subprocess
import unittest

from suite import BIN, Suite


class MalformedTest(unittest.TestCase):
    def test_every_case_is_answered_as_the_corpus_says(self):
        # The corpus opens about 500 connections from one address, more than a person's share of requests.
        with Suite() as suite:
            run = subprocess.run([BIN / "corpus_client", str(suite.port)], capture_output=True, text=True, timeout=300)
            self.assertEqual(run.returncode, 0, run.stdout + run.stderr)


if __name__ == "__main__":
    unittest.main()
