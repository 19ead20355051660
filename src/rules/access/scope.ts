/** Roles of /api, each with all that the one before it may do. */
export const ROLES = ["viewer", "operator", "admin"] as const;
export type Role = (typeof ROLES)[number];

/** What a token is for: one role of /api, or the calls of /erp and nothing else. */
export const SCOPES_OF_TOKENS = ["erp", ...ROLES] as const;
export type Scope = (typeof SCOPES_OF_TOKENS)[number];

/** Whether a token of this scope may make a call of /api that needs this role. */
export const mayAct = (scope: Scope, needed: Role): boolean =>
  scope !== "erp" && ROLES.indexOf(scope) >= ROLES.indexOf(needed);
