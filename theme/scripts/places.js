// Drags articles between the places of one of the desk's pages. Nothing moves before the server has said so: what was
// dropped is sent as the form #zug, and shown is the page that comes back. The rows' own buttons go the same way, so
// that the focus stays where it was. The answer is parsed by the browser as a document, in which no script runs.
const main = document.querySelector("main");
const says = document.createElement("p");  // outside of what is replaced, so that it is heard
says.className = "unseen";
says.setAttribute("role", "status");
document.body.append(says);

const edge = 64;  // so near to the window's edge the page moves along
let drag = null;
let waiting = false;

const rowOf = (article) => main.querySelector(`[data-place] [data-article="${article}"]`);
const headlineOf = (row) => row.querySelector("a").textContent;

/** What the server answers; null when it does not. */
function sent(form, submitter) {
  return new Promise((resolve) => {
    const ask = new XMLHttpRequest();
    ask.open("POST", form.getAttribute("action"));
    ask.responseType = "document";
    ask.onloadend = () => resolve(ask.response?.querySelector("main") ?? null);
    ask.send(new URLSearchParams(new FormData(form, submitter)));
  });
}

/** Where the article stands on the page as it is now, in a sentence. */
function whereNow(article, headline) {
  const words = document.getElementById("zug")?.dataset;
  if (!words || main.querySelector(".complaint")) return "";  // the page says itself what is the matter
  const row = rowOf(article);
  const place = row?.closest("[data-place]");
  if (!place || place.dataset.place === "frei") return words.gone.replace("{headline}", () => headline);
  const position = [...place.querySelectorAll("[data-article]")].indexOf(row) + 1;
  return words.moved.replace("{position}", position)
    .replace("{place}", () => place.closest("section").querySelector("h2").textContent.trim())
    .replace("{headline}", () => headline);
}

function fail() {
  const words = document.createElement("p");
  words.className = "complaint";
  words.setAttribute("role", "alert");
  main.querySelector(".complaint")?.remove();
  main.querySelector("h1").after(words);
  words.textContent = document.getElementById("zug").dataset.failed;
  words.scrollIntoView({ block: "nearest" });
}

/** Sends, shows what came of it, says it. Whether there was an answer. */
async function send(form, row, submitter) {
  if (waiting) return false;
  waiting = true;
  says.textContent = "";
  row.setAttribute("aria-busy", "true");
  const { article } = row.dataset;
  const headline = headlineOf(row);
  const answer = await sent(form, submitter);
  waiting = false;
  row.removeAttribute("aria-busy");
  if (!answer) {
    fail();
    return false;
  }
  main.replaceChildren(...answer.childNodes);
  addGrips();
  says.textContent = whereNow(article, headline);
  return true;
}

function addGrips() {
  const form = document.getElementById("zug");
  if (!form) return;
  for (const row of main.querySelectorAll("[data-place] [data-article]")) {
    const grip = document.createElement("span");  // for the pointer alone: the keyboard has the buttons
    grip.className = "grip";
    grip.title = form.dataset.grip;
    grip.setAttribute("aria-hidden", "true");
    row.prepend(grip);
    row.classList.add("can-be-dragged");
  }
}

/** Before which article it would stand, and the mark there. Those that stand by themselves come behind the others. */
function aim() {
  const list = document.elementFromPoint(drag.x, drag.y)?.closest("section.place")?.querySelector("[data-place]");
  drag.mark.remove();
  drag.list = list ?? null;
  if (!list) return;
  const rows = [...list.querySelectorAll(".by-hand")].filter((row) => row !== drag.row);
  drag.before = rows.find((row) => {
    const box = row.getBoundingClientRect();
    return drag.y < box.top + box.height / 2;
  }) ?? null;
  if (drag.before) drag.before.before(drag.mark);
  else if (rows.length) rows.at(-1).after(drag.mark);
  else list.prepend(drag.mark);
}

function follow() {
  if (!drag) return;
  if (drag.y < edge) scrollBy(0, -12);
  else if (drag.y > innerHeight - edge) scrollBy(0, 12);
  aim();
  drag.ghost.style.transform = `translate(${drag.x + 12}px, ${drag.y + 12}px)`;
  requestAnimationFrame(follow);
}

function end() {
  drag?.mark.remove();
  drag?.ghost.remove();
  drag?.row.classList.remove("dragged");
  drag = null;
}

main.addEventListener("pointerdown", (event) => {
  const row = event.target.closest(".grip")?.closest("[data-article]");
  if (!row || event.button !== 0 || drag || waiting) return;
  event.preventDefault();
  event.target.setPointerCapture(event.pointerId);
  const mark = document.createElement("li");
  mark.className = "drop-here";
  const ghost = document.createElement("div");
  ghost.className = "ghost";
  ghost.textContent = headlineOf(row);
  document.body.append(ghost);
  row.classList.add("dragged");
  drag = { row, mark, ghost, x: event.clientX, y: event.clientY, list: null, before: null };
  follow();
});
addEventListener("pointermove", (event) => {
  if (!drag) return;
  drag.x = event.clientX;
  drag.y = event.clientY;
});
addEventListener("pointercancel", end);
addEventListener("keydown", (event) => {
  if (event.key === "Escape") end();
});
addEventListener("pointerup", () => {
  if (!drag) return;
  aim();
  const { row, list, before } = drag;
  end();
  if (!list) return;
  const form = document.getElementById("zug");
  form.elements.artikel.value = row.dataset.article;
  form.elements.platz.value = list.dataset.place;
  form.elements.vor.value = before?.dataset.article ?? "";
  send(form, row);
});

main.addEventListener("submit", async (event) => {
  const row = event.target.closest("[data-place] [data-article]");
  if (!row) return;  // any other form loads its page
  event.preventDefault();
  const { article } = row.dataset;
  const { value } = event.submitter;
  if (!(await send(event.target, row, event.submitter))) return;
  const buttons = [...(rowOf(article)?.querySelectorAll("button") ?? [])];
  (buttons.find((button) => button.value === value) ?? buttons[0] ?? main).focus();
});

addGrips();
