/** A whole answer of the ERP without personal data: by field name, and by pattern in every text. Its shape stays. */
import { isGtin } from "../../rules/catalog/ean.ts";
import { maskPatterns } from "./mask.ts";

/** Fields that are a person's, or a secret, in any record. */
const PERSONAL =
  /cpf|cnpj|e-?mail|fone|celular|whats|^ddd|logradouro|endereco|enderec|bairro|complemento|^cep|nascimento|dtaNasc|inscricao|inscEst|razaoSocial|nomeRazao|nomeFantasia|nomeCliente|nomeContato|^contato|responsavel|comprador|usuario|vendedor|motorista|entregador|destinatario|recebedor|senha|password|token|secret|api_?key|authorization|placa/i;
/** Objects that are a person: there a name or a place is personal too. */
const PERSON =
  /^(?:cliente|customer|pessoa|destinatario|contato|comprador|consumidor|entrega|endereco|address|buyer|person)/i;
const OF_A_PERSON =
  /^(?:nome|name|apelido|cidade|city|uf|estado|state|pais|numero|number|rua|street|sexo|rg|obs|observacao)/i;
const BARCODE = /^(?:codAcesso|codigoAcesso|codBarra|codigoBarra|barcode|ean|gtin)/i;
/** Longer texts without a blank are pictures. */
const PICTURE_MIN = 400;

const MASKED = "***";

export function maskAnswer(value: unknown): unknown {
  return masked(value, "", false);
}

function masked(value: unknown, key: string, isPerson: boolean): unknown {
  if (Array.isArray(value)) return value.map((each) => masked(each, key, isPerson));
  if (typeof value === "object" && value !== null)
    return Object.fromEntries(
      Object.entries(value).map(([name, each]) => [name, masked(each, name, isPerson || PERSON.test(key))]),
    );
  if (value === null || value === "" || typeof value === "boolean") return value;
  if (PERSONAL.test(key) || (isPerson && OF_A_PERSON.test(key))) return typeof value === "number" ? 0 : MASKED;
  if (typeof value === "number") return isPersonalNumber(String(value), key) ? 0 : value;
  return typeof value === "string" ? maskedText(value, key) : value;
}

function maskedText(text: string, key: string): string {
  if (text.length >= PICTURE_MIN && !/\s/.test(text)) return text;
  if (/^\d+$/.test(text)) return isPersonalNumber(text, key) ? MASKED : text;
  return maskPatterns(text);
}

/** A CPF, a CNPJ or a telephone without signs. A barcode is as long, and has its check digit. */
const isPersonalNumber = (digits: string, key: string): boolean =>
  /^\d{10,14}$/.test(digits) &&
  !BARCODE.test(key) &&
  !isGtin(digits) &&
  !/^1[4-9]\d{11}$|^(?:19|20)\d{10,12}$/.test(digits);
