/**
 * Keep what lists say in the fragment of the address, by place and label, and take it from there: now and whenever the
 * address changes. A list as it was at first leaves nothing there.
 */
export function rememberSelects(lists: readonly HTMLSelectElement[]): void {
  const known = lists.map((list) => ({ list, key: keyOf(list), first: list.value }));
  const restore = () => {
    const chosen = new URLSearchParams(location.hash.slice(1));
    for (const { list, key, first } of known) {
      const wanted = chosen.get(key) ?? first;
      if (wanted === list.value || ![...list.options].some(({ value }) => value === wanted)) continue;
      list.value = wanted;
      list.dispatchEvent(new Event("change"));
    }
  };
  restore();
  for (const { list, key, first } of known) {
    list.addEventListener("change", () => {
      const chosen = new URLSearchParams(location.hash.slice(1));
      if (list.value === first) chosen.delete(key);
      else chosen.set(key, list.value);
      history.replaceState(null, "", `#${chosen}`);
    });
  }
  addEventListener("hashchange", restore);
}

/** `fan-1.variable`: the figure or section that a list is in, and its label. */
function keyOf(list: HTMLSelectElement): string {
  const place = (list.closest("figure") ?? list.closest("section"))?.id ?? "";
  return `${place}.${(list.labels[0]?.firstChild?.textContent ?? "").toLowerCase().replaceAll(" ", "-")}`;
}
