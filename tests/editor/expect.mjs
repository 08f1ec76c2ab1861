/** Waits until `look` finds nothing wrong; fails with what it found last. */
export async function expect(look, patience = 15_000) {
  const end = Date.now() + patience;
  for (;;) {
    const wrong = await look();
    if (!wrong) return;
    if (Date.now() > end) throw new Error(wrong);
    await new Promise((resolve) => setTimeout(resolve, 30));
  }
}
