export async function getJson<T>(url: URL | string, headers: Record<string, string> = {}): Promise<T> {
  const response = await fetch(url, { headers: { accept: 'application/json', ...headers } });
  if (!response.ok) throw new Error(`answered with ${response.status}`);
  return (await response.json()) as T;
}
