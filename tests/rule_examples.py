"""The pieces of `lint.testing` that tests use."""

from lint.testing import TODAY, check_example, fixed, judge_example, unmark

__all__ = ["TODAY", "check_example", "fixed", "judge_example", "unmark"]
