/** Alerts as a chat or an inbox shows them: what, since when, what to do. */
import type { AlertKind, Standing } from "../rules/alerts/kinds.ts";
import type { Notice } from "../rules/alerts/notices.ts";
import type { Instant } from "../ports.ts";
import { counted, figure, span } from "./figures.ts";
import type { Language } from "./language.ts";
import { loadName } from "./load-names.ts";

type Said = readonly [title: string, cure: string];
type Texts = Readonly<Record<AlertKind, (alert: Standing) => Said>>;

const PEERS: Readonly<Record<string, string>> = { erp: "ERP", shopify: "Shopify" };
const peer = (subject: string): string => PEERS[subject] ?? subject;

const pt: Texts = {
  "load-late": ({ subject, count }) => [
    `Carga atrasada: ${loadName(subject, "pt-BR")}${count > 1 ? ` em ${figure(count, "pt-BR")} lojas` : ""}`,
    "A loja continua com os últimos valores. Veja o motivo em Cargas.",
  ],
  "orders-load-late": ({ subject }) => [
    `Atrasada: ${loadName(subject, "pt-BR")}`,
    "Pedidos podem estar sem retorno. Veja o motivo em Cargas.",
  ],
  "erp-silent": () => ["O ERP não responde: os pedidos esperam", "Eles seguem sozinhos quando o ERP voltar."],
  "orders-waiting": ({ count }) => [
    counted(count, "pedido pronto ainda fora do ERP", "pedidos prontos ainda fora do ERP", "pt-BR"),
    "Veja em Pedidos o que os segura.",
  ],
  "dead-letters": ({ count }) => [
    `${counted(count, "mensagem esgotou", "mensagens esgotaram", "pt-BR")} as tentativas`,
    "Nenhum pedido se perde: a varredura os retoma. Verifique o banco (D1) e veja Erros.",
  ],
  credential: ({ subject }) => [
    `${peer(subject)}: acesso recusado`,
    subject === "erp"
      ? "Confira o usuário e a senha da integração no ERP."
      : "Confira as credenciais do app, as permissões e se a loja está aberta.",
  ],
  webhooks: () => [
    "Webhooks da Shopify não chegam",
    "Os pedidos entram pela varredura, minutos mais tarde. Veja Erros.",
  ],
  "mass-disappearance": ({ subject, count }) => [
    `Registros demais sumiram do ERP: ${loadName(subject, "pt-BR")}${count > 1 ? ` (${figure(count, "pt-BR")} cargas)` : ""}`,
    "Nada foi tirado da loja. Confira e libere, ou não, em Cargas.",
  ],
  "price-guard": ({ count }) => [
    `${counted(count, "preço cairia demais e espera", "preços cairiam demais e esperam", "pt-BR")} liberação`,
    "A loja mostra o preço anterior. Libere em Erros se estiver certo.",
  ],
  "desk-growing": ({ count }) => [
    `Mais ${figure(count, "pt-BR")} erros abertos em uma hora`,
    "Veja em Erros qual causa cresceu.",
  ],
  "items-missing": ({ count }) => [
    `${counted(count, "pedido entrou", "pedidos entraram", "pt-BR")} no ERP com itens faltando`,
    "Veja em Erros e avise a loja antes da separação.",
  ],
  ledger: ({ subject, count }) => [
    `Conferência de pedidos: ${figure(count, "pt-BR")} ${LEDGER[subject]?.[0] ?? subject}`,
    "Veja cada um em Erros, com o que fazer.",
  ],
};

const en: Texts = {
  "load-late": ({ subject, count }) => [
    `Late load: ${loadName(subject, "en")}${count > 1 ? ` at ${figure(count, "en")} companies` : ""}`,
    "The shop keeps its last values. Loads shows the reason.",
  ],
  "orders-load-late": ({ subject }) => [
    `Late: ${loadName(subject, "en")}`,
    "Orders may be without news. Loads shows the reason.",
  ],
  "erp-silent": () => ["The ERP does not answer: orders wait", "They go on by themselves once it is back."],
  "orders-waiting": ({ count }) => [
    `${counted(count, "complete order is", "complete orders are", "en")} not in the ERP yet`,
    "Orders shows what keeps them.",
  ],
  "dead-letters": ({ count }) => [
    `${counted(count, "message", "messages", "en")} ran out of tries`,
    "No order is lost: the sweep takes them up. Check the database (D1) and see Errors.",
  ],
  credential: ({ subject }) => [
    `${peer(subject)}: access refused`,
    subject === "erp"
      ? "Check the user and the password of the integration in the ERP."
      : "Check the app's credentials, its scopes, and that the shop is open.",
  ],
  webhooks: () => ["Shopify's webhooks do not arrive", "Orders come by the sweep, minutes later. See Errors."],
  "mass-disappearance": ({ subject, count }) => [
    `Too many records left the ERP: ${loadName(subject, "en")}${count > 1 ? ` (${figure(count, "en")} loads)` : ""}`,
    "Nothing was taken off the shop. Check and approve, or not, in Loads.",
  ],
  "price-guard": ({ count }) => [
    `${counted(count, "price", "prices", "en")} would fall too far and wait for approval`,
    "The shop shows the price before. Approve it in Errors if it is right.",
  ],
  "desk-growing": ({ count }) => [
    `${figure(count, "en")} more open errors within an hour`,
    "Errors shows which cause has grown.",
  ],
  "items-missing": ({ count }) => [
    `${counted(count, "order is", "orders are", "en")} in the ERP without some items`,
    "See Errors, and inform the store before it picks.",
  ],
  ledger: ({ subject, count }) => [
    `Ledger of orders: ${figure(count, "en")} ${LEDGER[subject]?.[1] ?? subject}`,
    "Errors has each of them, with what to do.",
  ],
};

const LEDGER: Readonly<Record<string, readonly [portuguese: string, english: string]>> = {
  "missing-in-erp": ["faltam no ERP", "missing in the ERP"],
  "twice-in-erp": ["duas vezes no ERP", "twice in the ERP"],
  "cancelled-alive": ["cancelados na Shopify e vivos no ERP", "cancelled in Shopify and alive in the ERP"],
  "not-in-hub": ["que o conector não conhece", "unknown to the connector"],
};

/** What each kind is called where it is chosen. A kind without a name in either language does not compile. */
export const ALERT_NAMES: Readonly<Record<Language, Readonly<Record<AlertKind, string>>>> = {
  "pt-BR": {
    "load-late": "carga atrasada",
    "orders-load-late": "retorno de pedidos atrasado",
    "erp-silent": "ERP sem resposta",
    "orders-waiting": "pedidos prontos fora do ERP",
    "dead-letters": "mensagens que esgotaram as tentativas",
    credential: "credencial recusada",
    webhooks: "webhooks que não chegam",
    "mass-disappearance": "sumiço em massa retido",
    "price-guard": "preços retidos",
    "desk-growing": "erros crescendo",
    "items-missing": "itens que faltam no ERP",
    ledger: "conferência de pedidos",
  },
  en: {
    "load-late": "late load",
    "orders-load-late": "late answers to orders",
    "erp-silent": "silent ERP",
    "orders-waiting": "complete orders not in the ERP",
    "dead-letters": "messages that ran out of tries",
    credential: "refused credential",
    webhooks: "webhooks that do not arrive",
    "mass-disappearance": "mass disappearance held",
    "price-guard": "held prices",
    "desk-growing": "growing errors",
    "items-missing": "items missing in the ERP",
    ledger: "ledger of orders",
  },
};

/** Title and cure of an alert. */
export function alertText(alert: Standing, language: Language): { readonly title: string; readonly cure: string } {
  const [title, cure] = (language === "pt-BR" ? pt : en)[alert.kind](alert);
  return { title, cure };
}

/** One line for a chat: "Resolvido: O ERP não responde (durou 12 min)". */
export function noticeText(notice: Notice, now: Instant, language: Language): string {
  const { title, cure } = alertText(notice, language);
  const lasted = span(now - notice.since, language);
  const isPt = language === "pt-BR";
  switch (notice.state) {
    case "open":
      return `${title}. ${isPt ? `Há ${lasted}.` : `For ${lasted}.`} ${cure}`;
    case "still":
      return `${isPt ? "Continua" : "Still"}: ${title}. ${isPt ? `Há ${lasted}.` : `For ${lasted}.`} ${cure}`;
    case "recovered":
      return `${isPt ? "Resolvido" : "Recovered"}: ${title} (${isPt ? "durou" : "it lasted"} ${lasted}).`;
  }
}

/** What the message of a test says. */
export const testText = (language: Language): string =>
  language === "pt-BR"
    ? "Teste: os avisos do conector chegam aqui. Nada a fazer."
    : "Test: the connector's alerts arrive here. Nothing to do.";
