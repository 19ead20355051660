/** Why is it not on sale? One package: what the ERP said, what Shopify should show, what it last accepted. */
import type { SkuCase } from "../../hub/catalog/sku-case.ts";
import { causeOf } from "../../messages/causes.ts";
import { money, type Language } from "../../messages/language.ts";
import type { Instant } from "../../ports.ts";
import { mayAct } from "../../rules/access/scope.ts";
import { entryAddress, skuAddress } from "../addresses.ts";
import { sentenceOfEntry } from "../cure.ts";
import { Badge, Dot, Lead, Part, Records, State, Td, Th, type Tone } from "../parts/bits.tsx";
import { figure } from "../../messages/figures.ts";
import { milli, moment } from "../parts/format.ts";
import { Mark, Tick } from "../parts/icons.tsx";
import { FormToken, Page, ROOT } from "../parts/layout.tsx";
import { type Frame, sayIn } from "../viewer.ts";
import {
  answerOf,
  type CompanySale,
  type CompanyStop,
  conditionsOf,
  type SaleAnswer,
  sentenceOf,
  stopWord,
} from "../why-not.ts";

export interface ProductState {
  readonly frame: Frame;
  readonly now: Instant;
  readonly found: SkuCase;
  /** In Shopify's admin; null: not there. */
  readonly shopAddress: string | null;
}

export const ProductPage = (state: ProductState) => {
  const { frame, now, found, shopAddress } = state;
  const { language, role } = frame.viewer;
  const t = sayIn(language);
  const answer = answerOf(found, now);
  const { mark, say, next } = sentenceOf(answer, found, language);
  const title = found.product?.title ?? found.sku;
  return (
    <Page frame={frame} room="products" title={title}>
      <nav aria-label={t("Onde estou", "Where I am")} class="crumbs">
        <a href={`${ROOT}/produtos`}>{t("Produtos", "Products")}</a> /{" "}
        <a href={`${ROOT}/produtos?q=P${found.seqProduct}`}>P{found.seqProduct}</a> / {found.sku}
      </nav>
      <div class="head">
        <div>
          <div class="title">
            <h1>{title}</h1>
          </div>
          <p class="muted small">
            <code class="copy">{found.sku}</code>
            {found.package.ean === null ? "" : " · EAN "}
            {found.package.ean === null ? null : <code class="copy">{found.package.ean}</code>} ·{" "}
            {t("embalagem", "package")} {found.package.packageName}
            {found.categories.length === 0 ? "" : ` · ${found.categories.join(" / ")}`}
          </p>
        </div>
        <div class="row">
          {shopAddress === null ? null : (
            <a class="btn" href={shopAddress} rel="noopener noreferrer">
              {t("Abrir na Shopify", "Open in Shopify")}
            </a>
          )}
          {mayAct(role, "operator") ? (
            <form method="post" action={`${skuAddress(found.sku)}/agir`} class="row">
              <FormToken frame={frame} />
              <button class="btn" name="ato" value="enviar" type="submit">
                {t("Enviar de novo", "Send again")}
              </button>
              {found.isDeleted ? (
                <button class="btn primary" name="ato" value="recriar" type="submit">
                  {t("Recriar na Shopify", "Create again in Shopify")}
                </button>
              ) : null}
            </form>
          ) : null}
        </div>
      </div>
      <section class="part" aria-labelledby="porque">
        <h2 id="porque">{t("Por que não está à venda?", "Why is it not on sale?")}</h2>
        <div class="verdict">
          <Mark kind={mark} />
          <p class="say">{say}</p>
          {next === "" ? null : <p class="muted small">{next}</p>}
        </div>
      </section>
      <section class="panel" aria-label={t("Para vender é preciso", "A sale needs")}>
        <ul class="checks across">
          {conditionsOf(answer, found, language).map(({ kind, title: text, hint }) => (
            <li>
              <Tick
                kind={kind}
                label={kind === "ok" ? t("sim", "yes") : kind === "warn" ? t("atenção", "look") : t("não", "no")}
              />
              <span>{text}</span>
              {hint === "" ? null : <span class="hint">{hint}</span>}
            </li>
          ))}
        </ul>
      </section>
      {found.entries.length === 0 ? null : (
        <Part id="erros" title={t("Erros abertos", "Open errors")}>
          <ol class="panel alerts">
            {found.entries.map((entry) => (
              <li>
                <p>
                  <span class={`dot ${causeOf(entry, language).damage === "stops" ? "bad" : "warn"}`}>
                    <span>{sentenceOfEntry(entry, language)}</span>
                  </span>
                </p>
                <a class="btn" href={entryAddress(entry)}>
                  {t("Abrir", "Open")}
                </a>
              </li>
            ))}
          </ol>
        </Part>
      )}
      <Stores {...state} answer={answer} />
      <Prices {...state} answer={answer} />
      <Register {...state} />
    </Page>
  );
};

const TONES: Readonly<Record<CompanyStop, Tone>> = {
  none: "ok",
  "company-off": "off",
  "location-missing": "bad",
  "location-inactive": "bad",
  "price-missing": "bad",
  "off-here": "off",
  "not-on-sale": "bad",
  "no-record": "wait",
  parked: "bad",
  "stock-invalid": "bad",
  held: "wait",
  "no-stock": "off",
};

/** What a price decision shows, in cents; null: nothing. */
const desiredCents = (sale: CompanySale): number | null => {
  const decision = sale.price?.decision;
  return decision?.kind === "publish" || decision?.kind === "pendingApproval" ? decision.price.priceCents : null;
};

const Stores = ({ frame, answer }: ProductState & { readonly answer: SaleAnswer }) => {
  const { language } = frame.viewer;
  const t = sayIn(language);
  const rows = answer.companies.toSorted(
    (one, other) => Number(one.stop === "none") - Number(other.stop === "none") || one.company - other.company,
  );
  if (rows.length === 0) return null;
  return (
    <Part
      id="lojas"
      title={t("Preço e estoque por loja", "Price and stock by company")}
      aside={<span class="small muted">{t("as que não vendem primeiro", "those that do not sell first")}</span>}
    >
      <div class="panel">
        <Records
          classes="diff"
          caption={t("Preço e estoque em cada loja: ERP e Shopify", "Price and stock at each company: ERP and Shopify")}
          head={
            <>
              <Th class="p main-cell">{t("Loja", "Company")}</Th>
              <Th class="end">{t("Situação", "State")}</Th>
              <Th class="num">{t("Preço do ERP", "ERP price")}</Th>
              <Th class="num">{t("na Shopify", "in Shopify")}</Th>
              <Th class="num drop">
                {t("Estoque", "Stock")}
                <br />
                {t("− a importar − reserva", "− to import − safety")}
              </Th>
              <Th class="num">{t("= vendável", "= to sell")}</Th>
              <Th class="num">{t("na Shopify", "in Shopify")}</Th>
            </>
          }
        >
          <tbody role="rowgroup">
            {rows.map((sale) => {
              const wanted = desiredCents(sale);
              const sentCents = sale.price?.sentCents ?? null;
              const isHeld = sale.price?.decision.kind === "pendingApproval";
              const priceDiffers = wanted !== sentCents;
              const stockDiffers = sale.desiredUnits !== null && sale.desiredUnits !== sale.sentUnits;
              return (
                <tr role="row" class={priceDiffers || stockDiffers ? "differs" : undefined}>
                  <Lead>
                    {sale.company} {sale.name}
                  </Lead>
                  <Td class="end">
                    {sale.stop === "none" && isHeld ? (
                      <Badge tone="warn">{t("preço retido", "price held")}</Badge>
                    ) : sale.stop === "none" && sale.isDue ? (
                      <Badge tone="go">{t("a enviar", "to be sent")}</Badge>
                    ) : (
                      <State tone={TONES[sale.stop]}>{stopWord(sale.stop, language)}</State>
                    )}
                  </Td>
                  <Td class="num" label={t("Preço ERP", "ERP price")}>
                    {wanted === null ? "—" : money(wanted, language)}
                  </Td>
                  <Td class="num" label="Shopify">
                    {sentCents === null ? (
                      "—"
                    ) : priceDiffers ? (
                      <ins>{money(sentCents, language)}</ins>
                    ) : (
                      money(sentCents, language)
                    )}
                  </Td>
                  <Td class="num drop">
                    {sale.quantityMilli === null ? (
                      "—"
                    ) : (
                      <>
                        {milli(sale.quantityMilli, language)}{" "}
                        <span class="muted">
                          − {milli(sale.reservedMilli, language)} − {milli(sale.safetyMilli, language)}
                        </span>
                      </>
                    )}
                  </Td>
                  <Td class="num" label={t("Vendável", "To sell")}>
                    <b>
                      {sale.unlimited ? "∞" : sale.desiredUnits === null ? "—" : figure(sale.desiredUnits, language)}
                    </b>
                  </Td>
                  <Td class="num" label="Shopify">
                    {sale.sentUnits === null ? (
                      "—"
                    ) : stockDiffers ? (
                      <ins>{figure(sale.sentUnits, language)}</ins>
                    ) : (
                      figure(sale.sentUnits, language)
                    )}
                  </Td>
                </tr>
              );
            })}
          </tbody>
        </Records>
      </div>
    </Part>
  );
};

const TARGET_WORDS: Readonly<
  Record<SkuCase["targets"][number]["kind"], readonly [portuguese: string, english: string]>
> = {
  base: ["preço-base", "base price"],
  priceList: ["lista de preços", "price list"],
  metafield: ["metacampo da loja", "metafield of the company"],
};

/** Each place where the price goes, with what the ERP said and what comes next. */
const Prices = ({ frame, now, found }: ProductState & { readonly answer: SaleAnswer }) => {
  const { language } = frame.viewer;
  const t = sayIn(language);
  if (found.prices.length === 0) return null;
  return (
    <Part id="precos" title={t("Preço em cada destino", "Price at each target")}>
      <div class="panel">
        <Records
          caption={t("Preço em cada destino: ERP e Shopify", "Price at each target: ERP and Shopify")}
          head={
            <>
              <Th class="p main-cell">{t("Destino", "Target")}</Th>
              <Th>{t("Tabela do ERP", "ERP table")}</Th>
              <Th class="num">{t("Normal", "Normal")}</Th>
              <Th class="num">{t("Promoção", "Promotion")}</Th>
              <Th>{t("Vale", "Valid")}</Th>
              <Th class="num">{t("na Shopify", "in Shopify")}</Th>
            </>
          }
        >
          <tbody role="rowgroup">
            {found.prices.map(({ target, company, segment, price, sentPriceCents, sentCompareCents, due }) => {
              const kind = found.targets.find((each) => each.target === target)?.kind ?? "base";
              return (
                <tr role="row">
                  <Lead>
                    {t(...TARGET_WORDS[kind])}
                    <span class="hint">
                      <code>{target}</code>
                    </span>
                  </Lead>
                  <Td>{t(`loja ${company}, segmento ${segment}`, `company ${company}, segment ${segment}`)}</Td>
                  <Td class="num" label={t("normal", "normal")}>
                    {price === null ? "—" : money(price.normalCents, language)}
                  </Td>
                  <Td class="num" label={t("promoção", "promotion")}>
                    {price?.promoCents == null ? "—" : money(price.promoCents, language)}
                  </Td>
                  <Td>
                    {price?.promoCents == null
                      ? ""
                      : `${price.promoFrom === null ? "…" : moment(price.promoFrom, now, language)} – ${price.promoUntil === null ? "…" : moment(price.promoUntil, now, language)}`}
                  </Td>
                  <Td class="num" label="Shopify">
                    {sentPriceCents === null ? "—" : money(sentPriceCents, language)}
                    {sentCompareCents === null ? null : (
                      <span class="hint">
                        <span class="was">{money(sentCompareCents, language)}</span>
                      </span>
                    )}
                    {due ? <span class="hint">{t("a enviar", "to be sent")}</span> : null}
                  </Td>
                </tr>
              );
            })}
          </tbody>
        </Records>
      </div>
    </Part>
  );
};

const FIELDS: Readonly<Record<string, readonly [portuguese: string, english: string]>> = {
  title: ["título", "title"],
  descriptionHtml: ["descrição", "description"],
  vendor: ["marca", "vendor"],
  productType: ["tipo", "product type"],
  seoTitle: ["título de busca", "search title"],
  seoDescription: ["descrição de busca", "search description"],
};

function merchantFieldsOf({ shop }: SkuCase, language: Language): readonly string[] {
  if (shop?.merchantFields == null) return [];
  try {
    const fields: unknown = JSON.parse(shop.merchantFields);
    return Array.isArray(fields)
      ? fields.map((field) => {
          const words = FIELDS[String(field)];
          return words === undefined ? String(field) : sayIn(language)(...words);
        })
      : [];
  } catch {
    return [];
  }
}

const Register = ({ frame, found }: ProductState) => {
  const { language } = frame.viewer;
  const t = sayIn(language);
  const { product, package: packaged, brand, categories, shop, variantGid } = found;
  const kept = merchantFieldsOf(found, language);
  return (
    <div class="cols">
      <section class="panel pad" aria-labelledby="cadastro">
        <h2 id="cadastro">{t("Cadastro no ERP", "In the ERP")}</h2>
        <dl class="facts">
          <dt>{t("Nome", "Name")}</dt>
          <dd>{product?.title ?? "—"}</dd>
          <dt>{t("Marca", "Brand")}</dt>
          <dd>{brand ?? "—"}</dd>
          <dt>{t("Categoria", "Category")}</dt>
          <dd>{categories.length === 0 ? "—" : categories.join(" / ")}</dd>
          <dt>{t("Situação", "State")}</dt>
          <dd>{product?.active === 1 && packaged.active === 1 ? t("ativo", "active") : t("inativo", "inactive")}</dd>
          <dt>{t("Peso", "Weight")}</dt>
          <dd>{packaged.weightG === null ? "—" : `${figure(packaged.weightG, language)} g`}</dd>
          {product?.weighed === 1 ? (
            <>
              <dt>{t("Por peso", "By weight")}</dt>
              <dd>
                {product.multipleMilli === null
                  ? t("sem múltiplo", "no multiple")
                  : t(
                      `de ${milli(product.multipleMilli, language)} em ${milli(product.multipleMilli, language)} kg`,
                      `by ${milli(product.multipleMilli, language)} kg`,
                    )}
              </dd>
            </>
          ) : null}
        </dl>
      </section>
      <section class="panel pad" aria-labelledby="naloja">
        <h2 id="naloja">{t("Na Shopify", "In Shopify")}</h2>
        <dl class="facts">
          <dt>{t("Produto", "Product")}</dt>
          <dd>
            {shop?.productGid == null ? t("ainda não criado", "not created yet") : shop.productGid.split("/").at(-1)}
          </dd>
          <dt>{t("Variante", "Variant")}</dt>
          <dd>{variantGid === null ? "—" : variantGid.split("/").at(-1)}</dd>
          <dt>{t("Publicado", "Published")}</dt>
          <dd>{shop?.published == null ? t("não", "no") : t("sim", "yes")}</dd>
          <dt>{t("Envio", "Sending")}</dt>
          <dd>
            {shop?.due === 1 ? (
              <Badge tone="go">{t("na fila", "due")}</Badge>
            ) : (
              <Dot tone="ok">{t("em dia", "up to date")}</Dot>
            )}
          </dd>
          {kept.length === 0 ? null : (
            <>
              <dt>{t("Da lojista", "The merchant's")}</dt>
              <dd>
                {t(`${kept.join(", ")}: editado na Shopify, fica`, `${kept.join(", ")}: edited in Shopify, stays`)}
              </dd>
            </>
          )}
        </dl>
      </section>
    </div>
  );
};
