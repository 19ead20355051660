/** What `npm audit --json` found, as lines for a person. Pure. */

export interface Audited {
  /** Null: the registry gave no report, and nothing is known. */
  readonly lines: readonly string[] | null;
  /** A package of the Worker has a grave finding. */
  readonly isBad: boolean;
}

interface Found {
  readonly name: string;
  readonly severity: string;
  readonly range: string;
  readonly nodes: readonly string[];
}
export interface Lock {
  readonly packages: Readonly<Record<string, { readonly dev?: boolean }>>;
}

const GRAVE = ["high", "critical"];

/** A grave finding in a tool is only shown: the Worker does not contain tools. */
export function auditOf(json: string, lock: Lock): Audited {
  const report = parsed(json);
  if (report?.metadata?.vulnerabilities === undefined) return { lines: null, isBad: false };
  const found = Object.values(report.vulnerabilities ?? {});
  const inWorker = ({ nodes }: Found) => nodes.some((path) => lock.packages[path]?.dev !== true);
  return {
    lines: found.map((each) => `${each.severity}: ${each.name} ${each.range} (${inWorker(each) ? "Worker" : "tool"})`),
    isBad: found.some((each) => GRAVE.includes(each.severity) && inWorker(each)),
  };
}

interface Report {
  readonly metadata?: { readonly vulnerabilities?: object };
  readonly vulnerabilities?: Readonly<Record<string, Found>>;
}

function parsed(json: string): Report | null {
  try {
    return JSON.parse(json) as Report | null;
  } catch {
    return null;
  }
}
