"""Periods of questions, objections and complaints (政府采购法 Art. 51 to 57 and
实施条例 Art. 52), in working days unless said otherwise."""

INQUIRY_WORKDAYS = 3
OBJECTION_WORKDAYS = 7
COMPLAINT_WORKDAYS = 30
# Within so many working days after the answer one may complain.
ESCALATE_WORKDAYS = 15
# Calendar days a procedure stands still for a complaint at most (Art. 57).
STANDSTILL_DAYS = 30

ANSWER_WORKDAYS = {
    "inquiry": INQUIRY_WORKDAYS,
    "objection": OBJECTION_WORKDAYS,
    "complaint": COMPLAINT_WORKDAYS,
    "tip": COMPLAINT_WORKDAYS,
}
