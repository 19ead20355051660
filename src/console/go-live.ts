import type { TodayFacts } from "../hub/report/today.ts";
import type { Language } from "../messages/language.ts";
import { ROOT } from "./parts/layout.tsx";
import { sayIn } from "./viewer.ts";

/** One step on the way to the first sale. */
export interface Step {
  readonly isDone: boolean;
  readonly title: string;
  readonly hint: string;
  /** Where it is done; null: not in the console. */
  readonly href: string | null;
}

const isRead = ({ loads }: TodayFacts, name: string): boolean =>
  loads.some((load) => load.name === name && load.lastSuccessAt > 0);

/** The steps to go live, in their order. Each is read from the hub: nothing is ticked by hand. */
export function goLiveSteps(facts: TodayFacts, language: Language): readonly Step[] {
  const t = sayIn(language);
  const { selling, stopped } = facts.companies;
  const isDry = facts.dryRun.all || facts.dryRun.scopes.length > 0;
  return [
    {
      isDone: facts.webhooks !== null,
      title: t("Campos e avisos criados na Shopify", "Fields and webhooks made in Shopify"),
      hint: t("POST /api/setup, uma vez", "POST /api/setup, once"),
      href: null,
    },
    {
      isDone: isRead(facts, "products") && isRead(facts, "skus"),
      title: t("Primeira leitura do ERP", "First reading of the ERP"),
      hint: t("produtos e embalagens; começa sozinha", "products and packages; it begins by itself"),
      href: `${ROOT}/cargas`,
    },
    {
      isDone: selling > 0 && stopped === 0,
      title: t("Ligar cada loja a um local", "Map each company to a location"),
      hint: t(`${selling} de ${selling + stopped} lojas`, `${selling} of ${selling + stopped} companies`),
      href: `${ROOT}/mapeamentos`,
    },
    {
      isDone: facts.hasBasePrice,
      title: t("Escolher o preço-base", "Choose the base price"),
      hint: t("que loja e segmento valem para o preço do site", "which company and segment make the price of the site"),
      href: `${ROOT}/mapeamentos/precos`,
    },
    {
      isDone: facts.paymentForms > 0,
      title: t("Ligar as formas de pagamento", "Map the payment forms"),
      hint: t("sem elas nenhum pedido vai ao ERP", "without them no order goes to the ERP"),
      href: `${ROOT}/mapeamentos/pagamento`,
    },
    {
      isDone: !isDry,
      title: t("Conferir o ensaio e desligá-lo", "Check the dry run and switch it off"),
      hint: t("pede um administrador", "needs an administrator"),
      href: `${ROOT}/ajustes`,
    },
  ];
}
