/** `npm run openapi` writes assets/openapi.json anew; a test compares it with the routes. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { openApiDocument } from "./openapi/document.ts";

writeFileSync(join(import.meta.dirname, "../assets/openapi.json"), `${JSON.stringify(openApiDocument(), null, 1)}\n`);
