/**
 * Specifications of the ERP to metafields of products and packages, by the operator's mapping. What a call is about is
 * stored before the call, so a lost response leaves no metafield that no run removes.
 */
import { openEntries } from "../../hub/desk/desk.ts";
import {
  closeSpecificationEntries,
  markSpecifications,
  readDueSpecifications,
  readMapping,
  saveFieldIntents,
  type DueSpecifications,
  type SpecificationMark,
} from "../../hub/images/specifications.ts";
import { markVariantsDue } from "../../hub/catalog/product-marks.ts";
import type { Instant } from "../../ports.ts";
import {
  fieldPlan,
  wantedFields,
  type FieldPlan,
  type SentField,
  type SpecificationField,
  type SpecificationMapping,
} from "../../rules/images/specifications.ts";
import { ownFields, SIMILARS_FIELD } from "../../rules/images/own-fields.ts";
import { specificationRef, type DeskEntry } from "../../rules/record/desk-entry.ts";
import type { AdminFailure } from "../../shopify/client/result.ts";
import { deleteFields, FIELDS_MAX, setFields, type FieldsResult } from "../../shopify/images/specifications.ts";
import { callAllOrNone, splitByErrors, type AfterCall } from "../lane/all-or-none-call.ts";
import { backoffMs, stepAfter } from "../lane/failure-step.ts";
import type { Lane, LaneOutcome } from "../lane/lane.ts";

const PAGE = 100;
/** Limit of calls for one group: 25 lines halved five times, plus a margin. */
const CALLS_MAX = 16;
/** The code of a text that is no value of the metafield's type; no call is made for it. */
const UNFIT = "INVALID_VALUE";

interface Sending {
  readonly due: DueSpecifications;
  readonly productGid: string;
  readonly wanted: readonly SpecificationField[];
  readonly plan: FieldPlan;
  /** Refused by a rule or by Shopify: `owner key` → what of it. */
  readonly refusals: Map<string, { readonly key: string; readonly code: string }>;
  failure: AdminFailure | null;
  /** The product, or a package of it, is not in Shopify. */
  isGone: boolean;
}

/** @returns done, more or stopped */
export async function publishSpecifications(lane: Lane): Promise<LaneOutcome> {
  const mapping = await readMapping(lane.db);
  for (let after = -1; ;) {
    const now = lane.clock.now();
    const page = await readDueSpecifications(lane.db, after, now, PAGE);
    const last = page.at(-1);
    if (!last) return { kind: "done" };
    const stopped = await publishPage(lane, page, mapping, now);
    if (stopped) return stopped;
    if (page.length < PAGE) return { kind: "done" };
    if (lane.outOfTime()) return { kind: "more" };
    after = last.seqProduct;
  }
}

async function publishPage(
  lane: Lane,
  page: readonly DueSpecifications[],
  mapping: SpecificationMapping,
  now: Instant,
): Promise<LaneOutcome | null> {
  const sendings = page.flatMap((due): Sending[] => {
    const { productGid } = due;
    if (productGid === null) return [];
    const { fields, unfit } = wantedFields(
      productGid,
      due.variants,
      due.records,
      mapping,
      ownFields(productGid, due.variants, due.own),
    );
    const refusals = new Map(unfit.map(({ owner, key }) => [`${owner} ${key}`, { key, code: UNFIT }]));
    const plan = fieldPlan(fields, due.sent);
    return [{ due, productGid, wanted: fields, plan, refusals, failure: null, isGone: false }];
  });
  const changing = sendings.filter(({ plan }) => plan.set.length + plan.remove.length > 0);
  if (changing.length > 0)
    await lane.write([
      saveFieldIntents(
        lane.db,
        changing.map(({ due: { seqProduct, sent }, productGid, plan }) => ({
          seqProduct,
          productGid,
          sent: during(sent, plan),
        })),
      ),
    ]);
  await call(
    lane,
    changing,
    ({ remove }) => remove,
    deleteFields,
    () => {},
  ); // gone with its owner
  // A metafield of another type is removed first, so nothing is set where that is not known to be done.
  const open = changing.filter(({ failure }) => failure === null);
  await call(
    lane,
    open,
    ({ set }) => set,
    setFields,
    (sending) => {
      sending.isGone = true;
    },
  );
  return save(lane, page, sendings, now);
}

const nameOf = ({ owner, key }: SpecificationField): string => `${owner} ${key}`;

/** Fields of these calls have no known outcome, the others stay. One that changes its type counts as what it was. */
function during(sent: readonly SentField[], { set, remove }: FieldPlan): readonly SentField[] {
  const calls = new Map([...set, ...remove].map((field) => [nameOf(field), { ...field, sure: false }]));
  return [...sent.filter((field) => !calls.has(nameOf(field))), ...calls.values()];
}

interface Line {
  readonly field: SpecificationField;
  readonly sending: Sending;
}
interface Group {
  readonly lines: readonly Line[];
}

function fail(group: Group, failure: AdminFailure): void {
  for (const { sending } of group.lines) sending.failure ??= failure;
}

/** Many products' metafields a call; a line that an error names is answered by itself. */
async function call(
  { shopify }: Lane,
  sendings: readonly Sending[],
  fieldsOf: (plan: FieldPlan) => readonly SpecificationField[],
  send: (admin: Lane["shopify"], fields: readonly SpecificationField[]) => Promise<FieldsResult>,
  ownerIsGone: (sending: Sending) => void,
): Promise<void> {
  const lines = sendings.flatMap((sending) => fieldsOf(sending.plan).map((field): Line => ({ field, sending })));
  for (let from = 0; from < lines.length; from += FIELDS_MAX)
    await callAllOrNone<Group, null>(
      { lines: lines.slice(from, from + FIELDS_MAX) },
      {
        callsMax: CALLS_MAX,
        send: async (group): Promise<AfterCall<Group, null>> => {
          const result = await send(
            shopify,
            group.lines.map(({ field }) => field),
          );
          if (result.kind === "failed") fail(group, result.failure);
          if (result.kind !== "errors") return { kind: "next", groups: [] };
          const { named, again } = splitByErrors(group.lines, result.errors);
          const owners = new Set(result.errors.flatMap(({ line, isOwner }) => (isOwner ? [line] : [])));
          for (const [line, error] of named) {
            if (owners.has(error.line)) ownerIsGone(line.sending);
            else line.sending.refusals.set(nameOf(line.field), { key: line.field.key, code: error.code });
          }
          return { kind: "next", groups: again.map((part) => ({ lines: part })) };
        },
        leave: (groups) => {
          for (const group of groups) fail(group, { kind: "unknown", message: "too many calls" });
        },
      },
    );
}

async function save(
  lane: Lane,
  page: readonly DueSpecifications[],
  sendings: readonly Sending[],
  now: Instant,
): Promise<LaneOutcome | null> {
  const { db } = lane;
  const counts = { due: sendings.length, sent: 0, refused: 0, pending: 0 };
  const entries: DeskEntry[] = [];
  const settled: number[] = [];
  const recheck = new Set<number>();
  const marks: SpecificationMark[] = page
    .filter(({ productGid }) => productGid === null)
    .map(({ seqProduct, version, productGid, sent, attempts }) => ({
      seqProduct,
      version,
      productGid,
      sent,
      attempts,
      due: 2,
      notBefore: 0,
    }));
  let stop: AdminFailure | null = null;
  for (const { due, productGid, wanted, plan, refusals, failure, isGone } of sendings) {
    const { seqProduct, version, attempts, sent } = due;
    const mark = (over: Partial<SpecificationMark>): SpecificationMark => ({
      seqProduct,
      version,
      productGid,
      sent: [
        ...wanted.filter((field) => !refusals.has(nameOf(field))).map((field) => ({ ...field, sure: true })),
        // What was accepted before is still there, and is removed when no record wants it any more.
        ...sent.filter((field) => refusals.has(nameOf(field))).map((field) => ({ ...field, sure: false })),
      ],
      due: 0,
      notBefore: 0,
      attempts: 0,
      ...over,
    });
    if (failure !== null) {
      const stops = stepAfter(failure) === "stop";
      if (stops) stop ??= failure;
      counts.pending += 1;
      const again = stops ? { attempts } : { attempts: attempts + 1, notBefore: now + backoffMs(attempts) };
      marks.push(mark({ sent: during(sent, plan), due: 1, ...again }));
      continue;
    }
    if (isGone) {
      counts.pending += 1;
      marks.push(mark({ sent: during(sent, plan), due: 2, attempts })); // the catalogue lane reports it
      continue;
    }
    counts[refusals.size > 0 ? "refused" : "sent"] += 1;
    for (const { key, code } of new Map([...refusals.values()].map((each) => [each.key, each])).values())
      entries.push({
        area: "publish-images",
        seqProduct,
        ref: specificationRef(key),
        reason: "specification-refused",
        params: { name: key, code },
      });
    // A merchant may have deleted a similar product: the catalogue lane checks, and makes this one due again.
    if ([...refusals.values()].some(({ key }) => key === SIMILARS_FIELD))
      for (const similar of due.similars) recheck.add(similar);
    settled.push(seqProduct);
    marks.push(mark({}));
  }
  lane.count(counts);
  await lane.write([
    markSpecifications(db, marks),
    ...(entries.length > 0 ? [openEntries(db, entries, now)] : []),
    ...(recheck.size > 0 ? [markVariantsDue(db, [...recheck])] : []),
    closeSpecificationEntries(db, settled, entries, now),
  ]);
  return stop === null ? null : lane.stop(stop);
}
