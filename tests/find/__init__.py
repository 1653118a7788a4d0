import pytest

# The assertions of the tables' tests stand there, and are to say as much as those of a test file.
pytest.register_assert_rewrite("tests.find.compared")
