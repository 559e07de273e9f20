// A picture of four by four points, as a camera might send it.
const PICTURE =
    "iVBORw0KGgoAAAANSUhEUgAAAAQAAAAECAAAAACMmsGiAAAADklEQVR4nGP4DwQMqAQAn3QP8Vthg78AAAAASUVORK5CYII=";

/** Choose a picture for the file input of a step. */
export function choosePicture({ anchor }) {
    const bytes = Uint8Array.from(atob(PICTURE), (letter) => letter.charCodeAt(0));
    const chosen = new DataTransfer();
    chosen.items.add(new File([bytes], "photo.png", { type: "image/png" }));
    anchor.files = chosen.files;
}
