// Which tabs of this browser are open. Each holds a lock of the browser's as long as it lives, so that a tab that
// crashed is told from one that is only behind another.

const prefix = "allmende-tab-";
const listed = "allmende-tabs";

/** Says from now on that this tab lives. */
export function hold(tab: string): void {
  void navigator.locks?.request(prefix + tab, () => new Promise(() => {}));
  try {
    localStorage.setItem(listed, JSON.stringify([...own().slice(-30), tab]));
  } catch {
    // A browser that keeps nothing: then a tab that is gone cannot be told from one elsewhere, and counts as open.
  }
}

/** The tabs of this browser that were ours, open or not. */
function own(): string[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(listed) ?? "[]");
    return Array.isArray(kept) ? kept.filter((tab) => typeof tab === "string") : [];
  } catch {
    return [];
  }
}

/** Whether a tab was one of this browser and is gone. A tab of which nothing is known counts as open. */
export async function goneTabs(alsoOurs: readonly string[] = []): Promise<(tab: string) => boolean> {
  if (!navigator.locks) return () => false;
  const held = new Set((await navigator.locks.query()).held?.map((lock) => lock.name));
  const mine = new Set([...own(), ...alsoOurs]);
  return (tab) => mine.has(tab) && !held.has(prefix + tab);
}
