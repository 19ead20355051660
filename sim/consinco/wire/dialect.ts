/** How an installation spells its fields. The default is erp-wire's first column. */
export interface Dialect {
  readonly envelope: "items" | "Items" | "array";
  /** native = camelCase Portuguese; pascal = the same, PascalCase; alias = the other vocabulary of the docs. */
  readonly names: "native" | "pascal" | "alias";
  /** `productSKUId` ("P919E12") in place of seqProduto and qtdEmbalagem. */
  readonly skuKey: boolean;
  /** Every record also has undocumented fields. */
  readonly unknownFields: boolean;
  /** Pages end early, some are empty, though more follow (`hasNext` stays right; a bare array then misleads its reader). */
  readonly shortPages: boolean;
  /**
   * What a list is ordered by; the ERP's documents do not define it. By `change` a record that changes while the list is read moves to its
   * end, and those behind it move one place forward: past the page's edge, onto a page that was read already.
   */
  readonly orderedBy: "key" | "change";
  readonly pageSizeMax: number;
  readonly pageSizeDefault: number;
}

export const DIALECT_DEFAULTS: Dialect = {
  envelope: "items",
  names: "native",
  skuKey: false,
  unknownFields: false,
  shortPages: false,
  orderedBy: "key",
  pageSizeMax: 1000,
  pageSizeDefault: 20,
};

export type Item = Record<string, unknown>;
export type Names = Readonly<Record<string, string>>;

/** A collection's other names, for `names: "alias"`. */
export const ALIASES = {
  marca: { seqMarca: "brandId", marca: "name" },
  categoria: { seqCategoria: "id", seqCategoriaPai: "parentId", categoria: "name" },
  produto: {
    seqProduto: "erpReferenceKey",
    seqMarca: "brandId",
    seqCategoria: "categoryId",
    indIntegraEcommerce: "isActive",
    descEcommerce: "bodyHtml",
    descReduzida: "name",
  },
  produtosku: {},
  tabelapreco: {},
  tabelaprecoitem: { precoNormal: "precoValidNormal", precoPromoc: "precoValidPromoc" },
  produtoestoque: { productSKUERPReferenceKey: "productSKUId" },
  produtoskuespecificacao: {},
} as const satisfies Record<string, Names>;

export type CollectionName = keyof typeof ALIASES;

/** Respells one record. Collections with a (seqProduto, qtdEmbalagem) pair can carry it as one key. */
export function spell(item: Item, collection: CollectionName, dialect: Dialect): Item {
  const { names, skuKey, unknownFields } = dialect;
  if (names === "native" && !skuKey && !unknownFields) return item;
  const aliases: Names = names === "alias" ? ALIASES[collection] : {};
  const spelled: Item = {};
  const pair = skuKey && typeof item["qtdEmbalagem"] === "number";
  if (pair) spelled[cased("productSKUId", names)] = `P${String(item["seqProduto"])}E${String(item["qtdEmbalagem"])}`;
  for (const [name, value] of Object.entries(item)) {
    if (pair && (name === "seqProduto" || name === "qtdEmbalagem")) continue;
    const alias = aliases[name];
    spelled[cased(alias ?? name, names)] = alias === "isActive" ? value === "S" : value;
  }
  if (unknownFields) {
    spelled["_expandables"] = null;
    spelled["usuAlteracao"] = "CONSINCO";
    spelled["extra"] = { versao: 3 };
  }
  return spelled;
}

const cased = (name: string, names: Dialect["names"]) =>
  names === "pascal" ? name.charAt(0).toUpperCase() + name.slice(1) : name;

export function envelope(items: readonly Item[], hasNext: boolean, dialect: Dialect): unknown {
  switch (dialect.envelope) {
    case "items":
      return { items, hasNext };
    case "Items":
      return { Items: items, HasNext: hasNext };
    case "array":
      return items;
  }
}
