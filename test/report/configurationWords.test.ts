import { expect, test } from "vitest";
import { changedParameters, eventsOf, simulatedWords } from "../../src/report/configurationWords.ts";
import { completeRun, type RunConfiguration } from "../../src/run/prepare.ts";

const completed = (given: Record<string, unknown>) => completeRun({ name: "words", ...given }).configuration as unknown as RunConfiguration;

test.each([
  [{ policy: { bank: "boj", basis_points: 25 } }, "Bank of Japan +25 basis points"],
  [{ policy: { bank: "fed", basis_points: -50 } }, "Federal Reserve −50 basis points"],
  [{ intervention: { usd_bn: 35, joint: true } }, "intervention of USD 35 bn, joint"],
  [{ rate_check: { strength: 2 } }, "rate check, strength 2"],
  [{ news: { fx: -0.06, ust_yield_bp: -30 } }, "news: USDJPY −6 %, UST yield −30 bp"],
  [{ volatility: { h: 1.5 } }, "log variance of the news set to 1.5"],
  [{ margin: { fx: 0.02 } }, "haircuts: USDJPY +2 points"],
  [{ depth: { tech: 0.5 } }, "depth: US technology equity × 0.5"],
])("%j reads %s", (event, words) => {
  expect(eventsOf(completed({ events: [{ day: 3, round: 2, ...event }] }))).toEqual([{ day: 3, round: 2, name: words }]);
});

test("what differs from the defaults is listed by path, events and the run's own settings left out", () => {
  const changed = changedParameters(completed({ description: "x", run: { paths: 7 }, markets: { fx: { depth: 1234 } }, events: [{ day: 1, volatility: { h: 1 } }] }));
  expect(changed).toEqual([{ path: "markets.fx.depth", before: expect.stringMatching(/^\d+$/), after: "1234" }]);
});

test("the sentences name horizon, start and news", () => {
  const words = simulatedWords(completed({ calendar: { days: 5, boj_meetings: [], fed_meetings: [2] }, shocks: { random: false } })).join(" ");
  expect(words).toMatch(/^5 trading days of \d+ rounds each/);
  expect(words).toContain("no random news");
  expect(words).toContain("Bank of Japan may decide on no day, the Federal Reserve on day 2.");
});
