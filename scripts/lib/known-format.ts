/**
 * Preloaded (`--import`) where Node itself runs the product. Node reads a package's package.json anew for each file of
 * it, to know the file's format; drizzle-orm has a hundred files and one of 180 KB. Its files are modules, all of them.
 */
import { registerHooks } from "node:module";

const FILE_OF_DRIZZLE = /\/node_modules\/drizzle-orm\/[^?]*\.js$/;

registerHooks({
  resolve(specifier, context, nextResolve) {
    const { parentURL } = context;
    if (parentURL === undefined || !specifier.startsWith(".") || !FILE_OF_DRIZZLE.test(parentURL))
      return nextResolve(specifier, context);
    return { url: new URL(specifier, parentURL).href, format: "module", shortCircuit: true };
  },
});
