/**
 * One text for seedrandom from several strings, different for different lists.
 *
 * seedrandom takes the low byte of each character and repeats short keys, so
 * that "1", "11" and "111" (or "Ā" and "\0") would seed the same generator.
 * Here every string carries its length and every UTF-16 unit becomes two
 * byte-sized characters, which makes the text decodable and free of repeats.
 */
export function seedText(parts: readonly string[]): string {
  let text = `${parts.length}:`;
  for (const part of parts) {
    text += `${part.length}:`;
    for (let i = 0; i < part.length; i++) {
      const unit = part.charCodeAt(i);
      text += String.fromCharCode(unit >>> 8, unit & 0xff);
    }
  }
  return text;
}
