import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, expect, it } from "vitest";
import { atRate, median, percentile, saturate } from "../../bench/lib/http-load.ts";

const seen: string[] = [];
const server = createServer((request, response) => {
  seen.push(request.url ?? "");
  response.writeHead(seen.length % 2 === 0 ? 200 : 503, { "content-type": "text/plain" });
  response.end("answer");
});
await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
afterAll(() => server.close());
const target = {
  port: (server.address() as AddressInfo).port,
  next: () => Buffer.from("GET /x HTTP/1.1\r\nHost: localhost\r\n\r\n"),
};

it("counts what was answered and what was refused, as the server saw it", async () => {
  const { answered, refused, latencies } = await saturate(target, 3, 100);
  expect(answered).toBe(seen.length);
  expect(refused).toBe(Math.ceil(seen.length / 2));
  expect(latencies).toHaveLength(answered);
});

it("keeps a rate, whatever the answers take", async () => {
  seen.length = 0;
  const { answered, seconds } = await atRate(target, 50, 400);
  expect([answered, seen.length]).toEqual([20, 20]);
  expect(seconds).toBeGreaterThan(0.35);
});

it("median and percentile", () => {
  expect([median([3, 1, 2]), median([4, 1, 2, 3])]).toEqual([2, 2.5]);
  expect(percentile([1, 2, 3, 4], 0.99)).toBe(4);
});
