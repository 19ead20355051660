/** `npm run openapi` writes assets/openapi.json anew; a test compares it with the routes. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { commandLine } from "./lib/command-line.ts";
import { openApiDocument } from "./openapi/document.ts";

commandLine("npm run openapi\n\nWrites assets/openapi.json anew from the routes; a test compares both.", {});
writeFileSync(join(import.meta.dirname, "../assets/openapi.json"), `${JSON.stringify(openApiDocument(), null, 1)}\n`);
