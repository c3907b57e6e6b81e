/** Sends JSON, and tries again when the other side is not well. */
async function postJson(url, body, attempts = 1) {
  const request = { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) };
  const response = await fetch(url, { ...request, signal: AbortSignal.timeout(5000) });
  if (response.status >= 500 && attempts > 1) return postJson(url, body, attempts - 1);
  return response;
}

module.exports = { postJson };
