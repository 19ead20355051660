/** Webhooks, and queue messages that cannot be processed. */
import { toErpTime } from "../rules/brazil/erp-time.ts";
import type { Language, Table } from "./language.ts";

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
  },
};
