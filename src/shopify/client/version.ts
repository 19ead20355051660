/** The Admin API version that every document is written and checked against. Moved by `npm run schema -- <version>`. */
export const ADMIN_API_VERSION = "2026-10";
