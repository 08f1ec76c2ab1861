// Fills the places that a shared page leaves open (docs/caching.md). The answer is parsed by the browser
// as a document, in which no script runs; nothing is made from a string here.
for (const place of document.querySelectorAll("[data-einsatz]")) {
  const ask = new XMLHttpRequest();
  ask.open("GET", place.dataset.einsatz);
  ask.responseType = "document";
  ask.onload = () => {
    if (ask.status !== 200 || !ask.response) return;
    const filling = ask.response.body.childNodes;
    if (!place.classList.contains("keeps-height")) return place.replaceWith(...filling);
    place.replaceChildren(...filling);  // what stands beneath it stays where it is
    place.removeAttribute("data-einsatz");
  };
  ask.send();
}
