import { expect, it } from "vitest";
import { viaCep } from "../../src/postal/cep-lookup.ts";

const never = { now: () => 0, sleep: () => new Promise<void>(() => {}) };
const askedOf = async (respond: (request: Request) => Response | Promise<Response>) => {
  const requests: Request[] = [];
  const lookup = viaCep({
    clock: never,
    fetch: async (request) => {
      requests.push(request);
      return respond(request);
    },
  });
  return { answer: await lookup("13025000"), requests };
};

it.each<[string, () => Response | Promise<Response>, unknown]>([
  [
    "an answer",
    () => Response.json({ cep: "13025-000", bairro: "Cambuí", localidade: "Campinas", uf: "SP" }),
    { kind: "found", place: { district: "Cambuí", city: "Campinas", uf: "SP" } },
  ],
  [
    "the CEP of a whole city",
    () => Response.json({ bairro: "", localidade: "Jaguariúna", uf: "SP" }),
    { kind: "found", place: { district: null, city: "Jaguariúna", uf: "SP" } },
  ],
  ["a CEP that is not known", () => Response.json({ erro: "true" }), { kind: "unknown" }],
  ["an error", () => new Response("busy", { status: 503 }), { kind: "unavailable" }],
  [
    "a redirect",
    () => new Response(null, { status: 302, headers: { location: "http://10.0.0.1/" } }),
    { kind: "unavailable" },
  ],
  ["no JSON", () => new Response("<html>"), { kind: "unavailable" }],
  ["another form", () => Response.json({ bairro: 7 }), { kind: "unavailable" }],
  ["an endless answer", () => new Response("x".repeat(20_000)), { kind: "unavailable" }],
  ["no connection", () => Promise.reject(new Error("down")), { kind: "unavailable" }],
])("%s", async (_, respond, expected) => {
  const { answer, requests } = await askedOf(respond);
  expect(answer).toEqual(expected);
  expect(requests.map(({ url, redirect }) => [url, redirect])).toEqual([
    ["https://viacep.com.br/ws/13025000/json/", "manual"],
  ]);
});

it("an answer that does not come is given up after three seconds", async () => {
  const slept: number[] = [];
  const clock = { now: () => 0, sleep: async (ms: number) => void slept.push(ms) };
  let isCut = false;
  const lookup = viaCep({
    clock,
    fetch: (request) =>
      new Promise((_, reject) => {
        request.signal.addEventListener("abort", () => {
          isCut = true;
          reject(new Error("aborted"));
        });
      }),
  });
  expect(await lookup("13025000")).toEqual({ kind: "unavailable" });
  expect([slept, isCut]).toEqual([[3_000], true]);
});

it.each(["1302500", "13025-00", "../../etc", "13025000/x"])("%s is never asked for", async (cep) => {
  const lookup = viaCep({ clock: never, fetch: () => Promise.reject(new Error("asked")) });
  expect(await lookup(cep)).toEqual({ kind: "unknown" });
});
