// A file that the site would refuse for its size is refused before it is sent; what was typed stays in the form.

export function refusal(file, most) {
  if (!most || file.size <= most) return "";
  const megabytes = (bytes) => Math.ceil(bytes / 1024 ** 2);
  return `${file.name} has ${megabytes(file.size)} MB; the limit is ${megabytes(most)} MB. It was not taken.`;
}

function check(input) {
  const most = Number(input.dataset.mostBytes);
  const words = [...input.files].map((file) => refusal(file, most)).filter(Boolean);
  let message = input.parentElement.querySelector(":scope > [data-too-large]");
  if (!words.length) {
    message?.remove();
    return;
  }
  if (!message) {
    message = document.createElement("p");
    message.className = "errornote";
    message.setAttribute("role", "alert");
    message.dataset.tooLarge = "";
    input.after(message);
  }
  message.textContent = words.join(" ");
  const kept = new DataTransfer();
  for (const file of input.files) if (!refusal(file, most)) kept.items.add(file);
  input.files = kept.files;
}

document.addEventListener("change", (event) => {
  if (event.target.matches?.("input[type=file][data-most-bytes]")) check(event.target);
});
