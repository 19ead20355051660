import type { Job } from "../job.ts";
import { pullPrices } from "../loads/kinds/prices.ts";

/** Pulls Cadastros/TabelaPrecoItem of every (company, segment) that has a price target. */
export const prices: Job = { name: "prices", run: pullPrices };
