import { bank } from "./bank.ts";
import { hedgeFund } from "./hedgeFund.ts";
import { investmentTrust } from "./investmentTrust.ts";
import type { Kind } from "./kind.ts";
import { lifeInsurer } from "./lifeInsurer.ts";
import { ministryOfFinance } from "./ministryOfFinance.ts";
import { pensionFund } from "./pensionFund.ts";
import { retailTrader } from "./retailTrader.ts";
import { trendFollower } from "./trendFollower.ts";

/** The kinds that come with the program, in the order in which agents are numbered. One line per kind. */
export const KINDS: readonly Kind[] = [
  hedgeFund,
  trendFollower,
  retailTrader,
  lifeInsurer,
  pensionFund,
  investmentTrust,
  bank,
  ministryOfFinance,
];
