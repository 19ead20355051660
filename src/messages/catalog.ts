/** Products, variants, collections and channels sent to Shopify; conflicts within the ERP's category tree and barcodes. */
import { bulkLines } from "./bulk.ts";
import type { Table } from "./language.ts";
import { nameOf } from "./record.ts";

const ptProduct = (entry: Parameters<typeof nameOf>[0], text: string) => `${nameOf(entry, "pt-BR")}: ${text}`;
const enProduct = (entry: Parameters<typeof nameOf>[0], text: string) => `${nameOf(entry, "en")}: ${text}`;
const ptLeftOut = (entry: Parameters<typeof nameOf>[0], text: string) =>
  `${nameOf(entry, "pt-BR")}: ${text} A embalagem ficou fora do produto na Shopify.`;
const enLeftOut = (entry: Parameters<typeof nameOf>[0], text: string) =>
  `${nameOf(entry, "en")}: ${text} The package was left out of the product in Shopify.`;
const numberOf = (ref = ""): string => ref.split(":")[1] ?? ref;

export const catalog: Table<"publish-catalog"> = {
  "pt-BR": {
    ...bulkLines["pt-BR"],
    "no-price": (entry) =>
      ptProduct(
        entry,
        "nenhuma embalagem ativa tem preço publicável na loja de referência, por isso o produto não foi criado na Shopify; informe o preço na tabela de preço.",
      ),
    "no-title": (entry) =>
      ptProduct(
        entry,
        "está sem nome, por isso não vai para a Shopify; preencha o Título E-Commerce ou a descrição do produto.",
      ),
    "no-sku": (entry) =>
      ptProduct(
        entry,
        "não tem nenhuma embalagem no e-commerce, por isso não vai para a Shopify; cadastre a embalagem.",
      ),
    "unit-wrong": (entry) =>
      ptProduct(entry, "a embalagem ou o múltiplo de venda é zero; corrija o cadastro da embalagem."),
    "too-many-variants": (entry) =>
      ptProduct(
        entry,
        "tem mais de 2.048 embalagens e a Shopify aceita 2.048 variantes por produto; desative as que não são vendidas on-line.",
      ),
    "product-deleted": (entry) =>
      ptProduct(
        entry,
        "o produto foi excluído na Shopify por alguém e não será recriado sem um pedido; se foi engano, peça a recriação no console.",
      ),
    "set-shrinks": (entry) =>
      ptProduct(
        entry,
        `a mudança excluiria ${entry.params.removed} de ${entry.params.live} variantes na Shopify (${entry.params.skus.join(", ")}), por isso nada foi mudado; confira as embalagens no ERP e, se for isso mesmo, exclua as variantes na Shopify.`,
      ),
    "price-missing": (entry) =>
      ptLeftOut(entry, "está sem preço na loja de referência; informe o preço na tabela de preço."),
    "price-zero": (entry) =>
      ptLeftOut(entry, "o preço é zero (ou arredonda a zero), por isso não foi publicado; corrija na tabela de preço."),
    "not-on-sale": (entry) =>
      ptLeftOut(
        entry,
        "não está à venda na loja de referência (statusVenda); enquanto isso o estoque na Shopify fica em zero.",
      ),
    "package-doubled": (entry) =>
      ptProduct(
        entry,
        "outra embalagem do mesmo produto tem o mesmo nome (ou é vendida pelo mesmo peso), e na Shopify seriam a mesma opção, por isso ficou fora; dê nomes diferentes às embalagens no ERP ou desative uma delas.",
      ),
    "variant-deleted": (entry) =>
      ptProduct(
        entry,
        `a variante do produto P${entry.seqProduct ?? 0} foi excluída na Shopify por alguém e não será recriada sem um pedido; se foi engano, peça a recriação, senão desative a embalagem no ERP.`,
      ),
    "shopify-refused": (entry) =>
      ptProduct(
        entry,
        `a Shopify recusou o produto (${entry.params.code}); corrija o cadastro ou a Shopify. É enviado de novo quando o registro mudar.`,
      ),
    "base-target-missing": () =>
      "Preço-base: nenhuma loja e segmento de referência foram definidos, por isso nenhum produto é criado na Shopify; defina o preço-base no mapeamento.",
    "definition-refused": () =>
      "Shopify: a definição do metacampo erp.seq_produto foi recusada, por isso nenhum produto é criado; confira se outro app usa o mesmo nome com outro tipo.",
    "publication-missing": ({ params }) =>
      `Shopify: o canal Loja virtual (Online Store) não foi encontrado entre ${params.titles.join(", ") || "nenhum canal"}, por isso os produtos são criados sem publicação; instale o canal.`,
    "channel-missing": ({ params }) =>
      `Canais: ${params.missing.join(", ")} não existe mais na Shopify ou não está ativo, por isso nada é publicado ali; corrija a lista de canais ou ative o canal.`,
    "collection-refused": ({ ref, params }) =>
      `Categoria ${numberOf(ref)} (${params.name}): a Shopify recusou a coleção (${params.code}); corrija o nome da categoria ou a Shopify. É enviada de novo quando o nome mudar.`,
    "collection-deleted": ({ ref, params }) =>
      `Categoria ${numberOf(ref)} (${params.name}): a coleção foi excluída na Shopify por alguém e não será recriada sem um pedido; se foi engano, peça a recriação.`,
    "variant-cap": ({ params }) =>
      `Variantes: a loja tem ${params.inShop} e faltam ${params.waiting}; a partir de ${params.from} a Shopify aceita ${params.perDay} novas por dia fora do plano Plus, por isso ${params.beyond} esperam e a carga leva mais ${params.days} dia(s). Segue sozinha; preço e estoque não esperam. Se precisar antes, peça à Shopify o aumento do limite.`,
    "unit-price-refused": () =>
      "Preço por kg: a Shopify não aceita o preço por unidade de medida nesta loja, por isso os produtos por peso vão sem ele; mostre o preço por kg no tema pelo metacampo erp.precos. Fecha sozinha quando a Shopify aceitar.",
    "variant-cap-met": () =>
      "Variantes: a Shopify recusou criar mais variantes hoje (limite diário da loja), por isso as criações param por uma hora e seguem sozinhas; o resto continua.",
  },
  en: {
    ...bulkLines.en,
    "no-price": (entry) =>
      enProduct(
        entry,
        "no active package has a price for the base company, so the product was not created in Shopify; enter a price in the price table.",
      ),
    "no-title": (entry) =>
      enProduct(
        entry,
        "it has no name, so it does not go to Shopify; fill in the e-commerce title or the description.",
      ),
    "no-sku": (entry) =>
      enProduct(entry, "it has no package for e-commerce, so it does not go to Shopify; register the package."),
    "unit-wrong": (entry) => enProduct(entry, "its package or sale multiple is zero; correct the package."),
    "too-many-variants": (entry) =>
      enProduct(
        entry,
        "it has more than 2,048 packages and Shopify takes 2,048 variants per product; switch off those that are not sold online.",
      ),
    "product-deleted": (entry) =>
      enProduct(
        entry,
        "the product was deleted in Shopify by hand and is not created again without a request; if that was a mistake, ask for it in the console.",
      ),
    "set-shrinks": (entry) =>
      enProduct(
        entry,
        `the change would delete ${entry.params.removed} of ${entry.params.live} variants in Shopify (${entry.params.skus.join(", ")}), so nothing was changed; check the packages in the ERP and, if it is right, delete the variants in Shopify.`,
      ),
    "price-missing": (entry) => enLeftOut(entry, "it has no price for the base company; enter one in the price table."),
    "price-zero": (entry) =>
      enLeftOut(
        entry,
        "its price is zero (or rounds to zero), so it was not published; correct it in the price table.",
      ),
    "not-on-sale": (entry) =>
      enLeftOut(
        entry,
        "it is not for sale at the base company (statusVenda); meanwhile its stock in Shopify stays zero.",
      ),
    "package-doubled": (entry) =>
      enProduct(
        entry,
        "another package of the product has the same name (or the same weight) and would be the same option in Shopify, so it was left out; give the packages different names in the ERP, or switch one off.",
      ),
    "variant-deleted": (entry) =>
      enProduct(
        entry,
        `the variant of product P${entry.seqProduct ?? 0} was deleted in Shopify by hand and is not created again without a request; if that was a mistake, ask for it, else switch the package off in the ERP.`,
      ),
    "shopify-refused": (entry) =>
      enProduct(
        entry,
        `Shopify refused the product (${entry.params.code}); correct the record or Shopify. It is sent again when the record changes.`,
      ),
    "base-target-missing": () =>
      "Base price: no base company and segment are set, so no product is created in Shopify; set the base price in the mapping.",
    "definition-refused": () =>
      "Shopify: the definition of the metafield erp.seq_produto was refused, so no product is created; check whether another app uses that name with another type.",
    "publication-missing": ({ params }) =>
      `Shopify: the Online Store channel was not found among ${params.titles.join(", ") || "no channels"}, so products are created unpublished; install the channel.`,
    "channel-missing": ({ params }) =>
      `Channels: ${params.missing.join(", ")} is no longer in Shopify or is not active, so nothing is published there; correct the list of channels or activate the channel.`,
    "collection-refused": ({ ref, params }) =>
      `Category ${numberOf(ref)} (${params.name}): Shopify refused the collection (${params.code}); correct the name of the category or Shopify. It is sent again when the name changes.`,
    "collection-deleted": ({ ref, params }) =>
      `Category ${numberOf(ref)} (${params.name}): the collection was deleted in Shopify by hand and is not created again without a request; if that was a mistake, ask for it.`,
    "variant-cap": ({ params }) =>
      `Variants: the shop has ${params.inShop} and ${params.waiting} are to come; from ${params.from} on Shopify takes ${params.perDay} new ones a day outside the Plus plan, so ${params.beyond} wait and the load takes ${params.days} more day(s). It goes on by itself; prices and stock do not wait. If that is too slow, ask Shopify for a higher limit.`,
    "unit-price-refused": () =>
      "Price per kg: Shopify takes no unit price in this shop, so goods by weight go without it; show the price per kg in the theme by the metafield erp.precos. It closes by itself when Shopify takes it.",
    "variant-cap-met": () =>
      "Variants: Shopify refused to create more variants today (its daily limit), so creations pause for an hour and go on by themselves; all else goes on.",
  },
};

export const barcodes: Table<"barcodes"> = {
  "pt-BR": {
    "ean-duplicate": ({ sku = "", params }) =>
      `${sku}: o EAN ${params.ean} já é do ${params.owner}; o SKU vai sem código de barras. Corrija na aba Códigos de um dos dois.`,
  },
  en: {
    "ean-duplicate": ({ sku = "", params }) =>
      `${sku}: the EAN ${params.ean} already belongs to ${params.owner}; the SKU goes without a barcode. Correct one of the two in the ERP (Códigos tab).`,
  },
};

export const categoryTree: Table<"category-tree"> = {
  "pt-BR": {
    "category-parent-missing": (entry) =>
      `${nameOf(entry, "pt-BR")} (${entry.params.name}): o pai dela, a categoria ${entry.params.parent}, não existe no ERP; aqui ela vale como raiz. Corrija o pai no cadastro.`,
    "category-circle": (entry) =>
      `${nameOf(entry, "pt-BR")} (${entry.params.name}): é ancestral de si mesma; aqui ela vale como raiz. Corrija a árvore de categorias.`,
  },
  en: {
    "category-parent-missing": (entry) =>
      `${nameOf(entry, "en")} (${entry.params.name}): its parent, category ${entry.params.parent}, is not in the ERP; here it counts as a root. Correct the parent in the ERP.`,
    "category-circle": (entry) =>
      `${nameOf(entry, "en")} (${entry.params.name}): it is an ancestor of itself; here it counts as a root. Correct the tree of categories.`,
  },
};
