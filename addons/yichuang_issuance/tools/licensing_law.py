"""What 行政许可法 (2019) says about certificates that were issued."""

# Art. 39: the kinds of documents a licence may take.
KINDS = (
    ("licence", "Licence or Permit"),
    ("qualification", "Certificate of Qualification"),
    ("approval", "Approval or Certifying Document"),
    ("other", "Other Licence Document"),
)

# Art. 69: it is withdrawn because it should not have been granted.
REVOCATION_GROUNDS = (
    ("abuse", "Granted by abuse of power or neglect of duty (Art. 69(1)1)"),
    ("beyond_power", "Granted beyond the organ's powers (Art. 69(1)2)"),
    ("procedure", "Granted against the lawful procedure (Art. 69(1)3)"),
    ("unqualified", "Applicant or conditions not as the law asks (Art. 69(1)4)"),
    ("other_revocation", "Other case the law lets revoke (Art. 69(1)5)"),
    ("fraud", "Obtained by fraud, bribery or other improper means (Art. 69(2))"),
)

# Art. 70: it has come to its end, and the register says so.
CANCELLATION_GROUNDS = (
    ("lapsed", "Validity over and not renewed (Art. 70(1))"),
    (
        "person_gone",
        "Holder of a personal qualification died or lost capacity (Art. 70(2))",
    ),
    ("body_ended", "Holder, a legal person or organisation, ended (Art. 70(3))"),
    ("withdrawn", "Licence revoked, withdrawn or forfeited (Art. 70(4))"),
    ("impossible", "Activity impossible through force majeure (Art. 70(5))"),
    ("other_cancellation", "Other case the law lets cancel (Art. 70(6))"),
)

# Art. 8(2): in force and lawful, but the public interest asks for it back.
WITHDRAWAL_GROUNDS = (
    ("law_changed", "Law or regulation amended or repealed (Art. 8(2))"),
    ("facts_changed", "Objective circumstances greatly changed (Art. 8(2))"),
)

# Art. 50: a renewal is applied for thirty days before the last day; holders are
# reminded so long before the last day, by default.
REMINDER_DAYS = 60

# The article of each ground, as decisions quote it.
ARTICLES = {
    "abuse": "第六十九条第一款第（一）项",
    "beyond_power": "第六十九条第一款第（二）项",
    "procedure": "第六十九条第一款第（三）项",
    "unqualified": "第六十九条第一款第（四）项",
    "other_revocation": "第六十九条第一款第（五）项",
    "fraud": "第六十九条第二款",
    "lapsed": "第七十条第（一）项",
    "person_gone": "第七十条第（二）项",
    "body_ended": "第七十条第（三）项",
    "withdrawn": "第七十条第（四）项",
    "impossible": "第七十条第（五）项",
    "other_cancellation": "第七十条第（六）项",
    "law_changed": "第八条第二款",
    "facts_changed": "第八条第二款",
}

# 国务院办公厅 on 双公示: a licence is published within seven working days of its
# decision (行政许可法 Art. 40 asks for publication and names no days).
PUBLICATION_DAYS = 7
