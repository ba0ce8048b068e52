/** How numbers read in the texts of the program. */

/** A whole number with separators: 1,234,567. */
export function grouped(value: number): string {
  return String(value).replace(/\B(?=(\d{3})+$)/g, ",");
}

/** A number to about three significant digits: 1,235; 12.3; 1.23; 0.01. Only exactly 0 is "0", what rounds to 0 is "0.00". */
export function amount(value: number): string {
  const size = Math.abs(value);
  return withDigits(value, size >= 99.95 ? 0 : size >= 9.995 ? 1 : 2);
}

/** The same to about two digits, for crowded tables: 1,235; 12; 1.2; 0.1. */
export function brief(value: number): string {
  return withDigits(value, Math.abs(value) >= 9.95 ? 0 : 1);
}

function withDigits(value: number, digits: number): string {
  if (!Number.isFinite(value)) return "–";
  if (value === 0) return "0";
  const text = Math.abs(value).toFixed(digits);
  const sign = value < 0 && Number(text) !== 0 ? "-" : "";
  return sign + (digits === 0 ? grouped(Number(text)) : text);
}

/** A rate or a count with a prefix: 950, 12.3 k, 4.56 M, 1.20 G. */
export function withPrefix(value: number): string {
  for (const [prefix, scale] of [["G", 1e9], ["M", 1e6], ["k", 1e3]] as const) {
    if (Number.isFinite(value) && value >= scale) return `${amount(value / scale)} ${prefix}`;
  }
  return amount(value);
}

/** Bytes in decimal units: 1.23 MB. */
export function bytes(value: number): string {
  return value < 1000 ? `${value} B` : `${withPrefix(value)}B`;
}

/** A duration: 4.2 s, 3 min 20 s, 2 h 5 min. */
export function duration(seconds: number): string {
  if (!Number.isFinite(seconds)) return "–";
  if (seconds < 59.95) return `${seconds.toFixed(1)} s`;
  const whole = Math.round(seconds);
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${whole % 60} s`;
  const minutes = Math.round(whole / 60);
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}
