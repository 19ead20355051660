/** The description of the API: for tokens only, and each sees what it may call. */
import { beforeEach, expect, it } from "vitest";
import { hubDeps } from "./hub-deps.ts";

let hub: ReturnType<typeof hubDeps>;
beforeEach(() => {
  hub = hubDeps();
});

const pathsOf = async (token: string): Promise<readonly string[]> => {
  const answer = await hub.call("GET", "/openapi.json", { token });
  expect([answer.status, answer.headers.get("content-type")]).toEqual([200, "application/json"]);
  return Object.keys((await answer.json<{ paths: object }>()).paths);
};

it("a viewer sees every call, the ERP's side its own, and without a token there is none", async () => {
  const all = await pathsOf(await hub.tokenOf("viewer"));
  expect(all).toContain("/api/orders/{orderId}/retry");
  expect(all).toContain("/erp/invoices");
  const ofErp = await pathsOf(await hub.tokenOf("erp"));
  expect(ofErp.toSorted()).toEqual(all.filter((path) => path.startsWith("/erp/")).toSorted());
  for (const token of ["", "gondola_00"]) expect((await hub.call("GET", "/openapi.json", { token })).status).toBe(401);
});

it.each(["/docs", "/docs.js", "/docs.css"])(
  "%s holds nothing of the installation, and may load nothing else",
  async (path) => {
    const answer = await hub.call("GET", path, { token: "" });
    expect(answer.status).toBe(200);
    expect(answer.headers.get("content-security-policy")).toContain("default-src 'none'; script-src 'self'");
    expect(answer.headers.get("x-content-type-options")).toBe("nosniff");
    expect(await answer.text()).not.toMatch(/\/api\/|<script>|style=|https?:/);
  },
);
