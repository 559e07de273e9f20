"""Every model with a lifecycle, and how to get a young and a grown record of it.

A new model joins the attack set by one line here; the tests fail until it does.
The builders are class methods of ``tests.hall.Hall``.
"""

TARGETS = {
    "yichuang.service.version": ("draft_version", "published_version"),
    "yichuang.service.change": ("proposed_change", "effective_change"),
    "yichuang.theme": ("draft_theme", "published_theme"),
    "yichuang.proposal": ("draft_proposal", "accepted_proposal"),
    "yichuang.case": ("draft_case", "accepted_case"),
    "yichuang.joint.case": ("draft_joint", "accepted_joint"),
    "yichuang.joint.precheck": ("asked_precheck", "answered_precheck"),
    "yichuang.joint.extension": (
        "requested_joint_extension",
        "approved_joint_extension",
    ),
    "yichuang.joint.meeting": ("draft_meeting", "called_meeting"),
    "yichuang.joint.opinion": ("asked_opinion", "given_opinion"),
    "yichuang.case.special": ("planned_special", "running_special"),
    "yichuang.case.extension": ("requested_extension", "approved_extension"),
    "yichuang.case.green": ("requested_green", "approved_green"),
    "yichuang.case.promise": ("signed_promise", "kept_promise"),
    "yichuang.document": ("issued_document", "replaced_document"),
    "yichuang.document.delivery": ("planned_service", "made_service"),
    "yichuang.mandate": ("draft_mandate", "given_mandate"),
    "yichuang.applicant.ban": ("draft_ban", "imposed_ban"),
    "yichuang.vault.document": ("draft_vault_document", "kept_vault_document"),
    "yichuang.exchange.package": ("made_package", "answered_package"),
    "yichuang.hearing": ("draft_hearing", "told_hearing"),
    "yichuang.interested.party": ("draft_party", "told_party"),
    "yichuang.site.check": ("planned_check", "held_check"),
    "yichuang.case.task": ("waiting_task", "signed_task"),
    "yichuang.case.hop": ("waiting_hop", "accepted_hop"),
    "yichuang.case.hop.query": ("draft_query", "asked_query"),
    "yichuang.reception.bundle": ("draft_bundle", "sent_bundle"),
    "yichuang.certificate": ("draft_certificate", "issued_certificate"),
    "yichuang.delivery": ("waiting_delivery", "made_delivery"),
    "yichuang.market.agency": ("draft_agency", "active_agency"),
    "yichuang.market.notice": ("draft_notice", "published_notice"),
    "yichuang.market.signup": ("draft_signup", "submitted_signup"),
    "yichuang.market.draw": ("draft_draw", "finished_draw"),
    "yichuang.market.draw.source": ("draft_source", "revealed_source"),
    "yichuang.market.contract": ("draft_contract", "active_contract"),
    # Register of the market
    "yichuang.market.qualification": (
        "draft_qualification",
        "verified_qualification",
    ),
    "yichuang.market.practitioner": ("draft_practitioner", "verified_practitioner"),
    "yichuang.market.change": ("waiting_change", "accepted_change"),
    "yichuang.market.member": ("draft_member", "revoked_member"),
    "yichuang.market.credit.event": ("draft_event", "confirmed_event"),
    "yichuang.market.sanction": ("draft_sanction", "decided_sanction"),
    "yichuang.market.dispute": ("draft_dispute", "answered_dispute"),
    "yichuang.market.desk.term": ("draft_term", "admitted_term"),
    "yichuang.market.flag": ("draft_flag", "explained_flag"),
}
