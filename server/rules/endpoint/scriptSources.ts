/** Where a content security policy lets scripts come from, and what is wrong with that. */

/** Sources of scripts; undefined where the policy says nothing of them, or some of that is not known. */
export function scriptSources(policy: string): readonly string[] | undefined {
  const directives = policy.split(';').map((d) => d.trim().split(/\s+/));
  const named = (name: string): readonly string[] | undefined => directives.find(([n]) => n?.toLowerCase() === name)?.slice(1);
  const sources = named('script-src') ?? named('default-src');
  return sources?.some((s) => s.includes('\0')) ? undefined : sources;
}

/** Undefined for one that keeps scripts of others out. */
export function scriptFault(sources: readonly string[]): string | undefined {
  if (sources.some((s) => s.includes('\0') || /^'(?:nonce-|sha\d+-|strict-dynamic)/.test(s))) return undefined;
  if (sources.some((s) => s === '*' || s === 'https:' || s === 'http:' || s === 'data:')) return 'lets scripts come from anywhere';
  return sources.includes("'unsafe-inline'") && sources.includes("'unsafe-eval'") ? 'lets any script run that stands in a page' : undefined;
}
