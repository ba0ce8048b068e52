import type { ScriptedEvent } from "./markets/events.ts";
import type { ModelConfiguration } from "./parameters.ts";
import type { Kind } from "./agents/kind.ts";
import { cholesky, correlationMatrix } from "./shocks/correlatedNormals.ts";

/** A relation between values that does not hold; `path` points at the value to change. */
export interface ModelFinding {
  readonly path: readonly (string | number)[];
  readonly message: string;
  readonly expected?: string;
  readonly hint?: string;
}

/** Rounds a path can have: its random streams number them with sixteen bits. */
const MOST_ROUNDS = 65535;

/** Relations between values of a configuration, each value being in order by itself. */
export function checkModel(
  configuration: ModelConfiguration & { readonly events: readonly ScriptedEvent[] },
  kinds: readonly Kind[],
): ModelFinding[] {
  return [
    ...checkCalendar(configuration),
    ...checkBook(configuration, kinds),
    ...checkShocks(configuration),
  ];
}

function checkCalendar({ calendar, events }: ModelConfiguration & { readonly events: readonly ScriptedEvent[] }): ModelFinding[] {
  const { days, rounds_per_day } = calendar;
  const findings: ModelFinding[] = [];
  if (days * rounds_per_day > MOST_ROUNDS) {
    findings.push({ path: ["calendar", "days"], message: `${days} days of ${rounds_per_day} rounds are more than ${MOST_ROUNDS} rounds` });
  }
  events.forEach((event, n) => {
    if (event.day > days) {
      findings.push({ path: ["events", n, "day"], message: `day ${event.day} is after the horizon`, expected: `1 to ${days} (calendar.days)` });
    }
    if (event.round > rounds_per_day) {
      findings.push({ path: ["events", n, "round"], message: `there is no round ${event.round} in a day`, expected: `1 to ${rounds_per_day} (calendar.rounds_per_day)` });
    }
  });
  return findings;
}

/** The holdings of Japanese kinds must fit into the national totals. */
function checkBook({ agents, totals }: ModelConfiguration, kinds: readonly Kind[]): ModelFinding[] {
  return (["treasuries", "us_equity"] as const).flatMap((holding) => {
    const limit = holding === "treasuries" ? totals.us_treasuries : totals.us_equity;
    const holders = kinds.filter((kind) => kind.japanese && kind.parameters[holding]?.type === "number");
    const amounts = holders.map((kind) => ({ name: kind.name, value: agents[kind.name][holding] as number }));
    const held = amounts.reduce((sum, { value }) => sum + value, 0);
    if (held <= limit * (1 + 1e-9)) return [];
    const largest = amounts.reduce((a, b) => (b.value > a.value ? b : a));
    const total = holding === "treasuries" ? "us_treasuries" : holding;
    return [{
      path: ["agents", largest.name, holding],
      message: `the Japanese kinds together hold ${held} USD bn, more than totals.${total} = ${limit}`,
      expected: `a sum of at most ${limit}: ${amounts.map(({ name, value }) => `${name} ${value}`).join(", ")}`,
      hint: `lower a holding or raise totals.${total}`,
    }];
  });
}

function checkShocks({ shocks }: ModelConfiguration): ModelFinding[] {
  const findings: ModelFinding[] = [];
  for (const name of ["calm_correlation", "stress_correlation"] as const) {
    if (!cholesky(correlationMatrix(shocks[name]))) {
      findings.push({ path: ["shocks", name], message: "the correlation matrix is not positive definite", expected: "correlations that can hold together" });
    }
  }
  if (shocks.model === "historical_bootstrap" && shocks.historical_bootstrap.file === "") {
    findings.push({ path: ["shocks", "historical_bootstrap", "file"], message: "historical_bootstrap needs a file of daily levels", expected: "path of a CSV file" });
  }
  return findings;
}
