import type { Job } from "../job.ts";
import { pullStock } from "../loads/kinds/stock.ts";

/** Pulls Cadastros/ProdutoEstoque into the hub, one mapped company (loja) at a time. */
export const stock: Job = { name: "stock", run: pullStock };
