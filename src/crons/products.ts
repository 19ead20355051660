import type { Job } from "../job.ts";
import { pullProducts } from "../loads/kinds/products.ts";

/** Pulls Cadastros/Produto into the hub. */
export const products: Job = { name: "products", run: pullProducts };
