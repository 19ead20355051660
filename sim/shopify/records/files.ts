/** A file of the shop; products and variants name it by id. */
export interface File {
  readonly id: string;
  /** Unique in the shop. */
  readonly name: string;
  alt: string;
  fileStatus: "UPLOADED" | "PROCESSING" | "READY" | "FAILED";
  source: string;
  /** Served from the shop's own address once the file is READY. */
  bytes: Uint8Array<ArrayBuffer> | null;
  errors: { code: string; message: string; details: string | null }[];
  readonly createdAt: number;
  updatedAt: number;
}
