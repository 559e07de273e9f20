import { registry } from "@web/core/registry";
import { screenshot } from "@yichuang_catalog/../tests/tours/screenshot";

/**
 * A clerk takes in the matter of a natural person: service, applicant, a mistyped
 * identity number and its correction, receipt, materials, acceptance.
 */
registry.category("web_tour.tours").add("yichuang_clerk_tour", {
    steps: () => [
        { content: "begin a case", trigger: ".o_list_button_add", run: "click" },
        {
            content: "search the service by its name",
            trigger: ".o_field_widget[name=service_id] input",
            run: "edit 食品经营许可",
        },
        {
            content: "choose it",
            trigger: ".o-autocomplete--dropdown-item:contains(食品经营许可):first a",
            run: "click",
        },
        {
            content: "the materials of its guide are there at once",
            trigger: ".o_field_widget[name=material_ids] .o_data_row",
        },
        {
            content: "type the applicant's name",
            trigger: ".o_field_widget[name=applicant_name] input",
            run: "edit 示例游客",
        },
        {
            content: "mistype the identity number",
            trigger: ".o_field_widget[name=id_number] input",
            run: "edit 110105194912310021",
        },
        {
            content: "type the telephone number",
            trigger: ".o_field_widget[name=phone] input",
            run: "edit 13800000000",
        },
        {
            content: "the mistake is noticed while typing",
            trigger: ".o_notification",
        },
        {
            content: "try to receive it all the same",
            trigger: ".o_statusbar_buttons button[name=action_receive]",
            run: "click",
        },
        {
            content: "it is refused with a reason",
            trigger: ".modal .btn-primary, .o_error_dialog .btn-primary",
            run: "click",
        },
        {
            content: "nothing of the form is lost",
            trigger: ".o_field_widget[name=applicant_name] input:value(示例游客)",
        },
        screenshot("clerk-new", ".o_field_widget[name=applicant_name]"),
        {
            content: "correct the identity number",
            trigger: ".o_field_widget[name=id_number] input",
            run: "edit 11010519491231002X",
        },
        {
            content: "receive",
            trigger: ".o_statusbar_buttons button[name=action_receive]",
            run: "click",
        },
        {
            content: "the receipt number is allotted",
            trigger: ".o_field_widget[name=receipt_number]:contains(HALL-)",
        },
        {
            content: "the identity number is masked",
            trigger: ".o_field_widget[name=id_number]:contains(110105********002X)",
        },
        screenshot("clerk-received", ".o_field_widget[name=receipt_number]"),
        {
            content: "all materials are handed in",
            trigger: ".o_statusbar_buttons button[name=action_take_all_materials]",
            run: "click",
        },
        {
            content: "accept",
            trigger: ".o_statusbar_buttons button[name=action_accept]",
            run: "click",
        },
        {
            content: "it is accepted and time runs",
            trigger: ".o_arrow_button_current[data-value=accepted]",
        },
        {
            content: "the time left stands in words",
            trigger: ".o_field_widget[name=time_left]:contains(10)",
        },
        screenshot("clerk-accepted", ".o_field_widget[name=time_left]"),
    ],
});
