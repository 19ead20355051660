import type * as z from "zod";
import { failure } from "./answers.ts";
import { readJson } from "./read-json.ts";

/** Larger than any real mapping; a longer body is a mistake or an attack. */
const BODY_BYTES_MAX = 512_000;
/** Deeper than any setting. */
const DEPTH_MAX = 20;

/** Reads and checks a JSON body; the response to a wrong one names every wrong field at once. */
export async function jsonBody<T>(
  request: Request,
  schema: z.ZodType<T>,
  bytesMax = BODY_BYTES_MAX,
): Promise<{ readonly ok: true; readonly value: T } | { readonly ok: false; readonly response: Response }> {
  const read = await readJson(request, { bytesMax, depthMax: DEPTH_MAX });
  if (!read.ok)
    switch (read.fault) {
      case "body-too-large":
      case "body-too-slow":
        return refuse(413, "body-too-large", `O corpo passa de ${bytesMax} bytes.`);
      case "body-not-json":
        return refuse(400, "body-not-json", "O corpo não é JSON em UTF-8.");
      case "body-too-deep":
        return refuse(400, "body-too-deep", `O JSON tem mais de ${DEPTH_MAX} níveis.`);
    }
  const parsed = schema.safeParse(read.value);
  if (parsed.success) return { ok: true, value: parsed.data };
  const details = parsed.error.issues.map(({ path, message }) => `${path.join(".") || "corpo"}: ${message}`);
  return { ok: false, response: bodyWrong(details) };
}

export const bodyWrong = (details: readonly string[]): Response =>
  failure(422, "body-wrong", "O corpo não é o que esta rota espera; veja details.", details);

function refuse(status: number, code: string, message: string) {
  return { ok: false, response: failure(status, code, message) } as const;
}
