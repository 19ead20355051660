import { expect, it } from "vitest";
import { alertBody, formatOf } from "../../../src/rules/alerts/body.ts";

const message = {
  title: "gondola · loja <azul>",
  link: "https://gondola.example/ops",
  lines: [
    { text: "Preços & ofertas <users/all>", urgent: true, isOver: false },
    { text: "de volta", urgent: false, isOver: true },
  ],
  plain: { source: "gondola" },
};

it.each([
  ["https://hooks.slack.com/services/T0/B0/x", "slack"],
  ["https://chat.googleapis.com/v1/spaces/A/messages?key=k&token=t", "google-chat"],
  ["https://x.webhook.office.com/webhookb2/a", "teams"],
  ["https://prod-11.westus.logic.azure.com:443/workflows/a", "teams"],
  ["https://default1.environment.api.powerplatform.com/powerautomate/a", "teams"],
  ["https://alertas.loja.exemplo/hooks.slack.com", "json"],
  ["https://slack.com.loja.exemplo/x", "json"],
])("%s takes %s", (url, format) => expect(formatOf(url)).toBe(format));

it("plain JSON goes as it is", () => {
  expect(alertBody("json", message)).toEqual({ source: "gondola" });
});

it("Slack's markup is escaped, and urgency is a sign", () => {
  expect(alertBody("slack", message)).toEqual({
    text: "*gondola · loja &lt;azul&gt;*\n🔴 Preços &amp; ofertas &lt;users/all&gt;\n✅ de volta\nhttps://gondola.example/ops",
  });
});

it("Google Chat gets text alone, which can mention no person", () => {
  const body = alertBody("google-chat", message);
  expect(Object.keys(body)).toEqual(["text"]);
  expect(body["text"]).not.toMatch(/[<>]/);
});

it("Teams gets an adaptive card with a block a line", () => {
  const body = alertBody("teams", message) as {
    attachments: [{ contentType: string; content: { type: string; body: { text: string }[] } }];
  };
  const [card] = body.attachments;
  expect([card.contentType, card.content.type]).toEqual(["application/vnd.microsoft.card.adaptive", "AdaptiveCard"]);
  expect(card.content.body.map(({ text }) => text)).toEqual([
    "gondola · loja <azul>",
    "🔴 Preços & ofertas users/all",
    "✅ de volta",
    "https://gondola.example/ops",
  ]);
});
