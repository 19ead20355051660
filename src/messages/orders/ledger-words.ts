/** The orders' ledger in words. A verdict or difference without a text in either language does not compile. */
import type { Difference, Verdict } from "../../rules/orders/ledger/compare.ts";
import { figure } from "../figures.ts";
import { type Language, list, money } from "../language.ts";

type Text = readonly [portuguese: string, english: string];

const VERDICTS: Readonly<Record<Verdict, Text>> = {
  agrees: ["Iguais dos três lados", "The same on all three sides"],
  explained: ["Diferem, e uma alteração ou devolução explica", "Differ, and an alteration or refund says why"],
  "at-desk": ["Pagos e fora do ERP, já na lista de erros", "Paid and not in the ERP, already at the desk"],
  "under-way": ["A caminho", "On the way"],
  "not-compared": ["Sem resposta; a próxima noite pergunta de novo", "No answer; the next night asks again"],
  "not-expected": ["O ERP não deve ter, e não tem", "The ERP must not have them, and has not"],
  differs: ["Diferem", "Differ"],
};

const KINDS: Readonly<Record<Difference["kind"], Text>> = {
  "missing-in-erp": ["Falta no ERP", "Missing in the ERP"],
  "twice-in-erp": ["Duas vezes no ERP", "Twice in the ERP"],
  "total-differs": ["Total diferente", "Another total"],
  "items-differ": ["Itens diferentes", "Other lines"],
  "cancelled-alive": ["Cancelado na Shopify, vivo no ERP", "Cancelled in Shopify, alive in the ERP"],
  "invoice-missing": ["Nota que falta na Shopify", "Invoice missing in Shopify"],
  "not-in-hub": ["Só no ERP: o conector não conhece", "Only in the ERP: unknown to the connector"],
};

const of = ([portuguese, english]: Text, language: Language): string => (language === "pt-BR" ? portuguese : english);

export const verdictText = (verdict: Verdict, language: Language): string => of(VERDICTS[verdict], language);
export const differenceKind = (kind: Difference["kind"], language: Language): string => of(KINDS[kind], language);

/** The figures behind a difference; empty where its kind says all. */
export function differenceDetail(difference: Difference, language: Language): string {
  switch (difference.kind) {
    case "twice-in-erp":
      return list(difference.seqPedidos.map(String), language);
    case "total-differs":
      return `Shopify ${money(difference.shopCents, language)}, ERP ${money(difference.erpCents, language)}`;
    case "items-differ": {
      const milli = (value: number) => figure(Math.trunc(value / 1000), language) + fraction(value, language);
      return list(
        difference.items.map(
          ({ sku, shopMilli, erpMilli }) => `${sku}: Shopify ${milli(shopMilli)}, ERP ${milli(erpMilli)}`,
        ),
        language,
      );
    }
    case "invoice-missing":
      return difference.nroPedVenda === null ? "" : `nroPedVenda ${difference.nroPedVenda}`;
    case "missing-in-erp":
    case "cancelled-alive":
    case "not-in-hub":
      return difference.seqPedido === null ? "" : `seqPedido ${difference.seqPedido}`;
  }
}

function fraction(milli: number, language: Language): string {
  const rest = String(Math.abs(milli) % 1000)
    .padStart(3, "0")
    .replace(/0+$/, "");
  return rest === "" ? "" : `${language === "pt-BR" ? "," : "."}${rest}`;
}
