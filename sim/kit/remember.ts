/** A simulated system as it stood at a moment, to be put back: what hundreds of crashes begin from is built once. */

type Key = string | symbol;
/** Writes the content of one object back into it. */
type PutBack = () => void;

/**
 * Reads all that can be reached from these objects: plain objects, instances, lists, maps, sets, and the properties of
 * functions. Byte arrays and dates stay as they are, for no simulator changes one in place.
 * @returns puts every one of those objects back to its content of now, as often as it is called. Objects keep their
 * identity, so whatever refers to one goes on with it; an object made since is no longer reached.
 * @throws TypeError for an object whose state cannot be seen (a class with `#fields`, a promise): it would not come back
 */
export function remember(...roots: readonly object[]): () => void {
  const seen = new Set<object>();
  const waiting: object[] = [];
  const putBacks: PutBack[] = [];
  const visit = (value: unknown): void => {
    if ((typeof value !== "object" || value === null) && typeof value !== "function") return;
    if (seen.has(value)) return;
    seen.add(value);
    waiting.push(value);
  };
  for (const root of roots) visit(root);
  for (let object = waiting.pop(); object; object = waiting.pop()) {
    if (ArrayBuffer.isView(object) || object instanceof Date) continue;
    if (object instanceof Map) {
      const entries = [...object];
      for (const [key, value] of entries) {
        visit(key);
        visit(value);
      }
      putBacks.push(() => refill(object, entries));
    } else if (object instanceof Set) {
      const members = [...object];
      for (const member of members) visit(member);
      putBacks.push(() => {
        object.clear();
        for (const member of members) object.add(member);
      });
    } else if (Array.isArray(object)) {
      const items: unknown[] = [...object];
      for (const item of items) visit(item);
      if (!Object.isFrozen(object)) putBacks.push(() => void object.splice(0, object.length, ...items));
    } else {
      if (typeof object === "object") expectVisible(object);
      const fields = Reflect.ownKeys(object).filter((key) => Object.prototype.propertyIsEnumerable.call(object, key));
      const values = fields.map((key) => Reflect.get(object, key) as unknown);
      for (const value of values) visit(value);
      if (!Object.isFrozen(object)) putBacks.push(() => refillFields(object, fields, values));
    }
  }
  return () => {
    for (const putBack of putBacks) putBack();
  };
}

function refill(map: Map<unknown, unknown>, entries: readonly (readonly [unknown, unknown])[]): void {
  map.clear();
  for (const [key, value] of entries) map.set(key, value);
}

function refillFields(object: object, fields: readonly Key[], values: readonly unknown[]): void {
  const had = new Set(fields);
  for (const key of Object.keys(object)) if (!had.has(key)) Reflect.deleteProperty(object, key);
  for (const [n, key] of fields.entries())
    if (Reflect.get(object, key) !== values[n] && !Reflect.set(object, key, values[n]))
      throw new TypeError(`${String(key)} cannot be put back`);
}

/** Class → whether all of its state is in properties. */
const visible = new Map<unknown, boolean>();

function expectVisible(object: object): void {
  for (
    let prototype: unknown = Object.getPrototypeOf(object);
    typeof prototype === "object" && prototype !== null && prototype !== Object.prototype;
    prototype = Object.getPrototypeOf(prototype)
  ) {
    const made: unknown = Reflect.get(prototype, "constructor");
    let isVisible = visible.get(made);
    if (isVisible === undefined) {
      const source = typeof made === "function" ? Function.prototype.toString.call(made) : "[native code]";
      visible.set(made, (isVisible = !/[\s.]#\w/.test(source) && !source.includes("[native code]")));
    }
    if (!isVisible) throw new TypeError(`the state of ${String(Reflect.get(made as object, "name"))} cannot be seen`);
  }
}
