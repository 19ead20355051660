/** Webhooks, and queue messages that cannot be processed. */
import type { Table } from "./language.ts";

export const webhooks: Table<"webhooks"> = {
  "pt-BR": {
    "webhook-dropped": ({ params }) =>
      `Webhooks: sumiram da Shopify as assinaturas ${params.topics.join(", ")} para ${params.address}; o conector as refaz. A Shopify as retira depois de entregas que falham seguidas: veja por que falharam (endereço, firewall, log do Worker) e chame POST /api/setup nesse endereço, que encerra este aviso. Nenhum pedido se perde, mas até lá chegam mais tarde.`,
    "webhook-refused": ({ params }) =>
      `Webhooks: a Shopify não aceita de novo as assinaturas ${params.topics.join(", ")}; veja o motivo no detalhe e corrija. O conector tenta a cada hora.`,
  },
  en: {
    "webhook-dropped": ({ params }) =>
      `Webhooks: the subscriptions ${params.topics.join(", ")} to ${params.address} are no longer in Shopify; the connector makes them again. Shopify removes them after failed deliveries in a row: find out why these failed (address, firewall, Worker log) and call POST /api/setup at that address, which closes this entry. No order is lost; until then orders arrive later.`,
    "webhook-refused": ({ params }) =>
      `Webhooks: Shopify does not take the subscriptions ${params.topics.join(", ")} again; see the detail for the cause and correct it. The connector tries each hour.`,
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
