import { screenshot } from "@yichuang_catalog/../tests/tours/screenshot";
import { download } from "@web/core/network/download";
import { registry } from "@web/core/registry";

/**
 * An exit clerk makes the certificate of a granted case, puts it on the shelf and
 * hands it to the applicant, whose number is mistyped first.
 */
registry.category("web_tour.tours").add("yichuang_exit_tour", {
    steps: () => [
        {
            content: "open the granted case",
            trigger: ".o_data_row:contains(示例游客) .o_data_cell[name=applicant_name]",
            run: "click",
        },
        {
            content: "prepare its certificate",
            trigger: ".o_statusbar_buttons button[name=action_certify]",
            run: "click",
        },
        {
            content: "the certificate is filled from the case",
            trigger: ".o_field_widget[name=holder_name]:contains(示例游客)",
        },
        {
            content: "fill in the row that is missing",
            trigger:
                ".o_field_widget[name=line_ids] .o_data_row.text-danger .o_data_cell[name=text]",
            run: "click",
        },
        {
            content: "type its text",
            trigger: ".o_field_widget[name=line_ids] .o_selected_row [name=text] input",
            run: "edit 热食类食品制售",
        },
        screenshot("exit-draft", ".o_field_widget[name=line_ids]"),
        {
            content: "issue",
            trigger: ".o_statusbar_buttons button[name=action_issue]",
            run: "click",
        },
        { content: "really issue", trigger: ".modal .btn-primary", run: "click" },
        {
            content: "it is valid and has its number",
            trigger: ".o_field_widget[name=number]:contains(〔)",
        },
        {
            content: "make the file now",
            trigger: ".o_statusbar_buttons button[name=action_render_now]",
            run: "click",
        },
        {
            content: "the file is there",
            trigger: ".nav-link[name=file]",
            run: "click",
        },
        {
            content: "it is shown",
            trigger: ".o_field_widget[name=pdf] iframe",
        },
        screenshot("exit-certificate", ".o_field_widget[name=pdf] iframe", 3000),
        {
            content: "to the exit",
            trigger: ".o_statusbar_buttons button[name=action_view_delivery]",
            run: "click",
        },
        {
            content: "put it on the shelf",
            trigger: ".o_statusbar_buttons button[name=action_arrive]",
            run: "click",
        },
        {
            content: "where",
            trigger: ".modal .o_field_widget[name=shelf_place] input",
            run: "edit A-03",
        },
        {
            content: "there it lies",
            trigger: ".modal button[name=action_confirm]",
            run: "click",
        },
        {
            content: "the applicant comes",
            trigger: ".o_statusbar_buttons button[name=action_hand_over]",
            run: "click",
        },
        {
            content: "the name is filled in",
            trigger:
                ".modal .o_field_widget[name=collector_name] input:value(示例游客)",
        },
        {
            content: "mistype the identity number",
            trigger: ".modal .o_field_widget[name=id_number] input",
            run: "edit 110105194912310021",
        },
        {
            content: "try to hand over all the same",
            trigger: ".modal button[name=action_confirm]",
            run: "click",
        },
        {
            content: "it is refused with a reason",
            trigger: ".o_error_dialog .btn-primary",
            run: "click",
        },
        {
            content: "nothing typed is lost; correct the number",
            trigger:
                ".modal .o_field_widget[name=id_number] input:value(110105194912310021)",
            run: "edit 11010519491231002X",
        },
        screenshot("exit-hand-over", ".modal .o_field_widget[name=id_number]"),
        {
            content: "hand over",
            trigger: ".modal button[name=action_confirm]",
            run: "click",
        },
        {
            content: "it is delivered",
            trigger: ".o_arrow_button_current[data-value=delivered]",
        },
        screenshot("exit-delivered", ".o_arrow_button_current[data-value=delivered]"),
        {
            content: "who collected is shown masked",
            trigger:
                ".o_field_widget[name=collector_number]:contains(110105********002X)",
        },
        {
            content: "print the receipt and wait until it is there",
            trigger: ".o_statusbar_buttons button[name=action_print_receipt]",
            async run({ click }) {
                const fetch = download._download;
                const printed = new Promise((resolve, reject) => {
                    download._download = (options) =>
                        fetch(options).then(resolve, reject);
                });
                await click();
                await printed;
                download._download = fetch;
            },
        },
    ],
});
