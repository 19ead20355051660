/** Which documented field a name means that no reader knows: by its words, in Portuguese or English, abbreviated or not. */
import type { RecordKind } from "./lines.ts";

/** Words of one meaning, without accents. The first is the meaning's own name. */
const MEANINGS: readonly string[] = [
  "id cod codigo code seq sequencia nro numero num number key chave",
  "product produto prod item mercadoria artigo",
  "package embalagem emb caixa pack cx",
  "quantity qtd qtde quantidade qty saldo",
  "price preco prc valor vlr",
  "promo promoc promocao promocional promotion promotional special oferta offer",
  "normal venda sale regular cheio list valid",
  "start inicio from de begin",
  "end fim to ate until termino final",
  "date data dta dt",
  "name nome descricao desc description titulo title",
  "brand marca fabricante",
  "category categoria grupo departamento",
  "parent pai superior",
  "active ativo ativa enabled habilitado",
  "status situacao sit",
  "company empresa loja store filial branch",
  "segment segmento",
  "weight peso gross bruto",
  "width largura",
  "height altura",
  "length comprimento profundidade depth",
  "barcode ean gtin barras acesso",
  "weighed pesavel weighable balanca pesado",
  "decimal fracionado decimais",
  "unlimited ilimitado infinito",
  "multiple multiplo",
  "keyword keywords palavra palavras tags",
  "short reduzida curta abreviada",
  "full completa longa long",
  "main principal capa",
  "place ordem order position posicao",
  "warehouse deposito local",
  "picture imagem image foto especificacao specification",
  "value conteudo url link",
  "counted inventario balanco",
  "sku",
  "integrates integra publica exporta",
  "allows permite pmt aceita",
];
/** Words that say nothing. */
const IDLE = new Set(
  "ind ecommerce commerce site erp web is has flag da do dos das of the disponivel available atual reference".split(
    " ",
  ),
);
/** Meanings that many fields of a record share: alone they name none of them. */
const ALONE_SAYS_NOTHING = new Set(["", "id", "name"]);
const MEANING_OF = new Map(
  MEANINGS.flatMap((row) => {
    const words = row.split(" ");
    return words.map((word) => [word, words[0] ?? word] as const);
  }),
);

/** Names that installations have, for fields whose words do not say it. */
const KNOWN: Readonly<Partial<Record<RecordKind, Readonly<Record<string, readonly string[]>>>>> = {
  brands: { seqMarca: ["erpReferenceKey", "codigo"], marca: ["descricaoMarca", "nomeMarca", "brandName"] },
  categories: {
    seqCategoria: ["erpReferenceKey", "codigo"],
    seqCategoriaPai: ["parentCategoryId", "idPai", "codigoPai"],
    categoria: ["descricaoCategoria", "nomeCategoria", "categoryName"],
  },
  products: {
    seqProduto: ["id", "codigo"],
    descReduzida: ["descricao", "nomeProduto"],
    tituloEcommerce: ["titleTag", "titulo", "nomeprodutoecomm"],
    descEcommerce: ["descricaoEcommerce", "textoSite", "descricaoHtml", "bodyHtml"],
    palavraChaveEcommerce: ["metaKeywords", "tags"],
    pesavel: ["indPesavel", "vendaPorPeso"],
    indIntegraEcommerce: ["ativo", "situacao", "publicado"],
    qtdMultiploVdaEcommerce: ["saleMultiple", "multiploVenda", "multiplo"],
  },
  skus: {
    embalagem: ["unidade", "unit", "siglaEmbalagem"],
    codAcesso: ["codigoAcessoPrincipal", "codigoBarras", "ean", "barcode", "gtin"],
    qtdEmbalagem: ["fator", "unidades", "qtdUnidades"],
    productSKUId: ["sku", "codigoSku", "skuCode"],
    ativo: ["situacao", "status"],
  },
  prices: {
    precoNormal: ["price", "preco", "precoVenda"],
    precoPromoc: ["oferta", "precoOferta", "specialPrice"],
    qtdEmbalagem: ["fator", "unidades", "qtdUnidades"],
    productSkuId: ["sku", "codigoSku", "productSKUId"],
    statusVenda: ["situacao", "status", "saleStatus"],
  },
  stock: {
    productSKUERPReferenceKey: ["sku", "codigoSku"],
    quantity: ["saldo", "quantidadeDisponivel", "estoque", "disponivel"],
    unlimitedQuantity: ["estoqueIlimitado"],
    dateOnBalanceSystem: ["dataInventario"],
    qtdEmbalagem: ["fator", "unidades"],
  },
  images: {
    productSpecificationId: ["idImagem", "codigo"],
    valor: ["imagem", "conteudo", "url"],
    nome: ["descricao"],
    productSKUId: ["sku"],
    dtaHorAlteracao: ["dataAtualizacao", "dataAlteracao", "updatedAt"],
  },
};

const plain = (name: string): string =>
  name
    .normalize("NFD")
    .replaceAll(/\p{M}/gu, "")
    .toLowerCase()
    .replaceAll(/[^a-z0-9]/g, "");

/** Its words by meaning: `DataInicioPromocao` and `dtaInicioPromoc` are the same three. */
function meaningsOf(name: string): string {
  const words = (name.split(".").at(-1) ?? name)
    .normalize("NFD")
    .replaceAll(/\p{M}/gu, "")
    .replaceAll(/([a-z0-9])([A-Z])/g, "$1 $2")
    .replaceAll(/([A-Z]+)([A-Z][a-z])/g, "$1 $2")
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== "" && !IDLE.has(word));
  return [...new Set(words.map((word) => MEANING_OF.get(word) ?? word))].toSorted().join(" ");
}

/** Of the names that no reader knows the one that means this field; undefined: none does. */
export function nameMeaning(
  kind: RecordKind,
  wires: readonly [string, ...string[]],
  names: readonly string[],
): string | undefined {
  const [field] = wires;
  const known = (KNOWN[kind]?.[field] ?? []).map(plain);
  const named = (among: readonly string[]): string | undefined =>
    known
      .map((each) => among.find((name) => plain(name.split(".").at(-1) ?? name) === each))
      .find((name) => name !== undefined);
  const meanings = new Set(wires.map(meaningsOf).filter((meaning) => !ALONE_SAYS_NOTHING.has(meaning)));
  // A field within an object is seldom the record's own: `fornecedor.codigo` is no product.
  return (
    named(names.filter((name) => !name.includes("."))) ??
    names.find((name) => meanings.has(meaningsOf(name))) ??
    named(names)
  );
}
