/** Drawings of the console. None carries a meaning alone: a word stands beside it, or its label says it. */

export const ICONS = {
  today: "M2 8h3l2-5 3 10 2-5h2",
  errors: "M8 2 14.5 13.5h-13zM8 6.5v3M8 11.5v.01",
  orders: "M2 3h2l1.5 7h7L14 5H4.5M6 13v.01M12 13v.01",
  products: "M2 5l6-3 6 3v6l-6 3-6-3zM2 5l6 3 6-3M8 8v6",
  loads: "M8 2v8M5 7l3 3 3-3M2 13h12",
  mappings: "M2 5h9M8 2l3 3-3 3M14 11H5M8 8l-3 3 3 3",
  settings: "M2 4h7M13 4h1M2 12h1M7 12h7M11 2.5v3M5 10.5v3M2 8h3M9 8h5M7 6.5v3",
} as const;

export const Icon = ({ of }: { readonly of: keyof typeof ICONS }) => (
  <svg class="i" viewBox="0 0 16 16" aria-hidden="true">
    <path d={ICONS[of]} />
  </svg>
);

/** A barcode on a shelf. */
export const Logo = () => (
  <svg viewBox="0 0 22 22" aria-hidden="true">
    <path d="M2 2h2.5v18H2zM17.5 2H20v18h-2.5zM6 6h3v4H6zM10 4.5h2.5v5.5H10zM13.5 7H16v3h-2.5zM4 11h14v1.8H4zM6 15h4.5v3H6zM11.5 14H16v4h-4.5zM4 18.7h14V20H4z" />
  </svg>
);

export type MarkKind = "ok" | "warn" | "bad" | "wait";

/** The shape before the first sentence of a page: circle well, triangle look, diamond stopped, ring waiting. */
export const Mark = ({ kind }: { readonly kind: MarkKind }) => (
  <svg class={`mark ${kind}`} viewBox="0 0 28 28" aria-hidden="true">
    {kind === "ok" ? (
      <>
        <circle cx="14" cy="14" r="12" />
        <path d="M8.5 14.5l4 4 7-8" />
      </>
    ) : kind === "warn" ? (
      <>
        <polygon points="14,2 27,25 1,25" />
        <path d="M14 10.5v6.5M14 21v.01" />
      </>
    ) : kind === "bad" ? (
      <>
        <polygon points="14,1 27,14 14,27 1,14" />
        <path d="M14 8v7.5M14 19.5v.01" />
      </>
    ) : (
      <circle cx="14" cy="14" r="11" />
    )}
  </svg>
);

const TICKS = {
  ok: "M4 9.5l3.5 3.5L14 5.5",
  bad: "M5 5l8 8M13 5l-8 8",
  warn: "M9 3.5v7M9 14v.01",
} as const;

/** The state of one condition in a list. @param label the state as a word */
export const Tick = ({ kind, label }: { readonly kind: MarkKind; readonly label: string }) => (
  <svg class={kind === "ok" ? "tick" : `tick ${kind}`} viewBox="0 0 18 18" role="img" aria-label={label}>
    {kind === "wait" ? <circle cx="9" cy="9" r="5.5" /> : <path d={TICKS[kind]} />}
  </svg>
);
