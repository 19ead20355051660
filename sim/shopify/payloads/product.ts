/** A product as REST's webhooks carry it. */
import { levelTotal } from "../inventory/levels.ts";
import { moneyText } from "../money.ts";
import { choiceNames, variantTitle } from "../products/variant-title.ts";
import type { Product } from "../records/products.ts";
import { dateTime } from "../schema.ts";
import { numberOfId } from "../state.ts";

export function productPayload(product: Product): Record<string, unknown> {
  return {
    admin_graphql_api_id: product.id,
    body_html: product.descriptionHtml,
    created_at: dateTime(product.createdAt),
    handle: product.handle,
    id: numberOfId(product.id),
    product_type: product.productType,
    published_at: [...product.publishedOn.values()].map(dateTime)[0] ?? null,
    template_suffix: product.templateSuffix,
    title: product.title,
    updated_at: dateTime(product.updatedAt),
    vendor: product.vendor,
    status: product.status.toLowerCase(),
    published_scope: "web",
    tags: product.tags.join(", "),
    variants: product.variants.slice(0, 100).map((variant, index) => {
      const names = choiceNames(product, variant);
      return {
        admin_graphql_api_id: variant.id,
        barcode: variant.barcode,
        compare_at_price: variant.compareAtPrice === null ? null : moneyText(variant.compareAtPrice),
        created_at: dateTime(variant.createdAt),
        id: numberOfId(variant.id),
        inventory_policy: variant.inventoryPolicy.toLowerCase(),
        position: index + 1,
        price: moneyText(variant.price),
        product_id: numberOfId(product.id),
        sku: variant.item.sku,
        taxable: variant.taxable,
        title: variantTitle(product, variant),
        updated_at: dateTime(variant.updatedAt),
        option1: names[0] ?? null,
        option2: names[1] ?? null,
        option3: names[2] ?? null,
        image_id: null,
        inventory_item_id: numberOfId(variant.item.id),
        inventory_quantity: levelTotal(variant.item),
        old_inventory_quantity: levelTotal(variant.item),
      };
    }),
    options: product.options.map((option, index) => ({
      name: option.name,
      id: numberOfId(option.id),
      product_id: numberOfId(product.id),
      position: index + 1,
      values: option.values.map(({ name }) => name),
    })),
    images: [],
    image: null,
    media: [],
    variant_gids: product.variants.map(({ id, updatedAt }) => ({
      admin_graphql_api_id: id,
      updated_at: dateTime(updatedAt),
    })),
    has_variants_that_requires_components: false,
    category: null,
  };
}
