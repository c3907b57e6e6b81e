import { DomainError } from '../domain/errors.js';
import type { PartnerClient, Quote } from '../domain/partner.js';

interface Partner {
  readonly name: string;
  readonly endpoint: string;
}

export class PartnerService {
  static readonly #partners = new Map<string, Partner>();

  constructor(private readonly client: PartnerClient) {}

  register({ name, endpoint }: Partner): void {
    if (name.length === 0) throw new DomainError('A partner has a name.');
    PartnerService.#partners.set(name, { name, endpoint });
  }

  /** All partners are asked; the cheapest comes first. */
  async quotes(weight: number): Promise<Quote[]> {
    const partners = [...PartnerService.#partners.values()];
    const answers = await Promise.all(partners.map(({ endpoint }) => this.client.quote(endpoint, weight)));
    return answers.sort((a, b) => a.price - b.price);
  }
}
