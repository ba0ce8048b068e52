/** What is wrong with a text as XML of elements, attributes and text: nothing, or the first finding. */
export function findingOf(xml: string): string | undefined {
  const open: string[] = [];
  let rest = xml.trim();
  while (rest !== "") {
    const text = /^[^<]+/.exec(rest)?.[0];
    const tag = /^<(\/?)([A-Za-z][\w:-]*)((?:\s+[\w:-]+="[^"<]*")*)\s*(\/?)>/.exec(rest);
    const part = text ?? tag?.[0];
    if (part === undefined) return `no tag: ${rest.slice(0, 60)}`;
    if (/&(?!(amp|lt|gt|quot|apos|#\d+);)/.test(part)) return `an ampersand by itself: ${part}`;
    if (text !== undefined && open.length === 0) return `text outside of the root: ${text.slice(0, 60)}`;
    if (tag) {
      const [, closes, name, attributes, closed] = tag;
      const names = [...attributes!.matchAll(/([\w:-]+)="/g)].map(([, attribute]) => attribute);
      if (new Set(names).size < names.length) return `an attribute twice: ${part}`;
      if (closes && open.pop() !== name) return `</${name}> closes nothing`;
      if (!closes && !closed) open.push(name!);
    }
    rest = rest.slice(part.length);
    if (open.length === 0 && rest !== "") return `something after the root: ${rest.slice(0, 60)}`;
  }
  return open.length > 0 ? `<${open.at(-1)}> is not closed` : undefined;
}
