import { bool, category, type Field, float64, text, uint32 } from "../arrow/field.ts";
import { FACTS } from "./facts.ts";
import { FAN_LEVELS } from "./fans.ts";
import { VERDICTS } from "./sheet.ts";
import { TARGETS } from "./targets.ts";


/** How a part of a fact can stand, in code order. */
export const JUDGEMENTS = ["met", "not met", "reported"] as const;
/** What the bounds of a part are, in code order. */
export const SPANS = ["paths", "interval"] as const;
/** Variables of fans.arrow, in code order. */
export const FAN_VARIABLES = ["usdjpy", "ndx", "net_position"] as const;

const OF_THE_PART = "in column unit";

/** Fields of every file of `yenwind facts`. */
export const factFields = {
  facts: [
    category("fact", "Row of the fact sheet", FACTS.map(({ id }) => id)),
    text("title", "The fact"),
    text("figure", "What was published, in words"),
    category("kind", "input: the simulation starts there, and nothing is shown by that", ["output", "input", "input and output"]),
    category("verdict", "Of the whole fact: reproduced when every part that is judged is met", VERDICTS),
    text("part", "Name of the part"),
    text("label", "What the part measures"),
    text("unit", "Unit of the numbers of the row"),
    float64("published", OF_THE_PART, "As published; NaN where the criterion has no such number"),
    float64("value", OF_THE_PART, "Median over paths, or the estimate"),
    float64("low", OF_THE_PART, "5 % quantile over paths, or lower end of the 95 % interval"),
    float64("high", OF_THE_PART, "95 % quantile over paths, or upper end of the 95 % interval"),
    category("span", "What low and high are: quantiles over paths, or a 95 % interval", SPANS),
    text("criterion", "What the part is judged by"),
    category("judgement", "Whether the criterion is met", JUDGEMENTS),
    float64("distance", OF_THE_PART, "How far the simulation is from the criterion; 0 when met or not judged"),
    text("scenarios", "Scenarios that were simulated"),
    text("rules", "Rules of the model behind it"),
  ],
  backtest: [
    category("target", "Target of the backtest", TARGETS.map(({ id }) => id)),
    text("title", "What happened"),
    bool("met", "Whether every quantity of the target agrees"),
    text("quantity", "Name of the quantity"),
    text("label", "What it measures"),
    text("unit", "Unit of the numbers of the row"),
    float64("observed", OF_THE_PART, "What was observed"),
    float64("least", OF_THE_PART, "Least simulated median that agrees; −∞ where any does"),
    float64("most", OF_THE_PART, "Largest simulated median that agrees; ∞ where any does"),
    float64("median", OF_THE_PART, "Median over paths or histories"),
    ...(["q05", "q10", "q90", "q95"] as const).map((name) => float64(name, OF_THE_PART, `${Number(name.slice(1))} % quantile over paths or histories`)),
    float64("percentile", "share", "Share of the paths below the observed value, ties counted half"),
    bool("agrees", "Whether the median lies between least and most, or the observed value between the 10 and 90 % quantiles"),
    float64("distance", OF_THE_PART, "How far the median is outside of least to most"),
    uint32("n", "1", "Paths, or histories of several paths each"),
    text("scenario", "Scenario that was simulated"),
    text("source", "Where the observed value comes from"),
  ],
  fans: [
    category("variable", "usdjpy: yen per dollar; ndx: NASDAQ-100, log return since day 0, %; net_position: thousand contracts, negative is short", FAN_VARIABLES),
    { name: "day", type: "int32", unit: "trading days", description: "Day of august-2024; day 0 is 2 July 2024" },
    text("date", "Its date"),
    ...FAN_LEVELS.map((level) => float64(level, "of the variable", `${Number(level.slice(1))} % quantile over paths`)),
    float64("frozen", "of the variable", "Median with frozen agents; NaN where agents are the variable"),
    float64("observed", "of the variable", "What was observed; NaN where nothing was"),
  ],
} as const satisfies Record<string, readonly Field[]>;
