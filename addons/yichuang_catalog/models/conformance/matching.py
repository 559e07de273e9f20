"""Which service is compared with which: the nearest one above of the same matter.

It is the one of the same basic code (基本编码) in the nearest division that contains
this one's; where no division is known, within the same hall, that of the next higher
level, of the organ above if there is one. A service that finds none by its code is
sought by its name once more, so that a wrong or missing code shows as a difference
and not as nothing.
"""

from odoo.tools import SQL

# Division 7 (分级管理) stands at no level of its own.
LOWEST = "7"


def nearest(service_ids):
    """The query for the nearest services above.

    :param service_ids: ids of the services below
    :return: SQL of rows (id below, id above or null, 'code' | 'name' | 'no_code' |
        'no_upper' | 'top' | 'unpublished'), one for each service below; the last four
        say why it is not compared
    """
    return SQL(
        """
        WITH low AS MATERIALIZED (
            SELECT service.id, service.item_id, service.company_id, service.level,
                   service.handling_number, service.digest_name,
                   service.current_version_id, organ.region_id, organ.parent_id,
                   NULLIF(item.code, '') AS code
              FROM yichuang_service AS service
              JOIN yichuang_department AS organ ON organ.id = service.department_id
              JOIN yichuang_item AS item ON item.id = service.item_id
             WHERE service.id = ANY(%(ids)s)
        ), up AS MATERIALIZED (
            SELECT service.id, service.item_id, service.company_id, service.level,
                   service.handling_number, service.digest_name,
                   service.department_id, organ.region_id
              FROM yichuang_service AS service
              JOIN yichuang_department AS organ ON organ.id = service.department_id
             WHERE service.active AND service.current_version_id IS NOT NULL
        ), inside AS MATERIALIZED (
            SELECT region.id AS region_id, part.id::int AS above_id,
                   -part.place AS distance
              FROM yichuang_region AS region,
                   unnest(string_to_array(trim('/' FROM region.parent_path), '/'))
                       WITH ORDINALITY AS part (id, place)
             WHERE part.id::int <> region.id
        ), by_code AS MATERIALIZED (
            SELECT DISTINCT ON (low.id) low.id, up.id AS up_id
              FROM low
              JOIN inside ON inside.region_id = low.region_id
              JOIN up ON up.item_id = low.item_id AND up.region_id = inside.above_id
             WHERE low.code IS NOT NULL
             ORDER BY low.id, inside.distance,
                      up.handling_number <> low.handling_number,
                      up.digest_name <> low.digest_name, up.id
        ), placeless AS MATERIALIZED (
            SELECT low.*, up.id AS up_id, up.level AS up_level,
                   up.department_id AS up_organ_id,
                   up.handling_number AS up_handling_number
              FROM low
              JOIN up ON up.item_id = low.item_id AND up.company_id = low.company_id
             WHERE low.region_id IS NULL AND low.code IS NOT NULL
             UNION ALL
            SELECT low.*, up.id, up.level, up.department_id, up.handling_number
              FROM low
              JOIN up ON up.item_id = low.item_id AND up.company_id = low.company_id
             WHERE up.region_id IS NULL AND low.region_id IS NOT NULL
               AND low.code IS NOT NULL
        ), by_level AS MATERIALIZED (
            SELECT DISTINCT ON (id) id, up_id
              FROM placeless
             WHERE up_level < level AND level < %(lowest)s
             ORDER BY id, up_organ_id IS DISTINCT FROM parent_id, up_level DESC,
                      up_handling_number <> handling_number, up_id
        ), coded AS MATERIALIZED (
            SELECT low.id, COALESCE(by_code.up_id, by_level.up_id) AS up_id
              FROM low
              LEFT JOIN by_code ON by_code.id = low.id
              LEFT JOIN by_level ON by_level.id = low.id
        ), by_name AS MATERIALIZED (
            SELECT DISTINCT ON (low.id) low.id, up.id AS up_id
              FROM low
              JOIN coded ON coded.id = low.id AND coded.up_id IS NULL
              JOIN inside ON inside.region_id = low.region_id
              JOIN up ON up.digest_name = low.digest_name
                     AND up.region_id = inside.above_id
             ORDER BY low.id, inside.distance, up.id
        ), below_some AS MATERIALIZED (
            SELECT DISTINCT inside.region_id
              FROM inside
              JOIN (SELECT DISTINCT region_id FROM up) AS peopled
                ON peopled.region_id = inside.above_id
        ), highest AS MATERIALIZED (
            SELECT company_id, MIN(level) AS level FROM up GROUP BY company_id
        )
        SELECT low.id,
               COALESCE(coded.up_id, by_name.up_id) AS up_id,
               CASE WHEN low.current_version_id IS NULL THEN 'unpublished'
                    WHEN coded.up_id IS NOT NULL THEN 'code'
                    WHEN by_name.up_id IS NOT NULL THEN 'name'
                    WHEN low.region_id IS NOT NULL AND below_some.region_id IS NULL
                      OR low.region_id IS NULL AND low.level <= highest.level
                    THEN 'top'
                    WHEN low.code IS NULL THEN 'no_code'
                    ELSE 'no_upper' END AS how
          FROM low
          JOIN coded ON coded.id = low.id
          LEFT JOIN by_name ON by_name.id = low.id
          LEFT JOIN below_some ON below_some.region_id = low.region_id
          LEFT JOIN highest ON highest.company_id = low.company_id
         ORDER BY low.id
        """,
        ids=list(service_ids),
        lowest=LOWEST,
    )
