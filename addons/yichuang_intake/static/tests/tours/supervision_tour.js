import { registry } from "@web/core/registry";
import { screenshot } from "@yichuang_catalog/../tests/tours/screenshot";

function inWords(button, words, state) {
    return [
        {
            content: button,
            trigger: `.o_statusbar_buttons button[name=${button}]:enabled`,
            run: "click",
        },
        {
            content: "in words",
            trigger: ".modal .o_field_widget[name=words] textarea",
            run: `edit ${words}`,
        },
        {
            content: "confirm",
            trigger: ".modal footer button[name=action_confirm]",
            run: "click",
        },
        {
            content: `now it is ${state}`,
            trigger: `body:not(:has(.modal)) .o_arrow_button_current[data-value=${state}]`,
        },
    ];
}

const openRow = {
    content: "open it",
    trigger: ".o_data_row .o_data_cell[name=department_id]",
    run: "click",
};

/** The supervisor finds a red card on the board and sends a letter. */
registry.category("web_tour.tours").add("yichuang_letter_tour", {
    steps: () => [
        screenshot("supervision-board", ".o_kanban_record"),
        { content: "open the card", trigger: ".o_kanban_record", run: "click" },
        ...inWords("action_send_letter", "请说明超期原因并整改。", "sent"),
        screenshot("supervision-card", ".o_field_widget[name=answer_due_on]"),
    ],
});

/** A member of the organ finds the letter in the inbox and answers. */
registry.category("web_tour.tours").add("yichuang_answer_tour", {
    steps: () => [openRow, ...inWords("action_answer", "已补办并整改。", "answered")],
});

/** The supervisor closes the card on the answer. */
registry.category("web_tour.tours").add("yichuang_close_tour", {
    steps: () => [
        { content: "open the card", trigger: ".o_kanban_record", run: "click" },
        ...inWords("action_close", "整改到位。", "closed"),
    ],
});

/** The rated clerk speaks to the applicant and puts it right. */
registry.category("web_tour.tours").add("yichuang_bad_rating_tour", {
    steps: () => [
        openRow,
        ...inWords("action_contact", "已电话联系申请人。", "contacted"),
        ...inWords("action_fix", "已增开窗口。", "fixed"),
        screenshot("bad-rating", ".o_field_widget[name=fix_note]"),
    ],
});

/** Another person calls back. */
registry.category("web_tour.tours").add("yichuang_call_back_tour", {
    steps: () => [openRow, ...inWords("action_close", "申请人表示满意。", "closed")],
});
