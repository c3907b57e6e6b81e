import type { PartnerClient, Quote } from '@freight/core';
import { getJson } from './getJson.js';

export class HttpPartnerClient implements PartnerClient {
  constructor(private readonly key: string) {}

  quote(endpoint: string, weight: number): Promise<Quote> {
    const url = new URL('/v1/quote', endpoint);
    url.searchParams.set('weight', String(weight));
    return getJson<Quote>(url, { authorization: `Bearer ${this.key}` });
  }
}
