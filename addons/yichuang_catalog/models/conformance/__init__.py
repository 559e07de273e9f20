from . import department_scorecard
