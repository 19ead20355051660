import type { Notice } from "../../console/viewer.ts";
import { counted } from "../../messages/figures.ts";
import { sayIn } from "../../console/viewer.ts";
import type { Language } from "../../messages/language.ts";

/**
 * What a form did, in the address that it leads to: a code and numbers, never a text. So the page after it can be
 * reloaded, and an address cannot put words into the page.
 */
type Code =
  | "retried"
  | "resolved"
  | "nothing-chosen"
  | "note-missing"
  | "cared"
  | "approved"
  | "mapped"
  | "map-wrong"
  | "load"
  | "load-paused"
  | "moved"
  | "move-wrong"
  | "order"
  | "owners"
  | "webhooks-made"
  | "webhooks-refused"
  | "setup-running"
  | "order-not-now"
  | "corrected"
  | "held"
  | "unheld"
  | "hold-late"
  | "value-wrong"
  | "value-missing"
  | "shop-silent"
  | "product"
  | "dry-run"
  | "lane-on"
  | "not-ready"
  | "report-missing"
  | "token-full"
  | "cared-for"
  | "alert-sent"
  | "alert-refused"
  | "sent-again"
  | "ledger-running"
  | "window-wrong";

const noticeQuery = (code: Code, n = 0, left = 0): Record<string, string | number | null> => ({
  aviso: code,
  n: n === 0 ? null : n,
  faltam: left === 0 ? null : left,
});

/** Adds a notice to an address of ours. */
export function withNotice(path: string, code: Code, n = 0, left = 0): string {
  const [base = "", query = ""] = path.split("?");
  const parameters = new URLSearchParams(query);
  for (const [name, value] of Object.entries(noticeQuery(code, n, left)))
    if (value === null) parameters.delete(name);
    else parameters.set(name, String(value));
  return `${base}?${parameters.toString()}`;
}

const ok = (text: string): Notice => ({ kind: "ok", text });
const warn = (text: string): Notice => ({ kind: "warn", text });

/** Reads it back; null: the address has none. */
export function noticeOf(query: Readonly<Record<string, string>>, language: Language): Notice | null {
  const n = Number(query["n"] ?? "0");
  const left = Number(query["faltam"] ?? "0");
  if (!Number.isSafeInteger(n) || !Number.isSafeInteger(left)) return null;
  const t = sayIn(language);
  const records = counted(n, t("registro", "record"), t("registros", "records"), language);
  switch (query["aviso"] as Code) {
    case "retried":
      return left > 0
        ? warn(
            t(
              `${records} ${n === 1 ? "vai" : "vão"} de novo; ${left} ${left === 1 ? "não pode agora ou ficou" : "não podem agora ou ficaram"} para outra vez. Repita para os demais.`,
              `${records} go again; ${left} cannot now or are left. Repeat for the rest.`,
            ),
          )
        : ok(
            t(
              `${records} ${n === 1 ? "vai" : "vão"} de novo, em até um minuto.`,
              `${records} go again, within a minute.`,
            ),
          );
    case "resolved":
      return ok(
        t(
          `${records} ${n === 1 ? "fechado" : "fechados"} com a sua nota. Abre de novo o que continuar com a falha.`,
          `${records} closed with your note. They open again if the fault stays.`,
        ),
      );
    case "nothing-chosen":
      return warn(t("Nenhum registro foi escolhido: nada mudou.", "No record was chosen: nothing changed."));
    case "note-missing":
      return warn(t("Falta a nota: nada mudou.", "The note is missing: nothing changed."));
    case "cared":
      return ok(t("Gravado.", "Stored."));
    case "approved":
      return ok(
        t(
          `${records} ${n === 1 ? "liberado; vai" : "liberados; vão"} em até um minuto.`,
          `${records} approved; they go within a minute.`,
        ),
      );
    case "mapped":
      return ok(
        t("Mapeamento gravado; o que esperava por ele segue sozinho.", "Mapping stored; what waited for it goes on."),
      );
    case "map-wrong":
      return { kind: "bad", text: t("Não gravado: confira os campos.", "Not stored: check the fields.") };
    case "load":
      return ok(t("Pedido feito; a carga começa em segundos.", "Requested; the load begins within seconds."));
    case "load-paused":
      return warn(t("A carga está pausada: continue-a primeiro.", "The load is paused: resume it first."));
    case "moved":
      return ok(t("Movido; a carga relê desde a data escolhida.", "Moved; the load reads again from the chosen date."));
    case "move-wrong":
      return { kind: "bad", text: t("Não movido: a data não serve.", "Not moved: the date is not usable.") };
    case "order":
      return ok(
        t("Pedido feito: o pedido é visto de novo em segundos.", "Requested: the order is looked at within seconds."),
      );
    case "order-not-now":
      return warn(
        t("Agora não: o pedido está em andamento ou já encerrou.", "Not now: the order is in progress or has ended."),
      );
    case "owners":
      return ok(
        t(
          "Gravado; todos os produtos são comparados, e só o que difere é mandado.",
          "Stored; all products are compared, and only what differs is sent.",
        ),
      );
    case "webhooks-made":
      return ok(
        n === 0
          ? t("Todos já estavam lá.", "All were there already.")
          : t(
              `${counted(n, "webhook feito", "webhooks feitos", language)} de novo.`,
              `${counted(n, "webhook", "webhooks", language)} made again.`,
            ),
      );
    case "webhooks-refused":
      return {
        kind: "bad",
        text: t(
          "A Shopify recusou parte da configuração; o motivo está na lista de erros ou em POST /api/setup.",
          "Shopify refused a part of the set-up; the reason is on the list of errors, or in POST /api/setup.",
        ),
      };
    case "setup-running":
      return warn(
        t("Outra configuração está em andamento; repita depois.", "Another set-up is under way; repeat later."),
      );
    case "held":
      return ok(
        t("Segurado: não vai ao ERP até ser liberado.", "Held: it does not go to the ERP until it is released."),
      );
    case "unheld":
      return ok(t("Liberado; o pedido é lido de novo em segundos.", "Released; the order is read within seconds."));
    case "hold-late":
      return warn(
        t(
          "Nada mudou: o pedido já foi ao ERP, está sendo enviado agora ou já encerrou.",
          "Nothing changed: the order went to the ERP, is being sent just now, or has ended.",
        ),
      );
    case "corrected":
      return ok(t("Gravado; o pedido é lido de novo em segundos.", "Stored; the order is read again within seconds."));
    case "value-wrong":
      return {
        kind: "bad",
        text: t(
          "Não gravado: o valor não confere (dígitos, tamanho ou formato).",
          "Not stored: the value does not fit (digits, length or form).",
        ),
      };
    case "value-missing":
      return warn(t("Nenhum valor foi digitado: nada mudou.", "No value was typed: nothing changed."));
    case "shop-silent":
      return warn(
        t(
          "A Shopify não respondeu agora: nada mudou. Tente de novo.",
          "Shopify did not answer now: nothing changed. Try again.",
        ),
      );
    case "product":
      return ok(t("O produto vai de novo, em até um minuto.", "The product goes again, within a minute."));
    case "dry-run":
      return ok(t("Ensaio gravado; vale em segundos.", "The dry run is stored; it holds within seconds."));
    case "lane-on":
      return ok(t("No ar; vale em segundos.", "Live; it holds within seconds."));
    case "not-ready":
      return warn(
        t("Não ligado: faltam passos antes, veja a lista.", "Not switched on: steps come first, see the list."),
      );
    case "report-missing":
      return warn(
        t(
          "O relatório ainda não existe; espere a primeira passagem.",
          "There is no report yet; wait for its first pass.",
        ),
      );
    case "token-full":
      return warn(t("O nome já tem duas chaves válidas: revogue uma.", "The name has two valid tokens: revoke one."));
    case "cared-for":
      return ok(t(`Gravado em ${records}.`, `Stored for ${records}.`));
    case "alert-sent":
      return ok(t("O alerta de teste foi aceito.", "The test alert was accepted."));
    case "alert-refused":
      return {
        kind: "bad",
        text: t("O endereço dos alertas não aceitou o teste.", "The address of the alerts did not accept the test."),
      };
    case "sent-again":
      return ok(
        t(
          `${counted(n, "diferença vai", "diferenças vão", language)} de novo, em até um minuto.`,
          `${counted(n, "difference goes", "differences go", language)} again, within a minute.`,
        ),
      );
    case "ledger-running":
      return warn(
        t(
          "Outra conferência está em andamento; espere o fim dela.",
          "Another comparison is under way; wait for its end.",
        ),
      );
    case "window-wrong":
      return { kind: "bad", text: t("Não pedido: o período não serve.", "Not requested: the window is not usable.") };
    default: // no code of ours
      return null;
  }
}
