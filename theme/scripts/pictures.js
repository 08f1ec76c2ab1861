// The picture desk. On the page of all pictures: takes in what is chosen, or dropped anywhere, one after the other. On the
// page of one: has the point chosen on the picture that stays in view; without this script the form's two fields do.

const form = document.getElementById("aufnehmen");
const focus = document.getElementById("fokus");

function made(tag, properties = {}, ...children) {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
}

const filled = (words, values) => words.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);

/** One picture on its way: {status, answer}; status 0 without an answer. */
function sent(file, onSent) {
  return new Promise((resolve) => {
    const ask = new XMLHttpRequest();
    ask.open("PUT", `${form.dataset.address}?name=${encodeURIComponent(file.name)}`);
    ask.setRequestHeader("X-Marke", form.dataset.token);
    ask.setRequestHeader("Content-Type", file.type || "application/octet-stream");
    ask.upload.onprogress = ({ loaded, total }) => onSent(total > 0 ? loaded / total : 0);
    ask.onloadend = () => resolve({ status: ask.status, answer: read(ask.responseText), wait: Number(ask.getResponseHeader("Retry-After")) });
    ask.send(file);
  });
}

function read(text) {
  try {
    return JSON.parse(text) ?? {};
  } catch {
    return {};
  }
}

/** Others are at it just now: it is asked again. */
async function sentInTurn(file, onSent) {
  for (let turn = 0; ; ++turn) {
    const reply = await sent(file, onSent);
    if (reply.status !== 503 || !reply.wait || turn === 30) return reply;
    await new Promise((resolve) => setTimeout(resolve, reply.wait * 1000));
  }
}

function cardOf({ address, thumbnail, name, alt, credit, remarks }) {
  const shown = made("img", { src: thumbnail, alt });
  const lines = remarks.map((remark) => made("p", { className: "gap" }, remark));
  return made("li", { className: "is-new" },
    made("a", { href: address }, made("span", { className: "picture-frame" }, shown), made("span", { className: "picture-name" }, name)),
    ...(credit ? [made("p", {}, credit)] : []), ...lines);
}

class Intake {
  #waiting = [];
  #count = 0;
  #taken = 0;
  #busy = false;
  #list = document.getElementById("eingang");
  #words = form.dataset;

  take(files) {
    for (const file of files) {
      const row = made("li", {}, made("span", { className: "incoming-name" }, file.name));
      this.#list.append(row);
      this.#waiting.push({ file, row });
      this.#count += 1;
    }
    this.#next();
  }

  get busy() { return this.#busy; }

  async #next() {
    if (this.#busy) return;
    this.#busy = true;
    for (let one; (one = this.#waiting.shift());) await this.#takeOne(one);
    this.#busy = false;
    this.#say(filled(this.#words.all, { taken: this.#taken, count: this.#count }));
  }

  async #takeOne({ file, row }) {
    if (file.size > Number(this.#words.most)) return this.#refused(row, file, this.#words.mostWords);
    const says = made("p", {}, this.#words.sending);
    const progress = made("progress", { max: 1, value: 0, ariaLabel: file.name });
    row.append(progress, says);
    const { status, answer } = await sentInTurn(file, (part) => {
      progress.value = part;
      if (part === 1) {
        progress.removeAttribute("value");
        says.textContent = this.#words.looking;
      }
    });
    progress.remove();
    says.remove();
    if (status !== 200) {
      const failed = status === 401 ? this.#words.signedOut : answer.message ?? this.#words.failed;
      return this.#refused(row, file, failed, status === 422 || status === 413 ? null : () => this.#again(file, row));
    }
    if (answer.known) row.append(made("p", {}, `${this.#words.known} `, made("a", { href: answer.address, className: "link" }, answer.name)));
    else this.#show(answer, row);
  }

  #show(picture, row) {
    this.#taken += 1;
    row.remove();
    document.getElementById("keine")?.remove();
    document.getElementById("bilder").prepend(cardOf(picture));
    this.#say(filled(this.#words.taken, { name: picture.name }));
  }

  #refused(row, { name }, message, again = null) {
    row.append(made("p", { className: "gap" }, message));
    if (again) row.append(made("button", { type: "button", className: "step", onclick: again }, this.#words.again));
    this.#say(filled(this.#words.notTaken, { name, message }));
  }

  #again(file, row) {
    row.remove();
    this.#count -= 1;
    this.take([file]);
  }

  #say(words) { document.getElementById("eingang-stand").textContent = words; }
}

function takeIn() {
  const intake = new Intake();
  const choice = document.getElementById("dateien");
  const bringsFiles = (event) => event.dataTransfer?.types.includes("Files");
  const main = document.querySelector("main");
  form.hidden = false;
  form.addEventListener("submit", (event) => event.preventDefault());
  choice.addEventListener("change", () => {
    intake.take([...choice.files]);
    choice.value = "";
  });
  addEventListener("dragover", (event) => {
    if (!bringsFiles(event)) return;
    event.preventDefault();
    main.classList.add("can-drop");
  });
  addEventListener("dragleave", (event) => {
    if (!event.relatedTarget) main.classList.remove("can-drop");
  });
  addEventListener("drop", (event) => {
    main.classList.remove("can-drop");
    if (!bringsFiles(event)) return;
    event.preventDefault();
    intake.take([...event.dataTransfer.files]);
  });
  addEventListener("beforeunload", (event) => {
    if (intake.busy) event.preventDefault();
  });
}

function chooseFocus() {
  const picture = focus.querySelector("img");
  const cut = document.getElementById("schnitt");
  const point = made("span", { className: "focus-point", ariaHidden: "true" });
  const fields = ["x", "y"].map((axis) => document.getElementById(`feld-fokus-${axis}`));
  const inside = (value) => Math.min(100, Math.max(0, Math.round(Number(value)) || 0));
  const asOnPages = (value) => Math.round(value / 10) * 10;  // their style has a class for each tenth
  const show = (x, y) => {
    point.style.left = `${x}%`;
    point.style.top = `${y}%`;
    cut.querySelector("img").style.objectPosition = `${asOnPages(x)}% ${asOnPages(y)}%`;
  };
  focus.append(point);
  cut.hidden = false;
  show(focus.dataset.x, focus.dataset.y);
  if (!fields.every(Boolean)) return;  // to be looked at only
  const showFields = () => show(...fields.map(({ value }) => inside(value)));
  for (const field of fields) field.addEventListener("input", showFields);
  focus.classList.add("can-be-chosen");
  focus.addEventListener("click", (event) => {
    const box = picture.getBoundingClientRect();
    fields[0].value = inside((event.clientX - box.left) / box.width * 100);
    fields[1].value = inside((event.clientY - box.top) / box.height * 100);
    showFields();
  });
  showFields();
}

if (form) takeIn();
if (focus) chooseFocus();
