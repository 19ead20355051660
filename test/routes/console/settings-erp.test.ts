/** Ajustes, ERP: the dialect, its probe, and taking over the proposal; the hours of a load. */
import { beforeEach, describe, expect, it } from "vitest";
import { createConsinco } from "../../../sim/consinco/consinco.ts";
import { fillHub } from "../../console/filled-hub.ts";
import { consoleWorld } from "./world.ts";

const HERE = "/ops/ajustes/erp";
let ops: ReturnType<typeof consoleWorld>;
beforeEach(async () => {
  ops = consoleWorld();
  ops.pass(5.5 * 3_600_000);
  await fillHub(ops.deps.db, ops.deps.clock.now());
  await ops.signIn();
});

/** The simulated ERP in the speech of the older modules, behind the Worker's network. */
function speakV4(password = "gondola") {
  const erp = createConsinco({
    world: {
      now: () => ops.deps.clock.now(),
      chance: () => 0.5,
      sleep: async () => undefined,
      fetch: () => Promise.reject(new Error("the ERP calls nothing")),
    },
    seed: 7,
    products: 20,
    companies: 1,
    speech: "v4",
    credentials: { company: "1", username: "gondola", password },
  });
  Object.assign(ops.deps, {
    clock: { ...ops.deps.clock, sleep: () => new Promise(() => undefined) }, // no call takes long
    fetch: (request: Request) => erp.handler(request),
    config: {
      ...ops.deps.config,
      erp: {
        baseUrl: "https://erp.example/SMPedidoVendaAPI/api/v1",
        authUrl: "https://erp.example/api/v1/auth/login",
        company: "1",
        username: "gondola",
        password: "gondola",
        headers: {},
        segment: 1,
        division: 1,
        categoryType: "M",
      },
    },
  });
}
const stored = async () => (await ops.rows("SELECT value FROM settings WHERE name = 'erp-dialect'"))[0]?.["value"];

describe("the dialect", () => {
  it("is probed, shown with what goes wrong, and taken over with one button; then the probe has nothing new", async () => {
    speakV4();
    const probed = await ops.act(`${HERE}/sondar`, {}, HERE);
    const page = await probed.text();
    expect(probed.status).toBe(200);
    expect(page).toContain("precoNormal = PrecoVenda");
    expect(page).toContain("ISO-8859-1");
    expect(page).toContain("Aceitar a proposta");
    expect(await stored()).toBeUndefined(); // the probe stores nothing

    const proposal = /name="dialeto" value="([^"]*)"/.exec(page)?.[1]?.replaceAll("&quot;", '"') ?? "";
    const taken = await ops.act(HERE, { dialeto: proposal }, HERE);
    expect(taken.headers.get("location")).toBe(`${HERE}?aviso=cared`);
    expect(JSON.parse(String(await stored()))).toMatchObject({ charset: "iso-8859-1" });
    expect(await ops.html(HERE)).toContain("modelo._pageNo");
    const again = await (await ops.act(`${HERE}/sondar`, {}, HERE)).text();
    expect(again).not.toContain("Aceitar a proposta");
    const [act] = await ops.rows("SELECT who, act FROM audit WHERE name = 'erp-dialect'");
    expect(act).toEqual({ who: "api", act: "settings" });
  });

  it("shows the ERP's words where it does not accept the login", async () => {
    speakV4("other");
    const page = await (await ops.act(`${HERE}/sondar`, {}, HERE)).text();
    expect(page).toContain("O ERP não aceitou o login");
    expect(page).toContain("HTTP 401");
  });

  it.each([
    ["{", "JSON: "],
    ['{"pages":7}', "Unrecognized key"],
    ['{"records":{"prices":{"fields":{"preco":["X"]}}}}', "is no field"],
  ])("typed wrongly (%s) changes nothing, and the page keeps what was typed", async (text, problem) => {
    const answer = await ops.act(HERE, { dialeto: text }, HERE);
    expect(answer.status).toBe(422);
    const page = await answer.text();
    expect(page).toContain(problem);
    expect(page).toContain(text.replaceAll('"', "&quot;"));
    expect(await stored()).toBeUndefined();
  });

  it("is changed by an admin only, and read by anyone", async () => {
    ops.jar.clear();
    await ops.signIn(await ops.tokenOf("operator"));
    expect((await ops.act(HERE, { dialeto: "{}" })).status).toBe(403);
    expect((await ops.act(`${HERE}/sondar`)).status).toBe(403);
    const page = await ops.html(HERE);
    expect(page).not.toContain("Gravar o dialeto");
    expect(page).not.toContain("Sondar o ERP</button>");
  });
});

describe("the hours of a load", () => {
  const PATH = "/ops/cargas/products/0/0";
  const hours = async () =>
    (await ops.rows("SELECT least_minutes AS least, blocked_hours AS blocked FROM loads WHERE name = 'products'"))[0];

  it("are a form: least interval and blocked hours, with the next run", async () => {
    await ops.act(`${PATH}/ajustar`, { leastMinutes: "30", blockedHours: "02:00-04:30; 12:00-13:00" }, PATH);
    expect(await hours()).toEqual({ least: 30, blocked: '["02:00-04:30","12:00-13:00"]' });
    const page = await ops.html(PATH);
    expect(page).toContain('value="02:00-04:30, 12:00-13:00"');
    expect(page).toContain("Próxima execução");
    await ops.act(`${PATH}/ajustar`, { leastMinutes: "30", blockedHours: "" }, PATH);
    expect(await hours()).toEqual({ least: 30, blocked: null });
  });

  it.each(["25:00-26:00", "2h", "00:00-23:00"])("that are wrong (%s) change nothing", async (blockedHours) => {
    const answer = await ops.act(`${PATH}/ajustar`, { blockedHours }, PATH);
    expect(answer.headers.get("location")).toContain("map-wrong");
    expect((await hours())?.["blocked"]).toBeNull();
  });
});
