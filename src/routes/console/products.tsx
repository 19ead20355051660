import { Hono } from "hono";
import { orderAddress, skuAddress } from "../../console/addresses.ts";
import { ProductPage } from "../../console/pages/product.tsx";
import { ProductsPage } from "../../console/pages/products.tsx";
import { findSkus } from "../../hub/catalog/product-search.ts";
import { readSkuCase } from "../../hub/catalog/sku-case.ts";
import { findOrders } from "../../hub/orders/search.ts";
import { parseSku } from "../../rules/catalog/sku-key.ts";
import { recreateSku } from "../../setup/catalog.ts";
import { retry } from "./desk-acts.ts";
import { type ConsoleEnv, frameOf } from "./env.ts";
import { needs } from "./guard.ts";
import { html, problem } from "./html.tsx";
import { withNotice } from "./notices.ts";

export const productsRoutes = new Hono<ConsoleEnv>()
  // One field for everything: an order has the first word, because its numbers are exact.
  .get("/busca", async (context) => {
    const { db } = context.get("deps");
    const query = (context.req.query("q") ?? "").trim().slice(0, 100);
    const [order, ...more] = query === "" ? [] : await findOrders(db, query);
    if (order) {
      const only = more.length === 0 ? orderAddress(order.orderId) : `/ops/pedidos?q=${encodeURIComponent(query)}`;
      return context.redirect(only, 303);
    }
    const isNumber = /^#?[\d.\s]{1,60}$/.test(query) && (await findSkus(db, query)).length === 0;
    return context.redirect(`/ops/${isNumber ? "pedidos" : "produtos"}?q=${encodeURIComponent(query)}`, 303);
  })
  .get("/produtos", async (context) => {
    const { db } = context.get("deps");
    const query = (context.req.query("q") ?? "").trim().slice(0, 100);
    const found = await findSkus(db, query);
    const [only] = found;
    if (found.length === 1 && only) return context.redirect(skuAddress(only.sku), 303);
    return html(<ProductsPage frame={await frameOf(context)} query={query} found={found} />);
  })
  .get("/produtos/:sku", async (context) => {
    const { db, clock, config } = context.get("deps");
    const found = await readSkuCase(db, context.req.param("sku"));
    if (found === null) return problem(context, "notFound", 404);
    const id = found.shop?.productGid?.split("/").at(-1);
    const store = config.shopify.shop.replace(/\.myshopify\.com$/, "");
    const shopAddress = id === undefined ? null : `https://admin.shopify.com/store/${store}/products/${id}`;
    return html(
      <ProductPage frame={await frameOf(context)} now={clock.now()} found={found} shopAddress={shopAddress} />,
    );
  })
  .post("/produtos/:sku/agir", needs("operator"), async (context) => {
    const deps = context.get("deps");
    const key = parseSku(context.req.param("sku"));
    if (key === null) return problem(context, "notFound", 404);
    const { seqProduct, sku } = key;
    if (context.get("form").get("ato") === "recriar") await recreateSku(deps.db, sku);
    // The audit's row is the retry's: the product becomes due, with all that it lacks.
    await retry(deps, { area: "publish-catalog", reason: "person" }, [{ seqProduct, sku }]);
    return context.redirect(withNotice(skuAddress(sku), "product"), 303);
  });
