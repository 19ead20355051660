import type { Job } from "../job.ts";
import { pullBrands } from "../loads/kinds/brands.ts";

/** Pulls Cadastros/Marca into the hub. */
export const brands: Job = { name: "brands", run: pullBrands };
