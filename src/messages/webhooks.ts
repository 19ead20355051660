/** Webhooks, and queue messages that cannot be processed. */
import { toErpTime } from "../rules/brazil/erp-time.ts";
import { list, type Language, type Table } from "./language.ts";

/** "25/11 09:00", in English "2026-11-25 09:00"; São Paulo's clock. */
function clockOf(since: string, language: Language): string {
  const [date = "", time = ""] = toErpTime(Date.parse(since)).split("T");
  const [, month = "", day = ""] = date.split("-");
  return `${language === "pt-BR" ? `${day}/${month}` : date} ${time.slice(0, 5)}`;
}

export const webhooks: Table<"webhooks"> = {
  "pt-BR": {
    "webhook-dropped": ({ params }) =>
      `Webhooks: sumiram da Shopify as assinaturas ${params.topics.join(", ")} para ${params.address}; o conector as refaz. A Shopify as retira depois de entregas que falham seguidas: veja por que falharam (endereço, firewall, log do Worker) e chame POST /api/setup nesse endereço, que encerra este aviso. Nenhum pedido se perde, mas até lá chegam mais tarde.`,
    "webhook-refused": ({ params }) =>
      `Webhooks: a Shopify não aceita de novo as assinaturas ${params.topics.join(", ")}; veja o motivo no detalhe e corrija. O conector tenta a cada hora.`,
    "webhook-silent": ({ params }) =>
      `Webhooks: nenhum pedido novo chegou por webhook desde ${clockOf(params.since, "pt-BR")}; a varredura achou ${params.orders}, minutos depois da compra. Veja na Shopify por que as entregas falham (endereço, firewall) e chame POST /api/setup no endereço do Worker. O aviso se encerra sozinho com o próximo webhook de pedido novo.`,
  },
  en: {
    "webhook-dropped": ({ params }) =>
      `Webhooks: the subscriptions ${params.topics.join(", ")} to ${params.address} are no longer in Shopify; the connector makes them again. Shopify removes them after failed deliveries in a row: find out why these failed (address, firewall, Worker log) and call POST /api/setup at that address, which closes this entry. No order is lost; until then orders arrive later.`,
    "webhook-refused": ({ params }) =>
      `Webhooks: Shopify does not take the subscriptions ${params.topics.join(", ")} again; see the detail for the cause and correct it. The connector tries each hour.`,
    "webhook-silent": ({ params }) =>
      `Webhooks: no new order came by a webhook since ${clockOf(params.since, "en")}; the sweep found ${params.orders}, minutes after the purchase. Look in Shopify why the deliveries fail (address, firewall) and call POST /api/setup at the Worker's address. The entry closes by itself with the next webhook of a new order.`,
  },
};

/** "25/12/2026", in English "2026-12-25"; São Paulo's day. */
function dayOf(instant: string, language: Language): string {
  const [date = ""] = toErpTime(Date.parse(instant)).split("T");
  return language === "pt-BR" ? date.split("-").toReversed().join("/") : date;
}

const ptNotification = ({ topic, eventId }: { readonly topic: string; readonly eventId: string }) =>
  `Notificação ${topic} ${eventId || "sem identificação"}`;
const enNotification = ({ topic, eventId }: { readonly topic: string; readonly eventId: string }) =>
  `Notification ${topic} ${eventId || "without an id"}`;

export const queue: Table<"queue"> = {
  "pt-BR": {
    "dead-letter": ({ ref, params: { orderId } }) =>
      orderId === null
        ? `Mensagem ${ref ?? ""}: não pôde ser tratada depois de muitas tentativas; foi descartada. Verifique o banco (D1).`
        : `Pedido ${orderId}: não pôde ser tratado depois de muitas tentativas; o conector o retoma em alguns minutos. Verifique o banco (D1).`,
    "job-unknown": ({ ref, params }) =>
      `Mensagem ${ref ?? ""}: pede a carga "${params.job}", que não existe nesta versão; foi descartada. Se a carga mudou de nome, nada há a fazer.`,
    "message-unreadable": ({ ref }) =>
      `Mensagem ${ref ?? ""}: não diz de que pedido se trata; foi descartada. A varredura encontra o pedido, se houver um.`,
    "webhook-not-json": ({ params }) =>
      `${ptNotification(params)}: o corpo não é JSON; foi descartada. A varredura encontra o pedido, se houver um.`,
    "webhook-not-an-order": ({ params }) =>
      `${ptNotification(params)}: o corpo não diz de que pedido se trata; foi descartada. A varredura encontra o pedido, se houver um.`,
    "privacy-data-request": ({ ref, params: { asked, held, orders, until } }) =>
      `LGPD, solicitação ${ref ?? ""}: um cliente pede os seus dados (${asked} pedidos). O hub tem ${held === 0 ? "nenhum deles" : `${held}: ${list(orders, "pt-BR")}`}; guarda deles número, loja, valor, situação, números do ERP e chave da nota, sem nome, documento, endereço ou contato. Junte os dados da Shopify e do ERP e responda até ${dayOf(until, "pt-BR")}.`,
    "privacy-redact-waits": ({ ref, params: { orders } }) =>
      `LGPD (${ref ?? ""}): a exclusão dos dados do cliente espera há 20 dias em ${orders} pedidos que não terminaram. Termine-os (nota, cancelamento ou decisão na mesa); o conector limpa cada um em seguida. O prazo da Shopify é de 30 dias.`,
    "privacy-shop-redact": ({ ref, params: { until } }) =>
      `LGPD, solicitação ${ref ?? ""}: a loja retirou o aplicativo e a Shopify pede que os dados dela sejam apagados até ${dayOf(until, "pt-BR")}. O ensaio está ligado em tudo, as cargas estão pausadas e o hub se esvazia sozinho, em partes. Se foi engano, instale de novo, ligue as cargas e siga a lista para ir ao ar.`,
    "privacy-unreadable": ({ params }) =>
      `${ptNotification(params)}: é um pedido da LGPD cujo corpo não se lê; nada foi feito. Veja o pedido na administração da Shopify e fale com o suporte dela.`,
  },
  en: {
    "dead-letter": ({ ref, params: { orderId } }) =>
      orderId === null
        ? `Message ${ref ?? ""}: it could not be handled after many tries; it was discarded. Check the database (D1).`
        : `Order ${orderId}: it could not be handled after many tries; the connector takes it up again in some minutes. Check the database (D1).`,
    "job-unknown": ({ ref, params }) =>
      `Message ${ref ?? ""}: it asks for the load "${params.job}", which this release does not have; it was discarded. If the load was renamed, there is nothing to do.`,
    "message-unreadable": ({ ref }) =>
      `Message ${ref ?? ""}: it does not name its order; it was discarded. The sweep finds the order, if there is one.`,
    "webhook-not-json": ({ params }) =>
      `${enNotification(params)}: its body is not JSON; it was discarded. The sweep finds the order, if there is one.`,
    "webhook-not-an-order": ({ params }) =>
      `${enNotification(params)}: its body does not name its order; it was discarded. The sweep finds the order, if there is one.`,
    "privacy-data-request": ({ ref, params: { asked, held, orders, until } }) =>
      `Privacy, request ${ref ?? ""}: a customer asks for their data (${asked} orders). The hub has ${held === 0 ? "none of them" : `${held}: ${list(orders, "en")}`}; of each it keeps number, store, amount, state, the ERP's numbers and the invoice's key, without name, document, address or contact. Add the data of Shopify and of the ERP, and answer until ${dayOf(until, "en")}.`,
    "privacy-redact-waits": ({ ref, params: { orders } }) =>
      `Privacy (${ref ?? ""}): the deletion of a customer's data has waited 20 days for ${orders} orders that have not ended. End them (invoice, cancellation or a decision at the desk); the connector then cleans each. Shopify allows 30 days.`,
    "privacy-shop-redact": ({ ref, params: { until } }) =>
      `Privacy, request ${ref ?? ""}: the shop removed the app, and Shopify asks for its data to be deleted until ${dayOf(until, "en")}. The dry run is on for everything, the loads are paused, and the hub empties itself in portions. If this was a mistake, install the app again, resume the loads and follow the go-live checklist.`,
    "privacy-unreadable": ({ params }) =>
      `${enNotification(params)}: it is a request of privacy law whose body cannot be read; nothing was done. See the request in Shopify's admin, and ask Shopify's support.`,
  },
};
