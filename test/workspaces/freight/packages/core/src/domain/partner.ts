export interface Quote {
  readonly carrier: string;
  readonly price: number;
}

export interface PartnerClient {
  quote(endpoint: string, weight: number): Promise<Quote>;
}
