"""Waiting in a page for what a click brings about, however busy the machine is."""

UNTIL = """
    const until = async (test) => {
        for (let turn = 0; turn < 160 && !test(); turn++) {
            await new Promise((resolve) => setTimeout(resolve, 50));
        }
        if (!test()) {
            console.error(`not so after eight seconds: ${test}`);
        }
    };
    // Clicked anew until something listens: a page is shown before its scripts run.
    const answer = (id, test) => until(() => {
        const input = document.getElementById(id);
        if (!test()) {
            input.focus();
            input.checked = false;
            input.click();
        }
        return test();
    });
"""
