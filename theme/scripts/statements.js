// The till's statements: sends each chosen file as it is, and goes to what was done with it.

const form = document.getElementById("auszug");
const says = document.getElementById("auszug-stand");

async function sent(file) {
  const reply = await fetch(`${form.dataset.address}?name=${encodeURIComponent(file.name)}`, {
    method: "PUT", body: file, headers: { "X-Marke": form.dataset.token, "Content-Type": "application/octet-stream" },
  });
  const answer = await reply.json().catch(() => ({}));
  return { done: reply.ok, ...answer };
}

form.hidden = false;
form.addEventListener("submit", async (event) => {
  event.preventDefault();
  const button = form.querySelector("button");
  button.disabled = true;
  let address = "";
  for (const file of form.querySelector("input[type=file]").files) {
    says.textContent = `${form.dataset.reading} ${file.name}`;
    const answer = await sent(file).catch(() => ({ done: false }));
    if (!answer.done) {
      says.textContent = `${file.name}: ${answer.message ?? form.dataset.failed}`;
      button.disabled = false;
      return;
    }
    address = answer.address;
  }
  if (address) location.assign(address);
  else button.disabled = false;
});
