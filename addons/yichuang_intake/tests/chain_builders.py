"""Builders of matters that go up level by level: township, county, city."""

DECIDER = "yichuang_intake.group_decider"
ORGAN_ROLES = "yichuang_intake.group_reviewer,yichuang_intake.group_decider"
OPINION = "申请材料齐全，现场情况与水资源论证报告一致，取水量在控制指标以内，建议准予。"


class ChainBuilders:
    """Mixed into ``IntakeCase``. The organs and people are made when first asked for,
    and found again by their names."""

    @classmethod
    def person(cls, login):
        """Somebody who reviews and decides, for whatever organ they join; a head only
        decides."""
        users = cls.env["res.users"]
        roles = DECIDER if login.endswith("_head") else ORGAN_ROLES
        return users.search([("login", "=", login)]) or cls.make_user(login, roles)

    @classmethod
    def organ(cls, name, level, code, logins):
        """An organ of a level with its members."""
        organs, regions = cls.env["yichuang.department"], cls.env["yichuang.region"]
        region = regions.search([("code", "=", code)]) or regions.create(
            {"name": f"{name}辖区", "code": code, "level": level}
        )
        found = organs.search([("name", "=", name)])
        members = [cls.person(login).id for login in logins]
        return found or organs.create(
            {"name": name, "region_id": region.id, "member_ids": members}
        )

    @classmethod
    def township(cls):
        return cls.organ("测试镇人民政府", "5", "379901001", ["town_li", "town_head"])

    @classmethod
    def city(cls):
        return cls.organ("测试市水利局", "3", "378800", ["city_liu", "city_head"])

    @classmethod
    def chain_version(cls, stops=None, **values):
        """A draft that the township and the county review before the city decides."""
        stops = stops or [
            {"department_id": cls.township().id},
            {"department_id": cls.department.id, "days": 10},
        ]
        return cls.draft_version(
            **{
                "item_name": "示例取水许可(上报)",
                "department": cls.city(),
                "case_type": "report",
                "hop_ids": [
                    (0, 0, {"sequence": number, **stop})
                    for number, stop in enumerate(stops)
                ],
                **values,
            }
        )

    @classmethod
    def chain_service(cls, **values):
        """Its service, published; the township lets the window accept."""
        draft = cls.chain_version(**values)
        draft.action_submit()
        draft.with_user(cls.approver).action_publish()
        first = draft.hop_ids.sorted("sequence")[:1].department_id.with_env(cls.env)
        mandate = cls.draft_mandate(department_id=first.id)
        mandate.with_user(first.member_ids[-1]).action_give()
        return draft.service_id.with_env(cls.env)

    @classmethod
    def chain_case(cls, **values):
        """A case that the township has accepted at the window."""
        return cls.accepted_case(**{"service_id": cls.chain_service().id, **values})

    @classmethod
    def waiting_hop(cls, case=None):
        """The township's turn, its papers on their way from the window."""
        return (case or cls.chain_case()).hop_ids

    @classmethod
    def accepted_hop(cls, case=None):
        """The township has the papers and reviews."""
        hop = cls.waiting_hop(case)
        hop.with_user(cls.person("town_li")).action_sign_for()
        return hop

    @classmethod
    def send_up(cls, hop, reviewer, opinion=OPINION):
        """Review and send up what is accepted; the hop above."""
        mine = hop.with_user(reviewer)
        mine.write({"recommendation": "granted", "opinion": opinion})
        mine.action_review()
        mine.action_send_up()
        return hop._above().with_env(cls.env)

    @classmethod
    def take_in(cls, hop, user):
        """Sign for what was sent up and accept it."""
        hop.with_user(user).action_sign_for()
        hop.with_user(user).action_accept()
        return hop

    @classmethod
    def county_hop(cls, case=None):
        """The township has sent up; the county has accepted."""
        hop = cls.send_up(cls.accepted_hop(case), cls.person("town_li"))
        return cls.take_in(hop, cls.reviewer)

    @classmethod
    def city_hop(cls, case=None):
        """Both have sent up; the city has accepted and decides."""
        hop = cls.send_up(cls.county_hop(case), cls.reviewer)
        return cls.take_in(hop, cls.person("city_liu"))

    @classmethod
    def draft_query(cls, hop=None):
        """A question of the county to the township, not yet asked."""
        hop = hop or cls.county_hop()
        env = cls.env(user=cls.reviewer.id)
        return (
            env["yichuang.case.hop.query"]
            .create({"hop_id": hop.id, "question": "取水口坐标以哪份材料为准？"})
            .with_env(cls.env)
        )

    @classmethod
    def asked_query(cls, hop=None):
        """A question that waits for the township's answer."""
        query = cls.draft_query(hop)
        query.with_user(cls.reviewer).action_ask()
        return query
