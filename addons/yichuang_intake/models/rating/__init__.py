from . import evaluation_indicator, evaluation, evaluation_line
from . import evaluation_task_guard, evaluation_task
from . import case_evaluation, department_evaluation
from . import res_company_rating
