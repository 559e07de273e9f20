"""The lists behind ``enumerations``: our key, the Chinese term, the English label and
the code in each standard that has one.

Standards (see ``enumerations.STANDARDS``): ``gbt39046`` the annexes of GB/T
39046—2020, ``c0109`` the exchange schema of the national platform, ``guangdong`` its
production data, ``four_way`` and ``five_way`` the local case types of two provinces,
``province`` a province's code for the area served, ``front_end`` what forms of local
platforms send, ``letters`` local letters. Lists without codes are those for which no
code was found.

Where a standard has one code for several of our keys, the code is only *written*
(``written``): reading it back would be a guess.
"""

from .enumeration_entry import entry, same

BOTH = ("gbt39046", "c0109")

# Guangdong writes national items as the standard does and its own with 20 and 21.
# Liaoning has published a reward under 99, which therefore means nothing certain.
ITEM_TYPE = (
    *same(
        (*BOTH, "guangdong"),
        ("license", "行政许可", "Administrative Licence", "01"),
        ("penalty", "行政处罚", "Administrative Penalty", "02"),
        ("coercion", "行政强制", "Administrative Coercion", "03"),
        ("levy", "行政征收", "Administrative Levy", "04"),
        ("benefit", "行政给付", "Administrative Benefit", "05"),
        ("inspection", "行政检查", "Administrative Inspection", "06"),
        ("confirmation", "行政确认", "Administrative Confirmation", "07"),
        ("reward", "行政奖励", "Administrative Reward", "08"),
        ("ruling", "行政裁决", "Administrative Ruling", "09"),
    ),
    entry(
        "other_power",
        "其他行政权力",
        "Other Administrative Power",
        "其他类别",
        "其他权力",
        gbt39046="10",
        c0109="10",
        guangdong=("20", "10"),
    ),
    entry(
        "public_service",
        "公共服务",
        "Public Service",
        gbt39046="20",
        c0109="20",
        guangdong="21",
    ),
)

# A.2; the forms of the exchange have no village and write 6 for shared levels.
LEVEL = (
    *same(
        BOTH,
        ("1", "国家级", "National", "1"),
        ("2", "省级", "Province", "2"),
        ("3", "市级", "City", "3"),
        ("4", "县级", "County", "4"),
        ("5", "镇（乡、街道）级", "Township", "5"),
    ),
    entry("6", "村（社区）级", "Village", gbt39046="6"),
    entry("7", "分级管理", "Shared by Levels", gbt39046="7", c0109="6"),
)

ORGAN_NATURE = same(
    BOTH,
    ("statutory", "法定机关", "Statutory organ", "1"),
    ("authorised", "授权组织", "Authorised organisation", "2"),
    ("delegated", "受委托组织", "Delegated organisation", "3"),
    ("other", "其他", "Other", "9"),
)

# A.4: 5 is an administrative organ in the standard, an enterprise that is no legal
# person in the exchange and in Guangdong.
APPLICANT = (
    *same(
        (*BOTH, "guangdong"),
        ("natural", "自然人", "Natural Persons", "1"),
        ("enterprise", "企业法人", "Enterprises", "2"),
        ("institution", "事业法人", "Public Institutions", "3"),
        ("society", "社会组织法人", "Social Organisations", "4"),
    ),
    entry(
        "unincorporated",
        "非法人企业",
        "Unincorporated Enterprises",
        c0109="5",
        guangdong="5",
        written={"gbt39046": "6"},
    ),
    entry(
        "organ",
        "行政机关",
        "Administrative Organs",
        gbt39046="5",
        c0109="6",
        guangdong="6",
    ),
    entry(
        "other",
        "其他组织",
        "Other Organisations",
        gbt39046="6",
        c0109="9",
        guangdong="9",
    ),
)

CHANNEL = (
    entry("window", "窗口办理", "At the Window", gbt39046="1", c0109="1"),
    entry("online", "网上办理", "Online", "电脑端网上办理", gbt39046="2", c0109="2"),
    entry(
        "mobile",
        "移动端办理",
        "By Mobile App",
        "移动端网上申请",
        gbt39046="3",
        written={"c0109": "2"},
    ),
    entry("courier", "快递申请", "By Courier", "快递", gbt39046="4", c0109="3"),
    entry("other", "其他", "Other Ways", gbt39046="9"),
)

# A.6 knows two types; provinces number three to five, starting with the other one.
CASE_TYPE = (
    entry(
        "instant",
        "即办件",
        "On the Spot",
        gbt39046="1",
        c0109="1",
        four_way="2",
        five_way="2",
    ),
    entry(
        "promise",
        "承诺件",
        "Within a Promised Time",
        gbt39046="2",
        c0109="2",
        four_way="1",
        five_way="1",
    ),
    entry(
        "report",
        "上报件",
        "Passed to a Higher Organ",
        "初审件",
        "转报件",
        written={"gbt39046": "9", "c0109": "9"},
        four_way="3",
        five_way=("3", "4", "5"),
    ),
    entry(
        "joint",
        "联办件",
        "Handled Jointly",
        written={"gbt39046": "9", "c0109": "9"},
        four_way="4",
    ),
)

# A.7 parts only extensions from the rest; the rest are the eight of Art. 45.
OTHER_SPECIAL = {"gbt39046": "2", "letters": "B"}
SPECIAL_PROCEDURE = (
    entry("extension", "延长审批", "Extension of the Limit", gbt39046="1", letters="A"),
    *(
        entry(*row, written=OTHER_SPECIAL)
        for row in (
            ("hearing", "听证", "Hearing"),
            ("tender", "招标", "Tender"),
            ("auction", "拍卖", "Auction"),
            ("inspection", "检验", "Inspection"),
            ("testing", "检测", "Testing"),
            ("quarantine", "检疫", "Quarantine"),
            ("appraisal", "鉴定", "Appraisal"),
            ("review", "专家评审", "Expert Review"),
        )
    ),
)

SATISFACTION = same(
    BOTH,
    ("very_satisfied", "非常满意", "Very Satisfied", "1"),
    ("satisfied", "满意", "Satisfied", "2"),
    ("fair", "基本满意", "Fairly Satisfied", "3"),
    ("dissatisfied", "不满意", "Dissatisfied", "4"),
    ("very_dissatisfied", "非常不满意", "Very Dissatisfied", "5"),
)

# Table 9 names these without codes.
RATING_CHANNEL = same(
    (),
    ("pc", "PC端", "Website", ""),
    ("mobile", "移动服务端", "Mobile Service", ""),
    ("qr", "二维码", "QR Code", ""),
    ("tablet", "政务大厅平板电脑", "Tablet in the Hall", ""),
    ("terminal", "政务大厅其他终端", "Other Terminal in the Hall", ""),
    ("telephone", "电话", "Telephone", ""),
    ("message", "短信", "Text Message", ""),
)

ACTION = same(
    (),
    ("pass", "通过", "Passed", ""),
    ("return", "退回", "Sent Back", ""),
    ("other", "其他", "Other", ""),
)

STEP_STATUS = same(
    ("c0109",), ("open", "待办", "Open", "1"), ("done", "已办", "Done", "2")
)

# Across cities means anywhere in the province, across counties anywhere in the city.
SCOPE = (
    entry("none", "无", "This Hall Only", "未实现", province="0"),
    entry("nation", "全国", "Whole Country", gbt39046="1", province="1", front_end="1"),
    entry("province", "跨省", "Across Provinces", gbt39046="2", province="2"),
    entry(
        "city",
        "跨市",
        "Across Cities",
        "全省",
        gbt39046="3",
        province="3",
        front_end="2",
    ),
    entry(
        "county",
        "跨县",
        "Across Counties",
        "全市",
        gbt39046="4",
        province="4",
        front_end="3",
    ),
    entry("whole_county", "全县", "Whole County", front_end="4"),
    entry("township", "全镇", "Whole Township", front_end="5"),
    entry("village", "跨村", "Across Villages", front_end="6"),
)

POWER_SOURCE = same(
    ("c0109",),
    ("own", "法定本级行使", "Given by Law to This Level", "1"),
    ("devolved", "上级下放", "Handed Down from Above", "2"),
    ("authorised_above", "上级授权", "Authorised from Above", "3"),
    ("authorised_peer", "同级授权", "Authorised at the Same Level", "4"),
    ("delegated_above", "上级委托", "Delegated from Above", "5"),
    ("delegated_peer", "同级委托", "Delegated at the Same Level", "6"),
)

ITEM_STATUS = same(
    ("c0109",),
    ("active", "在用", "In Use", "1"),
    ("suspended", "暂停", "Suspended", "2"),
    ("cancelled", "取消", "Cancelled", "3"),
)

LIMIT_UNIT = (
    entry("workday", "工作日", "Working Days", c0109="1"),
    entry("day", "自然日", "Calendar Days", "天", "日", c0109="2"),
    entry("month", "月", "Months", "个月"),
    entry("hour", "小时", "Hours"),
    entry("year", "年", "Years"),
)

MATERIAL_KIND = same(
    ("c0109",),
    ("certificate", "证件证书证明", "Certificate or Proof", "1"),
    ("form", "申请表格文书", "Application Form or Document", "2"),
    ("other", "其他", "Other", "3"),
)

MATERIAL_FORM = same(
    ("c0109",),
    ("paper", "纸质", "Paper", "1"),
    ("electronic", "电子化", "Electronic", "2"),
    ("both", "纸质/电子化", "Paper or Electronic", "3"),
)

NECESSITY = same(
    ("c0109",),
    ("required", "必要", "Required", "1"),
    ("optional", "非必要", "Optional", "2"),
    ("deferrable", "容缺后补", "May Follow Later", "3"),
)

MATERIAL_SOURCE = same(
    ("c0109",),
    ("applicant", "申请人自备", "Prepared by the Applicant", "10"),
    ("government", "政府部门核发", "Issued by an Authority", "20"),
    ("other", "其他", "Other", "99"),
)

RECEIVE_MODE = same(
    (),
    ("original", "收原件", "Keep the Original", ""),
    ("verify_copy", "验原件收复印件", "Compare the Original, Keep the Copy", ""),
    ("both", "收原件及复印件", "Keep Original and Copy", ""),
)

RESULT_KIND = same(
    ("c0109",),
    ("certificate", "证照", "Certificate", "10"),
    ("approval", "批文", "Approval Document", "20"),
    ("other", "其他", "Other Document", "30"),
    ("none", "无", "No Document", "40"),
)

RESULT_DETAIL = same(
    (),
    ("approval", "批文批复", "Approval", ""),
    ("certificate", "证件执照", "Certificate or Licence", ""),
    ("proof", "证明文件", "Proof", ""),
    ("report", "鉴定报告", "Appraisal Report", ""),
    ("other", "其他文件", "Other Document", ""),
)

STEP = same(
    ("guangdong",),
    ("receipt", "收件", "Receipt", "addressee"),
    ("acceptance", "受理", "Acceptance", "acceptance"),
    ("review", "审查", "Review", "investigate"),
    ("decision", "决定", "Decision", "decide"),
    ("certificate", "制证", "Certificate", "accreditation"),
    ("delivery", "送达", "Delivery", "delivery"),
)

ONLINE_DEPTH = (
    entry("none", "不提供", "Not Online"),
    *same(
        ("c0109",),
        ("1", "Ⅰ级", "I: Information Only", "1"),
        ("2", "Ⅱ级", "II: Forms to Download", "2"),
        ("3", "Ⅲ级", "III: Apply Online", "3"),
        ("4", "Ⅳ级", "IV: Everything Online", "4"),
    ),
)

CONTACT_CHANNEL = same(
    (),
    ("window", "窗口", "Window", ""),
    ("web", "网络", "Website", ""),
    ("telephone", "电话", "Telephone", ""),
    ("letter", "信件", "Letter", ""),
    ("mail", "邮件", "E-mail", ""),
)

LISTS = {
    "item_type": ITEM_TYPE,
    "level": LEVEL,
    "organ_nature": ORGAN_NATURE,
    "applicant": APPLICANT,
    "channel": CHANNEL,
    "case_type": CASE_TYPE,
    "special_procedure": SPECIAL_PROCEDURE,
    "satisfaction": SATISFACTION,
    "rating_channel": RATING_CHANNEL,
    "action": ACTION,
    "step_status": STEP_STATUS,
    "scope": SCOPE,
    "power_source": POWER_SOURCE,
    "item_status": ITEM_STATUS,
    "limit_unit": LIMIT_UNIT,
    "material_kind": MATERIAL_KIND,
    "material_form": MATERIAL_FORM,
    "necessity": NECESSITY,
    "material_source": MATERIAL_SOURCE,
    "receive_mode": RECEIVE_MODE,
    "result_kind": RESULT_KIND,
    "result_detail": RESULT_DETAIL,
    "step": STEP,
    "online_depth": ONLINE_DEPTH,
    "contact_channel": CONTACT_CHANNEL,
}
