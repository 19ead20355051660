/** Notices as one body for their receiver. */
import { alertText, noticeText, testText } from "../messages/alerts.ts";
import type { Language } from "../messages/language.ts";
import type { Instant } from "../ports.ts";
import { alertBody, type AlertFormat } from "../rules/alerts/body.ts";
import { isUrgent } from "../rules/alerts/kinds.ts";
import type { Notice } from "../rules/alerts/notices.ts";

export interface About {
  readonly shop: string;
  readonly format: AlertFormat;
  /** Null: there was no setup yet. */
  readonly console: string | null;
  readonly language: Language;
  readonly now: Instant;
}

export function messageOf(notices: readonly Notice[], about: About): Readonly<Record<string, unknown>> {
  const { now, language } = about;
  const lines = notices.map((notice) => ({
    text: noticeText(notice, now, language),
    urgent: isUrgent(notice.kind),
    isOver: notice.state === "recovered",
  }));
  const shown = notices.map((notice, n) => ({
    ...notice,
    urgent: isUrgent(notice.kind),
    since: new Date(notice.since).toISOString(),
    openedAt: new Date(notice.openedAt).toISOString(),
    title: alertText(notice, language).title,
    text: lines[n]?.text ?? "",
  }));
  return bodyOf(about, lines, shown);
}

/** What an operator sends to see whether alerts arrive. */
export const testMessage = (about: About): Readonly<Record<string, unknown>> =>
  bodyOf(about, [{ text: testText(about.language), urgent: false, isOver: true }], []);

function bodyOf(
  { shop, format, console, now }: About,
  lines: Parameters<typeof alertBody>[1]["lines"],
  notices: readonly object[],
): Readonly<Record<string, unknown>> {
  const plain = { source: "gondola", shop, at: new Date(now).toISOString(), console, notices };
  return alertBody(format, {
    title: `gondola · ${shop}`,
    link: console,
    lines,
    plain: notices.length > 0 ? plain : { ...plain, test: lines[0]?.text },
  });
}
