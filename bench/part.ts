/** One part of a suite, in a process of its own: progress on its lines, and the results on the last. */
import { bill } from "./catalogue/bill.ts";
import { firstLoad } from "./catalogue/first-load.ts";
import { idle } from "./catalogue/idle.ts";
import { memory } from "./catalogue/memory.ts";
import { statements } from "./catalogue/statements.ts";
import { stockRate } from "./catalogue/stock-rate.ts";
import { threshold } from "./catalogue/threshold.ts";
import { pages } from "./console/pages.ts";
import { statements as hubStatements } from "./hub/statements.ts";
import { memory as imageMemory } from "./images/memory.ts";
import { rate } from "./images/rate.ts";
import { edge } from "./orders/edge.ts";
import { bill as ordersBill } from "./orders/bill.ts";
import { drain } from "./orders/drain.ts";
import { events } from "./orders/events.ts";
import { speed } from "./orders/speed.ts";
import { startup } from "./orders/startup.ts";
import type { Result } from "./lib/results.ts";

type Part = (say: (line: string) => void) => Promise<Result[]>;
const PARTS: Readonly<Record<string, Part>> = {
  "catalogue stock-rate": stockRate,
  "catalogue idle": idle,
  "catalogue first-load": firstLoad,
  "catalogue threshold": threshold,
  "catalogue bill": bill,
  "catalogue memory": memory,
  "catalogue statements": statements,
  "console pages": pages,
  "hub statements": hubStatements,
  "images rate": rate,
  "images memory": imageMemory,
  "orders edge": edge,
  "orders startup": startup,
  "orders speed": speed,
  "orders drain": drain,
  "orders events": events,
  "orders bill": ordersBill,
};

const name = process.argv.slice(2).join(" ");
const part = PARTS[name];
if (!part) throw new Error(`no part "${name}"`);
const results = await part((line) => console.log(line));
console.log(`RESULTS ${JSON.stringify(results)}`);
