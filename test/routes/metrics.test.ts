import { beforeEach, expect, it } from "vitest";
import { hubDeps, START } from "./hub-deps.ts";

let hub: ReturnType<typeof hubDeps>;
beforeEach(() => {
  hub = hubDeps();
});

it("a viewer's monitor reads ages, orders, the desk and what is due", async () => {
  await hub.rows("INSERT INTO loads (name, last_success_started_at) VALUES ('products', ?1)", START - 60_000);
  await hub.rows(
    "INSERT INTO orders (order_id, state, found_by, created_at, updated_at) VALUES ('1', 'ready', 'webhook', ?1, ?1)",
    START,
  );
  await hub.rows(
    "INSERT INTO desk (area, reason, ref, params, first_at, last_at) VALUES ('orders', 'cpf-missing', '1', '{}', ?1, ?1)",
    START,
  );
  const answer = await hub.call("GET", "/metrics", { token: await hub.tokenOf("viewer") });
  expect(answer.headers.get("content-type")).toBe("text/plain; version=0.0.4; charset=utf-8");
  const lines = (await answer.text()).split("\n");
  expect(lines).toEqual(
    expect.arrayContaining([
      'gondola_load_age_seconds{load="products",company="0",segment="0"} 60',
      'gondola_load_promise_seconds{load="products"} 1800',
      'gondola_orders{state="ready"} 1',
      "gondola_orders_waiting 1",
      'gondola_desk_open{area="orders",reason="cpf-missing"} 1',
      'gondola_due{lane="publish-catalog"} 0',
      "gondola_erp_silent 0",
    ]),
  );
  // Each line is a comment or a sample of the format.
  expect(
    lines.filter((line) => line !== "" && !/^(?:# (?:HELP|TYPE) |[a-z_]+(?:\{[^{}]*\})? [\d.]+$)/.test(line)),
  ).toEqual([]);
});

it("a stranger and the ERP's token read nothing", async () => {
  expect((await hub.call("GET", "/metrics", { token: "" })).status).toBe(401);
  expect((await hub.call("GET", "/metrics", { token: await hub.tokenOf("erp") })).status).toBe(403);
  expect((await hub.call("POST", "/metrics")).status).toBe(405);
});
