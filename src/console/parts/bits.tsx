/** Small parts that every page uses. */
import type { Child } from "hono/jsx";

export type Tone = "ok" | "warn" | "bad" | "go" | "wait" | "off";

/** An exception: look here. Health is a Dot. */
export const Badge = ({ tone, children }: { readonly tone: Tone; readonly children: Child }) => (
  <span class={`badge ${tone}`}>{children}</span>
);
export const Dot = ({ tone, children }: { readonly tone: Tone; readonly children: Child }) => (
  <span class={`dot ${tone}`}>
    <span>{children}</span>
  </span>
);
/** A state: a badge if it needs a look, else a dot with a word. */
export const State = ({ tone, children }: { readonly tone: Tone; readonly children: Child }) =>
  tone === "ok" ? <Dot tone="ok">{children}</Dot> : <Badge tone={tone}>{children}</Badge>;

/** How much of a whole, from 0 to 100. The figure stands beside it. */
export const Bar = ({ percent, tone }: { readonly percent: number; readonly tone: Tone }) => (
  <svg class={tone === "ok" ? "bar" : `bar ${tone}`} viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true">
    <rect width={String(Math.round(Math.min(100, Math.max(0, percent)) * 10) / 10)} height="4" />
  </svg>
);

const SPARK_HEIGHT = 24;

/** Steps of time as columns; the last one is under way. @param label what it shows, for a screen reader */
export const Spark = ({
  steps,
  label,
}: {
  readonly steps: readonly { readonly done: number; readonly failedRuns: number }[];
  readonly label: string;
}) => {
  const most = Math.max(1, ...steps.map(({ done }) => done));
  const width = 120 / Math.max(1, steps.length);
  const column = (n: number, done: number) => {
    const height = Math.max(1, Math.round((done / most) * (SPARK_HEIGHT - 2)));
    return `M${n * width} ${SPARK_HEIGHT}v-${height}h${width - 2}v${height}z`;
  };
  const paths = (wanted: (n: number) => boolean) =>
    steps.flatMap(({ done }, n) => (wanted(n) ? [column(n, done)] : [])).join("");
  const isBad = (n: number) => (steps[n]?.failedRuns ?? 0) > 0;
  const last = steps.length - 1;
  return (
    <svg class="spark" viewBox={`0 0 120 ${SPARK_HEIGHT}`} preserveAspectRatio="none" role="img" aria-label={label}>
      <path d={paths((n) => n < last && !isBad(n))} />
      <path class="now" d={paths((n) => n === last && !isBad(n))} />
      <path class="bad" d={paths(isBad)} />
    </svg>
  );
};

/** A table of records: on a phone each row becomes a block, and `label` names its value there. */
export const Th = ({ class: classes, children }: { readonly class?: string; readonly children: Child }) => (
  <th scope="col" role="columnheader" class={classes}>
    {children}
  </th>
);
export const Td = ({
  class: classes,
  label,
  children,
}: {
  readonly class?: string;
  readonly label?: string;
  readonly children: Child;
}) => (
  <td role="cell" class={classes} data-label={label}>
    {children}
  </td>
);
/** The first cell of a record. */
export const Lead = ({ children }: { readonly children: Child }) => (
  <th scope="row" role="rowheader" class="p main-cell">
    {children}
  </th>
);
export const Records = ({
  caption,
  head,
  classes = "",
  children,
}: {
  readonly caption: string;
  readonly head: Child;
  readonly classes?: string;
  readonly children: Child;
}) => (
  <div class="scroll" tabindex={0} role="region" aria-label={caption}>
    <table role="table" class={`stack ${classes}`.trim()}>
      <caption class="hidden">{caption}</caption>
      <thead role="rowgroup">
        <tr role="row">{head}</tr>
      </thead>
      {children}
    </table>
  </div>
);
export const GroupHead = ({ columns, children }: { readonly columns: number; readonly children: Child }) => (
  <tr role="row" class="group-head">
    <th scope="rowgroup" role="rowheader" class="p" colspan={columns}>
      {children}
    </th>
  </tr>
);

/** A part of a page with its title. */
export const Part = ({
  id,
  title,
  aside,
  children,
}: {
  readonly id: string;
  readonly title: Child;
  readonly aside?: Child;
  readonly children: Child;
}) => (
  <section class="part" aria-labelledby={id}>
    <div class="between">
      <h2 id={id}>{title}</h2>
      {aside ?? null}
    </div>
    {children}
  </section>
);
