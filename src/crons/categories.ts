import type { Job } from "../job.ts";
import { pullCategories } from "../loads/kinds/categories.ts";

/** Pulls Cadastros/Categoria into the hub, then checks the tree as a whole. */
export const categories: Job = { name: "categories", run: pullCategories };
