/** How numbers and names read in the words of an explanation. */

/** 1234567.8 as 1,234,567.8, with a true minus. */
export function number(value: number, digits: number): string {
  const text = Math.abs(value).toFixed(digits);
  const [whole, ...fraction] = text.split(".");
  const sign = value < 0 && Number(text) !== 0 ? "−" : "";
  return sign + [whole.replaceAll(/\B(?=(\d{3})+$)/g, ","), ...fraction].join(".");
}

/** About three significant digits; only exactly 0 is "0". */
export function amount(value: number): string {
  if (value === 0) return "0";
  const size = Math.abs(value);
  return number(value, size >= 99.95 ? 0 : size >= 9.995 ? 1 : 2);
}

/** A change in percent, with its sign: +1.2 %, −15.3 %. */
export function percent(value: number): string {
  const text = number(value, Math.abs(value) < 0.995 ? 2 : 1);
  return `${value > 0 && Number(text) !== 0 ? "+" : ""}${text} %`;
}

/** Dollars given in billions: USD 4.2 bn, USD 30 million. */
export function dollars(usdBn: number): string {
  return Math.abs(usdBn) < 0.0995 ? `USD ${amount(1000 * usdBn)} million` : `USD ${amount(usdBn)} bn`;
}

export const share = (value: number): string => `${number(100 * value, Math.abs(value) < 0.0995 ? 1 : 0)} %`;

/** A kind within a sentence: hedge funds; the Ministry of Finance. */
export function named({ title, official }: { readonly title: string; readonly official: boolean }): string {
  if (official) return `the ${title}`;
  return /^[A-Z][a-z]/.test(title) ? title[0].toLowerCase() + title.slice(1) : title;
}

/** Agents of a kind, counted: 12 hedge funds; 1 hedge fund; 1 of the investment trusts and households. */
export function countedAgents(agents: number, kind: Parameters<typeof named>[0]): string {
  const many = named(kind);
  if (agents === 1) return many.includes(" and ") ? `1 of the ${many}` : `1 ${many.replace(/s$/, "")}`;
  return `${number(agents, 0)} ${many}`;
}

/** Shares of a generation that are shown as more than 0.0 %. */
export const SHOWN_SHARE = 0.0005;

/** a, b and c */
export function list(items: readonly string[]): string {
  return items.length < 2 ? items.join("") : `${items.slice(0, -1).join(", ")} and ${items.at(-1)}`;
}

/** Names of the markets in words. */
export const MARKET_NAMES = {
  fx: "USDJPY",
  ust: "Treasuries",
  tech: "technology equity",
  equity: "other US equity",
  jgb: "JGBs",
  other: "assets elsewhere",
} as const;

/** Names of what moves prices besides orders. */
export const SOURCE_NAMES: Readonly<Record<string, string>> = {
  drift: "drift",
  news: "news",
  scripted_news: "scripted news",
  bank_of_japan: "the Bank of Japan",
  federal_reserve: "the Federal Reserve",
  signals: "announcements",
};
