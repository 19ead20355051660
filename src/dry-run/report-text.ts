import type { DryReport } from "../hub/dry-run/report.ts";
import { differingParts } from "../rules/drift/text-difference.ts";
import { CELL_MAX, textTable } from "./text-table.ts";

const ACTIONS = { create: "criar", change: "mudar", remove: "remover", refuse: "recusar" } as const;

/** The dry run's report for a terminal, pt-BR. */
export function reportText({ dryRun: state, scopes, orders, blocked }: DryReport): string {
  const counts = scopes.map((pass) => [
    pass.scope,
    String(pass.created),
    String(pass.changed),
    String(pass.removed),
    String(pass.refused),
    String(pass.waiting),
    String(pass.same),
    String(pass.previewed),
    pass.endedAt === null ? "em andamento" : "completa",
  ]);
  const lines = scopes.flatMap(({ scope, newest }) =>
    newest.map(({ line, record, action, field, before, after }) => {
      const [from, to] = differingParts(before ?? "–", after ?? "–", CELL_MAX);
      return [scope, ACTIONS[action], record, field, from, to, String(line)];
    }),
  );
  return [
    `Simulação: ${state.all ? "tudo" : state.scopes.join(", ") || "desligada"}`,
    textTable(["scope", "criar", "mudar", "remover", "recusar", "esperam", "iguais", "olhados", "passagem"], counts),
    textTable(["scope", "ação", "registro", "campo", "antes", "depois", "linha"], lines),
    `Pedidos que iriam ao ERP: ${orders.waiting}`,
    textTable(
      ["pedido", "loja", "centavos", "SKUs"],
      orders.newest.map(({ orderId, company, totalCents, skus }) => [
        orderId,
        String(company ?? "–"),
        String(totalCents ?? "–"),
        String(skus),
      ]),
    ),
    textTable(
      ["chamada retida", "scope", "vezes"],
      blocked.map(({ operation, scope, times }) => [operation, scope, String(times)]),
    ),
  ]
    .filter((part) => part !== "")
    .join("\n\n");
}
