/** The options of an instance. All but the world have a default. */
import type { World } from "../kit/world.ts";
import type { Catalogue } from "./catalogue/types.ts";
import type { SpeechName } from "./speech/speech.ts";
import { DIALECT_DEFAULTS, type Dialect } from "./wire/dialect.ts";
import { HABITS_DEFAULTS, type Habits } from "./wire/habits.ts";

export interface Credentials {
  readonly company: string;
  readonly username: string;
  readonly password: string;
}

export interface OrderRules {
  /** The sales channel registered for the shop. */
  readonly channel: number;
  /** Documented path of the order body ("clienteDto.cpfCnpj", "itemDto") → what this installation calls it. */
  readonly bodyNames: Readonly<Record<string, string>>;
  /** What `qtdPedida` counts when a package holds several: packages, or base units as the ERP's own tables do. */
  readonly quantityCounts: "packages" | "units";
  /** True: a second POST of the same (channel, id) makes a second order instead of a 409. */
  readonly acceptDuplicates: boolean;
  /** True: PUT /PedidoVenda/{seq} and POST …/Cancelar exist. */
  readonly changes: boolean;
  /** True: an alphanumeric CNPJ is taken. */
  readonly alphanumericCnpj: boolean;
  /** True: payments must add up to items, each row rounded to the cent, and freight. */
  readonly checkPayments: boolean;
  /** True: the answer of a lookup has `vlrTotal`. */
  readonly lookupTotal: boolean;
  /** Whether the lookup's answer has the payments with their NSU. */
  readonly lookupPayments: boolean;
  /** Imports and invoices by themselves, so long after the POST and the import; null = only through the control. */
  readonly importAfterMs: number | null;
  readonly invoiceAfterMs: number | null;
  /** Chance that an import rejects the order. */
  readonly rejectChance: number;
  /** Chance, for each item of an import, of being lost without notice. */
  readonly itemLossChance: number;
  /** True: an import drops, without notice, items whose package is not for sale at that company. */
  readonly dropInactiveItems: boolean;
  /** True: a row that is given away (price 0) and an order without a payment are refused by rule (422). */
  readonly refuseFree: boolean;
  /** `GET /PedidoVenda`: there, or what the server answers at an address that it does not have. */
  readonly lookup: "there" | 404 | 405 | 501;
}

export interface EventRules {
  /** Chance that an event is listed a second time, up to an hour later. */
  readonly repeatChance: number;
  /** Chance that an event is listed before one of the same order that happened earlier. */
  readonly outOfOrderChance: number;
}

export interface ConsincoOptions {
  readonly world: World;
  readonly seed?: number;
  readonly products?: number;
  readonly skus?: number;
  readonly companies?: number;
  readonly badRecordShare?: number;
  /** A catalogue made elsewhere, in place of the generated one; it will be changed. */
  readonly catalogue?: Catalogue;
  readonly segments?: readonly number[];
  readonly division?: number;
  readonly credentials?: Credentials;
  readonly tokenMs?: number;
  /** The ERP's clock minus the world's. */
  readonly clockSkewMs?: number;
  /** Companies the user may not see: 403. */
  readonly forbiddenCompanies?: readonly number[];
  /** Prefix of image URLs. */
  readonly imageBase?: string;
  /** Share of pictures that are broken in some way, 0 to 1 (pictures.ts). */
  readonly badPictureShare?: number;
  readonly dialect?: Partial<Dialect>;
  readonly habits?: Partial<Habits>;
  /** How the whole installation speaks. All but `tnf` have their own names and envelope in place of the dialect's. */
  readonly speech?: SpeechName;
  readonly orders?: Partial<OrderRules>;
  readonly events?: Partial<EventRules>;
}

export type Settings = Required<
  Omit<ConsincoOptions, "world" | "catalogue" | "products" | "skus" | "dialect" | "habits" | "orders" | "events">
> & {
  readonly dialect: Dialect;
  readonly habits: Habits;
  readonly orders: OrderRules;
  readonly events: EventRules;
};

const ORDER_RULES: OrderRules = {
  channel: 121,
  bodyNames: {},
  quantityCounts: "packages",
  acceptDuplicates: false,
  changes: false,
  alphanumericCnpj: false,
  checkPayments: true,
  lookupTotal: false,
  lookupPayments: false,
  importAfterMs: null,
  invoiceAfterMs: null,
  rejectChance: 0,
  itemLossChance: 0,
  dropInactiveItems: false,
  refuseFree: true,
  lookup: "there",
};

/** What a speech translates from. */
const SPOKEN = { envelope: "items", names: "native", skuKey: false } as const;

export function settingsOf(options: ConsincoOptions): Settings {
  const speech = options.speech ?? "tnf";
  return {
    seed: options.seed ?? 1,
    companies: options.companies ?? 3,
    badRecordShare: options.badRecordShare ?? 0.03,
    segments: options.segments ?? [1],
    division: options.division ?? 1,
    credentials: options.credentials ?? { company: "1", username: "gondola", password: "gondola" },
    tokenMs: options.tokenMs ?? 3_600_000,
    clockSkewMs: options.clockSkewMs ?? 0,
    forbiddenCompanies: options.forbiddenCompanies ?? [],
    imageBase: options.imageBase ?? "https://imagens.loja.exemplo/produtos",
    badPictureShare: options.badPictureShare ?? options.badRecordShare ?? 0.03,
    dialect: { ...DIALECT_DEFAULTS, ...options.dialect, ...(speech === "tnf" ? {} : SPOKEN) },
    speech,
    habits: { ...HABITS_DEFAULTS, ...options.habits },
    orders: { ...ORDER_RULES, ...options.orders },
    events: { repeatChance: 0, outOfOrderChance: 0, ...options.events },
  };
}
