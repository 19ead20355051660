import type { CodegenConfig } from "@graphql-codegen/cli";
import { readSchemaFile } from "./scripts/schema-source.ts";
import { writeFileSync, mkdirSync } from "node:fs";

// graphql-codegen reads introspection from a file; ours is gzipped, so it is laid out once beside it.
const plain = ".cache/shopify/codegen-schema.json";
mkdirSync(".cache/shopify", { recursive: true });
writeFileSync(plain, JSON.stringify({ data: readSchemaFile().data }));

const config: CodegenConfig = {
  schema: plain,
  documents: "src/shopify/**/*.graphql",
  generates: {
    "src/shopify/generated/operations.ts": {
      plugins: ["typescript-operations", "typed-document-node"],
      config: {
        documentMode: "string",
        onlyOperationTypes: true,
        enumsAsTypes: true,
        useTypeImports: true,
        skipTypename: true,
        strictScalars: true,
        dedupeFragments: true,
        avoidOptionals: { field: true, object: true },
        scalars: {
          ID: "string",
          Money: "string",
          Decimal: "string",
          DateTime: "string",
          Date: "string",
          URL: "string",
          HTML: "string",
          FormattedString: "string",
          JSON: "unknown",
          UnsignedInt64: "string",
          ARN: "string",
          Color: "string",
          StorefrontID: "string",
          UtcOffset: "string",
          BigInt: "string",
        },
      },
    },
  },
};
export default config;
