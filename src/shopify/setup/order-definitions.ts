/**
 * Definitions of what the connector shows on an order. Staff see the pinned ones on the order's page. Customers see a field
 * where their account page or its theme shows it: `customerAccount: READ` allows that.
 */
import type { MetafieldDefinitionInput } from "../generated/operations.ts";

const note = "Mantido por gondola; não altere.";
const TEXT = "single_line_text_field";

type Field = readonly [key: string, name: string, type: string, description: string];

const FIELDS: readonly Field[] = [
  ["seq_pedido", "seqPedido (ERP)", TEXT, "O número do pedido na integração do ERP."],
  ["nro_ped_venda", "Pedido de venda (ERP)", TEXT, "O número do pedido de venda no ERP."],
  ["status", "Andamento (ERP)", TEXT, "separacao, pronto_retirada, despachado ou entregue."],
  ["pesos_faturados", "Pesos faturados", "json", "O peso real, em kg, de cada item vendido por peso."],
  ["nfe_chave", "Nota fiscal: chave de acesso", TEXT, "Os 44 caracteres da NF-e ou NFC-e."],
  ["nfe_numero", "Nota fiscal: número", TEXT, "O número da nota."],
  ["nfe_serie", "Nota fiscal: série", TEXT, "A série da nota."],
  ["nfe_modelo", "Nota fiscal: modelo", TEXT, "55: NF-e. 65: NFC-e."],
  ["nfe_emissao", "Nota fiscal: emissão", "date_time", "Data e hora da emissão."],
  ["nfe_valor", "Nota fiscal: valor", "number_decimal", "O valor total da nota, em reais."],
  ["nfe_consulta", "Nota fiscal: consulta", "url", "A página em que a nota é consultada pela chave."],
  ["nfe_url", "Nota fiscal: documento", "url", "O endereço do documento, quando o ERP informa."],
  ["nfe_xml_url", "Nota fiscal: XML", "url", "O endereço do XML, quando o ERP informa."],
  ["nfe_situacao", "Nota fiscal: situação", TEXT, "Presente quando uma nota do pedido foi cancelada."],
  ["notas_fiscais", "Notas fiscais", "json", "Todas as notas, quando o pedido tem mais de uma."],
];
/** Shopify pins at most 20 fields of orders; the merchant's own need room. */
const PINNED = new Set(["nro_ped_venda", "nfe_chave", "nfe_numero", "nfe_consulta", "notas_fiscais"]);
/** Their numbers are for staff only. */
const FOR_STAFF = new Set(["seq_pedido", "nro_ped_venda"]);
const KEY_REGEX = "^[0-9]{6}[A-Z0-9]{12}[0-9]{26}$";

export const ORDER_DEFINITIONS: readonly MetafieldDefinitionInput[] = FIELDS.map(([key, name, type, description]) => ({
  ownerType: "ORDER",
  namespace: "erp",
  key,
  name,
  description: `${description} ${note}`,
  type,
  pin: PINNED.has(key),
  ...(key === "nfe_chave" ? { validations: [{ name: "regex", value: KEY_REGEX }] } : {}),
  ...(FOR_STAFF.has(key) ? {} : { access: { customerAccount: "READ" } }),
}));
