/** An app's webhook subscription. */
export interface WebhookSubscription {
  readonly id: string;
  readonly topic: string;
  uri: string;
  filter: string | null;
  includeFields: string[];
  name: string | null;
  metafieldNamespaces: string[];
  readonly createdAt: number;
  updatedAt: number;
  lastSuccessAt: number;
}
