/* Makes a large photo smaller before it is sent, which also leaves behind where it was taken; the server does both anyway. */
const SIDE = 2048;
const SMALL_ENOUGH = 700 * 1024;

const form = document.querySelector("[data-write]");
const input = form && form.querySelector("[data-picture]");

async function smaller(file) {
  /* Decoded from the file itself: an image address of its own would need a wider content policy. */
  const image = await createImageBitmap(file, { imageOrientation: "from-image" });
  const scale = Math.min(1, SIDE / Math.max(image.width, image.height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(image.width * scale);
  canvas.height = Math.round(image.height * scale);
  const context = canvas.getContext("2d");
  context.fillStyle = "#fff";
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.drawImage(image, 0, 0, canvas.width, canvas.height);
  const blob = await new Promise((resolve) => canvas.toBlob(resolve, "image/jpeg", 0.85));
  return blob && blob.size < file.size ? new File([blob], "picture.jpg", { type: "image/jpeg" }) : file;
}

/* Browsers that cannot turn a photo upright leave it to the server. */
const upright = window.CSS && CSS.supports("image-orientation", "from-image");

if (input && upright && window.DataTransfer && window.createImageBitmap) {
  input.addEventListener("change", async () => {
    const file = input.files[0];
    if (!file || file.size < SMALL_ENOUGH) return;
    try {
      const transfer = new DataTransfer();
      transfer.items.add(await smaller(file));
      if (input.files[0] === file) input.files = transfer.files;
    } catch (problem) {
      /* The file goes as it is; the server says what it thinks of it. */
    }
  });
}
