import type { Language } from "../messages/language.ts";
import type { Role } from "../rules/access/scope.ts";

/** The person who looks at a page, as far as a page must know. */
export interface Viewer {
  readonly name: string;
  readonly role: Role;
  readonly language: Language;
  /** Goes with every form of the page: a form of another site cannot know it. */
  readonly formToken: string;
}

/** Chooses the text of the viewer's language; both stand side by side where they are used. */
export type Say = (portuguese: string, english: string) => string;
export const sayIn =
  (language: Language): Say =>
  (portuguese, english) =>
    language === "pt-BR" ? portuguese : english;

/** What every page shows around its own content. */
export interface Frame {
  readonly viewer: Viewer;
  /** The shop, as its operators know it. */
  readonly shop: string;
  /** Address of the page with its query: where another language leads. */
  readonly address: string;
  readonly openErrors: number;
  /** What the last form did; shown once. */
  readonly notice: Notice | null;
}

export interface Notice {
  readonly kind: "ok" | "warn" | "bad";
  readonly text: string;
}
