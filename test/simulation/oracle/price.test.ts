import { describe, expect, it } from "vitest";
import type { Call } from "../../../sim/consinco/journal.ts";
import type { PriceFigure } from "../scenario/erp-history.ts";
import type { DeskRow } from "./desk.ts";
import { isPending, lastReadable, mayStayOff } from "./price.ts";

const figure = (at: number, more: Partial<PriceFigure> = {}): PriceFigure => ({
  at,
  company: 1,
  key: "P10E1",
  normalCents: 500,
  promotionCents: null,
  promotion: null,
  isSold: true,
  isReadable: true,
  ...more,
});
const pull = (at: number, company = 1): Call => ({
  at,
  method: "GET",
  path: "/SMPedidoVendaAPI/api/v1/Cadastros/TabelaPrecoItem",
  query: `?NroEmpresa=${company}&NroSegmento=1&Page=1`,
  status: 200,
});
/** Sold, off, on again at a good price, and then at a bad one. */
const WORDS = [figure(0), figure(100, { isSold: false }), figure(200), figure(300, { isReadable: false })];
const judged = (calls: readonly Call[]) => mayStayOff(WORDS, calls, 1, "P10E1");

describe("what is on again in the ERP with a price that cannot be read", () => {
  it("must be on where its good price was pulled", () => {
    expect(judged([pull(50), pull(150), pull(250), pull(350)])).toBe(false);
  });

  it("must be on where no pull happened while it was off", () => {
    expect(judged([pull(50), pull(350)])).toBe(false);
  });

  it("may stay off where no pull happened while its price was good: seed 200921", () => {
    expect(judged([pull(50), pull(150), pull(350)])).toBe(true);
  });

  it("a pull of an installation with its own words counts too: seed 792902301", () => {
    const path = "/smpedidovendaapi/api/v1/Cadastros/tabelaprecoitem"; // as the journal keeps it
    const calls = [pull(50), pull(150), pull(350)].map((call) => ({ ...call, path }));
    expect(judged(calls)).toBe(true);
  });

  it("may stay off where only another company was pulled meanwhile, or the answer was an error", () => {
    expect(judged([pull(50), pull(150), pull(250, 2), { ...pull(260), status: 503 }])).toBe(true);
  });
});

describe("a price that fell too far", () => {
  const entry = (target: string, state = "open"): DeskRow => ({
    area: "publish-prices",
    company: 0,
    segment: 0,
    seqProduct: 10,
    sku: "P10E1",
    ref: target,
    reason: "price-drop",
    params: "{}",
    state,
    lastAt: 0,
  });
  const LIST = { sku: "P10E1", target: "list-7001" };

  it("waits for approval where the desk says so of that very target", () => {
    expect(isPending([entry("list-7001")], LIST, 1_056, 46)).toBe(true);
    expect(isPending([entry("base")], LIST, 1_056, 46)).toBe(false);
    expect(isPending([entry("list-7001", "resolved")], LIST, 1_056, 46)).toBe(false);
  });

  it("does not wait for approval where it fell by less, or nothing was ever shown", () => {
    const desk = [entry("list-7001")];
    expect(isPending(desk, LIST, 1_056, 256)).toBe(false);
    expect(isPending(desk, LIST, undefined, 46)).toBe(false);
  });
});

describe("the last price that could be read", () => {
  const MINUTE = 60_000;
  const stood = (weather: "storm" | "outage", minutes: number) =>
    lastReadable(
      [
        figure(0),
        figure(1, { normalCents: 600 }),
        figure(minutes * MINUTE, { normalCents: 700 }),
        figure(99 * MINUTE, { isReadable: false }),
      ],
      { startAt: 0, weather },
    ).map(({ normalCents }) => normalCents);

  it("is the last one reported where that stood for long", () => {
    expect(stood("storm", 50)).toEqual([700]);
  });

  it("may be one before it where that was soon over, but none before one that stood", () => {
    expect(stood("storm", 70)).toEqual([700, 600]);
  });

  it("may be any where the ERP was away for hours", () => {
    expect(stood("outage", 50)).toEqual([700, 600, 500]);
  });
});
