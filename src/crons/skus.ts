import type { Job } from "../job.ts";
import { pullSkus } from "../loads/kinds/skus.ts";

/** Pulls Cadastros/ProdutoSku into the hub. */
export const skus: Job = { name: "skus", run: pullSkus };
