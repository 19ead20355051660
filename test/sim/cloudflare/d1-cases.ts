/**
 * One table of statements, run on the simulated D1 and on workerd's. What workerd answered is recorded in
 * `d1-answers.txt`; each side is compared with the record. Errors are compared by their text, offsets apart.
 */
export type Step =
  { sql: string; params?: readonly unknown[] } | { batch: readonly { sql: string; params?: readonly unknown[] }[] };

export interface Case {
  readonly name: string;
  readonly steps: readonly Step[];
}

const q = (sql: string, ...params: readonly unknown[]) => ({ sql, params });
const json = (rows: unknown) => JSON.stringify(rows);

const rowsOf = (n: number) => Array.from({ length: n }, (_, i) => [1, `P${i}`, 100 + i, `h${i}`]);
const upsert = (table: string) =>
  `INSERT INTO ${table} (company, sku, qty, hash) SELECT value->>0, value->>1, value->>2, value->>3 FROM json_each(?1) WHERE true
   ON CONFLICT (company, sku) DO UPDATE SET qty = excluded.qty, hash = excluded.hash WHERE excluded.hash <> ${table}.hash`;

/** Written rows of each shape of table: what D1 bills. */
const billed = (name: string, table: string, ...ddl: readonly string[]): Case => ({
  name: `billed: ${name}`,
  steps: [
    ...ddl.map((sql) => q(sql)),
    q(upsert(table), json(rowsOf(10))),
    q(upsert(table), json(rowsOf(10))),
    q(upsert(table), json(rowsOf(10).map(([c, s, n]) => [c, s, n, "new"]))),
    q(`UPDATE ${table} SET sent = hash WHERE sku = 'P1'`),
    q(`UPDATE ${table} SET sent = hash`),
    q(`UPDATE ${table} SET qty = qty + 1 WHERE sku > 'P3'`),
    q(`UPDATE ${table} SET hash = hash`),
    q(`UPDATE ${table} SET sku = sku || 'x' WHERE sku < 'P3'`),
    q(`INSERT OR REPLACE INTO ${table} (company, sku, qty, hash) VALUES (1, 'P5', 5, 'r'), (2, 'P5', 5, 'r')`),
    q(`INSERT OR IGNORE INTO ${table} (company, sku, qty, hash) VALUES (1, 'P5', 5, 'r'), (3, 'P5', 5, 'r')`),
    q(`UPDATE ${table} SET sent = 'x' WHERE sku = 'P5' RETURNING company, sku, sent`),
    q(`SELECT company, sku, qty, hash, sent FROM ${table} ORDER BY company DESC, sku LIMIT 5`),
    q(`DELETE FROM ${table} WHERE sku = 'P6'`),
    q(`DELETE FROM ${table} WHERE sku = 'absent'`),
    q(`DELETE FROM ${table}`),
  ],
});

const columns = "company INTEGER NOT NULL, sku TEXT NOT NULL, qty INTEGER NOT NULL, hash TEXT NOT NULL, sent TEXT";

export const cases: readonly Case[] = [
  billed(
    "STRICT, WITHOUT ROWID",
    "b1",
    `CREATE TABLE b1 (${columns}, PRIMARY KEY (company, sku)) STRICT, WITHOUT ROWID`,
  ),
  billed(
    "rowid table, the primary key is an index",
    "b2",
    `CREATE TABLE b2 (${columns}, PRIMARY KEY (company, sku)) STRICT`,
  ),
  billed(
    "WITHOUT ROWID and a partial index",
    "b3",
    `CREATE TABLE b3 (${columns}, PRIMARY KEY (company, sku)) STRICT, WITHOUT ROWID`,
    "CREATE INDEX b3_due ON b3 (company, sku) WHERE sent IS NOT hash",
  ),
  billed(
    "WITHOUT ROWID, a partial, a whole and a unique index",
    "b4",
    `CREATE TABLE b4 (${columns}, PRIMARY KEY (company, sku)) STRICT, WITHOUT ROWID`,
    "CREATE INDEX b4_due ON b4 (sku) WHERE sent IS NULL",
    "CREATE INDEX b4_qty ON b4 (qty)",
    "CREATE UNIQUE INDEX b4_unique ON b4 (sku, company)",
  ),
  {
    name: "billed: integer primary key is the rowid",
    steps: [
      q("CREATE TABLE i1 (id INTEGER PRIMARY KEY, name TEXT UNIQUE, n INTEGER)"),
      q("INSERT INTO i1 (name, n) VALUES ('a', 1), ('b', 2), ('c', 3)"),
      q("UPDATE i1 SET n = n + 1"),
      q("UPDATE i1 SET name = name || 'x' WHERE n > 2"),
      q("UPDATE i1 SET id = id + 100 WHERE n > 2"),
      q("INSERT INTO i1 (name, n) VALUES ('d', 1) RETURNING id, name"),
      q("DELETE FROM i1 WHERE n > 2"),
      q("DELETE FROM i1"),
    ],
  },
  {
    name: "an expression index is written when a column in it is set",
    steps: [
      q("CREATE TABLE e1 (id INTEGER PRIMARY KEY, name TEXT, n INTEGER) STRICT"),
      q("CREATE INDEX e1_lower ON e1 (lower(name))"),
      q("INSERT INTO e1 VALUES (1, 'A', 1), (2, 'B', 2)"),
      q("UPDATE e1 SET n = 5"),
      q("UPDATE e1 SET name = 'C'"),
    ],
  },
  {
    name: "numbers and booleans bind as REAL; STRICT INTEGER takes 12.0 and refuses 7.5 and text",
    steps: [
      q("CREATE TABLE n1 (a INTEGER, b ANY) STRICT"),
      q("INSERT INTO n1 VALUES (?1, ?1)", 12),
      q("INSERT INTO n1 VALUES (?1, ?1)", true),
      q("INSERT INTO n1 VALUES (?1, ?1)", 7.5),
      q("INSERT INTO n1 VALUES (?1, ?1)", "abc"),
      q("INSERT INTO n1 VALUES (?1, ?2)", "12", null),
      q("SELECT a, typeof(a) ta, b, typeof(b) tb FROM n1"),
      q("SELECT typeof(?1) t, ?1 v", 5),
      q("SELECT typeof(?1) t, ?1 v", false),
      q("SELECT ?1 v", [1, 2, 255]),
      q("SELECT ?1 v", new Uint8Array([7, 8])),
      q("SELECT 9007199254740993 v, 1.5 r, 'é' t, NULL n, x'0102' b"),
      q("SELECT 1 a, 2 a"),
      q("SELECT ?1 || ?2 v", 1, "x"),
      q("SELECT ?1 v", Number.POSITIVE_INFINITY),
      q("SELECT ?1 v", Number.NaN),
    ],
  },
  {
    name: "what cannot be bound is a D1_TYPE_ERROR",
    steps: [q("SELECT ?1 v", undefined), q("SELECT ?1 v", 5n), q("SELECT ?1 v", { a: 1 }), q("SELECT ?1 v", [1, 256])],
  },
  {
    name: "parameters: too few, too many, over 100",
    steps: [
      q("SELECT ?1 a, ?2 b", 1),
      q("SELECT ?1 a", 1, 2),
      q("SELECT ?2 a", 1, 2),
      q("SELECT 1 a", 1),
      q("SELECT '?' a, \"?\" b -- ?\n, ? c", 3),
      q(`SELECT ${Array.from({ length: 100 }, () => "?").join("+")} s`, ...Array.from({ length: 100 }, () => 1)),
      q(
        `SELECT 1 v WHERE 1 IN (${Array.from({ length: 101 }, () => "?").join(",")})`,
        ...Array.from({ length: 101 }, () => 1),
      ),
      q("SELECT ?101 s", 1),
    ],
  },
  {
    name: "a statement over 100 KB is too long",
    steps: [q(`SELECT '${"x".repeat(99_000)}' IS NULL v`), q(`SELECT '${"x".repeat(101_000)}' IS NULL v`)],
  },
  {
    name: "transactions, TEMP, ATTACH, VACUUM and private pragmas are refused",
    steps: [
      q("BEGIN"),
      q("COMMIT"),
      q("ROLLBACK"),
      q("SAVEPOINT x"),
      q("CREATE TEMP TABLE t (a)"),
      q("ATTACH ':memory:' AS other"),
      q("VACUUM"),
      q("SELECT sqlite_version() v"),
      q("PRAGMA journal_mode = WAL"),
      q("PRAGMA foreign_keys"),
      q("PRAGMA foreign_keys = OFF"),
      q("PRAGMA table_info(loads)"),
      q("PRAGMA user_version"),
      q("PRAGMA page_count"),
      { batch: [q("SELECT 1 a"), q("BEGIN")] },
    ],
  },
  {
    name: "a batch is a transaction: one failure undoes all",
    steps: [
      q("CREATE TABLE t1 (a INTEGER PRIMARY KEY, b TEXT NOT NULL) STRICT, WITHOUT ROWID"),
      { batch: [q("INSERT INTO t1 VALUES (1, 'a')"), q("INSERT INTO t1 VALUES (2, NULL)")] },
      q("SELECT count(*) n FROM t1"),
      { batch: [q("INSERT INTO t1 VALUES (1, 'a')"), q("INSERT INTO t1 VALUES (1, 'b')")] },
      q("SELECT count(*) n FROM t1"),
      {
        batch: [
          q("INSERT INTO t1 VALUES (1, 'a')"),
          q("UPDATE t1 SET b = ? RETURNING a, b", "c"),
          q("SELECT * FROM t1"),
        ],
      },
      { batch: [q("INSERT INTO t1 VALUES (3, 'a')"), q("SELECT * FROM nowhere")] },
      q("SELECT count(*) n FROM t1"),
      { batch: [] },
    ],
  },
  {
    name: "foreign keys are on, and may be deferred inside a batch",
    steps: [
      q("CREATE TABLE p1 (id INTEGER PRIMARY KEY)"),
      q("CREATE TABLE c1 (id INTEGER PRIMARY KEY, p INTEGER REFERENCES p1 (id) ON DELETE CASCADE)"),
      q("INSERT INTO c1 VALUES (1, 9)"),
      {
        batch: [q("PRAGMA defer_foreign_keys = ON"), q("INSERT INTO c1 VALUES (1, 9)"), q("INSERT INTO p1 VALUES (9)")],
      },
      q("SELECT * FROM c1"),
      q("DELETE FROM p1"),
      q("SELECT * FROM c1"),
    ],
  },
  {
    name: "two statements in one prepare both run; the answer is the last one's",
    steps: [
      q("CREATE TABLE m1 (a INTEGER) STRICT; INSERT INTO m1 VALUES (1); INSERT INTO m1 VALUES (2), (3)"),
      q("SELECT * FROM m1"),
      q("INSERT INTO m1 VALUES (4); INSERT INTO m1 VALUES (?)", 5),
      q("INSERT INTO m1 VALUES (6); INSERT INTO nowhere VALUES (7)"),
      q("SELECT * FROM m1"),
      q("SELECT 1 a;"),
      q("  "),
      q("-- nothing"),
    ],
  },
  {
    name: "errors in the words of SQLite",
    steps: [
      q("SELEC 1"),
      q("SELECT * FROM nowhere"),
      q("SELECT nothing FROM loads"),
      q("INSERT INTO nowhere VALUES (1)"),
      q("CREATE TABLE u1 (a INTEGER PRIMARY KEY, b TEXT UNIQUE, c INTEGER CHECK (c > 0)) STRICT"),
      q("INSERT INTO u1 VALUES (1, 'x', 1)"),
      q("INSERT INTO u1 VALUES (1, 'y', 1)"),
      q("INSERT INTO u1 VALUES (2, 'x', 1)"),
      q("INSERT INTO u1 VALUES (2, 'z', 0)"),
      q("INSERT INTO u1 VALUES ('q', 'z', 1)"),
      q("INSERT INTO u1 VALUES (1.5, 'z', 1)"),
      q("CREATE TABLE u1 (a)"),
      q("SELECT json_extract('{', '$.a') v"),
      q("SELECT value FROM json_each('[1,')"),
      q("SELECT * FROM loads INDEXED BY no_such_index"),
      q("INSERT INTO u1 SELECT value, 'k', 1 FROM json_each('[5]') ON CONFLICT DO NOTHING"),
    ],
  },
  {
    name: "the fenced page: a stale epoch writes nothing, a replay writes nothing",
    steps: [
      q("INSERT INTO loads (name, epoch) VALUES ('stock', 7)"),
      { batch: fenced("stock", 6, 1) },
      { batch: fenced("stock", 7, 1) },
      { batch: fenced("stock", 7, 1) },
      { batch: fenced("stock", 7, 2) },
      q(
        "SELECT company, sku, quantity_milli, hash, sent FROM stock INDEXED BY stock_due WHERE company = ? AND sent IS NOT hash AND parked_reason IS NULL ORDER BY company, sku",
        1,
      ),
      q(
        "UPDATE stock SET sent = j.value->>2 FROM json_each(?1) j WHERE company = j.value->>0 AND sku = j.value->>1 AND hash = j.value->>2",
        json([
          [1, "A", "h1"],
          [1, "B", "other"],
        ]),
      ),
      q("UPDATE stock SET parked_reason = 'no-variant' WHERE sku = 'C'"),
      q("SELECT company, sku FROM stock WHERE sent IS NOT hash AND parked_reason IS NULL"),
      q("UPDATE loads SET page = CASE WHEN epoch = ? THEN page + 1 END WHERE name = 'stock'", 3),
      q("DELETE FROM stock"),
      q("DELETE FROM loads"),
    ],
  },
  {
    name: "a bound LIMIT",
    steps: [2, 2.5, 0, -1, "2", "two", null, true].flatMap((bound) => [
      q("SELECT value FROM json_each('[1,2,3]') ORDER BY value LIMIT ?1", bound),
      q("SELECT value FROM json_each('[1,2,3]') ORDER BY value LIMIT ?", bound),
      q("SELECT (SELECT count(*) FROM (SELECT 1 FROM json_each('[1,2,3]') LIMIT ?1)) AS n LIMIT ?1", bound),
    ]),
  },
];

function fenced(load: string, epoch: number, page: number) {
  return [
    q(
      `INSERT INTO stock (company, sku, seq_product, quantity_milli, hash)
       SELECT value->>0, value->>1, 1, value->>2, value->>3 FROM json_each(?1)
        WHERE EXISTS (SELECT 1 FROM loads WHERE name = ?2 AND epoch = ?3)
           ON CONFLICT (company, sku) DO UPDATE SET quantity_milli = excluded.quantity_milli, hash = excluded.hash
        WHERE excluded.hash <> stock.hash`,
      json([
        [1, "A", 1000, "h1"],
        [1, "B", 2500, "h2"],
        [2, "C", 0, "h3"],
      ]),
      load,
      epoch,
    ),
    q(
      "UPDATE loads SET page = page + 1, lease_until = ?4 WHERE name = ?1 AND epoch = ?2 AND page = ?3 RETURNING page",
      load,
      epoch,
      page,
      99,
    ),
  ];
}
