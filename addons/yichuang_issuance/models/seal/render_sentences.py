"""What people are told when a seal cannot be put on."""

from odoo.tools.translate import LazyTranslate

_lt = LazyTranslate(__name__)

SENTENCES = {
    # The seal and the page
    "seal_not_in_force": _lt(
        "%(seal)s may not be used: it is suspended, retired or out of date. Have the "
        "hall manager register one that is in force."
    ),
    "no_place": _lt("The seal could not be put on: the page has no place for a seal."),
    "seal_failed": _lt("The seal could not be put on: %(error)s"),
    # How the server's configuration describes the key
    "no_key": _lt(
        "This server has no key “%(key)s”. Have it described in odoo.conf, in a "
        "section [%(section)s], and restart the server."
    ),
    "key_not_whole": _lt("The key “%(key)s” is not described whole: %(error)s."),
    "unknown_provider": _lt(
        "The key “%(key)s” has a provider “%(provider)s”; known are %(known)s."
    ),
    "key_file_unopened": _lt("The key file %(file)s cannot be opened."),
    # The key and its certificate
    "key_not_sm2": _lt(
        "The seal could not be put on: the certificate of this key is not one for SM2."
    ),
    "key_out_of_date": _lt(
        "The seal could not be put on: the certificate of this key holds from "
        "%(since)s to %(until)s only. Have it renewed."
    ),
    "key_untrusted": _lt(
        "The seal could not be put on: no root that this hall trusts vouches for the "
        "certificate of this key."
    ),
    "no_revocation_list": _lt(
        "The seal could not be put on: there is no revocation list in force for the "
        "certificate of this key."
    ),
    "key_revoked": _lt(
        "The seal could not be put on: the certificate of this key was revoked."
    ),
    # What device, signing service and time-stamping body answer
    "no_signature": _lt(
        "The seal could not be put on: what the device or signing service answered is "
        "no signature."
    ),
    "other_key": _lt(
        "The seal could not be put on: the device signed with another key than that "
        "of the certificate."
    ),
    "not_https": _lt(
        "The seal could not be put on: the signing service %(url)s has to be reached "
        "by https."
    ),
    "unreachable": _lt(
        "The seal could not be put on: the %(service)s %(url)s cannot be reached: "
        "%(error)s"
    ),
    "bad_status": _lt(
        "The seal could not be put on: the %(service)s %(url)s answered %(status)s."
    ),
    "too_long": _lt(
        "The seal could not be put on: the %(service)s %(url)s answered too much."
    ),
    "stamp_refused": _lt(
        "The seal could not be put on: the time stamp was refused (%(status)s)."
    ),
    "stamp_of_other": _lt(
        "The seal could not be put on: the time stamp answers another question."
    ),
    "no_stamp": _lt(
        "The seal could not be put on: what the time-stamping service answered is no "
        "time stamp."
    ),
    "stamp_untrusted": _lt(
        "The seal could not be put on: the time stamp is by nobody we trust to give "
        "one."
    ),
}

SERVICES = {
    "sign_service": _lt("signing service"),
    "stamp_service": _lt("time-stamping service"),
    "revocation_list": _lt("revocation list"),
}
