/**
 * A tour step that has a picture taken once `trigger` is shown.
 *
 * The test that runs the tour takes it (tests/journeys/screens.py); where nobody
 * listens, the step only waits. The pause lets animations end and the picture be
 * taken before the next step changes the page.
 *
 * @param {string} name of the picture
 * @param {string} trigger selector that must be on the page
 * @param {number} pause milliseconds before the picture, for pages that load slowly
 */
export function screenshot(name, trigger, pause = 600) {
    return {
        content: `picture ${name}`,
        trigger: `body:has(${trigger})`,
        async run() {
            await new Promise((resolve) => setTimeout(resolve, pause));
            console.log(`screenshot: ${name}`);
            await new Promise((resolve) => setTimeout(resolve, 600));
        },
    };
}
