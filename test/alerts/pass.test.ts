import { expect, it } from "vitest";
import { saveAlertSettings } from "../../src/hub/alerts/alerts.ts";
import { sendTest, setAlertSettings } from "../../src/alerts/settings.ts";
import { ALERT_DEFAULTS } from "../../src/rules/alerts/kinds.ts";
import { dyingAt } from "../loads/world.ts";
import { alertWorld } from "./world.ts";

const MINUTE = 60_000;

/** A world in which two complete orders wait for the ERP too long. */
async function waiting(format?: Parameters<typeof alertWorld>[0]) {
  const world = alertWorld(format);
  await world.addOrder("6001", world.clock.now());
  await world.addOrder("6002", world.clock.now());
  world.clock.advance(16 * MINUTE);
  return world;
}

it("orders that wait are sent once, with what to do; their end is sent once too", async () => {
  const world = await waiting();
  await world.pass();
  await world.pass();
  expect(world.notices()).toEqual(["open orders-waiting"]);
  expect(world.taken[0]?.["notices"]).toEqual([
    expect.objectContaining({
      count: 2,
      urgent: true,
      text: "2 pedidos prontos ainda fora do ERP. Há 16 min. Veja em Pedidos o que os segura.",
    }),
  ]);
  await world.rows("UPDATE orders SET state = 'submitted'");
  for (let minute = 0; minute < 8; minute += 2) {
    await world.pass();
    world.clock.advance(2 * MINUTE);
  }
  await world.pass();
  expect(world.notices()).toEqual(["open orders-waiting", "recovered orders-waiting"]);
  expect(await world.rows("SELECT * FROM alerts")).toEqual([]);
});

it("an order waits since its payment, not since it was placed; a held one waits for a person", async () => {
  const world = alertWorld();
  const placed = world.clock.now() - 48 * 60 * MINUTE;
  await world.addOrder("6001", placed);
  await world.addStep("6001", 1, "waiting-payment", placed);
  await world.addStep("6001", 2, "waiting-payment", world.clock.now() - MINUTE);
  await world.addOrder("6002", placed, "on-hold", "cpf-missing");
  await world.addOrder("6003", placed, "ready", "dry-run");
  await world.pass();
  expect(world.notices()).toEqual([]);
  world.clock.advance(14 * MINUTE);
  await world.pass();
  expect(world.notices()).toEqual(["open orders-waiting"]);
});

it.each(["slack", "google-chat", "teams"] as const)("%s takes the message", async (format) => {
  const world = await waiting(format);
  await world.pass();
  expect(world.taken).toHaveLength(1);
  expect(JSON.stringify(world.taken[0])).toContain("2 pedidos prontos ainda fora do ERP");
});

it.each([
  ["HTTP 404", { status: 404, isSilent: false }, "respondeu HTTP 404"],
  ["a redirect", { status: 302, isSilent: false }, "respondeu HTTP 302"],
  ["silence", { status: 200, isSilent: true }, "não respondeu"],
])("%s of the receiver: the desk says so, the next pass sends again, and the entry closes", async (_, fault, said) => {
  const world = await waiting();
  Object.assign(world.receiver, fault);
  await world.pass();
  expect(world.taken).toEqual([]);
  const [entry] = await world.desk();
  expect([entry?.area, entry?.reason, entry?.state]).toEqual(["alerts", "alerts-unsent", "open"]);
  expect(entry?.message).toContain(said);
  Object.assign(world.receiver, { status: 200, isSilent: false });
  await world.pass();
  expect(world.notices()).toEqual(["open orders-waiting"]);
  expect((await world.desk()).map(({ state }) => state)).toEqual(["resolved"]);
});

it("a pass that died at any step loses no notice: it is sent at least once, and each time with one id", async () => {
  for (let step = 1, isOver = false; !isOver; step += 1)
    for (const when of ["before", "after"] as const) {
      const world = await waiting();
      const { gate, died } = dyingAt(step, when);
      isOver = (await Promise.race([world.pass(world.isolate(gate)).then(() => "done" as const), died])) === "done";
      world.clock.advance(2 * MINUTE); // the lease of the dead pass is over
      await world.pass();
      const ids = world.taken.flatMap(({ notices }) => (notices as { id: string }[]).map(({ id }) => id));
      expect([ids.length >= 1, new Set(ids).size], `step ${step}, ${when}`).toEqual([true, 1]);
    }
});

it("two passes at once send one message", async () => {
  const world = await waiting();
  await Promise.all([world.pass(world.isolate()), world.pass(world.isolate())]);
  expect(world.notices()).toEqual(["open orders-waiting"]);
});

it("a sign of life leaves after a pass that came to its end, and not while the hub is away", async () => {
  const world = alertWorld();
  await world.pass();
  expect(world.pings).toHaveLength(1);
  const isAway = world.isolate(async (call, effect) => {
    if (call.port !== "fetch") throw new Error("D1_ERROR: Network connection lost");
    return effect();
  });
  await expect(world.pass(isAway)).rejects.toThrow("Network connection lost");
  expect(world.pings).toHaveLength(1);
});

it("without an address the hub is not read", async () => {
  const world = alertWorld();
  const calls: string[] = [];
  const quiet = world.isolate(async (call, effect) => {
    calls.push(call.port);
    return effect();
  });
  const off = { ...quiet.config, alerts: { url: null, format: null, heartbeatUrl: null } };
  await world.pass({ ...quiet, config: off });
  expect(calls).toEqual([]);
});

it("a late load is an alert by its schedule; one that no longer runs is none", async () => {
  const world = alertWorld();
  const start = world.clock.now();
  await world.rows(
    "INSERT INTO loads (name, company, segment, last_success_started_at) VALUES ('stock', 1, 0, ?1), ('stock', 9, 0, ?1)",
    start - 20 * MINUTE,
  );
  await world.rows(
    "INSERT INTO companies (company, name, location_gid) VALUES (1, 'LOJA 1', 'gid://shopify/Location/1')",
  );
  await world.pass();
  expect(world.taken[0]?.["notices"]).toEqual([
    expect.objectContaining({ kind: "load-late", subject: "stock", count: 1, title: "Carga atrasada: Estoque" }),
  ]);
});

it("a setting is audited with before and after, and rules the next pass", async () => {
  const world = await waiting();
  await setAlertSettings({ ...world.deps, who: "Rita" }, { ...ALERT_DEFAULTS, ordersWaitMinutes: 30 });
  await world.pass();
  expect(world.notices()).toEqual([]);
  const [act] = await world.rows("SELECT who, name, before, after FROM audit");
  expect([act?.["who"], act?.["name"]]).toEqual(["Rita", "alerts"]);
  expect(JSON.parse(String(act?.["before"]))).toMatchObject({ ordersWaitMinutes: 15 });
  expect(JSON.parse(String(act?.["after"]))).toMatchObject({ ordersWaitMinutes: 30 });
});

it("a test says whether it arrived, and closes the entry when it did", async () => {
  const world = await waiting();
  world.receiver.status = 500;
  await world.pass();
  expect(await sendTest(world.deps)).toEqual({ ok: false, status: 500 });
  world.receiver.status = 200;
  expect(await sendTest(world.deps)).toEqual({ ok: true });
  expect(world.taken[0]).toMatchObject({
    test: "Teste: os avisos do conector chegam aqui. Nada a fazer.",
    notices: [],
  });
  expect((await world.desk()).map(({ state }) => state)).toEqual(["resolved"]);
});

it("English is a setting", async () => {
  const world = await waiting();
  await saveAlertSettings(world.deps.db, { ...ALERT_DEFAULTS, language: "en" }, world.clock.now()).run();
  await world.pass();
  expect(JSON.stringify(world.taken)).toContain("2 complete orders are not in the ERP yet");
});
