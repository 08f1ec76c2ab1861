// When the page is hidden, left or online again: what is unsaved is sent at once. Who leaves is asked only while
// something is neither at the server nor on this browser's disk.

import type { ArticleDesk } from "./article_desk.ts";
import type { DeskLine } from "./desk_line.ts";

export function watchLeaving(desk: ArticleDesk, line: DeskLine): void {
  const { saver, journal } = desk;
  addEventListener("online", () => saver.flush());
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") saver.flush();
  });
  addEventListener("pagehide", () => {
    line.leaving = true;
    saver.flush();
    // The lease is given back, so that whoever comes next need not wait for its end.
    line.leave(desk.tab);
  });
  // Kept by the browser and shown again: meanwhile the lease may be another's. It begins anew.
  addEventListener("pageshow", (event) => {
    if (event.persisted) location.reload();
  });
  addEventListener("beforeunload", (event) => {
    if (saver.unsaved && journal.kept < saver.serial) event.preventDefault();
  });
}
