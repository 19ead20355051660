/** QueryRoot.files: terms joined by AND, a group of ids joined by OR. The index lags behind as that of orders does. */
import { topLevel, type Core, type Resolvers } from "../core.ts";
import type { File } from "../records/files.ts";
import { numberOfId } from "../state.ts";

type Term = (core: Core, file: File, value: string) => boolean;

const TERMS: Readonly<Record<string, Term>> = {
  id: (_core, { id }, value) => String(numberOfId(id)) === value,
  filename: (_core, { name }, value) => name === value,
  status: (_core, { fileStatus }, value) => fileStatus.toLowerCase() === value.toLowerCase(),
  used_in: (core, file, value) => {
    if (value !== "none") throw unknown(`used_in:${value}`);
    return !isUsed(core, file.id);
  },
};

const isUsed = ({ state }: Core, id: string): boolean =>
  state.usedElsewhere.has(id) || [...state.products.values()].some(({ mediaIds }) => mediaIds.includes(id));

const unknown = (what: string) =>
  topLevel("NOT_SIMULATED", `the simulator does not simulate QueryRoot.files(query: ${JSON.stringify(what)})`);

export const fileQueries: Resolvers = {
  QueryRoot: {
    files: (_: unknown, { query }: { query?: string | null }, { core }) => {
      const indexed = [...core.state.files.values()].filter(
        ({ createdAt }) => createdAt <= core.now() - core.settings.searchLagMs,
      );
      return query ? indexed.filter((file) => matches(core, file, query)) : indexed;
    },
  },
};

function matches(core: Core, file: File, query: string): boolean {
  return query.split(/\s+AND\s+/).every((part) =>
    part
      .replaceAll(/^\(|\)$/g, "")
      .split(/\s+OR\s+/)
      .some((term) => {
        const [, name = "", quoted, plain] = /^(\w+):(?:['"](.*)['"]|(\S+))$/.exec(term.trim()) ?? [];
        const test = TERMS[name];
        if (!test) throw unknown(term);
        return test(core, file, quoted ?? plain ?? "");
      }),
  );
}
