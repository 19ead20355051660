/** Why an order waits before the ERP gets it: what is missing, unclear or against a rule. */
import { milliText } from "../../rules/brazil/money.ts";
import type { EntryIn } from "../../rules/record/desk-entry.ts";
import type { HoldReason } from "../../rules/orders/holds.ts";
import { list, money, type Language, type Texts } from "../language.ts";
import { en, pt } from "./of-order.ts";

type UnclearWeight = EntryIn<"orders", "weight-unclear">["params"]["lines"][number];
const kilos = (milli: number | null, none: string): string => (milli === null ? none : `${milliText(milli)} kg`);
const weightPt = ({ sku, namedMilli, keptMilli }: UnclearWeight): string =>
  `${sku} (no item: ${kilos(namedMilli, "sem peso")}; no conector: ${kilos(keptMilli, "sem peso")})`;
const weightEn = ({ sku, namedMilli, keptMilli }: UnclearWeight): string =>
  `${sku} (on the line: ${kilos(namedMilli, "no weight")}; in the connector: ${kilos(keptMilli, "no weight")})`;

type OfMoney = "payment-refused" | "payment-unconfirmed" | "payment-overdue";

export const orderHolds: { readonly [L in Language]: Pick<Texts<"orders">, HoldReason | OfMoney> } = {
  "pt-BR": {
    "held-by-person": (entry) =>
      pt(
        entry,
        "uma pessoa o segurou e ele não vai ao ERP. Libere-o na página do pedido quando puder seguir. O estoque fica reservado; o porquê está na linha do tempo.",
      ),
    "order-unreadable": (entry) =>
      pt(
        entry,
        `o Shopify respondeu algo que não é um pedido (${list(entry.params.problems, "pt-BR")}). Abra um chamado com este texto.`,
      ),
    "order-out-of-reach": (entry) =>
      pt(
        entry,
        "o Shopify não o mostra mais: tem mais de 60 dias e o app não tem o escopo read_all_orders. Conceda o escopo; o pedido segue sozinho. Sem ele, lance-o à mão ou resolva esta pendência.",
      ),
    "sku-mismatch": (entry) =>
      pt(
        entry,
        `o SKU do item não é o da variante vendida: ${list(
          entry.params.lines.map(({ sku, variantSku }) => `${sku} (variante ${variantSku})`),
          "pt-BR",
        )}. Corrija o SKU da variante, ou troque o item no pedido, e peça nova tentativa.`,
      ),
    "weight-unclear": (entry) =>
      pt(
        entry,
        `não está claro quanto pesa uma unidade: ${list(entry.params.lines.map(weightPt), "pt-BR")}. Confira com o cliente. A nova tentativa envia o peso que está no item (sem ele, o do conector).`,
      ),
    "cpf-missing": (entry) =>
      pt(
        entry,
        "falta o CPF/CNPJ do cliente. Peça ao cliente e grave no atributo cpf do pedido (Shopify > Pedido > Informações adicionais).",
      ),
    "cpf-invalid": (entry) =>
      pt(
        entry,
        "o CPF/CNPJ informado não confere com os dígitos verificadores. Confirme com o cliente e corrija o atributo cpf do pedido.",
      ),
    "cnpj-letters": (entry) =>
      pt(
        entry,
        "o CNPJ tem letras e este ERP ainda não as aceita. Cadastre o pedido à mão ou habilite o CNPJ alfanumérico nas configurações.",
      ),
    "name-missing": (entry) =>
      pt(entry, "não há nome do cliente na cobrança, no cadastro nem na entrega. Preencha o nome no pedido."),
    "address-missing": (entry) =>
      pt(entry, "não há endereço de entrega nem de cobrança. Preencha o endereço no pedido."),
    "address-country": (entry) => pt(entry, "o endereço não é do Brasil. Corrija o endereço ou cancele o pedido."),
    "address-number-missing": (entry) =>
      pt(entry, "falta o número no endereço. Corrija o endereço no pedido (use S/N quando não houver número)."),
    "address-bairro-missing": (entry) =>
      pt(
        entry,
        "falta o bairro no endereço. Escreva o bairro na segunda linha do endereço do pedido, depois do complemento e “ - ”.",
      ),
    "address-city-missing": (entry) => pt(entry, "falta a cidade ou a UF no endereço. Corrija o endereço no pedido."),
    "cep-lookup-failed": (entry) =>
      pt(
        entry,
        "falta o bairro ou a cidade, e a consulta do CEP não respondeu. Ela é repetida; ou complete o endereço no pedido.",
      ),
    "address-cep-invalid": (entry) =>
      pt(entry, "o CEP não tem 8 dígitos (nem 7, sem o zero inicial). Corrija o endereço no pedido."),
    "location-pending": (entry) =>
      pt(
        entry,
        "o Shopify ainda não disse de que local o pedido sai. Será visto de novo sozinho; se durar, veja o roteamento de pedidos.",
      ),
    "location-unmapped": (entry) =>
      pt(
        entry,
        `o local ${entry.params.locationGid} não está ligado a nenhuma empresa do ERP. Ligue-o em /api/companies; o pedido segue sozinho.`,
      ),
    "fulfillment-on-hold": (entry) =>
      pt(
        entry,
        "o processamento está retido no Shopify (por exemplo, por suspeita de fraude). Libere-o no Shopify; o pedido segue sozinho.",
      ),
    "several-locations": (entry) =>
      pt(
        entry,
        `o pedido sai de ${entry.params.count} locais e um pedido do ERP é de uma só empresa. Mova os itens para um só local no Shopify.`,
      ),
    "gateway-unmapped": (entry) =>
      pt(
        entry,
        `forma de pagamento sem correspondência no ERP: ${list(entry.params.gateways, "pt-BR")}. Cadastre em /api/payment-forms; o pedido segue sozinho.`,
      ),
    "sku-missing": (entry) =>
      pt(
        entry,
        `item sem SKU: ${list(entry.params.titles, "pt-BR")}. Diga em PUT /api/line-products (kind custom) que produto do ERP ele é, ou troque o item no pedido.`,
      ),
    "sku-unparseable": (entry) =>
      pt(
        entry,
        `SKU fora do padrão P<produto>E<embalagem>: ${list(entry.params.skus, "pt-BR")}. Corrija o SKU da variante e edite o pedido.`,
      ),
    "sku-unknown": (entry) =>
      pt(
        entry,
        `SKU que ainda não veio do ERP: ${list(entry.params.skus, "pt-BR")}. Verifique se o produto está ativo; o pedido é visto de novo a cada hora.`,
      ),
    "gift-card-line": (entry) =>
      pt(
        entry,
        "o pedido contém um vale-presente. Diga em PUT /api/line-products (kind gift-card) que produto do ERP ele é, ou separe-o em outro pedido.",
      ),
    "free-line": (entry) =>
      pt(
        entry,
        `item de graça: ${list(entry.params.skus, "pt-BR")}. Diga em PUT /api/line-products (kind free) como o ERP o recebe: a 0,00, ou por um valor que os outros itens cobrem. Se nenhum outro item é pago, lance à mão.`,
      ),
    currency: (entry) =>
      pt(
        entry,
        `o pedido foi feito em ${entry.params.presentment} e a loja vende em ${entry.params.currency}. Só pedidos em BRL vão ao ERP.`,
      ),
    "total-mismatch": (entry) =>
      pt(
        entry,
        `os itens e o frete não fecham com o total do Shopify (diferença de ${money(entry.params.differenceCents, "pt-BR")}). Confira descontos e edições do pedido.`,
      ),
    "fees-or-tip": (entry) =>
      pt(
        entry,
        `há ${money(entry.params.cents, "pt-BR")} de taxas ou gorjeta. Diga em PUT /api/line-products (kind fee, tip) que produto do ERP são, ou lance à mão.`,
      ),
    "tax-added": (entry) =>
      pt(
        entry,
        `há ${money(entry.params.cents, "pt-BR")} de imposto somado ao preço. No Brasil o preço já inclui impostos: ligue “impostos incluídos” no Shopify.`,
      ),
    "payment-mismatch": (entry) =>
      pt(
        entry,
        `faltam ${money(entry.params.missingCents, "pt-BR")} nos pagamentos confirmados para chegar ao total. Confira as transações do pedido.`,
      ),
    "partially-paid": (entry) =>
      pt(
        entry,
        `pago só em parte; faltam ${money(entry.params.outstandingCents, "pt-BR")}. Receba o restante ou edite o pedido.`,
      ),
    "amount-refunded": (entry) =>
      pt(
        entry,
        `devolução parcial de ${money(entry.params.cents, "pt-BR")}: o valor foi devolvido sem retirar itens. Edite o pedido para o total que foi pago, lance-o à mão no ERP, ou ligue amountRefunds = discount em /api/orders/settings.`,
      ),
    "payment-refused": (entry) =>
      pt(
        entry,
        `o ERP tem o pedido (seqPedido ${entry.params.seqPedido}) e recusou os dados do cartão do pagamento ${entry.params.payment} (${entry.params.code}): ${entry.params.answer} Lance NSU e autorização no ERP à mão e resolva esta pendência.`,
      ),
    "payment-unconfirmed": (entry) =>
      pt(
        entry,
        `o ERP tem o pedido (seqPedido ${entry.params.seqPedido}), mas não se sabe se tem os dados do cartão do pagamento ${entry.params.payment}. Confira no ERP; se faltarem, lance NSU e autorização à mão e resolva esta pendência.`,
      ),
    "payment-overdue": (entry) => {
      const { waits, gateways, cents } = entry.params;
      const what = waits === "authorized" ? "o cartão está só autorizado" : "o pagamento ainda não foi confirmado";
      const by = gateways.length === 0 ? "" : ` (${list(gateways, "pt-BR")})`;
      return pt(
        entry,
        `${what}${by}, ${money(cents, "pt-BR")}. Receba ou capture no Shopify, ou cancele o pedido. Se a loja vende assim (pagamento na entrega), marque a forma em /api/payment-forms com submitWhile; o pedido segue sozinho.`,
      );
    },
    risk: (entry) =>
      pt(
        entry,
        `o Shopify recomenda ${entry.params.recommendation === "CANCEL" ? "cancelar" : "investigar"} por risco de fraude. Analise e libere com “tentar de novo”, ou cancele o pedido no Shopify.`,
      ),
    "shown-not-in-erp": (entry) =>
      pt(
        entry,
        `o pedido mostra no Shopify o seqPedido ${entry.params.seqPedido}, que o ERP não encontra. Confira no ERP; se o pedido se perdeu lá, mande tentar de novo e ele é reenviado.`,
      ),
  },
  en: {
    "held-by-person": (entry) =>
      en(
        entry,
        "a person holds it, and it does not go to the ERP. Release it on the order's page when it may go on. Its stock stays reserved; the timeline says why.",
      ),
    "order-unreadable": (entry) =>
      en(
        entry,
        `Shopify answered something that is not an order (${list(entry.params.problems, "en")}). Open an issue with this text.`,
      ),
    "order-out-of-reach": (entry) =>
      en(
        entry,
        "Shopify does not show it any more: it is older than 60 days and the app lacks the scope read_all_orders. Grant the scope; the order goes on by itself. Without it, enter the order by hand or resolve this entry.",
      ),
    "sku-mismatch": (entry) =>
      en(
        entry,
        `the SKU of an item is not that of the variant sold: ${list(
          entry.params.lines.map(({ sku, variantSku }) => `${sku} (variant ${variantSku})`),
          "en",
        )}. Correct the variant's SKU, or change the item in the order, and request a retry.`,
      ),
    "weight-unclear": (entry) =>
      en(
        entry,
        `what one unit weighs is not clear: ${list(entry.params.lines.map(weightEn), "en")}. Check with the customer. A retry sends the weight that the line names (without one, the connector's).`,
      ),
    "cpf-missing": (entry) =>
      en(
        entry,
        "the customer's CPF/CNPJ is missing. Ask the customer and enter it in the order's cpf attribute (Shopify > Order > Additional details).",
      ),
    "cpf-invalid": (entry) =>
      en(
        entry,
        "the check digits of the CPF/CNPJ are wrong. Confirm it with the customer and correct the order's cpf attribute.",
      ),
    "cnpj-letters": (entry) =>
      en(
        entry,
        "the CNPJ has letters, which this ERP does not take yet. Enter the order by hand, or enable alphanumeric CNPJs in the settings.",
      ),
    "name-missing": (entry) =>
      en(entry, "the customer has no name in billing, profile or shipping. Enter the name in the order."),
    "address-missing": (entry) => en(entry, "there is no shipping or billing address. Enter the address in the order."),
    "address-country": (entry) => en(entry, "the address is not in Brazil. Correct the address or cancel the order."),
    "address-number-missing": (entry) =>
      en(entry, "the address has no number. Correct it in the order (use S/N where there is none)."),
    "address-bairro-missing": (entry) =>
      en(
        entry,
        "the address has no bairro (neighbourhood). Write it on the order's second address line, after the complement and “ - ”.",
      ),
    "address-city-missing": (entry) => en(entry, "the address has no city or state. Correct it in the order."),
    "cep-lookup-failed": (entry) =>
      en(
        entry,
        "the bairro or the city is missing, and the CEP lookup did not answer. It is repeated; or complete the address in the order.",
      ),
    "address-cep-invalid": (entry) =>
      en(entry, "the CEP (postal code) does not have 8 digits. Correct it in the order."),
    "location-pending": (entry) =>
      en(
        entry,
        "Shopify has not yet said which location ships the order. The connector reads it again by itself; if this lasts, check the order routing.",
      ),
    "location-unmapped": (entry) =>
      en(
        entry,
        `no company of the ERP is mapped to location ${entry.params.locationGid}. Map it in /api/companies; the order then goes on by itself.`,
      ),
    "fulfillment-on-hold": (entry) =>
      en(
        entry,
        "its fulfilment is on hold in Shopify (for example, for suspected fraud). Release it in Shopify; the order goes on by itself.",
      ),
    "several-locations": (entry) =>
      en(
        entry,
        `the order ships from ${entry.params.count} locations, and an order of the ERP belongs to one company. Move its items to one location in Shopify.`,
      ),
    "gateway-unmapped": (entry) =>
      en(
        entry,
        `no payment form of the ERP is mapped to: ${list(entry.params.gateways, "en")}. Map it in /api/payment-forms; the order then goes on by itself.`,
      ),
    "sku-missing": (entry) =>
      en(
        entry,
        `an item has no SKU: ${list(entry.params.titles, "en")}. Say in PUT /api/line-products (kind custom) which product of the ERP it is, or replace the item in the order.`,
      ),
    "sku-unparseable": (entry) =>
      en(
        entry,
        `a SKU is not of the form P<product>E<package>: ${list(entry.params.skus, "en")}. Correct the variant's SKU and edit the order.`,
      ),
    "sku-unknown": (entry) =>
      en(
        entry,
        `a SKU has not come from the ERP yet: ${list(entry.params.skus, "en")}. Check that the product is active; the connector reads the order again each hour.`,
      ),
    "gift-card-line": (entry) =>
      en(
        entry,
        "the order has a gift card. Say in PUT /api/line-products (kind gift-card) which product of the ERP it is, or move it to another order.",
      ),
    "free-line": (entry) =>
      en(
        entry,
        `an item is free of charge: ${list(entry.params.skus, "en")}. Say in PUT /api/line-products (kind free) how the ERP gets it: at 0.00, or at an amount that the other items cover. If no other item is paid, enter the order by hand.`,
      ),
    currency: (entry) =>
      en(
        entry,
        `the order was placed in ${entry.params.presentment} and the shop sells in ${entry.params.currency}. Only orders in BRL go to the ERP.`,
      ),
    "total-mismatch": (entry) =>
      en(
        entry,
        `items and shipping do not add up to Shopify's total (difference of ${money(entry.params.differenceCents, "en")}). Check discounts and edits of the order.`,
      ),
    "fees-or-tip": (entry) =>
      en(
        entry,
        `it has ${money(entry.params.cents, "en")} of fees or tip. Say in PUT /api/line-products (kind fee, tip) which product of the ERP they are, or enter them by hand.`,
      ),
    "tax-added": (entry) =>
      en(
        entry,
        `${money(entry.params.cents, "en")} of tax was added to the price. In Brazil prices include taxes: switch on “include tax in prices” in Shopify.`,
      ),
    "payment-mismatch": (entry) =>
      en(
        entry,
        `the confirmed payments are ${money(entry.params.missingCents, "en")} short of the total. Check the transactions of the order.`,
      ),
    "partially-paid": (entry) =>
      en(
        entry,
        `it is paid in part only; ${money(entry.params.outstandingCents, "en")} is missing. Collect the rest or edit the order.`,
      ),
    "amount-refunded": (entry) =>
      en(
        entry,
        `partial refund of ${money(entry.params.cents, "en")}: the amount was given back without removing items. Edit the order to the total that was paid, enter it in the ERP by hand, or set amountRefunds = discount in /api/orders/settings.`,
      ),
    "payment-refused": (entry) =>
      en(
        entry,
        `the ERP has the order (seqPedido ${entry.params.seqPedido}) and refused the card data of payment ${entry.params.payment} (${entry.params.code}): ${entry.params.answer} Enter NSU and authorisation in the ERP by hand and resolve this entry.`,
      ),
    "payment-unconfirmed": (entry) =>
      en(
        entry,
        `the ERP has the order (seqPedido ${entry.params.seqPedido}), but it is unknown whether it has the card data of payment ${entry.params.payment}. Look in the ERP; if they are missing, enter NSU and authorisation by hand and resolve this entry.`,
      ),
    "payment-overdue": (entry) => {
      const { waits, gateways, cents } = entry.params;
      const what = waits === "authorized" ? "the card is only authorised" : "the payment is not confirmed yet";
      const by = gateways.length === 0 ? "" : ` (${list(gateways, "en")})`;
      return en(
        entry,
        `${what}${by}, ${money(cents, "en")}. Receive or capture it in Shopify, or cancel the order. If the shop sells this way (payment on delivery), set submitWhile on its form in /api/payment-forms; the order then goes on by itself.`,
      );
    },
    risk: (entry) =>
      en(
        entry,
        `Shopify recommends to ${entry.params.recommendation === "CANCEL" ? "cancel" : "investigate"} it for risk of fraud. Review it and release it by “try again”, or cancel the order in Shopify.`,
      ),
    "shown-not-in-erp": (entry) =>
      en(
        entry,
        `the Shopify order shows seqPedido ${entry.params.seqPedido}, which the ERP does not find. Check the ERP; if the order was lost there, try again and it is submitted again.`,
      ),
  },
};
