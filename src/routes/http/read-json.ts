import type { Clock } from "../../ports.ts";
import { readBody } from "./read-body.ts";

export type JsonFault = "body-too-large" | "body-too-slow" | "body-not-json" | "body-too-deep";

export type JsonRead =
  | { readonly ok: true; readonly value: unknown; readonly text: string }
  | { readonly ok: false; readonly fault: JsonFault };

/**
 * Reads a JSON body under limits. Its depth is counted before it is parsed: brackets by the hundred thousand would cost
 * more than any body of ours.
 */
export async function readJson(
  request: Request,
  {
    bytesMax,
    depthMax,
    patience,
  }: {
    readonly bytesMax: number;
    readonly depthMax: number;
    readonly patience?: { readonly clock: Clock; readonly ms: number };
  },
): Promise<JsonRead> {
  const bytes = await readBody(request, bytesMax, patience);
  if (bytes === "tooLarge") return { ok: false, fault: "body-too-large" };
  if (bytes === "tooSlow") return { ok: false, fault: "body-too-slow" };
  let text: string;
  try {
    text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: false }).decode(bytes);
  } catch {
    return { ok: false, fault: "body-not-json" };
  }
  if (isDeeperThan(text, depthMax)) return { ok: false, fault: "body-too-deep" };
  try {
    return { ok: true, value: JSON.parse(text) as unknown, text };
  } catch {
    return { ok: false, fault: "body-not-json" };
  }
}

/** Whether brackets are nested deeper, those in texts not counted. */
function isDeeperThan(json: string, depthMax: number): boolean {
  let depth = 0;
  let isText = false;
  for (let at = 0; at < json.length; at += 1) {
    const character = json[at];
    if (isText) {
      if (character === "\\") at += 1;
      else if (character === '"') isText = false;
    } else if (character === '"') isText = true;
    else if (character === "{" || character === "[") {
      depth += 1;
      if (depth > depthMax) return true;
    } else if (character === "}" || character === "]") depth -= 1;
  }
  return false;
}
