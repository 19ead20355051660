/** How a route is described: its words here, its schemas from the route itself. */
import * as z from "zod";

export interface Described {
  readonly tag: string;
  readonly summary: string;
  readonly query?: z.ZodType;
  readonly body?: z.ZodType;
  readonly headers?: z.ZodType;
  /** Status and body of success. */
  readonly answers: Readonly<Record<number, z.ZodType>>;
  /** Statuses of refusal besides 401, 403 and 500. */
  readonly refusals?: readonly number[];
}

/** Fields of an answer that a release may add to. */
export const answer = (fields: Readonly<Record<string, z.ZodType>>) => z.looseObject(fields);
export const text = z.string();
export const count = z.number().int().nonnegative();
export const cents = z.number().int().meta({ description: "cents" });
export const flag = z.boolean();
export const instantOut = z.iso.datetime().meta({ description: "UTC" });
export const maybe = <T extends z.ZodType>(schema: T) => schema.nullable();
export const queued = z.literal(true);
