/**
 * Each reason of the desk as a cause: what it damages, who can cure it, and its name in a list. The sentence of a single
 * entry, with its record and what to do, is in the tables beside this file.
 */
import type { Area, Reason } from "../rules/record/desk-entry.ts";
import type { Language } from "./language.ts";

/**
 * - `stops`: a sale or an order stands still. `last`: the last good value stays. `warns`: it goes on, with a remark.
 */
export const DAMAGES = ["stops", "last", "warns"] as const;
export type Damage = (typeof DAMAGES)[number];

/** `data`: master data of the ERP. `sales`: prices and promotions. `service`: talks to the customer. */
export const CURERS = ["operator", "data", "sales", "service", "it"] as const;
export type Curer = (typeof CURERS)[number];

type Row = readonly [damage: Damage, curer: Curer, portuguese: string, english: string];

const pull = {
  "pages-endless": ["last", "it", "A API do ERP não termina a lista", "The ERP's API never ends its list"],
  "page-repeated": ["last", "it", "A API do ERP repete a página", "The ERP's API repeats a page"],
  "erp-refused": ["last", "it", "O ERP recusou a consulta", "The ERP refused the query"],
  "erp-not-there": ["last", "it", "O endereço não existe no ERP", "The address is not there in the ERP"],
  "erp-unauthorized": ["last", "it", "O ERP recusou o usuário", "The ERP refused the user"],
  "erp-login-address": ["last", "it", "Endereço de login errado", "The login's address is wrong"],
  "delisting-blocked": [
    "last",
    "operator",
    "Registros demais sumiram do ERP de uma vez",
    "Too many records left the ERP at once",
  ],
  "record-malformed": ["last", "it", "Registro ilegível do ERP", "The ERP's record cannot be read"],
  "fields-missing": ["warns", "it", "Campos que o ERP não envia", "Fields that the ERP does not send"],
  "field-undeclared": ["stops", "it", "Falta declarar um campo do ERP", "A field of the ERP is undeclared"],
  "text-garbled": ["last", "it", "Nome com letras perdidas", "A name with lost letters"],
  "rows-alike": ["last", "it", "Registros que não se distinguem", "Records that cannot be distinguished"],
  "rows-foreign": ["warns", "it", "Registros de outra loja, pulados", "Records of other companies, skipped"],
  "record-too-large": ["last", "data", "Registro grande demais", "Record too large"],
} as const satisfies Readonly<Record<string, Row>>;

const bulkLine = {
  "bulk-line-failed": ["last", "it", "A Shopify recusou a linha de um lote", "Shopify refused a line of a bulk job"],
  "bulk-dead-letter": ["stops", "it", "Recusado vezes demais pela Shopify", "Shopify refused it too often"],
} as const satisfies Readonly<Record<string, Row>>;

const refused: Row = ["stops", "it", "A Shopify recusou", "Shopify refused it"];
const skuInvalid: Row = ["stops", "data", "Produto e embalagem não formam um SKU", "Product and package make no SKU"];

const address: Row = ["last", "data", "Endereço de foto não permitido", "Address of a picture not allowed"];
const notForShop: Row = ["last", "data", "Foto que a loja não aceita", "Picture that the shop does not take"];

/** A reason without a row does not compile. */
const CAUSES: { readonly [A in Area]: { readonly [R in Reason<A>]: Row } } = {
  publish: {
    unauthorized: ["stops", "it", "A Shopify recusou o acesso", "Shopify refused access"],
    "shop-closed": ["stops", "it", "A loja na Shopify está fechada", "The shop is closed"],
    "access-denied": ["stops", "it", "Falta permissão ao app na Shopify", "The app lacks a permission"],
  },
  "publish-catalog": {
    ...bulkLine,
    "no-price": ["stops", "data", "Produto sem preço em nenhuma embalagem", "No package of the product has a price"],
    "no-title": ["stops", "data", "Produto sem nome", "Product without a name"],
    "no-sku": ["stops", "data", "Produto sem embalagem no e-commerce", "Product without a package"],
    "unit-wrong": ["stops", "data", "Embalagem ou múltiplo zerado", "Package or multiple is zero"],
    "too-many-variants": ["stops", "data", "Embalagens demais no produto", "Too many packages in a product"],
    "product-deleted": ["stops", "operator", "Produto excluído na Shopify por alguém", "Product deleted in Shopify"],
    "set-shrinks": ["stops", "data", "Embalagens demais sairiam do produto", "Too many packages would leave a product"],
    "price-missing": ["stops", "data", "Embalagem sem preço na loja de referência", "Package without a base price"],
    "price-zero": ["stops", "data", "Embalagem com preço zero", "Package with a price of zero"],
    "not-on-sale": ["stops", "data", "Fora de venda na loja de referência", "Not for sale at the base company"],
    "package-doubled": ["stops", "data", "Duas embalagens com o mesmo nome", "Two packages with one name"],
    "variant-deleted": ["stops", "operator", "Variante excluída na Shopify por alguém", "Variant deleted in Shopify"],
    "shopify-refused": ["stops", "it", "A Shopify recusou o produto", "Shopify refused the product"],
    "base-target-missing": ["stops", "operator", "Preço-base não definido", "No base price is chosen"],
    "definition-refused": ["stops", "it", "Metacampo recusado pela Shopify", "Shopify refused the metafield"],
    "publication-missing": ["stops", "it", "Loja virtual não instalada", "The online store is not installed"],
    "channel-missing": ["stops", "operator", "Canal de venda não existe mais", "A sales channel is gone"],
    "collection-refused": ["last", "data", "A Shopify recusou a coleção", "Shopify refused the collection"],
    "collection-deleted": [
      "last",
      "operator",
      "Coleção excluída na Shopify por alguém",
      "Collection deleted in Shopify",
    ],
    "variant-cap": ["stops", "it", "Limite diário de variantes da Shopify", "Shopify's daily limit of variants"],
    "unit-price-refused": ["warns", "it", "A loja não mostra o preço por kg", "The shop shows no price per kg"],
    "variant-cap-met": ["last", "it", "Variantes recusadas por hoje", "Variants refused for today"],
  },
  "publish-prices": {
    ...bulkLine,
    "price-missing": ["last", "data", "Sem preço nesta loja", "No price at this company"],
    "price-zero": ["last", "data", "Preço zero", "Price of zero"],
    "not-on-sale": ["stops", "data", "Fora de venda nesta loja", "Not for sale at this company"],
    "price-drop": ["last", "sales", "O preço cairia demais", "The price would fall too far"],
    "shopify-refused": ["last", "it", "A Shopify recusou o preço", "Shopify refused the price"],
    "price-list-not-found": ["last", "operator", "Lista de preços não existe mais", "The price list is gone"],
    "price-list-currency-mismatch": [
      "last",
      "operator",
      "Lista de preços fora do real",
      "The price list is not in reais",
    ],
    "definition-refused": ["last", "it", "Metacampo de preços recusado", "The metafield of prices was refused"],
  },
  "publish-stock": {
    "sku-unknown": ["stops", "data", "Estoque de embalagem desconhecida", "Stock of an unknown package"],
    "unit-wrong": ["stops", "data", "Embalagem ou múltiplo zerado", "Package or multiple is zero"],
    "quantity-too-large": ["last", "data", "Quantidade grande demais", "The quantity is too large"],
    "unlimited-mixed": [
      "last",
      "data",
      "Estoque ilimitado numa loja e limitado em outra",
      "Stock unlimited at one company only",
    ],
    "unlimited-elsewhere": [
      "warns",
      "data",
      "Fora de venda aqui, sem controle em outra",
      "Not for sale here, uncounted elsewhere",
    ],
    stale: ["last", "it", "Outro app muda o estoque ao mesmo tempo", "Another app changes the stock"],
    "item-refused": ["stops", "it", "A Shopify nega o item de estoque", "Shopify denies the inventory item"],
    "not-stocked": ["stops", "it", "O item não entra no local da loja", "The item does not enter the location"],
    "shopify-refused": ["last", "it", "A Shopify recusou o estoque", "Shopify refused the stock"],
    "location-missing": ["stops", "operator", "Loja sem local na Shopify", "Company without a location"],
    "company-disabled": ["warns", "operator", "Loja desativada no mapeamento", "Company switched off"],
    "location-inactive": [
      "stops",
      "operator",
      "O local da loja na Shopify está desativado",
      "The company's location is inactive",
    ],
    "cut-again": [
      "stops",
      "operator",
      "Cortado de novo e de novo: fora de venda até a contagem",
      "Cut again and again: not for sale until its count",
    ],
    "location-left": [
      "warns",
      "operator",
      "Estoque ainda à venda num local antigo",
      "Stock still on sale at a former location",
    ],
  },
  "publish-bulk": {
    "bulk-upload-failed": ["last", "it", "O lote não foi enviado", "A bulk job was not uploaded"],
    "bulk-start-failed": ["last", "it", "O lote não começou", "A bulk job did not start"],
    "bulk-download-failed": ["last", "it", "O resultado do lote não foi lido", "A bulk job's result was not read"],
    "bulk-failed": ["last", "it", "O lote terminou sem completar", "A bulk job ended incomplete"],
  },
  orders: {
    "held-by-person": ["stops", "operator", "Segurado por uma pessoa", "Held by a person"],
    "order-unreadable": ["stops", "it", "Pedido ilegível", "The order cannot be read"],
    "order-out-of-reach": ["stops", "it", "Pedido com mais de 60 dias", "Order of more than 60 days"],
    "sku-mismatch": ["stops", "operator", "O SKU é de outra variante", "The SKU is another variant's"],
    "cpf-missing": ["stops", "service", "Falta o CPF/CNPJ do cliente", "The customer's CPF/CNPJ is missing"],
    "cpf-invalid": ["stops", "service", "CPF/CNPJ inválido", "Invalid CPF/CNPJ"],
    "cnpj-letters": ["stops", "operator", "CNPJ com letras", "CNPJ with letters"],
    "name-missing": ["stops", "service", "Falta o nome do cliente", "The customer's name is missing"],
    "address-missing": ["stops", "service", "Falta o endereço", "The address is missing"],
    "address-country": ["stops", "service", "Endereço fora do Brasil", "Address outside Brazil"],
    "address-number-missing": ["stops", "service", "Falta o número no endereço", "The address has no number"],
    "address-bairro-missing": ["stops", "service", "Falta o bairro no endereço", "The address has no bairro"],
    "address-city-missing": ["stops", "service", "Falta a cidade ou a UF", "The city or state is missing"],
    "address-cep-invalid": ["stops", "service", "CEP inválido", "Invalid CEP"],
    "cep-lookup-failed": ["stops", "service", "A consulta do CEP não respondeu", "The CEP lookup did not answer"],
    "location-pending": ["stops", "operator", "Sem local de saída ainda", "No location yet"],
    "location-unmapped": ["stops", "operator", "Local da Shopify sem loja do ERP", "Location without a company"],
    "fulfillment-on-hold": ["stops", "operator", "Retido na Shopify", "On hold in Shopify"],
    "several-locations": ["stops", "operator", "Sai de mais de um local", "Leaves from several locations"],
    "gateway-unmapped": [
      "stops",
      "operator",
      "Forma de pagamento sem correspondência no ERP",
      "Payment without a form in the ERP",
    ],
    "sku-missing": ["stops", "service", "Item sem SKU", "Line without a SKU"],
    "sku-unparseable": ["stops", "operator", "SKU fora do padrão", "The SKU has another form"],
    "sku-unknown": ["stops", "data", "SKU que não veio do ERP", "SKU unknown in the ERP"],
    "weight-unclear": ["stops", "operator", "Peso vendido incerto", "The weight that was sold is unclear"],
    "free-line": ["stops", "operator", "Item de graça", "Line free of charge"],
    "gift-card-line": ["stops", "service", "Pedido com vale-presente", "Order with a gift card"],
    currency: ["stops", "it", "Pedido em outra moeda", "Order in another currency"],
    "total-mismatch": ["stops", "operator", "Itens e total não fecham", "Lines and total differ"],
    "fees-or-tip": ["stops", "service", "Taxa ou gorjeta no pedido", "Fee or tip in the order"],
    "tax-added": ["stops", "it", "Imposto somado ao preço", "Tax added to the price"],
    "payment-mismatch": ["stops", "service", "Pagamento menor que o total", "Paid less than the total"],
    "partially-paid": ["stops", "service", "Pago em parte", "Partially paid"],
    "amount-refunded": ["stops", "service", "Valor devolvido sem itens", "Money refunded without lines"],
    risk: ["stops", "operator", "Suspeita de fraude", "Suspected fraud"],
    "shown-not-in-erp": ["stops", "operator", "Mostra um número que o ERP não tem", "Shows a number the ERP lacks"],
    "internal-error": ["stops", "it", "Defeito deste conector", "A defect of this connector"],
    "payment-refused": ["stops", "operator", "O ERP recusou o pagamento", "The ERP refused the payment"],
    "payment-unconfirmed": ["stops", "operator", "Pagamento sem confirmação do ERP", "Payment unconfirmed by the ERP"],
    "payment-overdue": ["stops", "service", "Pagamento esperado há dias", "Payment awaited for days"],
    "erp-unclear": ["stops", "it", "O ERP não respondeu com clareza", "The ERP's answer is unclear"],
    "erp-unconfirmed": ["stops", "operator", "Envio sem confirmação do ERP", "Submission unconfirmed by the ERP"],
    "lookup-unproven": ["stops", "it", "Consulta de pedidos do ERP sem prova", "The ERP's lookup is unproven"],
    "submitted-again": ["warns", "operator", "Enviado mais de uma vez", "Submitted more than once"],
    "erp-order-doubled": ["stops", "operator", "Dois pedidos no ERP", "Two orders in the ERP"],
    "seq-pedido-taken": [
      "stops",
      "operator",
      "Número do ERP já é de outro pedido",
      "The ERP's number is another order's",
    ],
    "erp-refused": ["stops", "operator", "Recusado pelo ERP", "Refused by the ERP"],
    "erp-rejected": ["stops", "operator", "Rejeitado na importação do ERP", "Rejected at the ERP's import"],
    "import-slow": ["warns", "it", "O ERP demora a importar", "The ERP's import is slow"],
    "import-unseen": ["warns", "it", "Importação sem notícia do ERP", "No news of the import"],
    "not-there": ["stops", "operator", "O pedido sumiu do ERP", "The order left the ERP"],
    "items-missing": ["stops", "operator", "Faltam itens no ERP", "Lines are missing in the ERP"],
    "metafield-refused": ["warns", "it", "Números não gravados na Shopify", "Numbers not stored in Shopify"],
    "deleted-in-shop": [
      "stops",
      "operator",
      "Excluído na Shopify depois de enviado",
      "Deleted in Shopify after submission",
    ],
    "cancelled-after-submission": ["stops", "operator", "Cancelado depois de enviado", "Cancelled after submission"],
    "cancelled-after-billing": ["stops", "operator", "Cancelado depois de faturado", "Cancelled after the invoice"],
    "billed-after-cancelling": ["stops", "operator", "Faturado depois de cancelado", "Billed after its cancellation"],
    "erp-change-refused": ["stops", "operator", "O ERP recusou a mudança", "The ERP refused the change"],
    "erp-change-unconfirmed": ["warns", "operator", "Mudança sem resposta do ERP", "A change without the ERP's answer"],
    "capture-stopped": ["stops", "operator", "Cartão autorizado não capturado", "An authorised card is not captured"],
    "mark-paid-stopped": ["warns", "operator", "Pagamento na entrega em aberto", "Payment on delivery stays open"],
    "refund-pending": [
      "warns",
      "operator",
      "Reembolso sem resposta do meio de pagamento",
      "A refund waits for its gateway",
    ],
    "edited-after-submission": ["stops", "operator", "Editado depois de enviado", "Edited after submission"],
  },
  "order-flow": {
    "needs-reauth": ["stops", "it", "O ERP recusou o usuário", "The ERP refused the user"],
    "shop-closed": ["stops", "it", "A loja na Shopify está fechada", "The shop is closed"],
    silent: ["stops", "it", "O ERP não responde", "The ERP does not answer"],
    "lookup-missing": ["stops", "it", "A consulta de pedidos do ERP falta", "The ERP's order lookup is missing"],
    "data-unapproved": ["stops", "it", "A Shopify retém dados do pedido", "Shopify withholds order data"],
    "access-denied": ["stops", "it", "Falta permissão ao app na Shopify", "The app lacks a permission"],
    "query-refused": ["stops", "it", "A Shopify recusa a leitura de pedidos", "Shopify refuses to read orders"],
  },
  app: {
    "scopes-missing": ["stops", "it", "Faltam permissões ao app na Shopify", "The app lacks scopes"],
    "version-drift": ["warns", "it", "A Shopify responde em outra versão", "Shopify answers in another version"],
  },
  events: {
    "event-unreadable": ["stops", "it", "Evento ilegível do ERP", "The ERP's event cannot be read"],
    "event-type-unknown": ["warns", "it", "Evento de tipo desconhecido", "Event of an unknown type"],
    "order-unknown": ["warns", "operator", "Evento de pedido desconhecido", "Event of an unknown order"],
    "order-not-in-erp": ["warns", "operator", "Evento de pedido não enviado", "Event of an order not submitted"],
    "invoice-missing": ["stops", "operator", "Faturado sem chave da nota", "Invoiced without a key"],
    "invoice-key-invalid": ["stops", "operator", "Chave da nota inválida", "The invoice's key is invalid"],
    "invoice-model-differs": ["warns", "operator", "Modelo da nota difere", "The invoice's model differs"],
    "invoice-date-invalid": ["warns", "operator", "Data da nota inválida", "The invoice's date is invalid"],
    "invoice-waits": ["stops", "operator", "Nota espera um evento anterior", "The invoice waits for an earlier event"],
    "order-altered": ["stops", "operator", "Alterado no ERP", "Altered in the ERP"],
    "invoice-total-differs": ["stops", "operator", "Valor da nota difere", "The invoice's value differs"],
    "fulfillment-stopped": ["warns", "operator", "Faturado e não processado", "Invoiced and not fulfilled"],
    "order-cancelled": ["stops", "operator", "Cancelado no ERP", "Cancelled in the ERP"],
    "alteration-above-paid": [
      "stops",
      "service",
      "O ERP fatura mais do que foi pago",
      "The ERP bills more than was paid",
    ],
    "alteration-not-editable": [
      "stops",
      "service",
      "A Shopify não deixa editar o pedido",
      "The order cannot be edited",
    ],
    "alteration-odd-item": [
      "stops",
      "operator",
      "Alteração que o pedido não mostra",
      "An alteration no order can show",
    ],
    "alteration-sku-unknown": [
      "stops",
      "operator",
      "O ERP faturou um item desconhecido",
      "The ERP billed an unknown item",
    ],
    "alteration-refund-failed": ["stops", "service", "Reembolso não aceito", "A refund was not accepted"],
    "alteration-refused": ["stops", "operator", "A Shopify recusou a edição", "Shopify refused the edit"],
  },
  queue: {
    "dead-letter": ["stops", "it", "Mensagem esgotou as tentativas", "A message ran out of tries"],
    "job-unknown": ["warns", "it", "Mensagem de carga desconhecida", "Message of an unknown load"],
    "message-unreadable": ["warns", "it", "Mensagem ilegível", "Unreadable message"],
    "webhook-not-json": ["warns", "it", "Notificação ilegível da Shopify", "Unreadable notification"],
    "webhook-not-an-order": ["warns", "it", "Notificação sem pedido", "Notification without an order"],
    "privacy-data-request": ["warns", "service", "Cliente pede seus dados (LGPD)", "A customer asks for their data"],
    "privacy-redact-waits": ["warns", "operator", "Exclusão de dados que espera", "A deletion of data that waits"],
    "privacy-shop-redact": ["stops", "operator", "A loja retirou o aplicativo", "The shop removed the app"],
    "privacy-unreadable": ["warns", "it", "Pedido da LGPD ilegível", "Unreadable request of privacy law"],
  },
  webhooks: {
    "webhook-dropped": ["last", "it", "Assinaturas sumiram da Shopify", "Subscriptions left Shopify"],
    "webhook-silent": ["last", "it", "Nenhum webhook de pedido chega", "No webhook of an order arrives"],
    "webhook-refused": ["last", "it", "Assinaturas recusadas pela Shopify", "Subscriptions refused by Shopify"],
  },
  alerts: {
    "alerts-unsent": ["warns", "it", "Avisos que não saem", "Alerts that do not leave"],
  },
  drift: {
    "drift-found": ["warns", "operator", "A Shopify difere do que foi enviado", "Shopify differs from what was sent"],
  },
  barcodes: { "ean-duplicate": ["warns", "data", "EAN já usado por outro SKU", "EAN used by another SKU"] },
  "category-tree": {
    "category-parent-missing": ["last", "data", "Categoria sem o pai", "Category without its parent"],
    "category-circle": ["last", "data", "Categorias em círculo", "Categories in a circle"],
  },
  loads: { "load-stalled": ["last", "it", "Carga parada", "A load is stalled"] },
  products: {
    ...pull,
    "name-blank": ["stops", "data", "Produto sem nome", "Product without a name"],
    "title-cut": ["warns", "data", "Nome cortado", "Name cut"],
    "sale-limit-invalid": ["warns", "data", "Limite por venda ilegível", "Limit per sale unreadable"],
    "similars-invalid": ["warns", "data", "Lista de similares ilegível", "List of similar products unreadable"],
    "description-too-long": ["last", "data", "Descrição longa demais", "Description too long"],
    "multiple-invalid": ["last", "data", "Múltiplo de venda inválido", "Invalid sale multiple"],
    "multiple-missing": ["stops", "data", "Por peso, sem múltiplo de venda", "By weight, without a sale multiple"],
  },
  brands: { ...pull, "brand-blank": ["last", "data", "Marca sem nome", "Brand without a name"] },
  categories: {
    ...pull,
    "category-blank": ["last", "data", "Categoria sem nome", "Category without a name"],
    "category-own-parent": ["last", "data", "Categoria pai de si mesma", "Category its own parent"],
  },
  skus: {
    ...pull,
    "sku-invalid": skuInvalid,
    "ean-invalid": ["warns", "data", "EAN inválido", "Invalid EAN"],
    "measure-invalid": ["warns", "data", "Medida ou peso inválido", "Invalid measure or weight"],
  },
  prices: {
    ...pull,
    "sku-invalid": skuInvalid,
    "status-unknown": ["last", "it", "Status de venda desconhecido", "Unknown sale status"],
    "price-zero": ["last", "data", "Preço normal zero", "Normal price of zero"],
    "price-negative": ["last", "data", "Preço normal negativo", "Negative normal price"],
    "price-missing": ["last", "data", "Sem preço normal", "No normal price"],
    "price-invalid": ["last", "data", "Preço normal inválido", "Invalid normal price"],
    "promo-invalid": ["last", "sales", "Preço promocional inválido", "Invalid promotional price"],
    "promo-not-lower": ["last", "sales", "Promoção não é menor que o normal", "Promotion not below the normal price"],
    "promo-dates": ["last", "sales", "Datas da promoção inválidas", "Invalid dates of a promotion"],
    "offer-invalid": [
      "last",
      "data",
      "Preço de clube ou por quantidade ilegível",
      "Club price or price by quantity unreadable",
    ],
  },
  stock: {
    ...pull,
    "sku-invalid": skuInvalid,
    "quantity-missing": ["last", "data", "Estoque sem quantidade", "Stock without a quantity"],
    "quantity-invalid": ["last", "data", "Quantidade inválida", "Invalid quantity"],
  },
  images: {
    ...pull,
    "sku-invalid": skuInvalid,
    "image-address": address,
    "image-unreadable": ["last", "data", "Registro de foto sem foto", "Record of a picture without one"],
    "image-refused": notForShop,
  },
  "image-fetch": {
    "image-address": address,
    "image-refused": notForShop,
    "image-missing": ["last", "data", "Não há foto no endereço", "No picture at the address"],
    "image-unreachable": ["last", "it", "O servidor de fotos não responde", "The image server does not answer"],
    placeholder: ["warns", "data", "A mesma foto em produtos demais", "One picture for too many products"],
    "image-lost": ["last", "it", "Foto sumiu do bucket", "Picture lost from the bucket"],
  },
  "image-inbox": {
    "name-unreadable": ["warns", "data", "Arquivo de foto sem SKU no nome", "File of a picture without a SKU"],
    "product-unknown": ["warns", "data", "Foto de um SKU que não está no hub", "Picture of an unknown SKU"],
    "image-refused": notForShop,
  },
  "publish-images": {
    "file-failed": ["last", "data", "A Shopify não processou a foto", "Shopify could not process the picture"],
    "storage-full": ["stops", "operator", "Espaço de arquivos da loja acabou", "The shop's file storage is full"],
    "media-refused": ["last", "it", "A Shopify recusou as fotos", "Shopify refused the pictures"],
    "specification-refused": ["last", "it", "A Shopify recusou a especificação", "Shopify refused a specification"],
  },
  "order-events": {
    "pages-endless": pull["pages-endless"],
    "page-repeated": pull["page-repeated"],
    "erp-refused": ["stops", "it", "O ERP recusou a consulta de eventos", "The ERP refused the query of events"],
    "erp-not-there": ["stops", "it", "O ERP não tem o endereço de eventos", "The ERP has no address of events"],
    "needs-reauth": ["stops", "it", "O ERP recusou o usuário", "The ERP refused the user"],
  },
  "order-sweep": {
    "pages-endless": ["last", "it", "A varredura não termina", "The sweep never ends"],
    "needs-reauth": ["stops", "it", "A Shopify recusou as credenciais", "Shopify refused the credentials"],
    "shop-closed": ["stops", "it", "A loja na Shopify está fechada", "The shop is closed"],
    "shopify-refused": refused,
  },
  "order-ledger": {
    "missing-in-erp": ["stops", "operator", "Pedido falta no ERP", "Order missing in the ERP"],
    "twice-in-erp": ["stops", "operator", "Pedido duas vezes no ERP", "Order twice in the ERP"],
    "total-differs": ["warns", "operator", "Totais diferem entre Shopify e ERP", "Totals differ between the two sides"],
    "items-differ": ["warns", "operator", "Itens diferem entre Shopify e ERP", "Lines differ between the two sides"],
    "cancelled-alive": [
      "stops",
      "operator",
      "Cancelado na Shopify, vivo no ERP",
      "Cancelled in Shopify, alive in the ERP",
    ],
    "invoice-missing": [
      "warns",
      "operator",
      "Faturado no ERP, sem nota na Shopify",
      "Invoiced in the ERP, not shown in Shopify",
    ],
    "not-in-hub": ["stops", "operator", "Pedido que o conector não conhece", "Order unknown to the connector"],
    "erp-silent": ["warns", "it", "A conferência ficou sem resposta do ERP", "The ERP did not answer the comparison"],
  },
};

export interface Cause {
  readonly damage: Damage;
  readonly curer: Curer;
  readonly title: string;
}

/** A reason that this release does not know warns, by its code. */
export function causeOf(
  { area, reason }: { readonly area: string; readonly reason: string },
  language: Language,
): Cause {
  const tables: Readonly<Record<string, Readonly<Record<string, Row>>>> = CAUSES;
  const rows = Object.hasOwn(tables, area) ? tables[area] : undefined;
  const row = rows && Object.hasOwn(rows, reason) ? rows[reason] : undefined;
  if (row === undefined) return { damage: "warns", curer: "it", title: reason };
  const [damage, curer, portuguese, english] = row;
  return { damage, curer, title: language === "pt-BR" ? portuguese : english };
}

const CURER_WORDS: { readonly [L in Language]: Readonly<Record<Curer, string>> } = {
  "pt-BR": { operator: "Operação", data: "Cadastro", sales: "Comercial", service: "Atendimento", it: "TI" },
  en: { operator: "Operations", data: "Master data", sales: "Pricing", service: "Customer care", it: "IT" },
};
export const curerText = (curer: Curer, language: Language): string => CURER_WORDS[language][curer];

/** The flows that operators think in, by their areas. */
export const FLOWS = ["orders", "catalog", "prices", "stock", "connections"] as const;
export type Flow = (typeof FLOWS)[number];

const AREAS: Readonly<Record<Flow, readonly Area[]>> = {
  orders: ["orders", "order-flow", "events", "queue", "order-events", "order-sweep", "order-ledger"],
  catalog: [
    "publish-catalog",
    "publish-bulk",
    "barcodes",
    "category-tree",
    "products",
    "brands",
    "categories",
    "skus",
    "images",
    "image-fetch",
    "image-inbox",
    "publish-images",
  ],
  prices: ["publish-prices", "prices"],
  stock: ["publish-stock", "stock"],
  connections: ["loads", "publish", "app", "webhooks", "alerts", "drift"],
};
export const areasOf = (flow: Flow): readonly string[] => AREAS[flow];
export const flowOf = (area: string): Flow => FLOWS.find((flow) => areasOf(flow).includes(area)) ?? "connections";

const FLOW_WORDS: { readonly [L in Language]: Readonly<Record<Flow, string>> } = {
  "pt-BR": { orders: "Pedidos", catalog: "Catálogo", prices: "Preços", stock: "Estoque", connections: "Conexões" },
  en: { orders: "Orders", catalog: "Catalogue", prices: "Prices", stock: "Stock", connections: "Connections" },
};
export const flowText = (flow: Flow, language: Language): string => FLOW_WORDS[language][flow];
