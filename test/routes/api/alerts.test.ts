/** Alerts over the API: what stands, settings by an admin with their audit, and the test. */
import { beforeEach, expect, it } from "vitest";
import { hubDeps, START } from "../hub-deps.ts";

let hub: ReturnType<typeof hubDeps>;
beforeEach(() => {
  hub = hubDeps();
});

it("lists what stands in the language asked for, with instants", async () => {
  await hub.rows(
    "INSERT INTO alerts (kind, subject, count, since, opened_at, sent_at) VALUES ('load-late', 'stock', 2, ?1, ?1, NULL)",
    START,
  );
  const answer = await hub.call("GET", "/api/alerts?lang=en");
  expect([answer.status, await answer.json()]).toEqual([
    200,
    {
      isSent: false,
      alerts: [
        {
          kind: "load-late",
          subject: "stock",
          count: 2,
          urgent: false,
          title: "Late load: Stock at 2 companies",
          cure: "The shop keeps its last values. Loads shows the reason.",
          since: "2026-11-24T12:00:00.000Z",
          openedAt: "2026-11-24T12:00:00.000Z",
          sentAt: null,
          clearedAt: null,
        },
      ],
    },
  ]);
});

it("an admin sets them, whole; a viewer and an operator read", async () => {
  const body = { muted: ["load-late"], quietHours: { from: "22:00", until: "07:00" }, repeatHours: 6 };
  const operator = await hub.tokenOf("operator");
  expect((await hub.call("PUT", "/api/alerts/settings", { token: operator, body })).status).toBe(403);
  const set = await hub.call("PUT", "/api/alerts/settings", { token: await hub.tokenOf("admin", "Rita"), body });
  const stored = { ...body, ordersWaitMinutes: 15, deskGrowth: 200, language: "pt-BR" };
  expect([set.status, await set.json()]).toEqual([200, stored]);
  const read = await hub.call("GET", "/api/alerts/settings", { token: await hub.tokenOf("viewer") });
  expect(await read.json()).toEqual(stored);
  expect(await hub.rows("SELECT who, act FROM audit WHERE name = 'alerts'")).toEqual([
    { who: "Rita", act: "settings" },
  ]);
});

it.each([
  ["an unknown kind", { muted: ["rain"] }],
  ["an hour that is none", { quietHours: { from: "24:00", until: "07:00" } }],
  ["half of the quiet hours", { quietHours: { from: "22:00" } }],
  ["a limit of zero", { deskGrowth: 0 }],
  ["an unknown field", { colour: "red" }],
])("refuses %s and stores nothing", async (_, body) => {
  expect((await hub.call("PUT", "/api/alerts/settings", { body })).status).toBe(422);
  expect(await hub.rows("SELECT name FROM settings WHERE name = 'alerts'")).toEqual([]);
});

it("a test without ALERT_URL says that it is not set", async () => {
  const answer = await hub.call("POST", "/api/alerts/test");
  expect(answer.status).toBe(409);
  expect(await answer.text()).toContain("ALERT_URL");
});
