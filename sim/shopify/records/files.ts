/** A file of the shop; products and variants name it by id. */
export interface File {
  readonly id: string;
  alt: string;
  fileStatus: "UPLOADED" | "PROCESSING" | "READY" | "FAILED";
  source: string;
  url: string | null;
  errors: { code: string; message: string; details: string | null }[];
  readonly createdAt: number;
  updatedAt: number;
}
