from . import test_department_scorecard
