/** The way from a new hub to the first sale: which steps are done, and which lane needs which of them. Pure. */
import { LANES, type LaneScope } from "./lanes.ts";

/** In the order in which they are taken. */
export const GO_LIVE_STEPS = [
  "set-up",
  "loads",
  "companies",
  "base-price",
  "payment-forms",
  "orders-since",
  "report",
  "test-order",
] as const;
export type GoLiveStep = (typeof GO_LIVE_STEPS)[number];

export interface GoLiveFacts {
  /** Lanes that are held. */
  readonly held: readonly LaneScope[];
  /** Webhooks that the last set-up call left; null: there was none. */
  readonly webhooks: number | null;
  /** Loads that an installation has, and those of them that were read to their end once. */
  readonly loads: { readonly wanted: number; readonly read: number };
  /** Companies that are enabled: with a usable location, and without. */
  readonly companies: { readonly selling: number; readonly stopped: number };
  readonly hasBasePrice: boolean;
  readonly paymentForms: number;
  /** ISO 8601; null: no person has set it. The first order sets a day before itself, which is no decision. */
  readonly ordersSince: string | null;
  readonly report: {
    /** Scopes of which the dry run has a whole report. */
    readonly whole: readonly string[];
    /** When a person said that it was looked at, epoch ms; null: not yet. */
    readonly seenAt: number | null;
    readonly seenBy: string | null;
  };
  readonly testOrder: string | null;
  /** The ERP has an order of this connector. */
  readonly hasOrderInErp: boolean;
}

export interface GoLiveState {
  readonly step: GoLiveStep;
  readonly isDone: boolean;
  /** Lanes that should not be switched on before. */
  readonly lanes: readonly LaneScope[];
}

/** The lanes of which the dry run shows each record before it is sent. */
export const PREVIEWED: readonly LaneScope[] = ["catalog", "prices", "stock"];

const NEEDED_BY: Readonly<Record<GoLiveStep, readonly LaneScope[]>> = {
  "set-up": LANES,
  loads: LANES,
  companies: ["stock", "orders", "back"],
  "base-price": ["catalog", "prices", "orders", "back"],
  "payment-forms": ["orders", "back"],
  "orders-since": ["orders", "back"],
  report: PREVIEWED,
  "test-order": ["orders", "back"],
};

export const goLiveStates = (facts: GoLiveFacts): readonly GoLiveState[] =>
  GO_LIVE_STEPS.map((step) => ({ step, isDone: isDone(step, facts), lanes: NEEDED_BY[step] }));

/** The open steps that a lane needs. */
export const openFor = (lanes: readonly LaneScope[], states: readonly GoLiveState[]): readonly GoLiveStep[] =>
  states.filter((state) => !state.isDone && lanes.some((lane) => state.lanes.includes(lane))).map(({ step }) => step);

function isDone(step: GoLiveStep, facts: GoLiveFacts): boolean {
  switch (step) {
    case "set-up":
      return facts.webhooks !== null;
    case "loads":
      return facts.loads.wanted > 0 && facts.loads.read === facts.loads.wanted;
    case "companies":
      return facts.companies.selling > 0 && facts.companies.stopped === 0;
    case "base-price":
      return facts.hasBasePrice;
    case "payment-forms":
      return facts.paymentForms > 0;
    case "orders-since":
      return facts.ordersSince !== null;
    case "report": // nothing is left to look at once the lanes send
      return facts.report.seenAt !== null || PREVIEWED.every((lane) => !facts.held.includes(lane));
    case "test-order":
      return facts.hasOrderInErp;
  }
}
