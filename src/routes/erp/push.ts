import type { Context } from "hono";
import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import { d1ErrorKind } from "../../hub/d1/error.ts";
import { takePush, type PushFault, type PushTaken } from "../../orders/intake/push.ts";
import type { PushKind } from "../../rules/orders/pushed-event.ts";
import type { AppEnv } from "../http/app-env.ts";
import { json } from "../http/json.ts";
import { readJson } from "../http/read-json.ts";
import { erpFailure } from "./answers.ts";

/** 200 events of an order's size each. */
const BODY_BYTES_MAX = 512_000;
/** The deepest field of ours is at four: list, event, items, item. */
const DEPTH_MAX = 8;
const BODY_WITHIN_MS = 10_000;
const KEY_MAX = 200;
/** Faults shown at most; the rest come once these are mended. */
const FAULTS_MAX = 50;

/** POST /erp/{kind}: one event or many, whole or not at all. 202 with the keys under which they stand. */
export async function receivePush(context: Context<AppEnv>, kind: PushKind): Promise<Response> {
  const deps = context.get("deps");
  const { clock, log } = deps;
  const read = await readJson(context.req.raw, {
    bytesMax: BODY_BYTES_MAX,
    depthMax: DEPTH_MAX,
    patience: { clock, ms: BODY_WITHIN_MS },
  });
  if (!read.ok) {
    const [status, ...words] = BODY[read.fault];
    return refuse(status, read.fault, words);
  }
  const key = keyOf(context, kind, read.text);
  if (key === "tooLong")
    return refuse(400, "idempotency-key-wrong", [
      "Idempotency-Key não serve.",
      `Envie de 1 a ${KEY_MAX} caracteres visíveis, ou deixe o cabeçalho fora.`,
    ]);
  let taken: PushTaken;
  try {
    taken = await takePush(deps, kind, read.value, key);
  } catch (error) {
    if (!["unknown", "overloaded", "quota"].includes(d1ErrorKind(error))) throw error;
    // Whether it was stored is unknown; the same push again is the same events.
    const answer = refuse(503, "hub-unreachable", [
      "O conector não pôde guardar os eventos agora.",
      "Repita a mesma chamada depois de alguns segundos: o que já foi guardado não conta de novo.",
    ]);
    answer.headers.set("retry-after", "10");
    return answer;
  }
  switch (taken.kind) {
    case "stored":
      log.info("erp.pushed", { kind, events: taken.events.length });
      return json({ events: taken.events.map(({ eventKey, orderId }) => ({ id: eventKey, orderId })) }, 202);
    case "keyReused":
      return refuse(422, "idempotency-key-reused", [
        "Esta Idempotency-Key já veio com outro corpo.",
        "Repita uma chamada com o mesmo corpo, ou use outra chave para outro corpo. Nada foi guardado.",
      ]);
    case "skuUnknown":
      return refuse(
        422,
        "sku-unknown",
        [
          "Item que o ERP não tem.",
          "Veja details: estes itens não existem na última leitura do ERP. Nada foi guardado.",
        ],
        taken.skus.map((sku) => ({ code: "sku-unknown", message: sku, detailedMessage: "is not in the catalogue" })),
      );
    case "wrong":
      return refuse(
        422,
        codeOf(taken.faults),
        ["Os eventos não são o que esta chamada espera.", "Veja details, corrija e repita. Nada foi guardado."],
        taken.faults.slice(0, FAULTS_MAX).map(({ code, at, text }) => ({ code, message: at, detailedMessage: text })),
      );
  }

  function refuse(status: number, code: string, words: readonly [string, string], details?: Details): Response {
    log.warn("erp.refused", {
      status,
      code,
      kind,
      fields: (details ?? [])
        .slice(0, 5)
        .map(({ message }) => message)
        .join(" "),
    });
    return erpFailure(status, code, words, details);
  }
}

type Details = Parameters<typeof erpFailure>[3];

const BODY = {
  "body-too-large": [
    413,
    "O corpo é grande demais.",
    `Envie no máximo ${BODY_BYTES_MAX} bytes; divida os eventos em mais chamadas.`,
  ],
  "body-too-slow": [408, "O corpo não chegou inteiro.", "Repita a chamada."],
  "body-not-json": [
    400,
    "O corpo não é JSON em UTF-8.",
    "Envie um evento, ou uma lista de eventos, como JSON em UTF-8.",
  ],
  "body-too-deep": [400, "O JSON é fundo demais.", `Nenhum campo desta chamada fica abaixo de ${DEPTH_MAX} níveis.`],
} as const;

/** The code of the answer: the fault's own, where all faults are of one kind. */
const codeOf = (faults: readonly PushFault[]): string => {
  const [first] = faults;
  return first && faults.every(({ code }) => code === first.code) ? first.code : "events-wrong";
};

function keyOf(context: Context<AppEnv>, kind: PushKind, body: string) {
  const pushKey = context.req.header("idempotency-key");
  if (pushKey === undefined) return null;
  if (!/^[\x21-\x7e]+$/.test(pushKey) || pushKey.length > KEY_MAX) return "tooLong";
  return {
    tokenId: context.get("tokenId") ?? "",
    pushKey,
    digest: bytesToHex(sha256(utf8ToBytes(`${kind}\n${body}`))),
  };
}
