/** Loads that stand still. */
import { toErpTime } from "../rules/brazil/erp-time.ts";
import type { Language, Table } from "./language.ts";
import { recordOf } from "./record.ts";

/** In São Paulo: "24/11 08:05", and "2026-11-24 08:05" in English. */
function dayAndTime(at: number, language: Language): string {
  const text = toErpTime(at);
  const [date = "", time = ""] = text.split("T");
  const [, month = "", day = ""] = date.split("-");
  return language === "pt-BR" ? `${day}/${month} ${time.slice(0, 5)}` : `${date} ${time.slice(0, 5)}`;
}

const sourceOf = (load: string) => (load === "order-sweep" ? "Shopify" : "ERP");

export const loadWatch: Table<"loads"> = {
  "pt-BR": {
    "load-stalled": (entry) => {
      const { load, since, hasEnded, answer } = entry.params;
      const at = dayAndTime(since, "pt-BR");
      const what = hasEnded ? `não termina bem desde ${at}` : `tenta desde ${at} e ainda não terminou nenhuma vez`;
      const words = answer === null ? "" : ` Última resposta: “${answer}”.`;
      return `${recordOf(entry, "pt-BR")}: ${what}; o que a loja mostra pode estar velho.${words} Confira se o ${sourceOf(load)} responde e, se o texto não bastar, passe-o ao suporte dele.`;
    },
  },
  en: {
    "load-stalled": (entry) => {
      const { load, since, hasEnded, answer } = entry.params;
      const at = dayAndTime(since, "en");
      const what = hasEnded ? `it has not ended well since ${at}` : `it has been tried since ${at} and never ended`;
      const words = answer === null ? "" : ` The last answer: “${answer}”.`;
      return `${recordOf(entry, "en")}: ${what}; what the shop shows may be old.${words} Check that the ${sourceOf(load)} answers and, if the text is not enough, give it to its support.`;
    },
  },
};
