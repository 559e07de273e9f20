from . import mandate, applicant_ban, mandate_agreement, mandate_cover
from . import applicant_credit, case, case_ban
from . import online, stated, sent_file, vault_online
from . import case_file, case_online, case_application, case_follow
from . import deferral_online, case_deferral_online
from . import case_supplement_online, res_company_online
from . import case_file_scan, case_material_scan, res_company_scan
from . import vault_document, vault_document_guard
from . import vault_document_use, vault_file, vault_consent, vault_use
from . import service_material, case_vault, case_material_vault
from . import case_file_vault, case_vault_online, vault_document_portal
from . import case_duplicate, res_company_duplicate
