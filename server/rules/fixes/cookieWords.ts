/** Attributes of cookies, as the rule's messages name them. */

/** `… without HttpOnly, Secure and SameSite: …` */
export function wantedAttributes(message: string): readonly string[] {
  const [, list = ''] = / without ((?:HttpOnly|Secure|SameSite)(?:(?:, | and )(?:HttpOnly|Secure|SameSite))*)/.exec(message) ?? [];
  return list.split(/, | and /).filter((word) => word !== '');
}
