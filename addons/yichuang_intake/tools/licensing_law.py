"""Periods of 行政许可法 (2019) and of the remedies it points to.

Organ-side periods are working days (Art. 82); the applicant's are calendar time.
"""

# Art. 32(4): what is missing is told on the spot or within five working days.
NOTICE_DAYS = 5
# Art. 32(4) as cities keep it: hand in supplements within this time, by default.
SUPPLEMENT_DAYS = 15
# Where a guide says nothing: a material that follows later comes within this time.
DEFERRAL_DAYS = 5
# Art. 42: once, by the head of the organ; jointly handled, by the head of government.
EXTENSION_DAYS = 10
# Art. 42(2): jointly handled matters are decided within forty-five working days.
JOINT_DAYS = 45
JOINT_EXTENSION_DAYS = 15
# Art. 43: the organ below has reviewed within twenty days of its acceptance, unless a
# law or regulation says otherwise.
FIRST_REVIEW_DAYS = 20
# Art. 35 wants it sent directly and names no days: what is sent up is signed for within
# these, by default, and counts as arrived on the last of them if it is not.
HOP_SIGN_DAYS = 2
# Art. 44: the certificate is issued and delivered within ten working days.
DELIVERY_DAYS = 10
# 民事诉讼法 (2023) Art. 88, 89, 95, which the service of documents follows: two
# officers serve in person, and what is announced counts as served after thirty days.
SERVING_OFFICERS = 2
PUBLIC_NOTICE_DAYS = 30
# Art. 50: a renewal is applied for thirty days before the permission ends.
RENEWAL_DAYS = 30
# 浙江省 rules on 告知承诺 Art. 14, a local practice: what was promised is checked
# within sixty working days of the decision.
PROMISE_CHECK_DAYS = 60
# The rules leave the time to put right what is not as promised to the order.
PROMISE_CORRECTION_DAYS = 15
# 行政复议法 (2023) Art. 20 and 行政诉讼法 Art. 46, told in every refusal (Art. 38).
RECONSIDERATION_DAYS = 60
LITIGATION_MONTHS = 6

# Art. 34(3): at least two officers check on the spot.
SITE_CHECK_OFFICERS = 2
# Art. 47: a hearing is requested within five days of being told of the right, and
# organised within twenty days of the request.
HEARING_REQUEST_DAYS = 5
HEARING_ORGANISE_DAYS = 20
# Art. 48: time and place are notified seven days before.
HEARING_NOTICE_DAYS = 7

# Art. 78, 79: in matters of public safety who concealed facts or gave false material
# does not apply for the same again for a year, who obtained it by deceit or bribery for
# three.
CONCEALMENT_BAN_MONTHS = 12
DECEIT_BAN_MONTHS = 36

# What each clock of a case rests on.
ARTICLES = {
    "notice": "行政许可法 第三十二条",
    "supplement": "行政许可法 第三十二条",
    "deferral": "行政许可法 第三十二条",
    "legal": "行政许可法 第四十二条",
    "promise": "行政许可法 第四十二条",
    "first_review": "行政许可法 第四十三条",
    "step": "行政许可法 第四十二条",
    "hearing": "行政许可法 第四十七条",
    "inspection": "行政许可法 第六十一条",
    "renewal": "行政许可法 第五十条",
    "special": "行政许可法 第四十五条",
    "extension": "行政许可法 第四十二条",
    "delivery": "行政许可法 第四十四条",
    "joint_legal": "行政许可法 第四十二条第二款",
    "joint": "行政许可法 第四十二条第二款",
    "joint_extension": "行政许可法 第四十二条第二款",
}
