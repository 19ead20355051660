/** The questions of the set-up, each also a variable of the environment and, unless it is a secret, a flag. Pure. */
import type { Language } from "./words.ts";

export interface Question {
  /** Variable of the environment; for most also the Worker's. */
  readonly key: string;
  /** Null: a secret, which the list of processes would show. */
  readonly flag: string | null;
  readonly form: { test(answer: string): boolean };
  readonly text: Readonly<Record<Language, string>>;
}

const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d{1,3})?)?(?:Z|[+-]\d\d:\d\d)$/;
const instant = { test: (answer: string) => INSTANT.test(answer) && !Number.isNaN(Date.parse(answer)) };
const WHOLE = /^\d{1,9}$/;

export const QUESTIONS: readonly Question[] = [
  {
    key: "GONDOLA_URL",
    flag: "url",
    form: /^https:\/\/[a-z0-9-]+(?:\.[a-z0-9-]+)+\/?$/,
    text: {
      "pt-BR": "Endereço público do gondola, numa zona desta conta da Cloudflare (https://gondola.exemplo.com.br)",
      en: "Public address of gondola, in a zone of this Cloudflare account (https://gondola.example.com)",
    },
  },
  {
    key: "SHOPIFY_SHOP",
    flag: "shop",
    form: /^[a-z0-9][a-z0-9-]*\.myshopify\.com$/,
    text: { "pt-BR": "Loja (minha-loja.myshopify.com)", en: "Shop (my-shop.myshopify.com)" },
  },
  {
    key: "SHOPIFY_CLIENT_ID",
    flag: "client-id",
    form: /^\S+$/,
    text: { "pt-BR": "Client ID do app na Shopify", en: "Client id of the app at Shopify" },
  },
  {
    key: "SHOPIFY_CLIENT_SECRET",
    flag: null,
    form: /^\S{8,}$/,
    text: { "pt-BR": "Client secret do app (não aparece)", en: "Client secret of the app (not shown)" },
  },
  {
    key: "ERP_BASE_URL",
    flag: "erp-url",
    form: /^https?:\/\/\S+$/,
    text: {
      "pt-BR": "Endereço da API do Consinco, até antes de /Cadastros",
      en: "Address of Consinco's API, up to and without /Cadastros",
    },
  },
  {
    key: "ERP_USERNAME",
    flag: "erp-user",
    form: /^\S+$/,
    text: { "pt-BR": "Usuário da integração no ERP", en: "ERP user of the integration" },
  },
  {
    key: "ERP_PASSWORD",
    flag: null,
    form: /^[\s\S]+$/,
    text: { "pt-BR": "Senha desse usuário (não aparece)", en: "Password of that user (not shown)" },
  },
  {
    key: "ERP_SEQ_CANAL_VENDA",
    flag: "sales-channel",
    form: WHOLE,
    text: {
      "pt-BR": "Canal de venda dos pedidos no ERP (seqCanalVenda; nunca mude depois)",
      en: "Sales channel of the orders in the ERP (seqCanalVenda; never change it later)",
    },
  },
  {
    key: "ERP_COD_GERAL_OPER",
    flag: "operation",
    form: WHOLE,
    text: { "pt-BR": "CGO dos pedidos (codGeralOper)", en: "Commercial operation of the orders (CGO, codGeralOper)" },
  },
  {
    key: "OPS_TOKEN",
    flag: null,
    form: /^\S{16,}$/,
    text: {
      "pt-BR": "Token de operação, 16 caracteres ou mais, escolhido por você (não aparece)",
      en: "Operations token, 16 characters or more, of your own (not shown)",
    },
  },
  {
    key: "ORDERS_SINCE",
    flag: "since",
    form: instant,
    text: {
      "pt-BR": "Pedidos feitos a partir de quando vão para o ERP (2026-12-01T00:00:00-03:00)",
      en: "Orders made since when go to the ERP (2026-12-01T00:00:00-03:00)",
    },
  },
];

export const SECRETS = QUESTIONS.filter(({ flag }) => flag === null).map(({ key }) => key);

export interface Given {
  readonly answers: Readonly<Record<string, string>>;
  readonly missing: readonly Question[];
  /** Given, in a form that is not valid. */
  readonly wrong: readonly Question[];
}

/** The first source that has an answer wins. */
export function answersOf(sources: readonly Readonly<Record<string, string | undefined>>[]): Given {
  const answers: Record<string, string> = {};
  const missing: Question[] = [];
  const wrong: Question[] = [];
  for (const question of QUESTIONS) {
    const value = sources.map((source) => source[question.key]?.trim() ?? "").find((each) => each !== "") ?? "";
    if (value === "") missing.push(question);
    else if (question.form.test(value)) answers[question.key] = value;
    else wrong.push(question);
  }
  return { answers, missing, wrong };
}

/** `1=Loja Centro,2=Loja Sul`; null: another form. */
export function companiesOf(text: string): readonly { company: number; name: string }[] | null {
  if (text.trim() === "") return [];
  const parts = text.split(",").map((part) => /^\s*([1-9]\d{0,5})\s*=\s*(\S.*?)\s*$/.exec(part));
  const pairs = parts.flatMap((found) => (found ? [{ company: Number(found[1]), name: found[2] ?? "" }] : []));
  const numbers = new Set(pairs.map(({ company }) => company));
  return pairs.length === parts.length && numbers.size === pairs.length ? pairs : null;
}

/** `mercado pago:pix=17,cartao=3`; null: another form. */
export function paymentFormsOf(text: string): readonly { gateway: string; seqFormaPagto: number }[] | null {
  if (text.trim() === "") return [];
  const parts = text.split(",").map((part) => /^\s*(\S[^=]*?)\s*=\s*([1-9]\d{0,5})\s*$/.exec(part));
  const pairs = parts.flatMap((found) => (found ? [{ gateway: found[1] ?? "", seqFormaPagto: Number(found[2]) }] : []));
  const gateways = new Set(pairs.map(({ gateway }) => gateway.toLowerCase()));
  return pairs.length === parts.length && gateways.size === pairs.length ? pairs : null;
}
