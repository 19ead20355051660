/** Pictures: of the ERP's records, behind addresses, in the inbox, in Shopify. */
import type { AddressFault } from "../rules/images/address.ts";
import type { PictureFault } from "../rules/images/inspect.ts";
import type { Language, Table } from "./language.ts";
import { pull } from "./loads.ts";
import { nameOf } from "./record.ts";

type Subject = Parameters<typeof nameOf>[0];
const pt = (entry: Subject, text: string) => `${nameOf(entry, "pt-BR")}: ${text}`;
const en = (entry: Subject, text: string) => `${nameOf(entry, "en")}: ${text}`;

const ADDRESS: { readonly [L in Language]: Readonly<Record<AddressFault, string>> } = {
  "pt-BR": {
    unreadable: "não é um endereço",
    "not-https": "não começa com https",
    private: "é de uma rede interna",
    "host-not-allowed": "não é de um servidor de IMAGE_HOSTS",
    credentials: "tem usuário ou senha",
    port: "usa uma porta própria",
  },
  en: {
    unreadable: "is no address",
    "not-https": "does not begin with https",
    private: "belongs to a private network",
    "host-not-allowed": "is on no host of IMAGE_HOSTS",
    credentials: "has a user or a password",
    port: "has a port of its own",
  },
};

const PICTURE: { readonly [L in Language]: Readonly<Record<PictureFault, string>> } = {
  "pt-BR": {
    empty: "está vazia",
    html: "é uma página, não uma foto",
    svg: "é um SVG, que a loja não aceita",
    "not-a-picture": "não é JPEG, PNG nem GIF",
    unsupported: "é WebP ou HEIC, formatos desligados em IMAGE_FORMATS",
    cut: "está incompleta",
    "too-large": "tem mais de 20 MB",
    "too-many-pixels": "tem mais de 20 megapixels ou mais de 4.472 pixels de lado",
  },
  en: {
    empty: "is empty",
    html: "is a page and no picture",
    svg: "is an SVG, which the shop does not take",
    "not-a-picture": "is no JPEG, PNG or GIF",
    unsupported: "is WebP or HEIC, which IMAGE_FORMATS does not allow",
    cut: "is incomplete",
    "too-large": "has more than 20 MB",
    "too-many-pixels": "has more than 20 megapixels or a side above 4,472 pixels",
  },
};

const UNKNOWN = {
  "pt-BR": "não há SKU ativo com esse nome no hub",
  en: "the hub has no active SKU of that name",
} as const;

/** Why a picture of a call was refused. */
export function faultText(fault: PictureFault | AddressFault | "sku-unknown", language: Language): string {
  if (fault === "sku-unknown") return UNKNOWN[language];
  const texts: Readonly<Record<string, string>> = { ...ADDRESS[language], ...PICTURE[language] };
  return texts[fault] ?? fault;
}

export const images: Table<"images"> = {
  "pt-BR": {
    ...pull["pt-BR"],
    "sku-invalid": (entry) => pt(entry, "foto de um SKU ilegível; confira o cadastro da embalagem."),
    "image-address": (entry) =>
      pt(entry, `o endereço ${entry.params.url} ${ADDRESS["pt-BR"][entry.params.fault]}; corrija-o no ERP.`),
    "image-unreadable": (entry) =>
      pt(entry, `"${entry.params.name}" não tem endereço nem foto; envie a foto ou desative o registro no ERP.`),
    "image-refused": (entry) =>
      pt(
        entry,
        `a foto do registro ${PICTURE["pt-BR"][entry.params.fault]}; troque-a no ERP. O produto segue sem ela.`,
      ),
  },
  en: {
    ...pull.en,
    "sku-invalid": (entry) => en(entry, "a picture of a SKU that cannot be read; check the package in the ERP."),
    "image-address": (entry) =>
      en(entry, `the address ${entry.params.url} ${ADDRESS.en[entry.params.fault]}; correct it in the ERP.`),
    "image-unreadable": (entry) =>
      en(entry, `"${entry.params.name}" has no address and no picture; add one or switch the record off in the ERP.`),
    "image-refused": (entry) =>
      en(
        entry,
        `the record's picture ${PICTURE.en[entry.params.fault]}; replace it in the ERP. The product goes on without it.`,
      ),
  },
};

export const imageFetch: Table<"image-fetch"> = {
  "pt-BR": {
    "image-address": (entry) =>
      pt(
        entry,
        `o endereço ${entry.params.url} leva a outro que ${ADDRESS["pt-BR"][entry.params.fault]}; corrija-o na origem ou em IMAGE_HOSTS.`,
      ),
    "image-refused": (entry) =>
      pt(
        entry,
        `o que está em ${entry.params.url} ${PICTURE["pt-BR"][entry.params.fault]}; troque a foto. O produto segue com a anterior, se havia.`,
      ),
    "image-missing": (entry) =>
      pt(
        entry,
        `não há foto em ${entry.params.url} (HTTP ${entry.params.status}); publique-a ou corrija o endereço. É tentada de novo, no fim uma vez por dia.`,
      ),
    "image-unreachable": (entry) =>
      pt(
        entry,
        `${entry.params.attempts} tentativas de buscar ${entry.params.url} falharam; confira o servidor de fotos. Continua tentando.`,
      ),
    placeholder: (entry) =>
      pt(
        entry,
        `a mesma foto está em ${entry.params.products} produtos sem relação (${entry.params.object}), por isso conta como "sem foto" e não vai para a loja; cadastre a foto de cada produto.`,
      ),
    "image-lost": (entry) =>
      pt(
        entry,
        `o arquivo ${entry.params.object} não está mais no bucket; é buscado de novo na origem. Se a foto veio no próprio registro, peça uma carga completa (POST /api/loads/images/0/0/full).`,
      ),
  },
  en: {
    "image-address": (entry) =>
      en(
        entry,
        `the address ${entry.params.url} leads to one that ${ADDRESS.en[entry.params.fault]}; correct it at its source or in IMAGE_HOSTS.`,
      ),
    "image-refused": (entry) =>
      en(
        entry,
        `what is at ${entry.params.url} ${PICTURE.en[entry.params.fault]}; replace the picture. The product keeps the one before, if it had one.`,
      ),
    "image-missing": (entry) =>
      en(
        entry,
        `there is no picture at ${entry.params.url} (HTTP ${entry.params.status}); publish it or correct the address. It is tried again, in the end once a day.`,
      ),
    "image-unreachable": (entry) =>
      en(
        entry,
        `${entry.params.attempts} tries to fetch ${entry.params.url} failed; check the image server. It is tried again.`,
      ),
    placeholder: (entry) =>
      en(
        entry,
        `${entry.params.products} unrelated products have the same picture (${entry.params.object}), so it counts as "no picture" and does not go to the shop; give each product its own.`,
      ),
    "image-lost": (entry) =>
      en(
        entry,
        `the object ${entry.params.object} is no longer in the bucket; it is fetched again from its source. If the picture came inside its record, request a full load (POST /api/loads/images/0/0/full).`,
      ),
  },
};

export const imageInbox: Table<"image-inbox"> = {
  "pt-BR": {
    "name-unreadable": (entry) =>
      pt(
        entry,
        "o nome não diz de que produto é; use o SKU ou o EAN, com o número da foto (P919E1.jpg, 7896006716112_2.png).",
      ),
    "product-unknown": (entry) =>
      pt(entry, "não há SKU ativo com esse nome no hub; o arquivo fica na entrada e é tentado de novo."),
    "image-refused": (entry) =>
      pt(
        entry,
        `o arquivo ${PICTURE["pt-BR"][entry.params.fault]}; foi movido para refused/. Envie outro com o mesmo nome.`,
      ),
  },
  en: {
    "name-unreadable": (entry) =>
      en(
        entry,
        "its name does not say whose it is; use the SKU or the EAN, with the picture's number (P919E1.jpg, 7896006716112_2.png).",
      ),
    "product-unknown": (entry) =>
      en(entry, "the hub has no active SKU of that name; the file stays in the inbox and is tried again."),
    "image-refused": (entry) =>
      en(
        entry,
        `the file ${PICTURE.en[entry.params.fault]}; it was moved to refused/. Send another one under the same name.`,
      ),
  },
};

export const media: Table<"publish-images"> = {
  "pt-BR": {
    "file-failed": (entry) =>
      pt(
        entry,
        `a Shopify não conseguiu processar a foto (${entry.params.code}, ${entry.params.object}); troque-a na origem. O produto segue sem ela.`,
      ),
    "storage-full": (entry) =>
      `Shopify: o espaço de arquivos da loja acabou; as nossas fotos somam ${entry.params.megabytes} MB. Apague arquivos em Conteúdo > Arquivos ou mude de plano; o envio é tentado de novo a cada 6 horas.`,
    "media-refused": (entry) =>
      pt(entry, `a Shopify recusou as fotos do produto (${entry.params.code}); confira a mídia do produto na Shopify.`),
    "specification-refused": (entry) =>
      pt(
        entry,
        `a Shopify recusou a especificação "${entry.params.name}" (${entry.params.code}); confira a definição do metafield na Shopify e o texto no ERP.`,
      ),
  },
  en: {
    "file-failed": (entry) =>
      en(
        entry,
        `Shopify could not process the picture (${entry.params.code}, ${entry.params.object}); replace it at its source. The product goes on without it.`,
      ),
    "storage-full": (entry) =>
      `Shopify: the shop's file storage is full; our pictures have ${entry.params.megabytes} MB. Delete files in Content > Files or change the plan; sending is tried again every 6 hours.`,
    "media-refused": (entry) =>
      en(entry, `Shopify refused the product's pictures (${entry.params.code}); check the product's media in Shopify.`),
    "specification-refused": (entry) =>
      en(
        entry,
        `Shopify refused the specification "${entry.params.name}" (${entry.params.code}); check the metafield's definition in Shopify and the text in the ERP.`,
      ),
  },
};
