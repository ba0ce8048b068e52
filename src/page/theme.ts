/** Colours of a page and its charts. */
export interface Theme {
  readonly name: "light" | "dark";
  readonly ground: string;
  readonly ink: string;
  /** Axis labels. */
  readonly soft: string;
  /** Grid and axis lines. */
  readonly faint: string;
  /** What the agents do, in one colour. */
  readonly main: string;
  /** What is set against it: the frozen twin. */
  readonly other: string;
  /** One colour per kind, cause or curve; from the ninth on they repeat, with other patterns. */
  readonly series: readonly string[];
  /** From the least to the most; the other way round in the dark. */
  readonly sequential: readonly string[];
  /** From the most negative to the most positive, through a pale middle. */
  readonly diverging: readonly string[];
}

/**
 * The palette of Okabe and Ito, which people with any of the common colour-vision deficiencies can tell apart;
 * yellow, too pale on white, gives way to an ochre. Ramps are those of ColorBrewer (Blues, PuOr).
 *
 * Source: Okabe & Ito (2008), Color Universal Design; Harrower & Brewer (2003), ColorBrewer.org.
 */
export const LIGHT: Theme = {
  name: "light",
  ground: "#ffffff",
  ink: "#1b2026",
  soft: "#57606a",
  faint: "#dfe3e8",
  main: "#0072b2",
  other: "#b34700",
  series: ["#0072b2", "#e69f00", "#009e73", "#cc79a7", "#56b4e9", "#d55e00", "#8c7a00", "#6e7781"],
  sequential: ["#eff6fc", "#c6dbef", "#9ecae1", "#6baed6", "#3182bd", "#08519c"],
  diverging: ["#b35806", "#f1a340", "#fee0b6", "#f5f5f5", "#d8daeb", "#998ec3", "#542788"],
};

/** The same hues, lighter where they would sink into a dark ground. */
export const DARK: Theme = {
  name: "dark",
  ground: "#14181d",
  ink: "#e8ebee",
  soft: "#a3acb6",
  faint: "#2f363e",
  main: "#56b4e9",
  other: "#f0a35e",
  series: ["#4ba3dd", "#e69f00", "#2cbd94", "#d994bb", "#8fd0f5", "#e8783a", "#c9b53c", "#9aa4ae"],
  sequential: ["#1b2733", "#1f3f5c", "#255d8a", "#3280b8", "#62a8da", "#b5daf3"],
  diverging: ["#f1a340", "#b8701f", "#66431d", "#262b31", "#443a63", "#7a6cab", "#b9afe0"],
};
