/** The body of one POST to the address that takes alerts, as its receiver wants it. */

export type AlertFormat = "json" | "slack" | "teams" | "google-chat";

/** One line of a message. */
export interface AlertLine {
  readonly text: string;
  readonly urgent: boolean;
  readonly isOver: boolean;
}

const HOSTS: readonly (readonly [host: RegExp, format: AlertFormat])[] = [
  [/(?:^|\.)slack\.com$/, "slack"],
  [/^chat\.googleapis\.com$/, "google-chat"],
  [/(?:^|\.)(?:webhook\.office|logic\.azure|powerplatform)\.com$/, "teams"],
];

/** What an address takes, by its host: chats have their own, anything else takes plain JSON. */
export const formatOf = (url: string): AlertFormat => {
  const { hostname } = new URL(url);
  return HOSTS.find(([host]) => host.test(hostname))?.[1] ?? "json";
};

/**
 * - Slack reads `&`, `<` and `>` as its own markup: https://docs.slack.dev/messaging/formatting-message-text
 * - Google Chat takes `text` alone, and mentions people in `<users/…>`.
 * - Teams' Workflows take adaptive cards only.
 * @param plain the body for a receiver of plain JSON
 */
export function alertBody(
  format: AlertFormat,
  { title, link, lines, plain }: AlertMessage,
): Readonly<Record<string, unknown>> {
  switch (format) {
    case "json":
      return plain;
    case "slack":
      return {
        text: [`*${escaped(title)}*`, ...lines.map((line) => mark(line, escaped)), ...linkLine(link)].join("\n"),
      };
    case "google-chat":
      return { text: [`*${flat(title)}*`, ...lines.map((line) => mark(line, flat)), ...linkLine(link)].join("\n") };
    case "teams":
      return cardOf([
        { type: "TextBlock", text: title, weight: "Bolder", wrap: true },
        ...lines.map((line) => ({ type: "TextBlock", text: mark(line, flat), wrap: true })),
        ...(link === null ? [] : [{ type: "TextBlock", text: link, wrap: true, isSubtle: true }]),
      ]);
  }
}

export interface AlertMessage {
  readonly title: string;
  /** Address of the console; null: not known. */
  readonly link: string | null;
  readonly lines: readonly AlertLine[];
  readonly plain: Readonly<Record<string, unknown>>;
}

const cardOf = (body: readonly object[]) => ({
  type: "message",
  attachments: [
    {
      contentType: "application/vnd.microsoft.card.adaptive",
      contentUrl: null,
      content: {
        $schema: "http://adaptivecards.io/schemas/adaptive-card.json",
        type: "AdaptiveCard",
        version: "1.4",
        body,
      },
    },
  ],
});

const linkLine = (link: string | null): readonly string[] => (link === null ? [] : [link]);
const mark = ({ text, urgent, isOver }: AlertLine, clean: (text: string) => string): string =>
  `${isOver ? "✅" : urgent ? "🔴" : "🟡"} ${clean(text)}`;
const escaped = (text: string): string => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
const flat = (text: string): string => text.replaceAll(/[<>]/g, "");
