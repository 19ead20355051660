import { expect, it } from "vitest";
import { resultPages } from "../../src/shopify/bulk/result-file.ts";
import type { Clock } from "../../src/ports.ts";

/** A clock on which every patience is over after 5 ms. */
const impatient: Clock = {
  now: () => 0,
  sleep: (_ms, signal) =>
    new Promise((resolve, reject) => {
      const timer = setTimeout(resolve, 5);
      signal?.addEventListener("abort", () => {
        clearTimeout(timer);
        reject(new Error("aborted"));
      });
    }),
};

async function pagesOf(body: ReadableStream<Uint8Array>) {
  const fetch = async () => new Response(body);
  const pages = [];
  for await (const page of resultPages({ fetch, clock: impatient }, "https://storage.example/results", 0, 100))
    pages.push(page);
  return pages;
}
const line = (number: number) => `{"data":{},"__lineNumber":${number}}\n`;

it("a file that stalls half way ends in time, and the whole lines before it are kept", async () => {
  let isCancelled = false;
  const pages = await pagesOf(
    new ReadableStream({
      start: (body) => body.enqueue(new TextEncoder().encode(`${line(0)}${line(1)}{"data`)), // and never another byte
      cancel: () => void (isCancelled = true),
    }),
  );
  expect(pages).toMatchObject([
    { kind: "page", from: 0, lines: [{ line: 0 }, { line: 1 }] },
    { kind: "failed", reason: "no answer within 30000 ms" },
  ]);
  expect(isCancelled).toBe(true);
});

it("a storage that does not answer at all ends in time", async () => {
  const pages = [];
  const fetch = () => new Promise<Response>(() => undefined);
  for await (const page of resultPages({ fetch, clock: impatient }, "https://storage.example/results", 0, 100))
    pages.push(page);
  expect(pages).toEqual([{ kind: "failed", reason: "no answer within 30000 ms" }]);
});

it("a file of another page size is read to its end", async () => {
  const text = Array.from({ length: 250 }, (_, index) => line(index)).join("");
  const pages = await pagesOf(new Blob([text]).stream());
  expect(pages.map((page) => (page.kind === "page" ? [page.from, page.lines.length] : page))).toEqual([
    [0, 100],
    [100, 100],
    [200, 50],
  ]);
});
