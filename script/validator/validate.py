"""What a younger pyHanko says of the seals of a PDF, as JSON, one object a seal.

Runs in the environment that script/bootstrap makes for it, apart from ours. The time
stamp is judged as of the moment that is asked for, the seal as of the time stamp, by
the proofs in the file (PAdES B-LT)::

    python validate.py FILE ROOTS.pem [--list LIST.crl …] [--moment 2034-11-29]
"""

import argparse
import json
import logging
from datetime import UTC, datetime
from pathlib import Path

from asn1crypto import crl
from pyhanko.keys import load_certs_from_pemder
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import DocumentSecurityStore, validate_pdf_signature
from pyhanko.sign.validation.errors import NoDSSFoundError
from pyhanko_certvalidator import ValidationContext


def main():
    """Print what is found."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("roots")
    parser.add_argument("--list", action="append", type=Path, default=[])
    parser.add_argument("--moment", type=datetime.fromisoformat)
    args = parser.parse_args()
    # What is wrong with a file is the answer.
    logging.disable()
    moment = (args.moment or datetime.now(UTC)).replace(tzinfo=UTC)
    trust = {
        "trust_roots": list(load_certs_from_pemder([args.roots])),
        "allow_fetching": False,
    }
    lists = [crl.CertificateList.load(file.read_bytes()) for file in args.list]
    with args.file.open("rb") as file:
        reader = PdfFileReader(file)
        try:
            context = DocumentSecurityStore.read_dss(reader).as_validation_context
        except NoDSSFoundError:
            context = without_proofs
        found = [
            told(seal, context, trust, lists, moment)
            for seal in reader.embedded_regular_signatures
        ]
    print(json.dumps(found))


def without_proofs(options):
    """Where the file brings no proofs."""
    return ValidationContext(**options)


def told(seal, context, trust, lists, moment):
    """The judgement of one seal."""
    stamped = stamped_moment(seal)
    try:
        status = validate_pdf_signature(
            seal,
            context(
                {
                    **trust,
                    "crls": lists,
                    "moment": stamped,
                    "revocation_mode": "require",
                }
            ),
            ts_validation_context=ValidationContext(
                **trust, moment=moment, revocation_mode="soft-fail"
            ),
        )
    except Exception as error:  # whatever it dislikes about a file is its answer
        return {"holds": False, "problem": f"{type(error).__name__}: {error}"}
    return {
        "holds": status.bottom_line,
        "sealed_at": str(stamped),
        "intact": status.intact and status.valid,
        "trusted": status.trusted,
        "revoked": bool(status.revoked),
        "coverage": status.coverage.name,
        "problem": "" if status.bottom_line else status.summary(),
    }


def stamped_moment(seal):
    """What the time stamp beside the signature says."""
    for attribute in seal.signer_info["unsigned_attrs"]:
        if attribute["type"].native == "signature_time_stamp_token":
            token = attribute["values"][0]["content"]
            return token["encap_content_info"]["content"].parsed["gen_time"].native
    return None


if __name__ == "__main__":
    main()
