/** The frame of the back office's pages. */
import { answerPage, noticeIn, type Page } from "../../kit/pages.ts";

export const ROOT = "/retaguarda";
const SITE = { name: "Retaguarda", root: ROOT, rooms: [{ path: ROOT, name: "Pedidos" }] } as const;

export const officePage = (url: URL, page: Omit<Page, "notice" | "room">, status = 200): Response =>
  answerPage(SITE, { ...page, room: ROOT, notice: noticeIn(url) }, status);
